import { alice, ALLOW, decide, DENY, document, HERE, root, serviceLinked, session, THERE, type Statements } from './support';
import { evaluate, type Facts, type Request } from '../../../src/engine/access/evaluate';
import { compilePolicy } from '../../../src/engine/access/statement';

type Row = [string, string, Statements, Partial<Request>?, Facts?];
const KEY = { arn: `arn:aws:kms:eu-west-1:${HERE}:key/1234abcd`, account: HERE };
const ROLE = { arn: `arn:aws:iam::${HERE}:role/admin`, account: HERE };
const BUCKET = { arn: 'arn:aws:s3:::bucket', account: HERE };
const names = (entry: unknown, more: object = {}) => ({ ...ALLOW, Principal: entry, ...more });
const AWS_ALLOW = names('*');

describe('the whole algorithm', () => {
  test.each<Row>([
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
    ['an SCP limits the root user of a member account', 'ImplicitDeny', { scp: [[ALLOW], [{ ...ALLOW, Action: 'ec2:*' }]] }, { principal: root }],
    ['the root user needs no policy', 'Allow', {}, { principal: root }],
    ['the root user of another account needs the resource to allow', 'ImplicitDeny', {}, { principal: root, resource: { ...BUCKET, account: THERE } }],
    ['and is allowed by it', 'Allow', { resource: [names({ AWS: HERE })] }, { principal: root, resource: { ...BUCKET, account: THERE } }],
    ['the root user cannot assume a role', 'ImplicitDeny', { resource: [names({ AWS: HERE })] }, { principal: root, action: 'sts:AssumeRole', resource: ROLE }],
    ['an SCP does not limit a service-linked role', 'Allow', { identity: [ALLOW], scp: [[ALLOW, DENY]] }, { principal: serviceLinked }],
    ['nor does an RCP', 'Allow', { identity: [ALLOW], rcp: [[AWS_ALLOW, { ...DENY, Principal: '*' }]] }, { principal: serviceLinked }],
    ['nor where a fact says that it is one', 'Allow', { identity: [ALLOW], scp: [[DENY]] }, { principal: session }, { principalIsServiceLinkedRole: true }],
    ['a role that only has such a name is limited', 'ExplicitDeny', { identity: [ALLOW], scp: [[DENY]] }, { principal: { ...serviceLinked, serviceLinked: false } }],
    ['an SCP does not limit the management account', 'Allow', { identity: [ALLOW], scp: [[DENY]] }, {}, { principalAccountIsManagement: true }],
    ['an RCP does not limit its resources', 'Allow', { identity: [ALLOW], rcp: [[{ ...DENY, Principal: '*' }]] }, {}, { resourceAccountIsManagement: true }],
    ['an RCP limits a service', 'ExplicitDeny', { resource: [names({ Service: 'sns.amazonaws.com' })], rcp: [[AWS_ALLOW, { ...DENY, Principal: '*' }]] },
      { principal: { type: 'service', arn: 'sns.amazonaws.com', account: null } }],
    ['an SCP does not limit a service', 'Allow', { resource: [names({ Service: 'sns.amazonaws.com' })], scp: [[DENY]] }, { principal: { type: 'service', arn: 'sns.amazonaws.com', account: null } }],
    ['kms:RetireGrant is beyond an RCP', 'Allow', { identity: [ALLOW], resource: [names({ AWS: HERE })], rcp: [[{ ...DENY, Principal: '*' }]] }, { action: 'kms:RetireGrant', resource: KEY }],
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    ['nobody can forbid sts:GetCallerIdentity', 'Allow', { identity: [DENY] }, { action: 'sts:GetCallerIdentity', resource: { arn: '*', account: HERE } }],
    ['nor a user its sts:GetSessionToken', 'Allow', { identity: [DENY] }, { action: 'sts:getsessiontoken', resource: { arn: '*', account: HERE } }],
    // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
    ['without a key policy that allows, an identity policy is nothing', 'ImplicitDeny', { identity: [ALLOW] }, { action: 'kms:Decrypt', resource: KEY }],
    ['a key policy for another user enables no identity policy', 'ImplicitDeny', { identity: [ALLOW], resource: [names({ AWS: `${alice.arn}2` })] }, { action: 'kms:Decrypt', resource: KEY }],
    ['a key policy that enables identity policies leaves the decision to them', 'ImplicitDeny', { resource: [names({ AWS: `arn:aws:iam::${HERE}:root` })] }, { action: 'kms:Decrypt', resource: KEY }],
    ['with both: allowed', 'Allow', { identity: [ALLOW], resource: [names({ AWS: `arn:aws:iam::${HERE}:root` })] }, { action: 'KMS:decrypt', resource: KEY }],
    ['what is no key has no key policy', 'Allow', { identity: [ALLOW] }, { action: 'kms:CreateAlias', resource: { arn: `arn:aws:kms:eu-west-1:${HERE}:alias/a`, account: HERE } }],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_compare-resource-policies.html
    ['an identity policy is nothing without the trust', 'ImplicitDeny', { identity: [ALLOW] }, { action: 'sts:AssumeRole', resource: ROLE }],
    ['a trust in the account leaves the decision to it', 'Allow', { identity: [ALLOW], resource: [{ Effect: 'Allow', Principal: { AWS: HERE }, Action: 'sts:AssumeRole' }] }, { action: 'sts:AssumeRole', resource: ROLE }],
    ['SAML: the provider of the trust', 'Allow', { resource: [names({ Federated: `arn:aws:iam::${HERE}:saml-provider/idp` })] },
      { action: 'sts:AssumeRoleWithSAML', resource: ROLE, principal: { type: 'saml', arn: `arn:aws:iam::${HERE}:saml-provider/idp`, account: null } }],
    ['SAML: another provider', 'ImplicitDeny', { resource: [names({ Federated: `arn:aws:iam::${HERE}:saml-provider/other` })] },
      { action: 'sts:AssumeRoleWithSAML', resource: ROLE, principal: { type: 'saml', arn: `arn:aws:iam::${HERE}:saml-provider/idp`, account: null } }],
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
    ['no bucket policy locks the root user of the owner out', 'Allow', { resource: [{ ...DENY, Principal: '*' }] }, { principal: root, action: 's3:PutBucketPolicy', resource: BUCKET }],
    ['but from everything else', 'ExplicitDeny', { resource: [{ ...DENY, Principal: '*' }] }, { principal: root, action: 's3:ListBucket', resource: BUCKET }],
    ['and an SCP does', 'ExplicitDeny', { resource: [{ ...DENY, Principal: '*' }], scp: [[ALLOW, DENY]] }, { principal: root, action: 's3:PutBucketPolicy', resource: BUCKET }],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
    ['the user behind a federated session is limited by its session policy', 'ImplicitDeny', { resource: [names({ AWS: alice.arn })], session: [{ ...ALLOW, Action: 'ec2:*' }] },
      { principal: { type: 'federated-user', arn: `arn:aws:sts::${HERE}:federated-user/alice`, userArn: alice.arn!, account: HERE } }],
    ['and has nothing without one', 'ImplicitDeny', { resource: [names({ AWS: alice.arn })] },
      { principal: { type: 'federated-user', arn: `arn:aws:sts::${HERE}:federated-user/alice`, userArn: alice.arn!, account: HERE } }],
    ['everyone includes the session, which no session policy limits', 'Allow', { resource: [AWS_ALLOW], session: [{ ...ALLOW, Action: 'ec2:*' }] }, { principal: session }],
    ['the role behind a session follows from its ARN', 'Allow', { resource: [names({ AWS: session.roleArn })] }, { principal: { ...session, roleArn: undefined } }],
    ['a role is asked as itself', 'ImplicitDeny', { resource: [names({ AWS: session.roleArn })], boundary: [{ ...ALLOW, Action: 'ec2:*' }] }, { principal: { type: 'role', arn: session.roleArn!, account: HERE } }],
    ['no wildcard in the name of a principal', 'ImplicitDeny', { resource: [names({ AWS: `arn:aws:iam::${HERE}:user/*` })] }],
    ['the session ARN of another account does not help without its identity policy', 'ImplicitDeny', { resource: [names({ AWS: session.arn })] }, { principal: session, resource: { ...BUCKET, account: THERE } }],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    ['NotPrincipal: the account beside a user leaves no other user out', 'ExplicitDeny', { identity: [ALLOW], resource: [{ ...DENY, NotPrincipal: { AWS: [`${alice.arn}2`, `arn:aws:iam::${HERE}:root`] } }] }],
    ['NotPrincipal: the account alone leaves its users out', 'Allow', { identity: [ALLOW], resource: [{ ...DENY, NotPrincipal: { AWS: `arn:aws:iam::${HERE}:root` } }] }],
    ['NotPrincipal: role, session and account', 'Allow', { identity: [ALLOW], resource: [{ ...DENY, NotPrincipal: { AWS: [session.arn, session.roleArn, HERE] } }] }, { principal: session }],
    ['NotPrincipal: a service', 'ExplicitDeny', { identity: [ALLOW], resource: [{ ...DENY, NotPrincipal: { Service: 'sns.amazonaws.com' } }] }],
  ])('%s: %s', (...[, expected, statements, request, facts]) => {
    expect(decide(statements, request, facts).decision).toBe(expected);
  });
});

describe('elements of a statement', () => {
  const resource = (pattern: string, arn: string, context: Request['context'] = {}, version = '2012-10-17') => evaluate(
    { principal: alice, action: 's3:GetObject', resource: { arn, account: HERE }, context }, { identity: [compilePolicy(document([{ ...ALLOW, Resource: pattern }], version), 'identity', 'identity[0]')] }).decision === 'Allow';
  test.each<[string, string, boolean, Request['context']?, string?]>([
    ['arn:aws:s3:::b/**/x?', 'arn:aws:s3:::b/a/x1', true],
    ['arn:aws:s3:::b/x?', 'arn:aws:s3:::b/x', false],
    ['arn:aws:s3:::b/*a*b', 'arn:aws:s3:::b/aaaaaaaaaaaaaaaaaaaaaaaaaaaaac', false],
    ['arn:aws:s3:::b/(a|b)[c]', 'arn:aws:s3:::b/(a|b)[c]', true],
    // A `*` at the end of a part reaches beyond the colon: reference_policies_elements_resource
    ['arn:aws:ec2:*', `arn:aws:ec2:eu-west-1:${HERE}:instance/i-1`, true],
    ['arn:aws:s3:::b/${aws:username}/*', 'arn:aws:s3:::b/alice/k', true, { 'AWS:UserName': 'alice' }],
    ['arn:aws:s3:::b/${ aws:username }', 'arn:aws:s3:::b/alice', true, { 'aws:username': 'alice' }],
    ['arn:aws:s3:::b/${aws:username}', 'arn:aws:s3:::b/alice', false, { 'aws:username': '*' }],
    ['arn:aws:s3:::b/${aws:username}', 'arn:aws:s3:::b/*', true, { 'aws:username': '*' }],
    ['arn:aws:s3:::b/${aws:username}', 'arn:aws:s3:::b/${aws:username}', true, { 'aws:username': 'alice' }, '2008-10-17'],
    ["arn:aws:s3:::b/${aws:PrincipalTag/team, 'x:y'}", 'arn:aws:s3:::b/x:y', true],
    ["arn:aws:s3:::b/${aws:PrincipalTag/team,''}z", 'arn:aws:s3:::b/z', true],
    ["arn:aws:s3:::b/${aws:TagKeys, 'a'}", 'arn:aws:s3:::b/a', false, { 'aws:TagKeys': ['a', 'b'] }],
    ['arn:aws:s3:::b/${*}', 'arn:aws:s3:::b/z', false],
    ['arn:aws:s3:::b/${*}', 'arn:aws:s3:::b/*', true],
    ['arn:aws:ec2:${aws:RequestedRegion}:1:i/*', 'arn:aws:ec2:eu-west-1:1:i/1', false, { 'aws:RequestedRegion': 'eu-west-1' }],
    ['arn:aws:s3:::b/${not closed', 'arn:aws:s3:::b/${not closed', true],
  ])('Resource %s and %s: %s', (...[pattern, arn, expected, context, version]) => {
    expect(resource(pattern, arn, context, version)).toBe(expected);
  });

  const holds = (condition: object, context: Request['context']) => decide({ identity: [{ ...ALLOW, Condition: condition }] }, { context }).decision === 'Allow';
  test.each<[object, Request['context'], boolean]>([
    [{ StringEquals: { 'aws:x': ['a', 'b'] } }, { 'AWS:X': 'b' }, true],
    [{ StringEqualsIgnoreCase: { 'aws:x': 'É' } }, { 'aws:x': 'é' }, true],
    [{ StringNotEquals: { 'aws:x': ['a', 'b'] } }, { 'aws:x': 'b' }, false],
    [{ NumericEquals: { 'aws:x': 10 } }, { 'aws:x': 10 }, true],
    [{ NumericLessThan: { 'aws:x': '10' } }, { 'aws:x': '-1.5' }, true],
    [{ NumericLessThan: { 'aws:x': '10' } }, { 'aws:x': '' }, false],
    [{ NumericGreaterThanEquals: { 'aws:x': '10' } }, { 'aws:x': '0x10' }, false],
    [{ NumericLessThan: { 'aws:x': '${aws:y}' } }, { 'aws:x': '1', 'aws:y': '2' }, false],
    [{ DateEquals: { 'aws:x': '2020-01-01T00:00:00Z' } }, { 'aws:x': '2020-01-01T01:00:00+01:00' }, true],
    [{ DateEquals: { 'aws:x': '2020-01-01T00:00:00Z' } }, { 'aws:x': '1577836800' }, true],
    [{ DateEquals: { 'aws:x': '2020-01-01T00:00:00.500Z' } }, { 'aws:x': '1577836800.5' }, true],
    [{ DateEquals: { 'aws:x': '2020-01-01T00:00' } }, { 'aws:x': '2020-01-01' }, true],
    [{ DateNotEquals: { 'aws:x': '2020-01-01' } }, { 'aws:x': '2020-01-02' }, true],
    [{ DateLessThan: { 'aws:x': 'soon' } }, { 'aws:x': '2020-01-02' }, false],
    [{ Bool: { 'aws:x': true } }, { 'aws:x': 'TRUE' }, true],
    [{ Bool: { 'aws:x': 'yes' } }, { 'aws:x': 'yes' }, false],
    [{ IpAddress: { 'aws:x': '0.0.0.0/0' } }, { 'aws:x': '198.51.100.7' }, true],
    [{ IpAddress: { 'aws:x': '203.0.113.77/24' } }, { 'aws:x': '203.0.113.1' }, true],
    [{ IpAddress: { 'aws:x': '::/0' } }, { 'aws:x': '2001:db8::1' }, true],
    [{ IpAddress: { 'aws:x': '2001:DB8:0:0::/32' } }, { 'aws:x': '2001:0db8:0000:0000:0000:0000:0000:0001' }, true],
    [{ IpAddress: { 'aws:x': '203.0.113.0/24' } }, { 'aws:x': '::ffff:203.0.113.1' }, false],
    [{ IpAddress: { 'aws:x': '203.0.113.0/33' } }, { 'aws:x': '203.0.113.1' }, false],
    [{ NotIpAddress: { 'aws:x': 'nonsense' } }, { 'aws:x': '203.0.113.1' }, true],
    [{ ArnLike: { 'aws:x': 'arn:aws:sns:*' } }, { 'aws:x': 'arn:aws:sns:eu-west-1:1:t' }, false],
    [{ ArnLike: { 'aws:x': 'arn:aws:sns:*:t' } }, { 'aws:x': 'arn:aws:sns:eu-west-1:1:t' }, false],
    [{ ArnLike: { 'aws:x': 'arn:aws:sns:*:*:t*' } }, { 'aws:x': 'arn:aws:sns:eu-west-1:1:t:u' }, true],
    [{ ArnLike: { 'aws:x': 'arn:aws:lambda:*:*:function:f:?' } }, { 'aws:x': 'arn:aws:lambda:eu-west-1:1:function:f:2' }, true],
    [{ ArnEquals: { 'aws:x': 'arn:aws:iam::1:user/${aws:username}' } }, { 'aws:x': 'arn:aws:iam::1:user/a', 'aws:username': 'a' }, true],
    [{ ArnNotEquals: { 'aws:x': 'arn:aws:iam::1:user/${aws:username}' } }, { 'aws:x': 'arn:aws:iam::1:user/a' }, true],
    [{ StringEquals: { 'aws:x': '${aws:y}' } }, { 'aws:x': 'a*', 'aws:y': 'a*' }, true],
    [{ StringLike: { 'aws:x': '${aws:y}/?' } }, { 'aws:x': 'a*/1', 'aws:y': 'a*' }, true],
    [{ StringLike: { 'aws:x': '${aws:y}/?' } }, { 'aws:x': 'ab/1', 'aws:y': 'a*' }, false],
    [{ 'ForAllValues:StringEquals': { 'aws:x': 'a' } }, { 'aws:x': '' }, true],
    [{ 'ForAllValues:StringEquals': { 'aws:x': 'a' } }, { 'aws:x': 'a' }, true],
    [{ 'ForAnyValue:StringLike': { 'aws:x': '*' } }, { 'aws:x': [''] }, false],
    [{ 'ForAnyValue:StringEqualsIfExists': { 'aws:x': 'a' } }, {}, false],
    [{ 'ForAllValues:StringEqualsIfExists': { 'aws:x': 'a' } }, {}, true],
    [{ 'ForAllValues:IpAddress': { 'aws:x': '203.0.113.0/24' } }, { 'aws:x': ['203.0.113.1', '198.51.100.1'] }, false],
    [{ StringEquals: { 'aws:x': 'a' } }, { 'aws:x': ['a', 'b'] }, true],
    [{ StringNotEquals: { 'aws:x': 'a' } }, { 'aws:x': ['a', 'b'] }, false],
    [{ Null: { 'aws:x': true } }, { 'aws:x': [] }, true],
    [{ Null: { 'aws:x': ['true', 'false'] } }, { 'aws:x': 'a' }, true],
  ])('%j with %j: %s', (condition, context, expected) => {
    expect(holds(condition, context)).toBe(expected);
  });
});

describe('what is not known', () => {
  const unknown = ['aws:SourceIp', 'aws:PrincipalTag/*', 'aws:username'];
  const ip = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };

  test('is left as a condition', () => {
    expect(decide({ identity: [{ ...ALLOW, Sid: 'Office', Condition: ip }] }, { unknown })).toEqual({
      decision: 'Conditional',
      statements: [{ policy: 'identity[0]', index: 0, sid: 'Office', effect: 'Allow' }],
      conditions: [{ policy: 'identity[0]', index: 0, sid: 'Office', effect: 'Allow', operator: 'IpAddress', key: 'aws:SourceIp', values: ['203.0.113.0/24'] }],
      missing: [],
    });
  });

  test('a key that is given is known', () => {
    expect(decide({ identity: [{ ...ALLOW, Condition: ip }] }, { unknown, context: { 'aws:sourceip': '203.0.113.9' } })).toMatchObject({ decision: 'Allow', conditions: [] });
  });

  test('a variable of an ARN, and of a condition', () => {
    const own = { ...ALLOW, Resource: 'arn:aws:s3:::bucket/${aws:username}', Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } };
    const { decision, conditions } = decide({ identity: [own] }, { unknown, context: { 'aws:ResourceTag/team': 'red' } });
    expect(decision).toBe('Conditional');
    expect(conditions.map(({ operator, key }) => `${operator} ${key}`)).toEqual(['Resource aws:username', 'StringEquals aws:PrincipalTag/team']);
  });

  test('does not matter where another condition fails, another statement allows or another layer does not', () => {
    expect(decide({ identity: [{ ...ALLOW, Condition: { ...ip, Bool: { 'aws:SecureTransport': 'true' } } }] }, { unknown }).decision).toBe('ImplicitDeny');
    expect(decide({ identity: [{ ...ALLOW, Condition: ip }, ALLOW] }, { unknown })).toMatchObject({ decision: 'Allow', statements: [{ index: 1 }], conditions: [] });
    expect(decide({ identity: [{ ...ALLOW, Condition: ip }], boundary: [{ ...ALLOW, Action: 'ec2:*' }] }, { unknown })).toMatchObject({ decision: 'ImplicitDeny', missing: ['boundary'] });
    expect(decide({ identity: [{ ...DENY, Condition: ip }, DENY] }, { unknown }).decision).toBe('ExplicitDeny');
  });

  test('a Deny that may hit makes an Allow conditional', () => {
    expect(decide({ identity: [ALLOW], scp: [[ALLOW, { ...DENY, Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'red' } } }]] }, { unknown })).toMatchObject({
      decision: 'Conditional',
      statements: [{ policy: 'identity[0]' }, { policy: 'scp[0][0]', index: 0 }, { policy: 'scp[0][0]', index: 1, effect: 'Deny' }],
      conditions: [{ policy: 'scp[0][0]', index: 1, effect: 'Deny', operator: 'StringNotEquals', key: 'aws:PrincipalTag/team' }],
    });
  });
});

test('an Allow names each statement it needed, a deny those that deny, an implicit deny what is missing', () => {
  const all = { identity: [{ ...ALLOW, Sid: 'A' }], boundary: [ALLOW], session: [ALLOW], scp: [[ALLOW], [ALLOW]], rcp: [[AWS_ALLOW]] };
  expect(decide(all, { principal: session }).statements.map(({ policy }) => policy)).toEqual(['identity[0]', 'boundary', 'session[0]', 'scp[0][0]', 'scp[1][0]', 'rcp[0][0]']);
  expect(decide({ ...all, session: [DENY], scp: [[ALLOW, DENY]] }, { principal: session }).statements).toEqual([
    { policy: 'session[0]', index: 0, effect: 'Deny' }, { policy: 'scp[0][0]', index: 1, effect: 'Deny' },
  ]);
  expect(decide({ ...all, identity: [], scp: [[ALLOW], []] }, { principal: session })).toMatchObject({ decision: 'ImplicitDeny', statements: [], missing: ['identity', 'scp[1]'] });
  expect(decide({}, { resource: { ...BUCKET, account: THERE } }).missing).toEqual(['identity', 'resource']);
});
