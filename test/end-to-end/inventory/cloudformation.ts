import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { ClientOptions } from '../../../emulator/client';
import { createStack } from '../../emulator/support';
import type { Truth } from '../seeded';

/** Two stacks. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const topic = (TopicName: string) => ({ Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName } } });
  const ids = ['orders', 'alarms'].map(async (name) => {
    const { Id } = await createStack(options, name, topic(name), { Id: { Value: { Ref: 'AWS::StackId' } } });
    return Id;
  });
  return { aws_cloudformation_stack: await Promise.all(ids) };
}

/** Deletes one stack. */
export async function remove(options: ClientOptions): Promise<readonly string[]> {
  const client = new CloudFormationClient(options);
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'alarms' }));
  await client.send(new DeleteStackCommand({ StackName: 'alarms' }));
  return [Stacks![0].StackId!];
}
