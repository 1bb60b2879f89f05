import { DeleteParameterCommand, DescribeParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const arn = (options: ClientOptions, name: string) => `arn:aws:ssm:${options.region}:${options.credentials.accessKeyId}:parameter${name}`;

/** A plain and an encrypted parameter, and more than a page of others. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new SSMClient(options);
  await client.send(new PutParameterCommand({ Name: '/orders/token', Value: 'hush', Type: 'SecureString', Tags: [{ Key: 'team', Value: 'orders' }] }));
  const others = Array.from({ length: 51 }, (_, index) => `/orders/feature-${index}`);
  for (const Name of others) await client.send(new PutParameterCommand({ Name, Value: 'on', Type: 'String' }));
  const { Parameters } = await client.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: ['/orders/token'] }] }));
  if (Parameters?.length !== 1) throw new Error('The parameter was not created.');
  return { aws_ssm_parameter: ['/orders/token', ...others].map((name) => arn(options, name)) };
}

/** Deletes one parameter. */
export async function remove(options: ClientOptions): Promise<readonly string[]> {
  await new SSMClient(options).send(new DeleteParameterCommand({ Name: '/orders/feature-7' }));
  return [arn(options, '/orders/feature-7')];
}
