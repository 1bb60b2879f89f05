import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Duration, RemovalPolicy, Size } from 'aws-cdk-lib/core';
import type { aws_events, aws_kms, aws_sns } from 'aws-cdk-lib/interfaces';
import type { ScannerActivity } from './scanner-activity';
import type { ScannerChanges } from './scanner-changes';
import type { ScannerStream } from './scanner-stream';
import type { SecurityLakeSource } from './security-lake-source';

/** How much a failed finding matters. */
export enum FindingSeverity {
  /** To be mended today. */
  CRITICAL = 'critical',

  /** To be mended this week. */
  HIGH = 'high',

  /** To be planned. */
  MEDIUM = 'medium',

  /** To be known. */
  LOW = 'low',

  /** No risk by itself. */
  INFORMATIONAL = 'informational',
}

/** Properties of a `SecurityScanner`. */
export interface SecurityScannerProps {
  /**
   * External id that the roles in the accounts ask for.
   *
   * @default - none: the roles trust the scanner by its ARN
   */
  readonly externalId?: string;

  /**
   * Name of the role that the scanner assumes in each account: that of a `ReadOnlyScannerRole`, its path before it, if it has one.
   *
   * @default 'SecurityScanner'
   */
  readonly scannerRoleName?: string;

  /**
   * ARN of the role that lists the accounts of the organisation: that of an `AccountListingRole` in the management account.
   *
   * @default - the accounts of `accountIds`, else those registered in the lake
   */
  readonly accountListingRoleArn?: string;

  /**
   * Ids of the accounts to scan.
   *
   * @default - those that `accountListingRoleArn` lists, else those registered in the lake
   */
  readonly accountIds?: string[];

  /**
   * What to read.
   *
   * @default - everything
   */
  readonly streams?: ScannerStream[];

  /**
   * Regions to read.
   *
   * @default - those that each account has enabled
   */
  readonly regions?: string[];

  /**
   * When to scan.
   *
   * @default ScheduleExpression.rate(Duration.days(1))
   */
  readonly schedule?: ScheduleExpression;

  /**
   * Whether scans start by the schedule.
   *
   * @default true
   */
  readonly scheduled?: boolean;

  /**
   * Reads what has changed again within minutes, told by events of CloudTrail.
   *
   * @default - changes are seen by the next scan
   */
  readonly changes?: ScannerChanges;

  /**
   * Brings what CloudTrail logs into the lake, too: an event becomes a row of the table `activity`, and a finding where one is enough for a detection.
   *
   * @default - the lake has no activity
   */
  readonly activity?: ScannerActivity;

  /**
   * Accounts scanned at the same time, 1 to 1,000. Each takes up to `regionsAtOnce` concurrent functions.
   *
   * @default 20
   */
  readonly accountsAtOnce?: number;

  /**
   * Regions of one account read at the same time, 1 to 40.
   *
   * @default 4
   */
  readonly regionsAtOnce?: number;

  /**
   * Services of one Region read at the same time, 1 to 64.
   *
   * @default 8
   */
  readonly unitsAtOnce?: number;

  /**
   * Keeps for each function the concurrent executions that it may need, so that nothing else in the account takes them, and it takes no more:
   * `accountsAtOnce` × (`regionsAtOnce` + 2) + 3, and with `changes` as many as it reads at the same time and 5. AWS Lambda leaves 100 of the quota of the account to
   * the other functions, and refuses the deployment where that is not enough.
   *
   * @default false
   */
  readonly reserveConcurrency?: boolean;

  /**
   * Share of the accounts, in percent, that may fail before the scan is given up. Accounts that refuse the role are no failures.
   *
   * @default 100
   */
  readonly toleratedFailurePercentage?: number;

  /**
   * The longest that a scan may take.
   *
   * @default Duration.hours(12)
   */
  readonly timeout?: Duration;

  /**
   * Topic that is told of new findings of at least `notifyAt`, and of accounts that were not scanned.
   *
   * @default - nobody is told
   */
  readonly notificationTopic?: aws_sns.ITopicRef;

  /**
   * Key that encrypts `notificationTopic`.
   *
   * @default - the topic has no key of its own
   */
  readonly notificationKey?: aws_kms.IKeyRef;

  /**
   * How long a link to the report, in the message to `notificationTopic`, works: up to 7 days, but no longer than the credentials of the function,
   * which last some hours. Whoever has the message can then read the report.
   *
   * @default - the message names the object; who may read the bucket opens it
   */
  readonly reportLink?: Duration;

  /**
   * Least severity of new findings that are told of.
   *
   * @default FindingSeverity.HIGH
   */
  readonly notifyAt?: FindingSeverity;

  /**
   * Bus that gets an event of detail type `Scan Completed` after each scan.
   *
   * @default - the default bus
   */
  readonly eventBus?: aws_events.IEventBusRef;

  /**
   * Imports findings into AWS Security Hub of this account and Region, which must be on.
   *
   * @default false
   */
  readonly securityHub?: boolean;

  /**
   * Writes findings to Amazon Security Lake, as Compliance Findings of OCSF: after each scan, and after changes.
   *
   * @default - they are in the lake of the scanner alone
   */
  readonly securityLake?: SecurityLakeSource;

  /**
   * Key that encrypts the lake. Its policy must let the account use it by IAM.
   *
   * @default - a new key
   */
  readonly encryptionKey?: aws_kms.IKeyRef;

  /**
   * How long reports, ledgers and what the parts of a scan leave for each other are kept.
   *
   * @default Duration.days(365)
   */
  readonly historyRetention?: Duration;

  /**
   * What becomes of the lake and its key when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The most that one query may scan.
   *
   * @default Size.gibibytes(10)
   */
  readonly queryScanLimit?: Size;

  /**
   * Memory of the functions that read, link and publish, in MB.
   *
   * @default 2048
   */
  readonly memorySize?: number;

  /**
   * How long logs are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * Topic that alarms tell.
   *
   * @default - nobody is told
   */
  readonly alarmTopic?: aws_sns.ITopicRef;

  /**
   * Whether there is a dashboard.
   *
   * @default true
   */
  readonly dashboard?: boolean;
}
