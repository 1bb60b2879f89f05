import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two tables, one with point-in-time recovery and a tag. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new DynamoDBClient(options);
  const tables = await Promise.all(['orders', 'sessions'].map((TableName) => client.send(new CreateTableCommand({
    TableName,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    Tags: [{ Key: 'team', Value: 'orders' }],
  }))));
  await client.send(new UpdateContinuousBackupsCommand({ TableName: 'orders', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }));
  return { aws_dynamodb_table: tables.map(({ TableDescription }) => TableDescription!.TableArn!) };
}

/** Deletes one table. */
export async function remove(options: ClientOptions): Promise<readonly string[]> {
  const { TableDescription } = await new DynamoDBClient(options).send(new DeleteTableCommand({ TableName: 'sessions' }));
  return [TableDescription!.TableArn!];
}
