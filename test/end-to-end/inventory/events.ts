import { CreateEventBusCommand, DeleteRuleCommand, EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const RULES = 103;

/** More rules on the default bus than fit a page, and one on another bus. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new EventBridgeClient(options);
  await client.send(new CreateEventBusCommand({ Name: 'orders' }));
  const put = async (Name: string, EventBusName?: string) =>
    (await client.send(new PutRuleCommand({ Name, EventBusName, EventPattern: '{"source":["orders"]}', State: 'ENABLED' }))).RuleArn!;
  const rules: string[] = [];
  for (let index = 0; index < RULES; index++) rules.push(await put(`rule-${index}`));
  const Arn = `arn:aws:sqs:${options.region}:${options.credentials.accessKeyId}:orders`;
  await client.send(new PutTargetsCommand({ Rule: 'rule-0', Targets: [{ Id: 'queue', Arn }] }));
  return { aws_cloudwatch_event_rule: [...rules, await put('placed', 'orders')] };
}

/** One rule. */
export async function remove(options: ClientOptions, { aws_cloudwatch_event_rule: rules = [] }: Truth): Promise<string[]> {
  await new EventBridgeClient(options).send(new DeleteRuleCommand({ Name: 'rule-9' }));
  return rules.filter((key) => key.endsWith('/rule-9'));
}
