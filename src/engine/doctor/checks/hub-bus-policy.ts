import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Json } from '../../json';
import { present } from '../aws';
import { policyDifferences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';

/** Whether the bus of the hub is there and lets in whom the template names. */
export const hubBusPolicy: DoctorCheck = {
  id: 'hub-bus-policy',
  title: 'The bus of the hub lets the spokes send, and nobody else',
  part: 'events',
  reads: ['events:DescribeEventBus'],
  tasks: eachResource('AWS::Events::EventBus', async ({ physicalId: Name, stack }) => {
    const bus = await present(stack.aws.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name })));
    if (!bus) return fail(`The bus ${Name} is gone: what other Regions and accounts send is lost.`, 'Delete the stack and deploy it again.');
    const statements = stack.resources.filter(({ type, properties }) => type === 'AWS::Events::EventBusPolicy' && properties.EventBusName === Name)
      .map(({ properties: { StatementId, Statement } }) => ({ Sid: StatementId, ...Statement as Json }));
    const drift = policyDifferences({ Statement: statements }, bus.Policy ?? { Statement: [] });
    return drift.length === 0
      ? pass(`The bus ${Name} lets in whom the template names.`)
      : drifted(`The policy of the bus ${Name} was changed`, drift, 'Delete the statements that are more, and make a change to the policy in the template, so that CloudFormation writes it anew.');
  }),
};
