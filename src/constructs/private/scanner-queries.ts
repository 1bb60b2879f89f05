import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws, Names, Size, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ScannerLake } from './scanner-lake';
import { DAY, lakeTables, type ColumnKind, type LakeTable } from '../../derive/lake-tables';
import type { SecurityScannerProps } from '../security-scanner-props';

/** What people query the lake by. */
export interface ScannerQueries { readonly databaseName: string; readonly workGroupName: string; readonly statements: readonly PolicyStatement[] }

const QUERIES = join(__dirname, '..', '..', '..', 'assets', 'queries');
const TYPES: Readonly<Record<ColumnKind, string>> = { STRING: 'string', DOUBLE: 'double', INT64: 'bigint', BOOLEAN: 'boolean', TIMESTAMP: 'timestamp', json: 'string' };
// A folder that no partition lies in: a table without values would be refused before the first scan.
const NONE = 'none';

// Days of the calendar, in UTC; log files are seldom kept for longer in a place that one queries.
const DAYS = { 'type': 'date', 'format': 'yyyy-MM-dd', 'range': 'NOW-3YEARS,NOW', 'interval': '1', 'interval.unit': 'DAYS' };

/** Partition values are computed rather than registered; each scan writes down those that there are. */
function projection(location: string, { partitions }: LakeTable): Record<string, string> {
  return {
    'classification': 'parquet',
    'projection.enabled': 'true',
    ...Object.fromEntries(partitions.flatMap((name) =>
      Object.entries(name === DAY ? DAYS : { type: 'enum', values: NONE }).map(([key, value]) => [`projection.${name}.${key}`, value]))),
    'storage.location.template': `${location}${partitions.map((name) => `${name}=\${${name}}`).join('/')}/`,
  };
}

function tableOf(scope: Construct, name: string, table: LakeTable, database: CfnDatabase, { bucket }: ScannerLake): void {
  const location = `s3://${bucket.bucketName}/${name}/`;
  new CfnTable(scope, `Table-${name}`, {
    catalogId: Aws.ACCOUNT_ID,
    databaseName: database.ref,
    tableInput: {
      name,
      tableType: 'EXTERNAL_TABLE',
      parameters: projection(location, table),
      partitionKeys: table.partitions.map((key) => ({ name: key, type: 'string' })),
      storageDescriptor: {
        location,
        columns: Object.entries(table.columns).map(([column, kind]) => ({ name: column.toLowerCase(), type: TYPES[kind] })),
        inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
        serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
      },
    },
  });
}

/** The queries of docs/reference/queries; the first line of each says what it answers. */
function namedQueries(scope: Construct, databaseName: string, workGroup: CfnWorkGroup): void {
  for (const file of readdirSync(QUERIES).sort()) {
    const queryString = readFileSync(join(QUERIES, file), 'utf8');
    const name = file.replace(/\.sql$/, '');
    const query = new CfnNamedQuery(scope, `Query-${name}`, {
      database: databaseName, name, description: /^-- (.*)$/m.exec(queryString)?.[1], queryString, workGroup: workGroup.name,
    });
    query.addDependency(workGroup);
  }
}

/** The tables of the lake, a workgroup that bounds what a query scans, and the queries that the command line has, too. */
export function scannerQueries(scope: Construct, lake: ScannerLake, { queryScanLimit = Size.gibibytes(10) }: SecurityScannerProps): ScannerQueries {
  const stack = Stack.of(scope);
  const name = Names.uniqueResourceName(scope, { maxLength: 60, separator: '_' });
  const database = new CfnDatabase(scope, 'Database', { catalogId: Aws.ACCOUNT_ID, databaseInput: { name: name.toLowerCase().replaceAll('-', '_'), description: 'The lake of a security scanner' } });
  for (const [table, definition] of Object.entries(lakeTables)) tableOf(scope, table, definition, database, lake);
  const workGroup = new CfnWorkGroup(scope, 'WorkGroup', {
    name,
    description: 'Queries of the lake of a security scanner',
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: queryScanLimit.toBytes(),
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: { outputLocation: `s3://${lake.bucket.bucketName}/queries/`, encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: lake.keyArn } },
    },
  });
  namedQueries(scope, database.ref, workGroup);
  const arn = (resource: string, resourceName?: string) => stack.formatArn({ service: 'glue', resource, resourceName });
  return {
    databaseName: database.ref,
    workGroupName: name,
    statements: [new PolicyStatement({
      sid: 'TellTables', actions: ['glue:GetTable', 'glue:UpdateTable'], resources: [arn('catalog'), arn('database', database.ref), ...Object.keys(lakeTables).map((table) => arn('table', `${database.ref}/${table}`))],
    })],
  };
}
