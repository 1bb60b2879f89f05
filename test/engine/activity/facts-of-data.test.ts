import { conditionsOf, CORPUS, detection, firedIds, fires, met, record } from './corpus';
import { compileDetections } from '../../../src/engine/activity/compile';
import { detect } from '../../../src/engine/activity/detect';

/** What CloudTrail really writes, and what breaks rules that do not know it. */

const ACCOUNT = '111122223333';
const USER = { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/alice`, accountId: ACCOUNT, userName: 'alice' };
const call = (service: string, eventName: string, more: object = {}) => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  eventTime: '2026-03-15T09:05:00Z',
  recipientAccountId: ACCOUNT,
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.7',
  userIdentity: USER,
  ...more,
});
const ids = (event: object) => met({ event: event as never, kind: 'cloudtrail' });
const second = (seconds: number) => new Date(Date.UTC(2026, 2, 15, 9) + seconds * 1000).toISOString().replace('.000', '');

describe("names of Lambda's API carry dates", () => {
  test.each(['AddPermission', 'AddPermission20150331', 'AddPermission20150331v2'])('%s', (name) => {
    expect(ids(call('lambda', name, { requestParameters: { principal: '*' } }))).toContain('lambda-permission-public');
    expect(ids(call('lambda', name, { requestParameters: { principal: '999988887777' } }))).toContain('lambda-permission-external');
  });
  test('UpdateFunctionCode20150331v2 and DeleteFunction20150331 are known, other names are not shortened', () => {
    expect(ids(call('lambda', 'UpdateFunctionCode20150331v2'))).toContain('lambda-code-changed-by-person');
    expect(record(call('lambda', 'DeleteFunction20150331')).plainName).toBe('DeleteFunction');
    expect(record(call('cloudfront', 'CreateDistribution20200531')).plainName).toBe('CreateDistribution20200531');
  });
});

describe('security groups have two shapes, and any /0 is the world', () => {
  const rule = (permission: object) => call('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters: { groupId: 'sg-1', ipPermissions: { items: [permission] } } });
  const flat = (parameters: object) => call('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters: { groupId: 'sg-1', ...parameters } });
  const world = { ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }, { cidrIp: '0.0.0.0/0' }] } };
  test.each<[string, object, boolean]>([
    ['nested', rule({ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ...world }), true],
    ['flat', flat({ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' }), true],
    ['an anonymised /0', flat({ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '208.236.235.254/0' }), true],
    ['IPv6', rule({ ipProtocol: 'tcp', fromPort: 3389, toPort: 3389, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }), true],
    ['a range that covers the port', rule({ ipProtocol: 'tcp', fromPort: 0, toPort: 65535, ...world }), true],
    ['every protocol', rule({ ipProtocol: '-1', ...world }), true],
    ['another port', rule({ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ...world }), false],
    ['another network', rule({ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } }), false],
    ['ICMP', rule({ ipProtocol: 'icmp', fromPort: -1, toPort: -1, ...world }), false],
  ])('%s', (_, event, expected) => {
    expect(ids(event).includes('sg-ingress-world-sensitive-port')).toBe(expected);
  });
});

describe('lists of EC2 sit in items', () => {
  test('whether the path of a rule says so or not', () => {
    const shared = { requestParameters: { snapshotId: 's', createVolumePermission: { add: { items: [{ userId: '999988887777' }] } } } };
    const removed = { requestParameters: { snapshotId: 's', createVolumePermission: { remove: { items: [{ userId: '999988887777' }] } } } };
    expect(ids(call('ec2', 'ModifySnapshotAttribute', shared))).toContain('ebs-snapshot-shared');
    expect(ids(call('ec2', 'ModifySnapshotAttribute', removed))).not.toContain('ebs-snapshot-shared');
  });
});

describe('a time has one second', () => {
  const user = (eventName: string, at: number) => call('iam', eventName, { eventTime: second(at), requestParameters: { userName: 'new' } });
  test.each([[0, 0, 0], [2, 1, 0], [0, 1, 2]])('user, rights and key at %i, %i and %i are one story', (...times) => {
    const events = ['CreateUser', 'AttachUserPolicy', 'CreateAccessKey'].map((name, at) => user(name, times[at]));
    for (const order of [events, [...events].reverse()]) expect(firedIds(fires(order, ['seq-create-admin-user']))).toEqual(['seq-create-admin-user']);
  });
  test('not for two users, and not over more than an hour', () => {
    const other = call('iam', 'CreateAccessKey', { eventTime: second(2), requestParameters: { userName: 'other' } });
    expect(fires([user('CreateUser', 0), user('AttachUserPolicy', 1), other], ['seq-create-admin-user'])).toEqual([]);
    expect(fires([user('CreateUser', 0), user('AttachUserPolicy', 1), user('CreateAccessKey', 3602)], ['seq-create-admin-user'])).toEqual([]);
  });
  const swap = (eventName: string, at: number, parameters: object) => call('ec2', eventName, { eventTime: second(at), requestParameters: parameters });
  const listed = { instancesSet: { items: [{ instanceId: 'i-0' }, { instanceId: 'i-1' }] } };
  const change = { instanceId: 'i-1', userData: '<sensitiveDataRemoved>' };
  test('an ordered sequence holds within a second, in whatever order the file has it', () => {
    const events = [swap('StopInstances', 5, listed), swap('ModifyInstanceAttribute', 5, change), swap('StartInstances', 5, listed)];
    for (const order of [events, [...events].reverse()]) expect(fires(order, ['seq-ec2-userdata-swap'])).toHaveLength(1);
  });
  test('an ordered sequence wants its order over seconds', () => {
    const events = [swap('StartInstances', 1, listed), swap('ModifyInstanceAttribute', 2, change), swap('StopInstances', 3, listed)];
    expect(fires(events, ['seq-ec2-userdata-swap'])).toEqual([]);
  });
});

describe('what is counted', () => {
  const names = (from: number, count: number) => Array.from({ length: count }, (_, at) => `/app/${from + at}`);
  test('ten parameters in one event are ten', () => {
    const read = (at: number) => call('ssm', 'GetParameters', { eventTime: second(at), requestParameters: { names: names(at * 10, 10), withDecryption: true } });
    expect(fires([0, 1].map(read), ['thr-ssm-parameters-decrypted'])).toEqual([]);
    expect(fires([0, 1, 2].map(read), ['thr-ssm-parameters-decrypted'])).toHaveLength(1);
    const same = [0, 1, 2, 3].map((at) => call('ssm', 'GetParameters', { eventTime: second(at), requestParameters: { names: names(0, 10), withDecryption: true } }));
    expect(fires(same, ['thr-ssm-parameters-decrypted'])).toEqual([]);
  });
  test('a batch of secrets names none, so calls are counted', () => {
    const batch = (at: number) => call('secretsmanager', 'BatchGetSecretValue', { eventTime: second(at), requestParameters: { filters: [{ key: 'tag-key', values: ['!x'] }] } });
    expect(ids(batch(0))).toContain('secrets-batch-read-catch-all');
    expect(fires([0, 1, 2, 3, 4].map(batch), ['thr-secrets-batch-read'])).toHaveLength(1);
  });
});

describe('requests without parameters', () => {
  test('a key of root for root', () => {
    const root = { type: 'Root', arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT };
    expect(ids(call('iam', 'CreateAccessKey', { userIdentity: root, requestParameters: null, responseElements: { accessKey: {} } }))).toContain('root-access-key-created');
  });
  test('a key for oneself is no key for another', () => {
    const key = (userName: string) => call('iam', 'CreateAccessKey', { requestParameters: null, responseElements: { accessKey: { userName } } });
    expect(ids(key('alice'))).not.toContain('iam-access-key-created-for-other');
    expect(ids(key('bob'))).toContain('iam-access-key-created-for-other');
  });
  test('parameters too large to be told are told of', () => {
    expect(ids(call('iam', 'PutRolePolicy', { requestParameters: { reason: 'requestParameters too large', omitted: true, originalSize: 131073 } }))).toContain('iam-oversized-request-omitted');
  });
});

describe('sign-in', () => {
  const login = (identity: object, mfa: string, result = 'Success') => call('signin', 'ConsoleLogin', {
    userIdentity: { accountId: ACCOUNT, ...identity }, responseElements: { ConsoleLogin: result }, additionalEventData: { MFAUsed: mfa }, ...result === 'Failure' && { errorMessage: 'Failed authentication' },
  });
  test('MFA means something for users and root only', () => {
    expect(ids(login({ type: 'IAMUser', userName: 'alice' }, 'No'))).toContain('console-login-without-mfa');
    expect(ids(login({ type: 'Root' }, 'No'))).toContain('console-login-without-mfa');
    expect(ids(login({ type: 'IAMUser', userName: 'alice' }, 'Yes'))).not.toContain('console-login-without-mfa');
    expect(ids(login({ type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/AWSReservedSSO_x/alice' }, 'No'))).not.toContain('console-login-without-mfa');
  });
  test('success stands in the answer', () => {
    expect(ids(login({ type: 'IAMUser', userName: 'alice' }, 'No', 'Failure'))).not.toContain('console-login-without-mfa');
  });
});

describe('where calls come from', () => {
  test.each(['AWS Internal', 'logs.amazonaws.com'])('%s is no address', (sourceIPAddress) => {
    expect(ids(call('logs', 'DeleteLogGroup', { sourceIPAddress }))).not.toContain('cloudwatch-logs-deleted');
    expect(record(call('ec2', 'DescribeInstances', { sourceIPAddress })).network(() => false)).toBeUndefined();
  });
});

describe('refusals', () => {
  test.each(['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation'])('%s of an attempt to stop logging is told, as the attempt', (errorCode) => {
    const found = ids(call('cloudtrail', 'StopLogging', { errorCode, errorMessage: 'no' }));
    expect(found).toContain('defense-tampering-denied');
    expect(found).not.toContain('cloudtrail-logging-stopped');
  });
  test('another error is no refusal', () => {
    expect(ids(call('cloudtrail', 'StopLogging', { errorCode: 'TrailNotFoundException' }))).not.toContain('defense-tampering-denied');
  });
  test('VpceAccessDenied is a network activity event', () => {
    expect(ids({ eventType: 'AwsVpceEvent', eventCategory: 'NetworkActivity', errorCode: 'VpceAccessDenied' })).toContain('vpce-access-denied');
  });
});

describe('identities without an ARN', () => {
  test.each<[object, string]>([
    [{ type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1', identityStoreArn: 'x' } }, 'u-1'],
    [{ type: 'WebIdentityUser', identityProvider: 'accounts.example.com', userName: 'bob', principalId: 'p' }, 'accounts.example.com/bob'],
    [{ type: 'AWSService', invokedBy: 'config.amazonaws.com' }, 'config.amazonaws.com'],
    [{ type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/app/i-1', sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::1:role/app', userName: 'app' } } }, 'arn:aws:iam::1:role/app'],
    [{ type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/AWSReservedSSO_Dev_0/ana', sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::1:role/AWSReservedSSO_Dev_0', userName: 'AWSReservedSSO_Dev_0' } } }, 'arn:aws:iam::1:role/AWSReservedSSO_Dev_0/ana'],
  ])('%j is %s', (userIdentity, principal) => {
    expect(record({ userIdentity }).principal).toBe(principal);
  });
});

test('an unknown field, identity or event version is no trouble', () => {
  const odd = { ...call('iam', 'CreateUser'), eventVersion: '9.99', userIdentity: { type: 'NewKind', more: [1] }, brandNew: { deep: [null, { x: undefined }] } };
  expect(ids(odd)).toContain('iam-user-created');
});

describe('what the deployment tells', () => {
  const trust = call('iam', 'UpdateAssumeRolePolicy', { requestParameters: { policyDocument: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' }] }) } });
  test('accounts of the organization are not outside', () => {
    expect(fires([trust], ['iam-trust-policy-external'])).toHaveLength(1);
    expect(fires([trust], ['iam-trust-policy-external'], { organizationAccounts: ['999988887777'] })).toEqual([]);
  });
  test('ranges of AWS silence credentials that are used from there', () => {
    const [theft] = detection('instance-credentials-outside-aws').examples.match;
    const address = String(theft.sourceIPAddress);
    expect(fires([theft], ['instance-credentials-outside-aws'])).toHaveLength(1);
    expect(fires([theft], ['instance-credentials-outside-aws'], { lists: { aws_ip_ranges: [`${address}/32`] } })).toEqual([]);
  });
  test('protected resources are known by ARN, URL or name', () => {
    const purge = (queueUrl: string) => call('sqs', 'PurgeQueue', { requestParameters: { queueUrl } });
    const settings = { protectedResources: ['arn:aws:sqs:us-east-1:111122223333:trail-events'] };
    expect(fires([purge('https://sqs.us-east-1.amazonaws.com/111122223333/trail-events')], ['pipeline-tampering'], settings)).toHaveLength(1);
    expect(fires([purge('https://sqs.us-east-1.amazonaws.com/111122223333/other')], ['pipeline-tampering'], settings)).toEqual([]);
    expect(fires([purge('https://sqs.us-east-1.amazonaws.com/111122223333/trail-events')], ['pipeline-tampering'])).toEqual([]);
  });
  test('a public policy with a condition that ties the caller down is not public', () => {
    const policy = (Condition?: object) => call('s3', 'PutBucketPolicy', { requestParameters: { bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...Condition && { Condition } }] } } });
    const isPublic = (Condition?: object) => conditionsOf('s3-bucket-policy-public')[0](record(policy(Condition)));
    expect(isPublic()).toBe(true);
    expect(isPublic({ StringEquals: { 'aws:PrincipalOrgID': 'o-abcde12345' } })).toBe(false);
    expect(isPublic({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })).toBe(true);
    expect(isPublic({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcde12345' } })).toBe(true);
    expect(isPublic({ Bool: { 'aws:SecureTransport': 'true' } })).toBe(true);
  });
});

test('the whole corpus runs as a file, and each finding names the line of its event', async () => {
  const found = [];
  for await (const finding of detect({ rules: compileDetections([detection('cloudtrail-trail-changed')]), files: [CORPUS] })) found.push(finding);
  expect(found.length).toBeGreaterThan(2);
  for (const { evidence } of found) expect(evidence.events).toEqual([expect.objectContaining({ file: CORPUS, line: expect.any(Number) })]);
});
