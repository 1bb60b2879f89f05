import { DescribeApiDestinationCommand, DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { present, type Aws } from './aws';
import type { DeployedResource, DeployedStack } from './deployed';
import type { Json } from '../json';

/**
 * A rule that was made by hand, with its API destinations and connections, as if a stack had made them: what they are is taken for what they should
 * be, but that a rule should be enabled. Undefined where there is no rule of that name.
 */
export async function readCustomRule(aws: Aws, name: string): Promise<DeployedStack | undefined> {
  const client = aws.client(EventBridgeClient);
  const rule = await present(client.send(new DescribeRuleCommand({ Name: name })));
  if (!rule) return undefined;
  const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: name }));
  const resources: DeployedResource[] = [];
  const stack: DeployedStack = { aws, id: rule.Arn!, name, status: 'CREATE_COMPLETE', parameters: {}, resources };
  const add = (type: string, physicalId: string, properties: Json) => {
    resources.push({ stack, logicalId: physicalId, type, physicalId, properties, declared: {} });
  };
  add('AWS::Events::Rule', name, { Name: name, State: rule.State === 'DISABLED' ? 'ENABLED' : rule.State, EventPattern: rule.EventPattern, Targets });
  for (const { Arn } of Targets) {
    if (!Arn?.includes(':api-destination/')) continue;
    const Name = Arn.split('/')[1];
    add('AWS::Events::ApiDestination', Name, { Name });
    const destination = await present(client.send(new DescribeApiDestinationCommand({ Name })));
    const connection = destination?.ConnectionArn?.split('/')[1];
    if (connection !== undefined) add('AWS::Events::Connection', connection, { Name: connection });
  }
  return stack;
}
