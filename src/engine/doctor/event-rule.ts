import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand, type DescribeRuleCommandOutput, type Target } from '@aws-sdk/client-eventbridge';
import { present } from './aws';
import type { DeployedResource } from './deployed';

/** The name of a rule, and its bus unless that is the default one. */
export function ruleOf({ physicalId, properties: { Name, EventBusName } }: DeployedResource): { Name: string; EventBusName?: string } {
  const bus = EventBusName === undefined || EventBusName === 'default' ? undefined : String(EventBusName);
  return { Name: String(Name ?? physicalId.split('|').at(-1)), ...bus !== undefined && { EventBusName: bus } };
}

/** How a rule is called in a sentence. */
export function ruleName(resource: DeployedResource): string {
  const { Name, EventBusName } = ruleOf(resource);
  return EventBusName === undefined ? Name : `${Name} on the bus ${EventBusName}`;
}

/** A rule as it is; undefined where there is none. */
export const readRule = async (resource: DeployedResource): Promise<DescribeRuleCommandOutput | undefined> =>
  present(resource.stack.aws.client(EventBridgeClient).send(new DescribeRuleCommand(ruleOf(resource))));

/** The targets of a rule that is there. */
export async function readTargets(resource: DeployedResource): Promise<Target[]> {
  const { Name: Rule, EventBusName } = ruleOf(resource);
  return (await resource.stack.aws.client(EventBridgeClient).send(new ListTargetsByRuleCommand({ Rule, EventBusName }))).Targets ?? [];
}
