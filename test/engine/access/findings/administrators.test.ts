import { document, ec2, findings, HERE, managed, organization, role, user } from './support';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({ Effect: 'Allow', Action, Resource, ...Condition && { Condition } });
const deny = (Action: string | string[], Resource = '*', Condition?: object) => ({ Effect: 'Deny', Action, Resource, ...Condition && { Condition } });
const all = document(allow('*'));
const limited = 'arn:aws:iam::aws:policy/PowerUserBoundary';
const managedPolicies = [managed(ADMIN, all), managed(limited, document(allow(['s3:*', 'logs:*'])))];

/** Whether a role with these policies is an administrator. */
const isAdministrator = (policies: Record<string, object>, more: object = {}, beside: object = { accounts: organization }) =>
  findings({ roles: [role('r', ec2, { policies, ...more })], managed: managedPolicies }, beside as never).some(({ check }) => check === 'access-administrator');

// In the manner of an effective-permissions lab: what counts is what is left when everything is taken together.
describe('is an administrator', () => {
  test.each<[string, Record<string, object>, object?]>([
    ['with everything', { a: all }],
    ['by a policy of AWS', {}, { attached: [ADMIN] }],
    ['with *:*', { a: document(allow('*:*')) }],
    ['with two halves in one policy', { a: document(allow('iam:*'), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) }],
    ['with two halves in two policies', { a: document(allow('iam:*')), b: document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) }],
    ['with everything but one thing', { a: document({ Effect: 'Allow', NotAction: 'organizations:LeaveOrganization', Resource: '*' }) }],
    ['with everything, where a Deny takes a little', { a: document(allow('*'), deny('s3:DeleteBucket')) }],
    ['with everything, where a Deny holds for another', { a: document(allow('*'), deny('*', '*', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${HERE}:role/other` } })) }],
    ['with everything under a boundary that has everything', { a: all }, { boundary: ADMIN }],
    ['with rights that are split by the alphabet', { a: document(allow(['a*', 'b*', 'c*', 'd*', 'e*', 'f*', 'g*', 'h*', 'i*', 'j*', 'k*', 'l*', 'm*'])), b: document(allow([...'nopqrstuvwxyz'].map((letter) => `${letter}*`))) }],
    ['with everything, where Denies leave one way to any permission', { a: document(allow('*'), deny(['iam:Put*', 'iam:Attach*', 'iam:PassRole'])) }],
  ])('%s', (...[, policies, more]) => {
    expect(isAdministrator(policies, more)).toBe(true);
  });

  test('if there is a second factor, and says so', () => {
    const mfa = { a: document(allow('*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })) };
    const [found] = findings({ users: [user('u', { policies: mfa })] });
    expect(found).toMatchObject({ check: 'access-administrator' });
    expect(found.reason).toBe('its policies together allow everything, if Bool aws:MultiFactorAuthPresent true');
    // A session of a role has no device at hand.
    expect(findings({ roles: [role('r', ec2, { policies: mfa })] })).toEqual([]);
  });

  test('by a group', () => {
    const group = { GroupName: 'admins', GroupId: 'AGPA1', Arn: `arn:aws:iam::${HERE}:group/admins`, Path: '/', GroupPolicyList: [], AttachedManagedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: ADMIN }] };
    const found = findings({ users: [user('ann', { groups: ['admins'] })], groups: [group], managed: managedPolicies });
    expect(found.filter(({ check }) => check === 'access-administrator').map(({ resource, reason }) => [resource[0], reason])).toEqual([[`arn:aws:iam::${HERE}:user/ann`, `${ADMIN} allows everything`]]);
  });
});

describe('is no administrator', () => {
  test.each<[string, Record<string, object>, object?, object?]>([
    ['by a name', { AdministratorAccess: document(allow('s3:*')) }],
    ['with everything but IAM', { a: document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) }],
    ['with IAM alone', { a: document(allow('iam:*')) }],
    ['with the alphabet but one letter', { a: document(allow([...'abcdefghijklmnopqrstuvwxy'].map((letter) => `${letter}*`))) }],
    ['with two halves, one of which a Deny takes back', { a: document(allow('iam:*'), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, deny('iam:*')) }],
    ['with Denies that add up', { a: document(allow('*')), b: document(deny(['iam:Put*', 'iam:Attach*']), deny(['iam:Create*', 'iam:Update*', 'iam:PassRole'])) }],
    ['with everything on one resource', { a: document(allow('*', 'arn:aws:s3:::bucket/*')) }],
    ['with everything under a boundary', { a: all }, { boundary: limited }],
    ['with everything, a tag of which it does not have', { a: document(allow('*', '*', { StringEquals: { 'aws:PrincipalTag/clearance': 'secops' } })) }],
    ['with everything that an SCP denies', { a: all }, {}, { accounts: organization, scp: [[document(allow('*'), deny('iam:*'))]] }],
    ['with everything where an SCP lacks IAM', { a: all }, {}, { accounts: organization, scp: [[document(allow('*'))], [document(allow(['s3:*', 'ec2:*']))]] }],
  ])('%s', (...[, policies, more, beside]) => {
    expect(isAdministrator(policies, more, beside)).toBe(false);
  });

  test('a service-linked role, which the account cannot change', () => {
    const linked = role('AWSServiceRoleForX', ec2, { policies: { a: all } }, { Path: '/aws-service-role/x.amazonaws.com/' });
    expect(findings({ roles: [linked] }).map(({ check }) => check)).toEqual([]);
  });
});

describe('policies', () => {
  const of = (policy: object) => findings({ roles: [role('r', ec2, { attached: [`arn:aws:iam::${HERE}:policy/p`] })], managed: [managed(`arn:aws:iam::${HERE}:policy/p`, policy)] })
    .filter(({ resourceType }) => resourceType === 'aws_iam_policy').map(({ check, severity }) => `${check} ${severity}`);

  test('that allow everything, by whatever statements', () => {
    expect(of(all)).toEqual(['access-policy-allows-everything high']);
    expect(of(document(allow('iam:*'), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))).toEqual(['access-policy-allows-everything high']);
  });

  test('that are not attached allow nobody anything', () => {
    expect(findings({ managed: [managed(`arn:aws:iam::${HERE}:policy/p`, all)] })).toEqual([]);
  });

  test('that are inline have the key of the inventory', () => {
    const found = findings({ roles: [role('r', ec2, { policies: { wide: all } })] }).find(({ check }) => check === 'access-inline-policy-allows-everything');
    expect(found).toMatchObject({ resource: [`arn:aws:iam::${HERE}:role/r/policy/wide`, `arn:aws:iam::${HERE}:role/r`], resourceType: 'aws_iam_role_policy', resourceName: 'wide' });
  });

  test.each<[string, object, string[]]>([
    ['iam:*', document(allow('iam:*')), ['access-sensitive-service-wildcard high']],
    ['iam:Put*', document(allow('iam:Put*')), ['access-sensitive-service-wildcard high']],
    ['kms:*', document(allow('kms:*')), ['access-sensitive-service-wildcard medium']],
    ['*:Delete*', document(allow('*:Delete*')), ['access-sensitive-service-wildcard high']],
    ['IAM:*, in any letter case', document(allow('IAM:*')), ['access-sensitive-service-wildcard high']],
    ['reads', document(allow(['iam:Get*', 'iam:List*', 'kms:Describe*'])), []],
    ['single actions', document(allow(['iam:PutRolePolicy', 'kms:Decrypt'])), []],
    ['all buckets', document(allow('s3:*', 'arn:aws:s3:::*')), ['access-sensitive-service-wildcard medium']],
    ['one bucket', document(allow('s3:*', 'arn:aws:s3:::acme/*')), []],
    ['one key', document(allow('kms:*', 'arn:aws:kms:eu-west-1:111122223333:key/1')), []],
    ['a condition', document(allow('iam:*', '*', { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/b' } })), []],
    ['a Deny that takes it back', document(allow('kms:*'), deny('kms:*')), []],
    ['a service that is not sensitive', document(allow('cloudwatch:*')), []],
  ])('with a wildcard on a sensitive service: %s', (_, policy, expected) => {
    expect(of(policy)).toEqual(expected);
  });
});

describe('toxic combinations', () => {
  const anyone = document({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' });
  const report = (row: string) => `user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active\n${row}`;
  const toxicOf = (found: ReturnType<typeof findings>) => found.filter(({ check }) => check.startsWith('access-toxic-')).map(({ check, resource }) => `${check} ${resource[0].split('/').pop()}`);

  test('a stranger who can be an administrator', () => {
    const found = findings({ roles: [role('open', anyone, { policies: { a: all } }), role('closed', ec2, { policies: { a: all } }), role('harmless', anyone)] });
    expect(toxicOf(found)).toEqual(['access-toxic-stranger-administrator open']);
    expect(found[0].severity).toBe('critical');
    expect(found[0].evidence.findings).toEqual([`access-trust-anyone|arn:aws:iam::${HERE}:role/open`, `access-administrator|arn:aws:iam::${HERE}:role/open`]);
  });

  test('a stranger who gets wildcards on sensitive services', () => {
    expect(toxicOf(findings({ roles: [role('open', anyone, { policies: { a: document(allow('iam:*')) } })] }))).toEqual(['access-toxic-stranger-sensitive open']);
  });

  test('an administrator whom everybody forgot', () => {
    const old = { CreateDate: '2020-01-01T00:00:00Z', RoleLastUsed: { LastUsedDate: '2026-01-01T00:00:00Z' } };
    expect(toxicOf(findings({ roles: [role('old', ec2, { policies: { a: all } }, old), role('used', ec2, { policies: { a: all } }, { ...old, RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00Z' } })] }))).toEqual(['access-toxic-forgotten-administrator old']);
  });

  test('a stranger who can become one', () => {
    const paths = new Map([[`arn:aws:iam::${HERE}:role/open`, 'iam:PassRole and lambda:CreateFunction, as role/admin']]);
    const found = findings({ roles: [role('open', anyone), role('closed', ec2)] }, { accounts: organization }, { paths });
    expect(toxicOf(found)).toEqual(['access-toxic-stranger-administrator open']);
    expect(found[0].reason).toMatch(/can become an administrator: iam:PassRole and lambda:CreateFunction, as role\/admin$/);
  });

  test('an administrator without a second factor', () => {
    const rows = ['ann', 'bob'].map((name, at) => `${name},arn:aws:iam::${HERE}:user/${name},2025-01-01T00:00:00Z,true,2026-10-30T00:00:00Z,2026-10-01T00:00:00Z,N/A,${at === 0},false`).join('\n');
    const users = ['ann', 'bob'].map((name) => user(name, { policies: { a: all } }));
    expect(toxicOf(findings({ users }, { accounts: organization, credentialReport: report(rows) }))).toEqual(['access-toxic-administrator-without-mfa bob']);
  });
});
