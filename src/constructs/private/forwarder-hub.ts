import { CfnApiDestination, CfnConnection, CfnEventBus, CfnEventBusPolicy, type CfnRule } from 'aws-cdk-lib/aws-events';
import { Aws, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { only, type Place } from './forwarder-place';
import type { EventBridgeForwarderProps } from '../event-bridge-forwarder-props';

/** The endpoint and the authorisation, as resources of EventBridge. */
export class ForwarderDestination extends Construct {
  /** ARN of the API destination. */
  public readonly arn: string;

  constructor(scope: Construct, id: string, props: EventBridgeForwarderProps, name: string, place: Place) {
    super(scope, id);
    const connection = new CfnConnection(this, 'Connection', {
      name: props.connectionName ?? name,
      description: 'How the forwarder of CloudTrail events shows who it is',
      ...props.authorization!._bind(this),
    });
    const destination = new CfnApiDestination(this, 'Resource', {
      name: props.apiDestinationName ?? name,
      description: 'Where the forwarder of CloudTrail events delivers to',
      connectionArn: connection.attrArn,
      invocationEndpoint: props.endpoint!,
      httpMethod: props.httpMethod ?? 'POST',
      invocationRateLimitPerSecond: props.invocationsPerSecond ?? 300,
    });
    only('hub', place, connection, destination);
    this.arn = destination.attrArn;
  }
}

/** The bus that other Regions and accounts send to. */
export class ForwarderHubBus extends Construct {
  /** Name of the bus, which a rule waits for. */
  public readonly busName: string;

  constructor(scope: Construct, id: string, name: string, { organizationId, memberAccountIds }: EventBridgeForwarderProps, place: Place) {
    super(scope, id);
    const bus = new CfnEventBus(this, 'Resource', { name, description: 'Events that forwarders of other Regions and accounts send' });
    this.busName = bus.ref;
    const allow = (sid: string, principal: object, condition?: object) => new CfnEventBusPolicy(this, sid, {
      eventBusName: bus.ref,
      statementId: sid,
      statement: { Effect: 'Allow', Principal: principal, Action: 'events:PutEvents', Resource: bus.attrArn, ...condition && { Condition: condition } },
    });
    const policies = [
      ...organizationId ? [allow('Organization', { AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': organizationId } })] : [],
      ...memberAccountIds ? [allow('Members', { AWS: memberAccountIds.map((account) => `arn:${Aws.PARTITION}:iam::${account}:root`) })] : [],
    ];
    only('hub', place, bus, ...policies);
  }
}

/** What the endpoint gets in place of the event, as a property of a target; a spoke sends the event itself. */
export function transformed({ inputPaths, inputTemplate }: EventBridgeForwarderProps, place: Place): Pick<CfnRule.TargetProperty, 'inputTransformer'> {
  if (inputTemplate === undefined || place === 'spoke') return {};
  if (place === 'hub') return { inputTransformer: { inputTemplate, inputPathsMap: inputPaths } };
  const inputTransformer = { InputTemplate: inputTemplate, InputPathsMap: inputPaths ?? Aws.NO_VALUE };
  return { inputTransformer: Fn.conditionIf(place.hub.logicalId, inputTransformer, Aws.NO_VALUE) };
}
