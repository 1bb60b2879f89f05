import { CreateEventSourceMappingCommand, CreateFunctionCommand, DeleteFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** An archive with nothing in it. */
const ZipFile = Buffer.from('PK\x05\x06'.padEnd(22, '\0'));

/** Two functions, one fed by a queue. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const lambda = new LambdaClient(options);
  const create = async (FunctionName: string) => (await lambda.send(new CreateFunctionCommand({
    FunctionName,
    Role: `arn:aws:iam::${options.credentials.accessKeyId}:role/orders`,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile },
    Environment: { Variables: { TABLE: 'orders' } },
    Tags: { team: 'orders' },
  }))).FunctionArn!;
  const functions = [await create('orders'), await create('reports')];
  await new SQSClient(options).send(new CreateQueueCommand({ QueueName: 'orders' }));
  const EventSourceArn = `arn:aws:sqs:${options.region}:${options.credentials.accessKeyId}:orders`;
  await lambda.send(new CreateEventSourceMappingCommand({ FunctionName: 'orders', EventSourceArn, Enabled: false }));
  return { aws_lambda_function: functions };
}

/** Deletes the function that nothing feeds. */
export async function remove(options: ClientOptions, { aws_lambda_function: functions = [] }: Truth): Promise<readonly string[]> {
  await new LambdaClient(options).send(new DeleteFunctionCommand({ FunctionName: 'reports' }));
  return functions.filter((arn) => arn.endsWith(':reports'));
}
