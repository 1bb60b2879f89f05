import { defineCheck } from '../../model/check';
import { dynamodb } from '../../services/dynamodb';

/** AWS FSBP DynamoDB.2: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html */
export const dynamodbTablePointInTimeRecovery = defineCheck(dynamodb, {
  id: 'dynamodb-table-point-in-time-recovery',
  entity: 'aws_dynamodb_table',
  severity: 'medium',
  about: 'availability',
  title: 'DynamoDB tables have point-in-time recovery',
  why: 'Items that are deleted or overwritten by mistake or by an attacker cannot be brought back.',
  needs: [dynamodb.need('DescribeTable'), dynamodb.need('DescribeContinuousBackups')],
  remedy: {
    cli: 'aws dynamodb update-continuous-backups --table-name <table> --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true',
    cdk: "new dynamodb.TableV2(this, 'Table', { partitionKey, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } })",
  },
  prowler: ['dynamodb_tables_pitr_enabled'],
  applies: (table) => table.TableStatus !== 'DELETING' && table.TableStatus !== 'ARCHIVED',
  fails: ({ ContinuousBackupsDescription: backups }) => backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED' ? undefined
    : `PointInTimeRecoveryStatus is ${backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus ?? 'not set'}`,
  examples: {
    pass: [
      { entity: { TableName: 'orders', ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } } } },
    ],
    fail: [
      { entity: { TableName: 'orders', ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' } } } },
      { entity: { TableName: 'orders', ContinuousBackupsDescription: { ContinuousBackupsStatus: 'DISABLED', PointInTimeRecoveryDescription: {} } } },
    ],
  },
});
