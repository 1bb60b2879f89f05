import type { GlueClient } from '@aws-sdk/client-glue';
import { lakeTables } from '../../derive/lake-tables';
import type { ObjectStore } from '../store/objects';

/** Values of each partition column of a table, read from the keys below its folder; those of a scan suffice for most of them. */
export type PartitionValues = Readonly<Record<string, readonly string[]>>;

/** The partition values that the keys of a table name. */
export async function partitionValues(store: ObjectStore, table: keyof typeof lakeTables): Promise<PartitionValues> {
  const values = new Map<string, Set<string>>();
  for (const key of await store.list(`${table}/`)) {
    for (const [, name, value] of key.matchAll(/([a-z]+)=([^/]+)\//g)) values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return Object.fromEntries([...values].map(([name, found]) => [name, [...found].sort()]));
}

/**
 * Writes the partition values that there are into the projection of the tables of AWS Glue, so that Athena looks nowhere else:
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export async function tellTables(client: GlueClient, databaseName: string, store: ObjectStore): Promise<void> {
  const { GetTableCommand, UpdateTableCommand } = await import('@aws-sdk/client-glue');
  for (const name of Object.keys(lakeTables) as (keyof typeof lakeTables)[]) {
    const found = Object.entries(await partitionValues(store, name)).map(([column, values]) => [`projection.${column}.values`, values.join(',')]);
    const { Table: table } = await client.send(new GetTableCommand({ DatabaseName: databaseName, Name: name }));
    const { TableType, PartitionKeys, StorageDescriptor, Parameters = {} } = table!;
    const told = { ...Parameters, ...Object.fromEntries(found) };
    if (found.every(([key, value]) => Parameters[key] === value)) continue;
    const TableInput = { Name: name, TableType, PartitionKeys, StorageDescriptor, Parameters: told };
    await client.send(new UpdateTableCommand({ DatabaseName: databaseName, TableInput }));
  }
}
