import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Json } from '../../json';
import { present } from '../aws';
import { isOpen } from '../compare';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import type { DeployedResource } from '../deployed';

/** Whether the bus that a spoke sends to is there. One of another account is looked at in that account. */
export const hubReachable: DoctorCheck = {
  id: 'hub-reachable',
  title: 'The bus that a spoke sends to is there',
  part: 'events',
  reads: ['events:DescribeEventBus'],
  after: ['rule-exists'],
  afterAny: ['primary-region', 'hub-bus-policy', 'region-enabled', 'stack-found', 'region-deployed'],
  tasks: eachResource('AWS::Events::Rule', async (resource) => {
    const arn = busOf(resource)!;
    const { aws } = resource.stack;
    const [, , , region, , bus] = arn.split(':');
    const hub = aws.in(region);
    const found = await present(hub.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: bus.replace('event-bus/', '') }))).finally(() => hub.close());
    return found
      ? pass(`The bus ${arn} is there.`)
      : fail(`The bus ${arn} does not exist: what is sent to it goes to the dead-letter queue.`, `Deploy the stack in ${region}, the primary Region.`);
  }, (resource) => busOf(resource) !== undefined),
};

/** The bus of another Region of the account that a rule sends to. */
function busOf({ properties, stack: { aws } }: DeployedResource): string | undefined {
  const buses = ((properties.Targets ?? []) as Json[]).map(({ Arn }) => String(Arn)).filter((arn) => /:event-bus\//.test(arn) && !isOpen(arn));
  return buses.find((arn) => arn.split(':')[4] === aws.accountId && arn.split(':')[3] !== aws.region);
}
