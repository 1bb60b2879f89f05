import { Aws, SecretValue } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { EventBridgeForwarder } from './event-bridge-forwarder';
import { ForwarderAuthorization } from './forwarder-authorization';
import { ForwarderEvents } from './forwarder-events';
import type { MemberBuild } from './private/member-template';
import { ScannerConnector } from './scanner-connector';
import type { ScannerConnectorOptions } from './scanner-connector-props';
import { ScannerPreset } from './scanner-preset';

/** Where AQtive Guard takes events. */
export interface AqtiveGuardEvents {
  /** HTTPS address that AQtive Guard shows for this customer. */
  readonly endpoint: string;

  /** API token of AQtive Guard with at least the permission Uploader, from AWS Secrets Manager: `SecretValue.secretsManager('name')`. */
  readonly apiKey: SecretValue;

  /**
   * Which events are forwarded.
   *
   * @default - those of the services whose cryptographic assets AQtive Guard inventories, and of those that use them
   */
  readonly events?: ForwarderEvents;
}

/** Properties of an `AqtiveGuardConnector`. */
export interface AqtiveGuardConnectorProps extends ScannerConnectorOptions {
  /** AWS account that AQtive Guard enters from. */
  readonly trustedAccountId: string;

  /**
   * External id that AQtive Guard presents. Its document mentions none: ask for one.
   *
   * @default - none, for which `withoutExternalId` must be set
   */
  readonly externalId?: string;

  /**
   * Asks for no external id, as the document does. Whoever makes AQtive Guard act for them can then have it enter this account.
   *
   * @default false
   */
  readonly withoutExternalId?: boolean;

  /**
   * Forwards events of CloudTrail, which keep the inventory current.
   *
   * @default - AQtive Guard learns of changes when it next reads
   */
  readonly events?: AqtiveGuardEvents;

  /**
   * Region that has the role and delivers the events, where this stack is deployed to more Regions of an account.
   *
   * @default - the Region of this stack, or that of `organization`
   */
  readonly primaryRegion?: string;
}

/** Services of the document: those that hold keys, certificates and secrets, and those that use them. */
const SERVICES = ['acm', 'apigateway', 'ec2', 'kms', 'lambda', 'secretsmanager', 'ssm'].map((service) => `${service}.amazonaws.com`);

/**
 * Connects to AQtive Guard: the role AQtiveGuardReadOnlyAccessRole with the thirteen actions of its document, and the rule, the API destination and
 * the connection that forward events to it.
 *
 * @see https://docs.aqtiveguard.com/data-sources/aws
 */
export class AqtiveGuardConnector extends ScannerConnector {
  constructor(scope: Construct, id: string, props: AqtiveGuardConnectorProps) {
    const { events, ...options } = props;
    super(scope, id, { ...options, preset: ScannerPreset.AQTIVE_GUARD, _further: events && forwarder(events) });
  }
}

/** The forwarder, named as the document says. The Region of the hub is that of the role. */
const forwarder = ({ endpoint, apiKey, events }: AqtiveGuardEvents): MemberBuild => (member) => {
  const key = member.parameter('AQGAPIKeyParameter', apiKey.unsafeUnwrap(), { noEcho: true, description: 'API token of AQtive Guard, with at least the permission Uploader' });
  new EventBridgeForwarder(member.scope, 'Events', {
    endpoint: member.parameter('AQGEndpoint', endpoint, { allowedPattern: 'https://[^/\\s]+.*', description: 'HTTPS address that AQtive Guard shows' }),
    authorization: ForwarderAuthorization.apiKey(SecretValue.unsafePlainText(key)),
    events: events ?? ForwarderEvents.services(...SERVICES),
    readOnlyEvents: true,
    ruleName: 'AQtiveGuardFilteredEventsRule',
    apiDestinationName: 'AQGAWSDestinationApiRoute',
    connectionName: 'AQGAWSConnectionKey',
    primaryRegion: member.primaryRegion === Aws.REGION ? undefined : member.primaryRegion,
  });
};
