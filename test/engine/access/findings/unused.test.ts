import { document, ec2, findings, HERE, organization, role, user } from './support';

const HEAD = 'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const READ = { policies: { read: document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }) } };

interface Row { readonly password?: string; readonly signedIn?: string; readonly changed?: string; readonly key?: string; readonly made?: string; readonly used?: string; readonly cert?: string }

const report = ({ password = 'false', signedIn = 'N/A', changed = 'N/A', key = 'false', made = 'N/A', used = 'N/A', cert = 'false' }: Row) =>
  `${HEAD}\nann,arn:aws:iam::${HERE}:user/ann,2025-01-01T00:00:00Z,${password},${signedIn},${changed},N/A,true,${key},${made},${used},N/A,N/A,false,N/A,N/A,N/A,N/A,${cert},N/A,false,N/A`;

const ofUser = (row: Row, parts: object = READ, settings: object = {}) => findings({ users: [user('ann', parts)] }, { accounts: organization, credentialReport: report(row) }, settings)
  .map(({ check }) => check).filter((check) => check !== 'access-user-inline-policies').sort();

const [DAYS_89, DAYS_90, RECENT] = ['2026-08-04T00:00:00Z', '2026-08-03T00:00:00Z', '2026-10-31T00:00:00Z'];

describe('roles', () => {
  const ofRole = (more: object) => findings({ roles: [role('r', ec2, {}, more)] }).map(({ check, reason }) => `${check}: ${reason}`);

  test('are unused from the 90th day on', () => {
    expect(ofRole({ CreateDate: '2020-01-01T00:00:00Z', RoleLastUsed: { LastUsedDate: DAYS_89 } })).toEqual([]);
    expect(ofRole({ CreateDate: '2020-01-01T00:00:00Z', RoleLastUsed: { LastUsedDate: DAYS_90 } })).toEqual([`access-role-unused: last used 90 days ago (${DAYS_90})`]);
  });

  test('that were never used count from their creation', () => {
    expect(ofRole({ CreateDate: RECENT, RoleLastUsed: {} })).toEqual([]);
    expect(ofRole({ CreateDate: DAYS_90, RoleLastUsed: {} })).toEqual([`access-role-unused: not used in the 400 days that AWS looks back; created 90 days ago (${DAYS_90})`]);
  });

  test('of which nothing is told are left alone', () => {
    expect(ofRole({ CreateDate: '2020-01-01T00:00:00Z' })).toEqual([]);
  });
});

describe('users, passwords and keys', () => {
  test.each<[string, Row, string[]]>([
    ['a user who signs in', { password: 'true', signedIn: RECENT, changed: '2025-06-01T00:00:00Z' }, []],
    ['a user who does not', { password: 'true', signedIn: DAYS_90, changed: '2025-06-01T00:00:00Z' }, ['access-user-unused']],
    ['a user who never did', { password: 'true', signedIn: 'no_information', changed: '2025-06-01T00:00:00Z' }, ['access-user-unused']],
    ['a user with a new password', { password: 'true', signedIn: 'no_information', changed: RECENT }, []],
    ['a password beside a key in use', { password: 'true', signedIn: DAYS_90, changed: '2025-06-01T00:00:00Z', key: 'true', made: RECENT, used: RECENT }, ['access-password-unused']],
    ['a key in use', { key: 'true', made: DAYS_89, used: RECENT }, []],
    ['an old key in use', { key: 'true', made: DAYS_90, used: RECENT }, ['access-key-old']],
    ['a key that nobody uses', { key: 'true', made: DAYS_90, used: DAYS_90 }, ['access-key-old', 'access-key-unused']],
    ['a key that nobody ever used', { key: 'true', made: DAYS_90, used: 'N/A' }, ['access-key-old', 'access-key-unused']],
    ['a new key that nobody used yet', { key: 'true', made: RECENT, used: 'N/A' }, []],
    ['an inactive key', { key: 'false', made: '2020-01-01T00:00:00Z', used: 'N/A' }, ['access-user-without-credentials']],
    ['a certificate', { cert: 'true' }, []],
  ])('%s', (_, row, expected) => {
    expect(ofUser(row)).toEqual(expected);
  });

  test('the days are a setting', () => {
    expect(ofUser({ password: 'true', signedIn: DAYS_89 }, READ, { unusedDays: 45 })).toEqual(['access-user-unused']);
    expect(ofUser({ key: 'true', made: DAYS_90, used: RECENT }, READ, { keyDays: 365 })).toEqual([]);
  });

  test('the list of keys gives their ids', () => {
    const accessKeys = { ann: [{ AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: DAYS_90, LastUsed: null }, { AccessKeyId: 'AKIA2', Status: 'Inactive', CreateDate: DAYS_90, LastUsed: null }, { AccessKeyId: 'AKIA3', Status: 'Active', CreateDate: DAYS_90 }] };
    const found = findings({ users: [user('ann', READ)] }, { accounts: organization, accessKeys }).filter(({ check }) => check.startsWith('access-key'));
    expect(found.map(({ check, resourceName }) => `${check} ${resourceName}`).sort()).toEqual(['access-key-old AKIA1', 'access-key-old AKIA3', 'access-key-unused AKIA1']);
    expect(found[0].resource).toEqual([`arn:aws:iam::${HERE}:access-key/AKIA1`, `arn:aws:iam::${HERE}:user/ann`]);
  });
});

describe('permissions', () => {
  const ofData = (policy: object, services: object) => findings({ roles: [role('r', ec2, { policies: { p: document(policy) } })] }, { accounts: organization, lastAccessed: { [`arn:aws:iam::${HERE}:role/r`]: services } })
    .filter(({ check }) => check === 'access-permissions-unused').map(({ evidence }) => evidence);
  const sources = ['last-accessed data of AWS'];
  const wide = { Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: 'arn:aws:s3:::b' };

  test('for services that are not used', () => {
    expect(ofData(wide, [{ ServiceNamespace: 's3', LastAuthenticated: RECENT }, { ServiceNamespace: 'sqs', LastAuthenticated: null }])).toEqual([{ unusedServices: ['sqs'], unusedActions: [], sources }]);
    expect(ofData(wide, [{ ServiceNamespace: 's3', LastAuthenticated: RECENT }, { ServiceNamespace: 'sqs', LastAuthenticated: DAYS_89 }])).toEqual([]);
  });

  test('that the policies do not give any more', () => {
    expect(ofData(wide, [{ ServiceNamespace: 'sns' }])).toEqual([]);
    expect(ofData({ Effect: 'Allow', NotAction: 'sns:*', Resource: '*' }, [{ ServiceNamespace: 'sns' }])).toEqual([]);
    expect(ofData({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, [{ ServiceNamespace: 'sns' }])).toEqual([{ unusedServices: ['sns'], unusedActions: [], sources }]);
  });

  test('with the actions, where AWS tracks them', () => {
    const s3 = { ServiceNamespace: 's3', LastAuthenticated: RECENT, TrackedActionsLastAccessed: [{ ActionName: 'GetObject', LastAccessedTime: RECENT }, { ActionName: 'DeleteBucket' }] };
    expect(ofData(wide, { ServicesLastAccessed: [s3, { ServiceNamespace: 'sqs' }] })).toEqual([{ unusedServices: ['sqs'], unusedActions: ['s3:DeleteBucket'], sources }]);
  });
});

describe('users without a purpose', () => {
  const group = { GroupName: 'readers', GroupId: 'AGPA1', Arn: `arn:aws:iam::${HERE}:group/readers`, Path: '/', GroupPolicyList: [], AttachedManagedPolicies: [] };
  const trusting = (Principal: object) => role('r', document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }));
  const checks = (users: object[], roles: object[], beside: object = {}) => findings({ users, roles, groups: [group] }, { accounts: organization, ...beside }).map(({ check }) => check);

  test('are in no group, have no policy, and are named by no trust', () => {
    expect(checks([user('ann')], [trusting({ AWS: `arn:aws:iam::${HERE}:user/bob` })])).toEqual(['access-user-orphaned']);
    expect(checks([user('ann', { groups: ['readers'] })], [trusting({ AWS: `arn:aws:iam::${HERE}:user/bob` })])).toEqual([]);
    expect(checks([user('ann', READ)], [trusting({ AWS: `arn:aws:iam::${HERE}:user/bob` })])).toEqual(['access-user-inline-policies']);
    expect(checks([user('ann')], [trusting({ AWS: `arn:aws:iam::${HERE}:user/ann` })])).toEqual([]);
    expect(checks([user('ann')], [role('r', ec2)], { resourcePolicies: { 'arn:aws:s3:::b': document({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${HERE}:user/ann` }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }) } })).toEqual([]);
  });

  test('and owners who are gone', () => {
    const owned = (owner: string, key = 'owner') => role('r', ec2, { tags: { [key]: owner } });
    expect(checks([], [owned(`arn:aws:iam::${HERE}:user/left`)])).toEqual(['access-owner-gone']);
    expect(checks([user('here', READ)], [owned(`arn:aws:iam::${HERE}:user/here`)])).toEqual(['access-user-inline-policies']);
    expect(checks([], [owned('ann@acme.example')])).toEqual([]);
    const known = (owner: string, key?: string) => findings({ roles: [owned(owner, key)] }, { accounts: organization }, { people: ['ann@acme.example'] }).map(({ check }) => check);
    expect(known('Ann@acme.example')).toEqual([]);
    expect(known('bob@acme.example')).toEqual(['access-owner-gone']);
    expect(known('bob@acme.example', 'Owner-Email')).toEqual(['access-owner-gone']);
    expect(known('bob@acme.example', 'ownership-model')).toEqual([]);
  });
});
