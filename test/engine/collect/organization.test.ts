import type { Service } from '../../../src/catalogue/model/service';
import { account } from '../../../src/catalogue/services/account';
import { readOrganization } from '../../../src/engine/collect/organization';
import { records } from '../../recorded';
import { awsError, replayed, type AnyRecorded } from '../../recorded/recorded';

const [SHOP, LAB] = ['444455556666', '777788889999'];
const parents: Record<string, string> = { [SHOP]: 'ou-1', 'ou-1': 'ou-0', 'ou-0': 'r-0', [LAB]: 'r-0' };
const attached: Record<string, string[]> = { full: ['r-0', 'ou-0', 'ou-1', SHOP, LAB], guard: ['ou-1'], resources: ['ou-0'] };

const asked: string[] = [];
const answers: AnyRecorded = {
  ...records.account,
  'organizations.ListAccounts': { Accounts: [SHOP, LAB].map((Id) => ({ Id })) },
  'organizations.ListParents': ({ ChildId }: { ChildId: string }) => {
    asked.push(ChildId);
    return { Parents: [{ Id: parents[ChildId] }] };
  },
  'organizations.ListPolicies': ({ Filter }: { Filter: string }) => ({
    Policies: (Filter === 'SERVICE_CONTROL_POLICY' ? ['full', 'guard'] : ['resources']).map((Id) => ({ Id, Name: Id })),
  }),
  'organizations.DescribePolicy': ({ PolicyId }: { PolicyId: string }) => ({ Policy: { Content: `{"Id":"${PolicyId}"}` } }),
  'organizations.ListTargetsForPolicy': ({ PolicyId }: { PolicyId: string }) => ({ Targets: attached[PolicyId].map((TargetId) => ({ TargetId })) }),
};

const read = async (more: AnyRecorded = {}) => readOrganization(replayed(account as Service, { ...answers, ...more }), {
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' }), settings: { maxAttempts: 1 }, region: 'us-east-1',
});

const names = (levels: readonly (readonly { Name?: string }[])[] | undefined) => levels?.map((level) => level.map(({ Name }) => Name));

test('the policies of every level, from the root down to the account', async () => {
  const { accounts: [shop, lab], unread } = await read();
  expect(unread).toEqual([]);
  expect(names(shop.ServiceControlPolicyLevels)).toEqual([['full'], ['full'], ['full', 'guard'], ['full']]);
  expect(names(shop.ResourceControlPolicyLevels)).toEqual([[], ['resources'], [], []]);
  expect(names(lab.ServiceControlPolicyLevels)).toEqual([['full'], ['full']]);
  expect(shop.ParentId).toBe('ou-1');
  expect(shop.ServiceControlPolicyLevels![2][1]).toEqual({ Id: 'guard', Name: 'guard', Content: '{"Id":"guard"}' });
  expect([...asked].sort()).toEqual([...new Set(asked)].sort());
});

test.each(['ListPolicies', 'DescribePolicy', 'ListTargetsForPolicy', 'ListParents'])('without %s nobody knows which policies limit an account', async (operation) => {
  const { accounts, unread } = await read({ [`organizations.${operation}`]: awsError('AccessDeniedException') });
  expect(unread).toContainEqual({ action: `organizations:${operation}`, code: 'AccessDeniedException', denied: true });
  for (const each of accounts) expect([each.ServiceControlPolicyLevels, each.ResourceControlPolicyLevels]).toEqual([undefined, undefined]);
});

test('an organisation without resource control policies has none on any level', async () => {
  const { accounts: [, lab] } = await read({
    'organizations.ListPolicies': ({ Filter }: { Filter: string }) => (Filter === 'SERVICE_CONTROL_POLICY' ? { Policies: [{ Id: 'full', Name: 'full' }] } : awsError('PolicyTypeNotEnabledException')),
  });
  expect([names(lab.ServiceControlPolicyLevels), names(lab.ResourceControlPolicyLevels)]).toEqual([[['full'], ['full']], [[], []]]);
});
