import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards, handlerFunction } from './handler-function';
import { lakeStatements, type ScannerLake } from './scanner-lake';
import type { ScanPart, ScanSettings } from '../../derive/scan-settings';
import { Environment } from '../../handlers/environment';
import type { SecurityScannerProps } from '../security-scanner-props';

/** The functions of a scan by part. */
export type ScannerFunctions = Readonly<Record<ScanPart, LambdaFunction>>;

interface Part {
  readonly id: string;
  readonly description: string;
  readonly memorySize?: number;
  readonly timeout?: Duration;
  readonly environment?: Record<string, string>;
  readonly statements: readonly PolicyStatement[];
}

const allow = (sid: string, actions: string[], ...resources: string[]) => new PolicyStatement({ sid, actions, resources });

function publishing(scope: Construct, lake: ScannerLake, { notificationTopic, notificationKey, eventBus, reportLink }: SecurityScannerProps): Part {
  const stack = Stack.of(scope);
  const busArn = eventBus?.eventBusRef.eventBusArn ?? stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  const topicArn = notificationTopic?.topicRef.topicArn;
  return {
    id: 'Publish',
    description: 'Sums a scan up and tells of it',
    environment: { [Environment.TOPIC_ARN]: topicArn ?? '', [Environment.EVENT_BUS]: eventBus?.eventBusRef.eventBusName ?? 'default' },
    statements: [
      ...lakeStatements(scope, lake, { read: ['findings/', 'scans/', ...reportLink ? ['reports/'] : []], write: ['ledger/', 'reports/', 'runs/'] }),
      allow('TellBus', ['events:PutEvents'], busArn),
      ...topicArn ? [allow('TellPeople', ['sns:Publish'], topicArn)] : [],
      ...notificationKey ? [allow('EncryptMessages', ['kms:Decrypt', 'kms:GenerateDataKey'], notificationKey.keyRef.keyArn)] : [],
    ],
  };
}

const partsOf = (scope: Construct, lake: ScannerLake, stateMachineName: string, props: SecurityScannerProps): Readonly<Record<ScanPart, Part>> => {
  const stack = Stack.of(scope);
  const { scannerRoleName = 'SecurityScanner', accountListingRoleArn } = props;
  const accounts = props.accountIds ?? ['*'];
  const enter = allow('EnterAccounts', ['sts:AssumeRole'], ...accounts.map((account) => `arn:${stack.partition}:iam::${account}:role/${scannerRoleName}`));
  const execution = stack.formatArn({ service: 'states', resource: 'execution', resourceName: `${stateMachineName}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return {
    'plan-accounts': {
      id: 'PlanAccounts',
      description: 'Lists the accounts of a scan',
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
      memorySize: 512,
      timeout: Duration.minutes(5),
      statements: [enter, ...lakeStatements(scope, lake, { read: ['accounts/', 'scans/'], write: ['scans/'] })],
    },
    'collect-unit': {
      id: 'Collect',
      description: 'Reads the services of an account in one Region into the lake',
      statements: [enter, ...lakeStatements(scope, lake, { read: ['scans/', 'units/'], write: ['scans/', 'units/'] })],
    },
    'analyse-account': {
      id: 'Analyse',
      description: 'Links and checks an account in the lake',
      statements: [
        ...lakeStatements(scope, lake, {
          read: ['accounts/', 'entities/', 'findings/', 'relationships/', 'scans/', 'units/'],
          write: ['accounts/', 'entities/', 'findings/', 'relationships/', 'scans/', 'units/'],
          remove: ['accounts/', 'entities/', 'findings/', 'relationships/', 'units/'],
        }),
        ...props.securityHub ? [allow('TellSecurityHub', ['securityhub:BatchImportFindings'], stack.formatArn({
          service: 'securityhub', resource: 'product', resourceName: `${stack.account}/default`,
        }))] : [],
      ],
    },
    'publish': publishing(scope, lake, props),
  };
};

/** A function for each part of a scan, with a role that may do what the part does. */
export function scannerFunctions(
  scope: Construct, lake: ScannerLake, stateMachineName: string, settings: ScanSettings, props: SecurityScannerProps,
): ScannerFunctions {
  const parts = Object.entries(partsOf(scope, lake, stateMachineName, props)).map(([part, { id, statements, environment, ...own }]) => {
    const made = handlerFunction(scope, id, {
      handler: 'scan',
      memorySize: props.memorySize ?? 2048,
      timeout: Duration.minutes(15),
      logRetention: props.logRetention,
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
    return [part, made] as const;
  });
  return Object.fromEntries(parts) as ScannerFunctions;
}
