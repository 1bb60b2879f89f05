import type { GlueClient } from '@aws-sdk/client-glue';
import { DAY, lakeTables, type LakeTable } from '../../derive/lake-tables';

/** Values of each partition column. */
export type PartitionValues = Readonly<Record<string, readonly string[]>>;

/** Says that no partition lies in a column yet. */
const NONE = 'none';

/**
 * Adds partition values to the projection of the tables of AWS Glue, so that Athena looks nowhere else:
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 * What a table knows already stays: the lake keeps what it has of an account that is no longer scanned. Of `run` there are those given alone.
 * @param valuesOf what there is of a table
 */
export async function tellTables(client: GlueClient, databaseName: string, valuesOf: (table: keyof typeof lakeTables) => PartitionValues): Promise<void> {
  const { GetTableCommand, UpdateTableCommand } = await import('@aws-sdk/client-glue');
  for (const [name, { partitions }] of Object.entries(lakeTables) as [keyof typeof lakeTables, LakeTable][]) {
    const values = valuesOf(name);
    const { Table: table } = await client.send(new GetTableCommand({ DatabaseName: databaseName, Name: name }));
    const { TableType, PartitionKeys, StorageDescriptor, Parameters = {} } = table!;
    const parameterOf = (column: string) => `projection.${column}.values`;
    const all = (column: string) => {
      const known = (Parameters[parameterOf(column)] ?? NONE).split(',').filter((value) => value !== NONE && column !== 'run');
      return [...new Set([...known, ...values[column] ?? []])].sort();
    };
    const told = Object.fromEntries(partitions.filter((column) => column !== DAY).map((column) => [parameterOf(column), all(column).join(',') || NONE]));
    if (Object.entries(told).every(([key, value]) => Parameters[key] === value)) continue;
    const TableInput = { Name: name, TableType, PartitionKeys, StorageDescriptor, Parameters: { ...Parameters, ...told } };
    await client.send(new UpdateTableCommand({ DatabaseName: databaseName, TableInput }));
  }
}
