import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Duration, Lazy, Size, Stack } from 'aws-cdk-lib/core';
import { parquetMetadata } from 'hyparquet';
import { definitionOf } from './asl';
import { withoutDeadLetters } from './dead-letters';
import { nag } from './nag';
import { CloudTrailIngestPipeline, FindingSeverity, ScannerStream, SecurityScanner, type SecurityScannerProps } from '../../src';
import { severities } from '../../src/catalogue/model/check';
import { activity, dayOf, partitionOf } from '../../src/engine/activity/ingest/table';
import type { Table } from '../../src/engine/store/parquet';
import { toParquet } from '../../src/engine/store/table-writer';
import * as tables from '../../src/engine/store/tables';

// The example imports the package by its name, as a reader would.
jest.mock('cdk-security-scanner', () => jest.requireActual('../../src'), { virtual: true });

const ROOT = join(__dirname, '..', '..');
const env = { account: '111111111111', region: 'eu-central-1' };
const LISTING = 'arn:aws:iam::999999999999:role/SecurityScannerAccounts';

function make(props: SecurityScannerProps | ((stack: Stack) => SecurityScannerProps) = {}) {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env });
  const scanner = new SecurityScanner(stack, 'Scanner', typeof props === 'function' ? props(stack) : props);
  return { stack, scanner, template: Template.fromStack(stack) };
}
const SECURITY_LAKE = { location: 's3://aws-security-data-lake-eu-central-1-abc/ext/security-scanner/1.0/', roleArn: 'arn:aws:iam::111111111111:role/AmazonSecurityLake-Provider-security-scanner-eu-central-1', externalId: 'agreed' };
const everything = (stack: Stack): SecurityScannerProps => ({
  externalId: 'agreed-7f3a',
  accountListingRoleArn: LISTING,
  notificationTopic: new Topic(stack, 'People', { enforceSSL: true }),
  notificationKey: new Key(stack, 'PeopleKey', { enableKeyRotation: true }),
  eventBus: new EventBus(stack, 'Bus'),
  alarmTopic: new Topic(stack, 'Alarms', { enforceSSL: true }),
  encryptionKey: new Key(stack, 'Given', { enableKeyRotation: true }),
  securityHub: true,
  securityLake: SECURITY_LAKE,
  changes: { organizationId: 'o-abcdefghij' },
});

type Statement = { Sid?: string; Action: string | string[]; Resource: unknown; Condition?: object };
const statementsOf = (template: Template, role: string) => Object.entries(template.findResources('AWS::IAM::Policy'))
  .filter(([id]) => new RegExp(`^Scanner${role}Role`).test(id)).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
const actionsOf = (statements: Statement[]) => [...new Set(statements.flatMap(({ Action }) => Action))].sort();
const bySid = (statements: Statement[]) => Object.fromEntries(statements.map((statement) => [statement.Sid, statement]));
const COMMON = ['kms:Decrypt', 'kms:GenerateDataKey', 'logs:CreateLogStream', 'logs:PutLogEvents', 's3:GetObject', 's3:ListBucket', 's3:PutObject', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

const CONSUMES = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'];

test.each([['by itself', {}], ['with everything', everything], ['for accounts and Regions', { accountIds: ['222222222222'], regions: ['eu-west-1'], scheduled: false }]] as [string, SecurityScannerProps][])(
  'cdk-nag finds nothing, %s', (_, props) => {
    expect(nag(make(props).stack)).toEqual([]);
  });

test('each function has a role that may do its part alone', () => {
  const { template } = make(everything);
  const own = (role: string) => actionsOf(statementsOf(template, role)).filter((action) => !COMMON.includes(action));
  expect({ plan: own('PlanAccounts'), enter: own('PlanAccount'), collect: own('Collect'), analyse: own('Analyse'), publish: own('Publish'), note: own('NoteChanges'), reread: own('Reread') }).toEqual({
    plan: ['s3:DeleteObject', 'states:DescribeExecution', 'sts:AssumeRole'],
    enter: ['sts:AssumeRole'],
    collect: ['sts:AssumeRole'],
    analyse: ['s3:DeleteObject', 'securityhub:BatchImportFindings', 'sts:AssumeRole'],
    publish: ['events:PutEvents', 'glue:GetTable', 'glue:UpdateTable', 's3:DeleteObject', 'sns:Publish'],
    note: [...CONSUMES, 'sqs:SendMessage'],
    reread: ['events:PutEvents', 's3:DeleteObject', 'securityhub:BatchImportFindings', 'sns:Publish', ...CONSUMES, 'sts:AssumeRole'],
  });
  for (const role of ['Analyse', 'Reread']) expect(bySid(statementsOf(template, role)).WriteSecurityLake.Resource).toBe(SECURITY_LAKE.roleArn);
  expect(bySid(statementsOf(template, 'PlanAccounts')).ListAccounts.Resource).toBe(LISTING);
  const entered = bySid(statementsOf(make({ accountIds: ['222222222222', '333333333333'], scannerRoleName: 'path/Other' }).template, 'Collect')).EnterAccounts;
  expect(JSON.stringify(entered.Resource)).toContain('iam::222222222222:role/path/Other');
  expect(JSON.stringify(entered.Resource)).not.toContain('*');
  const written = JSON.stringify(bySid(statementsOf(template, 'Collect')).WriteLake.Resource);
  expect([written.includes('/units/*'), written.includes('/findings/')]).toEqual([true, false]);
  for (const role of ['PlanAccounts', 'PlanAccount', 'Collect', 'Analyse', 'Publish']) {
    expect(JSON.stringify(bySid(statementsOf(template, role)).EncryptLake.Condition)).toMatch(/"kms:ViaService":.*"s3\.eu-central-1\./);
  }
});

test('the functions are one small bundle, on arm64, traced, with logs that end', () => {
  const { template } = make();
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);
  expect(functions).toHaveLength(5);
  for (const each of functions) expect(each).toMatchObject({ Architectures: ['arm64'], TracingConfig: { Mode: 'Active' }, LoggingConfig: { LogFormat: 'JSON' } });
  expect(new Set(functions.map(({ Code }) => JSON.stringify(Code))).size).toBe(1);
  expect(functions.map(({ Environment: { Variables } }) => Variables.SCAN_PART).sort()).toEqual(['analyse-account', 'collect-unit', 'plan-account', 'plan-accounts', 'publish']);
  for (const { Properties } of Object.values(template.findResources('AWS::Logs::LogGroup'))) expect(Properties.RetentionInDays).toBe(90);
  const folder = join(ROOT, 'assets', 'handlers', 'scan');
  const zipped = readdirSync(folder).map((file) => gzipSync(readFileSync(join(folder, file))).length);
  // 1.9 MB when written.
  expect(zipped.reduce((sum, size) => sum + size)).toBeLessThan(2_500_000);
  for (const file of readdirSync(join(ROOT, 'src', 'handlers'))) expect([file, readFileSync(join(ROOT, 'src', 'handlers', file), 'utf8').split('\n').length <= 41]).toEqual([file, true]);
});

test('the lake is encrypted, TLS only, not public, versioned, and stays; what a scan leaves behind expires', () => {
  const { template } = make();
  const [lake] = Object.values(template.findResources('AWS::S3::Bucket'));
  expect(lake).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
    },
  });
  const rules = lake.Properties.LifecycleConfiguration.Rules as { Prefix?: string; ExpirationInDays?: number }[];
  expect(rules.filter(({ ExpirationInDays }) => ExpirationInDays === 365).map(({ Prefix }) => Prefix).sort()).toEqual(['ledger/', 'queries/', 'reports/', 'runs/', 'scans/run=']);
  template.hasResourceProperties('AWS::S3::BucketPolicy', { PolicyDocument: { Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] } });
  template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
});

test('an update keeps the lake, and so does the removal of the stack', () => {
  const kept = (props: SecurityScannerProps) => {
    const resources = Object.entries(make(props).template.toJSON().Resources as Record<string, { Type: string; DeletionPolicy?: string; UpdateReplacePolicy?: string }>);
    return Object.fromEntries(resources.filter(([, { Type }]) => /^AWS::(S3::Bucket|S3::BucketPolicy|KMS::Key)$/.test(Type)).map(([id, { DeletionPolicy, UpdateReplacePolicy }]) => [id, [DeletionPolicy, UpdateReplacePolicy]]));
  };
  const [before, after] = [kept({}), kept({ accountsAtOnce: 50, memorySize: 3008, changes: {}, dashboard: false, regions: ['eu-west-1'], historyRetention: Duration.days(30), scheduled: false })];
  expect(Object.keys(before)).toHaveLength(3);
  // The same logical ids: CloudFormation replaces none of them.
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const policies of [...Object.values(before), ...Object.values(after)]) expect(policies).toEqual(['Retain', 'Retain']);
});

test('the tables of AWS Glue are those that the engine writes', () => {
  const { template } = make();
  const made = Object.fromEntries(Object.values(template.findResources('AWS::Glue::Table')).map(({ Properties: { TableInput } }) => [TableInput.Name, TableInput]));
  const written = { entities: tables.entities, relationships: tables.relationships, findings: tables.findings, ledger: tables.ledger, activity };
  expect(Object.keys(made).sort()).toEqual(Object.keys(written).sort());
  const kinds: Record<string, string> = { DOUBLE: 'double', INT64: 'bigint', BOOLEAN: 'boolean', BYTE_ARRAY: 'string' };
  for (const [name, table] of Object.entries(written)) {
    const content = toParquet(table as Table<never>, []);
    const schema = parquetMetadata(Uint8Array.from(content).buffer).schema.slice(1);
    const types = schema.map(({ name: column, type, converted_type: converted }) => [column.toLowerCase(), converted === 'TIMESTAMP_MILLIS' ? 'timestamp' : kinds[type!]]);
    expect([name, made[name].StorageDescriptor.Columns.map(({ Name, Type }: { Name: string; Type: string }) => [Name, Type])]).toEqual([name, types]);
  }
  const keys = (name: string) => made[name].PartitionKeys.map(({ Name }: { Name: string }) => Name);
  expect([keys('entities'), keys('findings'), keys('ledger'), keys('activity')]).toEqual([['account', 'region', 'service'], ['source', 'account', 'region'], ['run'], ['account', 'region', 'day']]);
  // As the consumer names them.
  expect(`${activity.name}/${partitionOf('111111111111', 'eu-west-1')}/${dayOf(Date.parse('2026-01-31T23:59:59Z'))}/`).toBe('activity/account=111111111111/region=eu-west-1/day=2026-01-31/');
  expect(JSON.stringify(made.activity.Parameters['storage.location.template'])).toContain('/activity/account=${account}/region=${region}/day=${day}/');
  expect(made.activity.Parameters).toMatchObject({ 'projection.account.type': 'enum', 'projection.region.type': 'enum', 'projection.day.type': 'date', 'projection.day.format': 'yyyy-MM-dd', 'projection.day.range': expect.stringMatching(/,NOW$/) });
  expect(JSON.stringify(made.findings.Parameters['storage.location.template'])).toContain('/findings/source=${source}/account=${account}/region=${region}/');
});

test('Athena has the queries of the command line, and a bound on what one scans', () => {
  const { template } = make({ queryScanLimit: Size.gibibytes(2) });
  const files = readdirSync(join(ROOT, 'docs', 'reference', 'queries'));
  const queries = Object.values(template.findResources('AWS::Athena::NamedQuery')).map(({ Properties }) => Properties);
  expect(queries.map(({ Name, QueryString }) => [`${Name}.sql`, QueryString])).toEqual(files.map((file) => [file, readFileSync(join(ROOT, 'docs', 'reference', 'queries', file), 'utf8')]));
  for (const { Description } of queries) expect(Description).toMatch(/\?/);
  template.hasResourceProperties('AWS::Athena::WorkGroup', { WorkGroupConfiguration: { EnforceWorkGroupConfiguration: true, BytesScannedCutoffPerQuery: 2 * 1024 ** 3 } });
});

test('a scan starts by the schedule, and what could not start waits', () => {
  const { template } = make({ schedule: ScheduleExpression.cron({ hour: '3', minute: '0' }) });
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 3 * * ? *)', Target: { DeadLetterConfig: { Arn: Match.anyValue() }, RetryPolicy: { MaximumRetryAttempts: 3 } },
  });
  make({ scheduled: false }).template.resourceCountIs('AWS::Scheduler::Schedule', 0);
});

test('changes come from this account and from forwarders, and each unit waits for others of its kind', () => {
  const { template, scanner } = make({ changes: { organizationId: 'o-abcdefghij', debounce: Duration.seconds(90) } });
  template.hasResourceProperties('AWS::Events::EventBus', { Name: 'SecurityScannerEvents' });
  expect(JSON.stringify(scanner.changeBusArn)).toContain('event-bus/SecurityScannerEvents');
  template.hasResourceProperties('AWS::Events::EventBusPolicy', { Statement: { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } } });
  template.hasResourceProperties('AWS::SQS::Queue', { FifoQueue: true, DelaySeconds: 90, RedrivePolicy: { maxReceiveCount: 5 }, VisibilityTimeout: 600 });
  const rules = Object.values(template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);
  expect(rules.filter(({ EventBusName }) => EventBusName)).toHaveLength(1);
  for (const { EventPattern, Targets } of rules) {
    expect(EventPattern.source).toEqual([{ prefix: 'aws.' }]);
    expect(Targets).toEqual([expect.objectContaining({ DeadLetterConfig: expect.anything() })]);
  }
  template.allResourcesProperties('AWS::Lambda::EventSourceMapping', { FunctionResponseTypes: ['ReportBatchItemFailures'] });
  expect(scanner.scannerRoleArns).toHaveLength(3);
});

test('each function has as many concurrent executions kept for it as it needs, if they are to be kept', () => {
  const kept = (props: SecurityScannerProps) => Object.fromEntries(Object.values(make(props).template.findResources('AWS::Lambda::Function'))
    .map(({ Properties }) => [Properties.Environment.Variables.SCAN_PART, Properties.ReservedConcurrentExecutions]));
  expect(kept({ reserveConcurrency: true, accountsAtOnce: 7, regionsAtOnce: 3, changes: { accountsAtOnce: 4 } })).toEqual({
    'plan-accounts': 2, 'plan-account': 7, 'collect-unit': 21, 'analyse-account': 7, 'publish': 1, 'note-changes': 5, 'reread-units': 4,
  });
  expect(new Set(Object.values(kept({ changes: {} })))).toEqual(new Set([undefined]));
  // A queue that hands out more than the functions may take would give messages up that were never tried.
  const { template } = make({ reserveConcurrency: true, changes: { accountsAtOnce: 4 } });
  expect(Object.values(template.findResources('AWS::Lambda::EventSourceMapping')).map(({ Properties }) => Properties.ScalingConfig.MaximumConcurrency).sort()).toEqual([4, 5]);
});

test('with activity, the log files of a pipeline come into the same lake', () => {
  const { template, scanner, stack } = make((own) => ({ accountIds: ['222222222222'], alarmTopic: new Topic(own, 'Alarms', { enforceSSL: true }), activity: { pipeline: new CloudTrailIngestPipeline(own, 'Pipeline'), maxConcurrency: 4 } }));
  expect(nag(stack)).toEqual([]);
  const lakes = Object.keys(template.findResources('AWS::S3::Bucket')).filter((id) => id.includes('Lake'));
  expect(lakes).toHaveLength(1);
  const variables = Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.Environment.Variables);
  expect(variables.map(({ LAKE_BUCKET }) => LAKE_BUCKET)).toEqual(Array.from({ length: 7 }, () => ({ Ref: lakes[0] })));
  expect(JSON.stringify(variables.find(({ DETECTION_SETTINGS }) => DETECTION_SETTINGS).DETECTION_SETTINGS)).toContain('222222222222');
  const written = JSON.stringify(bySid(statementsOf(template, 'ActivityFunction')).WriteLake.Resource);
  expect([written.includes('/activity/*'), written.includes('/entities/')]).toEqual([true, false]);
  expect(scanner.alarms.length).toBe(make().scanner.alarms.length + 4);
  expect(scanner.activityConsumer!.lakeBucketName).toBe(scanner.lakeBucket.bucketName);
  expect(withoutDeadLetters(template.toJSON() as never)).toEqual([]);
});

test('the state machine is bounded, and its tasks are tried again with growing, random pauses', () => {
  const { template } = make({ accountsAtOnce: 7, regionsAtOnce: 3, toleratedFailurePercentage: 10, timeout: Duration.hours(2) });
  const definition = definitionOf(template.toJSON());
  expect(definition.TimeoutSeconds).toBe(7200);
  expect(definition.States.Accounts).toMatchObject({ MaxConcurrency: 7, ToleratedFailurePercentage: 10, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } });
  expect(definition.States.Accounts.ItemProcessor.States.Regions.MaxConcurrency).toBe(3);
  // A Region of an account is read by one function at a time: its limiter alone keeps to the rates of AWS there.
  expect(definition.States.Accounts.ItemProcessor.States.Regions.ItemProcessor.States.UnitByUnit.MaxConcurrency).toBe(1);
  const tasks: { Type: string; Retry: { JitterStrategy?: string; BackoffRate?: number }[] }[] = [];
  JSON.stringify(definition, (_, value) => { if (value?.Type === 'Task') tasks.push(value); return value; });
  expect(tasks).toHaveLength(7);
  for (const { Retry } of tasks) {
    expect(Retry.length).toBeGreaterThanOrEqual(2);
    for (const retry of Retry) expect(retry).toMatchObject({ JitterStrategy: 'FULL', BackoffRate: 2 });
  }
  template.hasResourceProperties('AWS::StepFunctions::StateMachine', { TracingConfiguration: { Enabled: true }, LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false } });
});

test('each alarm has a section in the runbook, and tells the topic', () => {
  const { scanner, template } = make(everything);
  const runbook = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
  const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-'));
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
  expect(alarms).toHaveLength(scanner.alarms.length);
  for (const { AlarmDescription, AlarmActions } of alarms) {
    expect(anchors).toContain(AlarmDescription.split('#')[1]);
    expect(AlarmActions).toHaveLength(1);
  }
});

/** The graphs of the dashboard by their titles, and what each shows. */
function graphsOf(template: Template) {
  const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const [separator, parts] = Properties.DashboardBody['Fn::Join'] as [string, unknown[]];
  const { widgets } = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'made')).join(separator)) as
    { widgets: { type: string; properties: { title: string; metrics?: unknown[][] } }[] };
  const graphs = widgets.filter(({ type }) => type === 'metric').map(({ properties: { title, metrics } }): [string, unknown[][]] => [title, metrics!]);
  return { kinds: new Set(widgets.map(({ type }) => type)), graphs };
}

test('the dashboard shows what the guide says', () => {
  const { kinds, graphs } = graphsOf(make(everything).template);
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'scanner.md'), 'utf8');
  const [, table] = /\| graph \| metrics \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(guide)!;
  const told = [...table.matchAll(/^\| ([^|,]+).*? \| (.+) \|$/gm)].map(([, title, names]) => [title, [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name)]);
  expect(graphs.map(([title, metrics]) => [title, [...new Set(metrics.map(([, name]) => name))]])).toEqual(told);
  expect(kinds).toEqual(new Set(['alarm', 'metric']));
  const plain = graphsOf(make().template).graphs.map(([title]) => title);
  expect(plain).toEqual(told.map(([title]) => title).filter((title) => title !== 'Changes'));
});

test('errors and times are shown of every function', () => {
  const { template } = make(everything);
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).filter(({ Properties }) => Properties.Environment?.Variables.SCAN_PART).length;
  const shown = graphsOf(template).graphs.filter(([title]) => / functions?$/.test(title)).map(([, metrics]) => metrics.length);
  expect(shown).toEqual([functions, functions]);
});

test.each<[SecurityScannerProps, string]>([
  [{ accountIds: ['1'] }, "accountIds must be ids of AWS accounts such as '111111111111', got '1'."],
  [{ accountIds: [] }, 'got none'],
  [{ accountIds: ['111111111111'], accountListingRoleArn: LISTING }, 'exclude each other'],
  [{ regions: ['europe'] }, "got 'europe'"],
  [{ accountsAtOnce: 0 }, 'accountsAtOnce must be a whole number from 1 to 1,000, got 0.'],
  [{ regionsAtOnce: 41 }, 'got 41'],
  [{ unitsAtOnce: 0.5 }, 'got 0.5'],
  [{ toleratedFailurePercentage: 101 }, 'got 101'],
  [{ memorySize: 128 }, 'got 128'],
  [{ reserveConcurrency: true, accountsAtOnce: Lazy.number({ produce: () => 5 }) }, 'known at deployment only'],
  [{ scannerRoleName: '*' }, "got '*'"],
  [{ changes: { debounce: Duration.seconds(5) } }, 'changes.debounce must be 10 seconds to 5 minutes, got 5 seconds.'],
  [{ changes: { accountsAtOnce: 1 } }, 'changes.accountsAtOnce must be a whole number from 2 to 1,000, got 1.'],
  [{ changes: { memberAccountIds: ['1'] } }, "got '1'"],
  [{ securityLake: { ...SECURITY_LAKE, location: 's3://bucket/elsewhere' } }, "got 's3://bucket/elsewhere'"],
  [{ securityLake: { ...SECURITY_LAKE, roleArn: 'role' } }, 'securityLake.roleArn must be the ARN of a role'],
  [{ reportLink: Duration.hours(1) }, 'give notificationTopic, too'],
  [{ reportLink: Duration.days(8) }, 'reportLink must be 1 minute to 7 days, got 8 days.'],
  [{ streams: [] as ScannerStream[] }, 'streams must name at least one stream'],
])('%j is refused', (props, message) => {
  expect(() => make(props)).toThrow(message);
});

test('the example makes access in the management account and a scanner in the security account', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-scanner-'));
  process.env.CDK_OUTDIR = folder;
  try {
    jest.requireActual('../../examples/own-scanner/app');
    const typesOf = (stack: string) => Object.values((JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8')) as { Resources: Record<string, { Type: string }> }).Resources).map(({ Type }) => Type);
    expect(typesOf('SecurityScannerAccess')).toEqual(expect.arrayContaining(['AWS::CloudFormation::StackSet', 'AWS::IAM::Role']));
    expect(typesOf('SecurityScanner')).toEqual(expect.arrayContaining(['AWS::StepFunctions::StateMachine', 'AWS::Scheduler::Schedule', 'AWS::Glue::Table']));
  } finally {
    delete process.env.CDK_OUTDIR;
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the severities are those of the findings', () => expect(Object.values(FindingSeverity)).toEqual(severities));
