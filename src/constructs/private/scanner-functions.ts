import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards, handlerFunction } from './handler-function';
import { lakeStatements, type ScannerLake } from './scanner-lake';
import type { ChangePart, ScanPart, ScanSettings } from '../../derive/scan-settings';
import { Environment } from '../../handlers/environment';
import type { SecurityScannerProps } from '../security-scanner-props';

/** The functions of a scan by part. */
export type ScannerFunctions = Readonly<Record<ScanPart, LambdaFunction>>;

/** What a part of a scan runs with. */
export interface Part {
  readonly id: string;
  readonly description: string;
  readonly memorySize?: number;
  readonly timeout?: Duration;
  readonly environment?: Record<string, string>;
  /** How many run at the same time at most. */
  readonly atOnce: number;
  readonly statements: readonly PolicyStatement[];
}

const allow = (sid: string, actions: string[], ...resources: string[]) => new PolicyStatement({ sid, actions, resources });

/** How much of a scan runs side by side. */
export const atOnceOf = ({ accountsAtOnce = 20, regionsAtOnce = 4 }: SecurityScannerProps) => ({ accountsAtOnce, regionsAtOnce });

/** Who is told of what was found. */
export function listeners(scope: Construct, { notificationTopic, notificationKey, eventBus }: SecurityScannerProps): Pick<Part, 'environment' | 'statements'> {
  const busArn = eventBus?.eventBusRef.eventBusArn ?? Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  const topicArn = notificationTopic?.topicRef.topicArn;
  return {
    environment: { [Environment.TOPIC_ARN]: topicArn ?? '', [Environment.EVENT_BUS]: eventBus?.eventBusRef.eventBusName ?? 'default' },
    statements: [
      allow('TellBus', ['events:PutEvents'], busArn),
      ...topicArn ? [allow('TellPeople', ['sns:Publish'], topicArn)] : [],
      ...notificationKey ? [allow('EncryptMessages', ['kms:Decrypt', 'kms:GenerateDataKey'], notificationKey.keyRef.keyArn)] : [],
    ],
  };
}

/** What takes the findings of an account. */
export function accountOutlets(scope: Construct, { securityHub, securityLake }: SecurityScannerProps): PolicyStatement[] {
  const stack = Stack.of(scope);
  const product = stack.formatArn({ service: 'securityhub', resource: 'product', resourceName: `${stack.account}/default` });
  return [
    ...securityHub ? [allow('TellSecurityHub', ['securityhub:BatchImportFindings'], product)] : [],
    ...securityLake ? [allow('WriteSecurityLake', ['sts:AssumeRole'], securityLake.roleArn)] : [],
  ];
}

const OF_ANALYSIS = ['accounts/', 'entities/', 'findings/', 'relationships/', 'units/'];

/** What linking and checking an account does in the lake. */
const analysisInLake = (scope: Construct, lake: ScannerLake): PolicyStatement[] =>
  lakeStatements(scope, lake, { read: [...OF_ANALYSIS, 'scans/'], write: [...OF_ANALYSIS, 'scans/'], remove: OF_ANALYSIS });

/** What reading units of an account again does in the lake: it links and checks the account, and looks across all of them. */
export const rereadInLake = (scope: Construct, lake: ScannerLake): PolicyStatement[] => {
  const changed = [...OF_ANALYSIS, 'access/'];
  return lakeStatements(scope, lake, { read: [...changed, 'runs/', 'scans/'], write: changed, remove: changed });
};

/** The right to enter the accounts. */
export function entering(scope: Construct, { accountIds = ['*'], scannerRoleName = 'SecurityScanner' }: SecurityScannerProps): PolicyStatement {
  const { partition } = Stack.of(scope);
  return allow('EnterAccounts', ['sts:AssumeRole'], ...accountIds.map((account) => `arn:${partition}:iam::${account}:role/${scannerRoleName}`));
}

// Where the lake keeps what links accounts with each other.
const ACROSS = ['entities', 'relationships'].map((table) => `${table}/account=*/region=global/service=organization/`);

/** What sums a scan up: it reads the whole lake, for the chapters of the report and for what looks across accounts. */
function publishing(scope: Construct, lake: ScannerLake, props: SecurityScannerProps): Part {
  const { environment, statements } = listeners(scope, props);
  return {
    id: 'Publish',
    description: 'Sums a scan up, looks across its accounts, and tells of it',
    atOnce: 1,
    environment,
    statements: [
      ...lakeStatements(scope, lake, {
        read: ['access/', 'accounts/', 'activity/', 'entities/', 'findings/', 'relationships/', 'runs/', 'scans/', ...props.reportLink ? ['reports/'] : []],
        write: ['access/', 'findings/', 'ledger/', 'reports/', 'runs/', ...ACROSS],
        remove: ['access/', 'findings/', ...ACROSS],
      }),
      ...statements,
    ],
  };
}

const partsOf = (scope: Construct, lake: ScannerLake, stateMachineName: string, props: SecurityScannerProps): Readonly<Record<ScanPart, Part>> => {
  const stack = Stack.of(scope);
  const { accountListingRoleArn } = props;
  const { accountsAtOnce, regionsAtOnce } = atOnceOf(props);
  const enter = entering(scope, props);
  const { environment } = listeners(scope, props);
  const execution = stack.formatArn({ service: 'states', resource: 'execution', resourceName: `${stateMachineName}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return {
    'plan-accounts': {
      id: 'PlanAccounts',
      description: 'Lists the accounts of a scan',
      // A second start gets an answer, too.
      atOnce: 2,
      memorySize: 512,
      timeout: Duration.minutes(10),
      statements: [
        ...accountListingRoleArn ? [allow('ListAccounts', ['sts:AssumeRole'], accountListingRoleArn)] : [],
        allow('SeeOtherScans', ['states:DescribeExecution'], execution),
        ...lakeStatements(scope, lake, { read: ['accounts/', 'scans/'], write: ['scans/'], remove: ['scans/lock/'] }),
      ],
    },
    'plan-account': {
      id: 'PlanAccount',
      description: 'Enters an account, finds its Regions, and plans its units',
      atOnce: accountsAtOnce,
      memorySize: 512,
      timeout: Duration.minutes(5),
      statements: [enter, ...lakeStatements(scope, lake, { read: ['accounts/', 'scans/'], write: ['scans/'] })],
    },
    'collect-unit': {
      id: 'Collect',
      description: 'Reads the services of an account in one Region into the lake',
      atOnce: accountsAtOnce * regionsAtOnce,
      statements: [enter, ...lakeStatements(scope, lake, { read: ['scans/', 'units/'], write: ['scans/', 'units/'] })],
    },
    'analyse-account': {
      id: 'Analyse',
      description: 'Links and checks an account in the lake',
      atOnce: accountsAtOnce,
      environment,
      statements: [...analysisInLake(scope, lake), ...accountOutlets(scope, props)],
    },
    'publish': publishing(scope, lake, props),
  };
};

/** What every part of a scan works with. */
export interface ScannerShare { readonly lake: ScannerLake; readonly settings: ScanSettings; readonly props: SecurityScannerProps }

/** A function for a part of a scan, with a role that may do what the part does. */
export function partFunction(
  scope: Construct, part: ScanPart | ChangePart, { id, statements, environment, atOnce, ...own }: Part, { lake, settings, props }: ScannerShare,
): LambdaFunction {
  const made = handlerFunction(scope, id, {
    handler: 'scan',
    memorySize: props.memorySize ?? 2048,
    timeout: Duration.minutes(15),
    logRetention: props.logRetention,
    reservedConcurrency: props.reserveConcurrency ? atOnce : undefined,
    ...own,
    environment: {
      [Environment.SCAN_PART]: part,
      [Environment.LAKE_BUCKET]: lake.bucket.bucketName,
      [Environment.LAKE_PREFIX]: '',
      [Environment.SCAN_SETTINGS]: Stack.of(scope).toJsonString(settings),
      ...environment,
    },
  });
  for (const statement of statements) made.addToRolePolicy(statement);
  acknowledgeWildcards(made, statements);
  return made;
}

/** A function for each part of a scan. */
export function scannerFunctions(scope: Construct, stateMachineName: string, share: ScannerShare): ScannerFunctions {
  const parts = Object.entries(partsOf(scope, share.lake, stateMachineName, share.props)) as [ScanPart, Part][];
  return Object.fromEntries(parts.map(([part, spec]) => [part, partFunction(scope, part, spec, share)])) as ScannerFunctions;
}
