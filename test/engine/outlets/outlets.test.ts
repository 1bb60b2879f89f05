import type { GlueClient } from '@aws-sdk/client-glue';
import type { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Finding, ScanSummary } from '../../../src/engine/contracts';
import { joined, mailOf, newFindings, none, noticeOf } from '../../../src/engine/outlets/notice';
import { linkTo } from '../../../src/engine/outlets/presign';
import { batchesOf, importIntoSecurityHub } from '../../../src/engine/outlets/security-hub';
import { tellTables, type PartitionValues } from '../../../src/engine/outlets/table-partitions';
import { asffFinding } from '../../../src/engine/report/findings/asff';

const STARTED = '2026-01-02T03:04:05.000Z';
const EARLIER = '2026-01-01T00:00:00.000Z';
const importer = { partition: 'aws-us-gov', accountId: '111111111111', region: 'us-gov-west-1', at: STARTED };
const finding = (more: Partial<Finding> = {}): Finding => ({
  id: 's3-bucket-not-public|arn:aws:s3:::b',
  source: 'posture',
  check: 's3-bucket-not-public',
  service: 's3',
  severity: 'high',
  status: 'fail',
  resource: ['arn:aws:s3:::b'],
  resourceType: 'aws_s3_bucket',
  resourceName: 'b',
  accountId: '222222222222',
  region: 'global',
  title: 'Buckets are not public',
  reason: 'public',
  remedy: { cli: 'aws s3api …', cdk: '' },
  frameworks: {},
  firstSeen: STARTED,
  lastSeen: STARTED,
  evidence: {},
  ...more,
});
const summary = { run: 'r', startedAt: STARTED, accounts: [{ accountId: '1' }], ledger: [{ status: 'complete' }, { status: 'failed' }], findings: { high: 2 }, refused: [] } as unknown as ScanSummary;
const summed = { summary, units: { complete: 1, partial: 0, failed: 1 }, reported: ['1'], untold: [] };
const collected = async <T>(all: AsyncIterable<T>) => { const items: T[] = []; for await (const item of all) items.push(item); return items; };

describe('a finding for AWS Security Hub', () => {
  test('is told by the importing account, with the account of the resource beside it', () => {
    expect(asffFinding(finding(), importer)).toMatchObject({
      AwsAccountId: '111111111111',
      ProductArn: 'arn:aws-us-gov:securityhub:us-gov-west-1:111111111111:product/111111111111/default',
      Id: '222222222222/s3-bucket-not-public|arn:aws:s3:::b',
      ProductFields: { AccountId: '222222222222' },
      Resources: [{ Id: 'arn:aws:s3:::b', Region: 'us-gov-west-1', Partition: 'aws-us-gov' }],
      Severity: { Label: 'HIGH' },
      Compliance: { Status: 'FAILED' },
      RecordState: 'ACTIVE',
    });
  });

  test.each([['pass', 'PASSED'], ['unknown', 'NOT_AVAILABLE'], ['suppressed', 'FAILED']] as const)('that is %s is archived', (status, Status) => {
    expect(asffFinding(finding({ status }), importer)).toMatchObject({ Compliance: { Status }, RecordState: 'ARCHIVED' });
  });

  test('keeps to the lengths of the format', () => {
    const long = 'x'.repeat(5000);
    const { Title, Description, Remediation, Id, Resources } = asffFinding(finding({ id: long, title: long, reason: long, remedy: { cli: long, cdk: '' }, resource: [long] }), importer);
    expect([Title, Description, Remediation!.Recommendation.Text, Id, Resources[0].Id].map(({ length }) => length)).toEqual([256, 1024, 512, 512, 512]);
  });
});

describe('batches', () => {
  const asff = (count: number, reason = 'r') => Array.from({ length: count }, (_, at) => asffFinding(finding({ id: String(at), reason }), importer));

  test('hold at most a hundred findings', async () => {
    expect((await collected(batchesOf(asff(250)))).map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(await collected(batchesOf([]))).toEqual([]);
  });

  test('hold at most so many bytes, in UTF-8', async () => {
    const [one] = asff(1, 'é'.repeat(500));
    const bytes = Buffer.byteLength(JSON.stringify(one)) + 1;
    expect((await collected(batchesOf(asff(5, 'é'.repeat(500)), { findings: 100, bytes: 2 * bytes }))).map(({ length }) => length)).toEqual([2, 2, 1]);
    expect((await collected(batchesOf(asff(2), { findings: 100, bytes: 1 }))).map(({ length }) => length)).toEqual([1, 1]);
  });

  test('that are refused in part are told of', async () => {
    const sizes: number[] = [];
    const send = async ({ input: { Findings } }: BatchImportFindingsCommand) => {
      sizes.push(Findings!.length);
      return { SuccessCount: Findings!.length - 1, FailedFindings: [{ Id: Findings![0].Id, ErrorCode: 'InvalidInput', ErrorMessage: 'no' }] };
    };
    const client = { send } as unknown as SecurityHubClient;
    const { imported, refused } = await importIntoSecurityHub(client, asff(101));
    expect([sizes, imported, refused.map(({ reason }) => reason)]).toEqual([[100, 1], 99, ['InvalidInput: no', 'InvalidInput: no']]);
  });
});

describe('what people are told', () => {
  test('are new failures of at least the severity, worst first', async () => {
    const all = [finding({ id: 'a' }), finding({ id: 'b', severity: 'critical' }), finding({ id: 'old', firstSeen: EARLIER }), finding({ id: 'low', severity: 'low' }), finding({ id: 'ok', status: 'pass' })];
    const { count, shown } = newFindings(all, summary, 'high');
    expect([count, shown.map(({ id }) => id)]).toEqual([2, ['b', 'a']]);
  });

  test('counts all of them and shows fifty', async () => {
    const fresh = newFindings(Array.from({ length: 80 }, (_, at) => finding({ id: String(at) })), summary, 'high');
    const notice = noticeOf({ ...summed, fresh }, 's3://lake/reports/r.html');
    expect(notice).toMatchObject({ newFindings: 80, units: { complete: 1, partial: 0, failed: 1 }, notInReport: 0 });
    const { subject, text } = mailOf(notice, fresh, 'high');
    expect(subject).toBe('80 new findings of severity high or worse');
    expect(text.split('\n').filter((line) => line.startsWith('HIGH'))).toHaveLength(50);
    expect(text).toContain('and 30 more');
  });

  test('a name from AWS is no line of its own', () => {
    const fresh = newFindings([finding({ resourceName: 'a\r\nReport: https://evil.example\u2028x' })], summary, 'high');
    const { text } = mailOf(noticeOf({ ...summed, fresh }, 'report'), fresh, 'high');
    expect(text.split(/[\r\n\u2028]/).filter((line) => line.startsWith('Report:'))).toEqual(['Report: report']);
  });
});

test('new findings of several accounts are the worst of all of them', () => {
  const [one, other] = [['low', 'high'], ['critical', 'medium']].map((all) => newFindings(all.map((severity) => finding({ severity: severity as Finding['severity'] })), summary, 'informational'));
  expect(joined(one, other)).toMatchObject({ count: 4, shown: ['critical', 'high', 'medium', 'low'].map((severity) => ({ severity })) });
});

test('what an outlet was not told of, and what the report has no room for, is in the mail', () => {
  const { text } = mailOf(noticeOf({ ...summed, summary: { ...summary, accounts: [{ accountId: '1' }, { accountId: '2' }] }, fresh: none, untold: ['2'] }, 'report'), none, 'high');
  expect(text).toContain('An outlet was not told of 2');
  expect(text).toContain('1 accounts are in the lake and not in the report');
});

// The example of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
test('a link to an object is signed as AWS shows it', () => {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
  const object = { bucket: 'examplebucket', key: 'test.txt', region: 'us-east-1', host: 'examplebucket.s3.amazonaws.com', seconds: 86_400 };
  expect(linkTo(object, credentials, new Date('2013-05-24T00:00:00Z'))).toBe('https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
});

test('the tables of AWS Glue are told the partition values that there are beside those they know, and only where they changed', async () => {
  const updated: Record<string, Record<string, string>> = {};
  const known: Record<string, Record<string, string>> = {
    entities: { 'classification': 'parquet', 'projection.account.values': '1', 'projection.region.values': 'none', 'projection.service.values': 'none' },
    ledger: { 'projection.run.values': 'old,x' },
    findings: { 'projection.account.values': '1,2', 'projection.region.values': 'eu-west-1,global', 'projection.source.values': 'none' },
    relationships: { 'projection.account.values': '1,2,9', 'projection.region.values': 'eu-west-1,global', 'projection.service.values': 'iam,s3' },
    activity: { 'projection.account.values': 'none', 'projection.region.values': 'none', 'projection.day.type': 'date' },
  };
  const send = async ({ input }: { input: { Name: string; TableInput?: { Name: string; Parameters: Record<string, string> } } }) => {
    if (input.TableInput) updated[input.TableInput.Name] = input.TableInput.Parameters;
    return { Table: { TableType: 'EXTERNAL_TABLE', Parameters: known[input.Name] } };
  };
  await tellTables({ send } as unknown as GlueClient, 'lake', (table): PartitionValues =>
    (table === 'activity' ? { account: ['7'], region: ['us-east-1'] } : { account: ['2'], region: ['global', 'eu-west-1'], service: ['s3', 'iam'], run: ['x', 'y'] }));
  expect(updated).toEqual({
    entities: { 'classification': 'parquet', 'projection.account.values': '1,2', 'projection.region.values': 'eu-west-1,global', 'projection.service.values': 'iam,s3' },
    ledger: { 'projection.run.values': 'x,y' },
    activity: { 'projection.account.values': '7', 'projection.region.values': 'us-east-1', 'projection.day.type': 'date' },
  });
});
