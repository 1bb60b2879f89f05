import { followed } from '../model/pages';
import { allowsEveryone } from '../model/public-policy';
import { gather } from '../model/reader';
import { defineService } from '../model/service';

const table = 'arn:${Partition}:dynamodb:*:${Account}:table/*';

/** Amazon DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ (never an operation that reads items). */
export const dynamodb = defineService({
  id: 'dynamodb',
  title: 'Amazon DynamoDB',
  scope: 'regional',
  eventSource: 'dynamodb.amazonaws.com',
  node: 'aws_dynamodb',
  client: () => import('@aws-sdk/client-dynamodb'),
  operations: {
    ListTables: { action: 'dynamodb:ListTables' },
    DescribeTable: { action: 'dynamodb:DescribeTable', resource: table },
    DescribeContinuousBackups: { action: 'dynamodb:DescribeContinuousBackups', resource: table, detail: true },
    DescribeTimeToLive: { action: 'dynamodb:DescribeTimeToLive', resource: table, detail: true },
    GetResourcePolicy: { action: 'dynamodb:GetResourcePolicy', resource: table, absent: ['PolicyNotFoundException'], detail: true },
    ListTagsOfResource: { action: 'dynamodb:ListTagsOfResource', resource: table, detail: true },
  },
  entities: (entity) => ({
    aws_dynamodb_table: entity({
      class: ['DataStore', 'Database'],
      ofNode: true,
      reads: ['ListTables', 'DescribeTable', 'DescribeContinuousBackups', 'DescribeTimeToLive', 'GetResourcePolicy', 'ListTagsOfResource'],
      async *list(read, at) {
        for await (const TableName of read.items('ListTables', 'TableNames', { Limit: 100 })) {
          yield { TableName, TableArn: at.arn('dynamodb', `table/${TableName}`) };
        }
      },
      async describe(read, { TableName, TableArn }) {
        const tagPages = followed((NextToken?: string) => read.call('ListTagsOfResource', { ResourceArn: TableArn, NextToken }), ({ NextToken }) => NextToken);
        const [described, backups, timeToLive, policy, tags] = await Promise.all([
          read.call('DescribeTable', { TableName }),
          read.call('DescribeContinuousBackups', { TableName }),
          read.call('DescribeTimeToLive', { TableName }),
          read.call('GetResourcePolicy', { ResourceArn: TableArn }),
          gather(tagPages),
        ]);
        // Until when a table can be restored moves on all the time.
        const { EarliestRestorableDateTime: _earliest, LatestRestorableDateTime: _latest, ...recovery } =
          backups?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {};
        const ContinuousBackupsDescription = backups?.ContinuousBackupsDescription
          && { ...backups.ContinuousBackupsDescription, PointInTimeRecoveryDescription: recovery };
        const Tags = tags.flatMap((page) => page.Tags ?? []);
        return { TableName, TableArn, ...described?.Table, ContinuousBackupsDescription, ...timeToLive, Policy: policy?.Policy, Tags };
      },
      key: (t) => t.TableArn!,
      name: (t) => t.TableName,
      tags: (t) => t.Tags,
      facts: (t) => ({
        allowsEveryone: allowsEveryone(t.Policy),
        hasPointInTimeRecovery: t.ContinuousBackupsDescription && t.ContinuousBackupsDescription.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED',
      }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (t) => t.SSEDescription?.KMSMasterKeyArn }],
      changes: [
        'CreateTable', 'UpdateTable', 'DeleteTable', 'RestoreTableFromBackup', 'RestoreTableToPointInTime', 'ImportTable', 'CreateGlobalTable',
        'UpdateGlobalTable', 'UpdateContinuousBackups', 'UpdateTimeToLive', 'PutResourcePolicy', 'DeleteResourcePolicy', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
