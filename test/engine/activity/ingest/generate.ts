import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** An event as CloudTrail logs it; the same for the same number. */
export interface GeneratedEvent { readonly eventID: string; readonly eventTime: string; readonly recipientAccountId: string; readonly awsRegion: string; readonly [field: string]: unknown }

const CALLS = [
  ['sts.amazonaws.com', 'AssumeRole', true], ['kms.amazonaws.com', 'Decrypt', true], ['ec2.amazonaws.com', 'DescribeInstances', true], ['s3.amazonaws.com', 'GetBucketAcl', true],
  ['logs.amazonaws.com', 'CreateLogStream', false], ['secretsmanager.amazonaws.com', 'GetSecretValue', true], ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', false],
] as const;
const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'];
const DAY = Date.parse('2026-03-02T00:00:00Z');

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const guid = (text: string) => hash(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-a$4-$5');

/** The event of a number. Files hold neighbours, so most of one file are of one day. */
export function event(number: number, accountId: string, region: string): GeneratedEvent {
  const [eventSource, eventName, readOnly] = CALLS[number % CALLS.length];
  const role = `role-${number % 11}`;
  const time = new Date(DAY + number * 7_000).toISOString();
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROA${role}:session-${number % 37}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/${role}/session-${number % 37}`,
      accountId,
      accessKeyId: `ASIA${hash(role).slice(0, 16).toUpperCase()}`,
      sessionContext: { sessionIssuer: { type: 'Role', principalId: `AROA${role}`, arn: `arn:aws:iam::${accountId}:role/${role}`, accountId, userName: role } },
    },
    eventTime: time.replace('.000', ''),
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: `203.0.113.${number % 250}`,
    userAgent: 'Boto3/1.35.71 md/Botocore#1.35.71',
    ...number % 13 === 0 && { errorCode: 'AccessDenied', errorMessage: 'User is not authorized' },
    requestParameters: { name: `resource-${number % 101}`, nested: { values: [number, `value ${number}`] } },
    responseElements: null,
    requestID: guid(`request ${number}`),
    eventID: guid(`event ${accountId} ${number}`),
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
    resources: [{ accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::bucket-${number % 17}` }],
  };
}

/** A log file with its key. */
export interface GeneratedFile { readonly key: string; readonly content: Buffer; readonly events: readonly GeneratedEvent[] }

/** The key of a log file as CloudTrail makes it. */
export const keyOf = (accountId: string, region: string, number: number, folder = 'CloudTrail') =>
  `AWSLogs/${accountId}/${folder}/${region}/2026/03/02/${accountId}_${folder}_${region}_20260302T${String(Math.floor(number / 60) % 24).padStart(2, '0')}${String(number % 60).padStart(2, '0')}Z_${hash(`file ${number}`).slice(0, 16)}.json.gz`;

/** Log files of several Regions of an account, each with its own events. */
export function files(count: number, eventsEach: number, accountId = '111111111111'): GeneratedFile[] {
  return Array.from({ length: count }, (_, number) => {
    const region = REGIONS[number % REGIONS.length];
    const events = Array.from({ length: eventsEach }, (__, at) => event(number * eventsEach + at, accountId, region));
    return { key: keyOf(accountId, region, number), content: gzipSync(JSON.stringify({ Records: events }), { level: 1 }), events };
  });
}

/** The same in an order that only looks random. */
export const shuffled = <T>(values: readonly T[]): T[] => values.map((value, at) => [hash(String(at)), value] as const).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
