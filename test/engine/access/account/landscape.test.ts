import { readLandscape } from '../../../../src/engine/access/account/landscape';
import { InvalidAccountData } from '../../../../src/engine/access/account/shape';

const ACCOUNT = '111122223333';
const allow = (action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
const encoded = (document: object) => encodeURIComponent(JSON.stringify(document));
const policy = (name: string, document: unknown, account = ACCOUNT) => ({
  PolicyName: name,
  Arn: `arn:aws:iam::${account}:policy/${name}`,
  DefaultVersionId: 'v2',
  PolicyVersionList: [{ VersionId: 'v1', Document: allow('s3:*') }, { VersionId: 'v2', Document: document }],
});
const user = { UserName: 'alice', Arn: `arn:aws:iam::${ACCOUNT}:user/eng/alice`, Path: '/eng/', GroupList: ['team'], AttachedManagedPolicies: [], UserPolicyList: [{ PolicyName: 'own', PolicyDocument: encoded(allow('sqs:*')) }], Tags: [{ Key: 'team', Value: '' }] };
const group = { GroupName: 'team', Arn: `arn:aws:iam::${ACCOUNT}:group/team`, AttachedManagedPolicies: [{ PolicyName: 'view', PolicyArn: 'arn:aws:iam::aws:policy/view' }] };
const role = {
  RoleName: 'app',
  Arn: `arn:aws:iam::${ACCOUNT}:role/app`,
  AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
  RoleLastUsed: { LastUsedDate: '2026-01-01T00:00:00+00:00' },
  InstanceProfileList: [{ Arn: `arn:aws:iam::${ACCOUNT}:instance-profile/app` }],
  PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/limit` },
};
const pages = [{ UserDetailList: [user], Policies: [policy('limit', allow('ec2:*')), policy('view', allow('ec2:Describe*'), 'aws')], IsTruncated: true }, { GroupDetailList: [group], RoleDetailList: [role] }];
const read = (content: unknown, beside = {}) => readLandscape([{ name: 'gaad.json', content }], beside);

test('pages are joined, documents decoded, groups and boundaries resolved', () => {
  for (const files of [[{ name: 'all.json', content: pages }], pages.map((content, at) => ({ name: `${at}.json`, content }))]) {
    const [account, ...others] = readLandscape(files).accounts;
    expect(others).toEqual([]);
    expect(account).toMatchObject({ id: ACCOUNT, partition: 'aws' });
    expect(account.users[0]).toMatchObject({ name: 'alice', tags: { team: '' } });
    expect(account.users[0].policies.map(({ text, group: via }) => [text.name, via])).toEqual([
      [`${user.Arn}#own`, undefined], ['arn:aws:iam::aws:policy/view', group.Arn],
    ]);
    expect(account.users[0].policies[0].text.document.statements[0].action.values).toEqual(['sqs:*']);
    expect(account.roles[0]).toMatchObject({ lastUsed: '2026-01-01T00:00:00+00:00', instanceProfiles: [`arn:aws:iam::${ACCOUNT}:instance-profile/app`], boundary: { defaultVersionId: 'v2' } });
    expect(account.policies.get(`arn:aws:iam::${ACCOUNT}:policy/limit`)!.otherVersions.map(({ versionId }) => versionId)).toEqual(['v1']);
  }
});

test('accounts of several files stay apart and share the policies of AWS', () => {
  const other = JSON.parse(JSON.stringify(pages).replaceAll(ACCOUNT, '444455556666'));
  expect(read([...pages, ...other]).accounts.map(({ id, users, policies }) => [id, users.length, policies.size])).toEqual([[ACCOUNT, 1, 2], ['444455556666', 1, 2]]);
});

test('what lies beside the details is joined', () => {
  const report = `user,arn,user_creation_time,password_enabled\n<root_account>,arn:aws:iam::${ACCOUNT}:root,2021-05-11T00:00:00+00:00,not_supported\nalice,${user.Arn},2021-05-11T00:00:00+00:00,true\n`;
  const landscape = read(pages, {
    scp: { orgId: 'o-1', managementAccount: '123456789012', accounts: [ACCOUNT], knownPartners: ['777788889999'], scpLevels: [[allow('*'), JSON.stringify(allow('*'))], [{ Policy: { Content: JSON.stringify(allow('*')) } }]] },
    accounts: { Accounts: [{ Id: '222233334444', Name: 'dev' }] },
    lastAccessed: { [user.Arn]: { JobStatus: 'COMPLETED', ServicesLastAccessed: [{ ServiceNamespace: 'sqs', TrackedActionsLastAccessed: [{ ActionName: 'SendMessage', LastAccessedTime: '2026-01-01T00:00:00Z' }] }] } },
    accessKeys: { alice: [{ AccessKeyId: 'AKIAEXAMPLE', Status: 'Active', LastUsed: null }] },
    resourcePolicies: [{ arn: 'arn:aws:s3:::bucket', policy: { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' } } }],
    credentialReport: report,
  });
  expect([...landscape.organization.accounts].sort()).toEqual([ACCOUNT, '123456789012', '222233334444']);
  expect(landscape.organization.partners).toEqual(new Set(['777788889999']));
  expect(landscape.organization.scps(ACCOUNT)!.map((level) => level.map(({ name }) => name))).toEqual([['scp[0][0]', 'scp[0][1]'], ['scp[1][0]']]);
  expect(landscape.lastAccessed.get(user.Arn)).toEqual([{ service: 'sqs', at: null, actions: [{ name: 'SendMessage', at: '2026-01-01T00:00:00Z' }] }]);
  expect(landscape.accounts[0].users[0]).toMatchObject({ credentials: { password_enabled: 'true' }, accessKeys: [{ id: 'AKIAEXAMPLE', active: true, lastUsed: null }] });
  expect([...landscape.resourcePolicies.keys()]).toEqual(['arn:aws:s3:::bucket']);
  expect(read(pages, { credentialReport: JSON.stringify({ Content: Buffer.from(report).toString('base64') }) }).credentialReport.size).toBe(2);
});

test.each<[string, unknown, RegExp]>([
  ['no list at all', { Users: [] }, /gaad\.json is \["Users"\]; allowed is an object with UserDetailList/],
  ['a user without an ARN', { UserDetailList: [{ UserName: 'a' }] }, /gaad\.json: UserDetailList\[0\]\.Arn is missing/],
  ['a policy that is not there', [pages[1]], /GroupDetailList\[0\]\.AttachedManagedPolicies\[0\]\.PolicyArn is "arn:aws:iam::aws:policy\/view"/],
  ['a document that AWS would not take', { RoleDetailList: [{ ...role, PermissionsBoundary: undefined, AssumeRolePolicyDocument: allow('s3:*') }] }, /role\/app#AssumeRolePolicyDocument\.Statement\[0\] needs a Principal/],
  ['nothing', { UserDetailList: [] }, /at least one user/],
])('refuses %s, and says where', (_, content, message) => {
  expect(() => read(content)).toThrow(InvalidAccountData);
  expect(() => read(content)).toThrow(message);
});
