import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration, Names } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CloudTrailConsumer } from './cloud-trail-consumer';
import { acknowledge } from './private/acknowledge';
import { scanStateMachine } from './private/scan-state-machine';
import { scannerChanges } from './private/scanner-changes';
import { assertScannerProps } from './private/scanner-checks';
import { scannerFunctions, type ScannerFunctions } from './private/scanner-functions';
import { scannerLake, type ScannerLake } from './private/scanner-lake';
import { scannerMonitoring } from './private/scanner-monitoring';
import { scannerQueries } from './private/scanner-queries';
import type { ScannerActivity } from './scanner-activity';
import { FindingSeverity, type SecurityScannerProps } from './security-scanner-props';
import type { ScanSettings } from '../derive/scan-settings';
import { Environment } from '../handlers/environment';

/**
 * A scanner of your own: reads the accounts of an organisation through a `ReadOnlyScannerRole` in each, by a schedule, into a lake of Parquet files
 * that Athena queries, checks them, and tells of what is new.
 *
 * An account that refuses the role, and a service that cannot be read, are told of and stop nothing. It brings functions, so it deploys to a
 * bootstrapped account only.
 */
export class SecurityScanner extends Construct {
  /** Bucket of the lake, the reports below `reports/`. */
  public readonly lakeBucket: IBucket;
  /** The state machine of a scan; it takes no input. */
  public readonly stateMachine: IStateMachine;
  /** ARNs of the roles that assume the role in each account, for a trust narrower than the account. */
  public readonly scannerRoleArns: string[];
  /** ARN of the role that assumes the one that lists accounts. */
  public readonly accountListerRoleArn: string;
  /** Name of the database of AWS Glue. */
  public readonly databaseName: string;
  /** Name of the workgroup of Athena, with the queries of docs/reference/queries. */
  public readonly workGroupName: string;
  /** Queue of the starts that the schedule could not make. */
  public readonly deadLetterQueue: Queue;
  /** ARN of the bus that forwarders of other Regions and accounts send to; undefined without `changes`. */
  public readonly changeBusArn?: string;
  /** What brings the log files of CloudTrail into the lake; undefined without `activity`. */
  public readonly activityConsumer?: CloudTrailConsumer;
  /** The alarms, each with a section in docs/runbook.md. */
  public readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: SecurityScannerProps = {}) {
    super(scope, id);
    assertScannerProps(props);
    const stateMachineName = Names.uniqueResourceName(this, { maxLength: 60, separator: '-' });
    const lake = scannerLake(this, props);
    const share = { lake, props, settings: settingsOf(props) };
    const functions = scannerFunctions(this, stateMachineName, share);
    const queries = scannerQueries(this, lake, props);
    for (const statement of queries.statements) functions.publish.addToRolePolicy(statement);
    functions.publish.addEnvironment(Environment.DATABASE, queries.databaseName);
    const machine = scanStateMachine(this, stateMachineName, lake, functions, props);
    this.deadLetterQueue = new Queue(this, 'DeadLetters', { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
    acknowledge(this.deadLetterQueue, { 'AwsSolutions-SQS3': 'It is a dead-letter queue itself.' });
    if (props.scheduled ?? true) schedule(this, machine, this.deadLetterQueue, props);
    const changes = props.changes && scannerChanges(this, share, props.changes);
    this.changeBusArn = changes?.busArn;
    this.lakeBucket = lake.bucket;
    this.stateMachine = machine;
    this.scannerRoleArns = [...rolesOf(functions, 'plan-account', 'collect-unit'), ...changes ? [changes.reread.role!.roleArn] : []];
    [this.accountListerRoleArn] = rolesOf(functions, 'plan-accounts');
    this.databaseName = queries.databaseName;
    this.workGroupName = queries.workGroupName;
    this.activityConsumer = props.activity && activityConsumer(this, lake, props.activity, props);
    const alarms = scannerMonitoring(this, { machine, functions, deadLetters: this.deadLetterQueue, changes }, props);
    this.alarms = [...alarms, ...this.activityConsumer?.alarms ?? []];
  }
}

const rolesOf = (functions: ScannerFunctions, ...parts: (keyof ScannerFunctions)[]) => parts.map((part) => functions[part].role!.roleArn);

function settingsOf(props: SecurityScannerProps): ScanSettings {
  const { accountIds, accountListingRoleArn, scannerRoleName = 'SecurityScanner', externalId, streams, regions } = props;
  const { unitsAtOnce = 8, notifyAt = FindingSeverity.HIGH, securityHub = false, securityLake } = props;
  const streamIds = streams?.map(({ id }) => id);
  const named = { accountIds, listingRoleArn: accountListingRoleArn, roleName: scannerRoleName, externalId };
  return { ...named, streams: streamIds, regions, unitsAtOnce, notifyAt, securityHub, securityLake, reportLinkSeconds: props.reportLink?.toSeconds() };
}

function activityConsumer(scope: SecurityScanner, { bucket, key }: ScannerLake, activity: ScannerActivity, props: SecurityScannerProps): CloudTrailConsumer {
  const { accountIds, reserveConcurrency, logRetention, alarmTopic } = props;
  const lake = { lakeBucket: bucket, lakeKey: key };
  return new CloudTrailConsumer(scope, 'Activity', { organizationAccounts: accountIds, ...activity, ...lake, reserveConcurrency, logRetention, alarmTopic });
}

function schedule(scope: SecurityScanner, machine: IStateMachine, deadLetterQueue: Queue, { schedule: expression }: SecurityScannerProps): void {
  new Schedule(scope, 'Schedule', {
    schedule: expression ?? ScheduleExpression.rate(Duration.days(1)),
    description: 'Starts a scan',
    target: new StepFunctionsStartExecution(machine, { deadLetterQueue, retryAttempts: 3, maxEventAge: Duration.hours(1) }),
  });
}
