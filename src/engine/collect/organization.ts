import type * as organizations from '@aws-sdk/client-organizations';
import pLimit from 'p-limit';
import { gather, type Reader } from '../../catalogue/model/reader';
import type { AccountListing, Service } from '../../catalogue/model/service';
import type { Unread } from '../contracts';
import { ClientPool, type ClientSettings, type CredentialProvider } from './clients';
import { stored } from './entity';
import { openSession, type SentCall } from './reader';

type OrganizationReader = Reader<{ own: object; others: { organizations: typeof organizations } }>;
type Policies = NonNullable<AccountListing['ServiceControlPolicies']>;

// AWS Organizations allows 10 tag reads and 5 policy reads a second.
const AT_ONCE = 4;

/** Service control policies by the account they are attached to. */
async function policiesByTarget(read: OrganizationReader): Promise<Map<string, Policies>> {
  const targets = new Map<string, Policies>();
  for await (const { Id, Name } of read.items('organizations.ListPolicies', 'Policies', { Filter: 'SERVICE_CONTROL_POLICY' })) {
    const described = await read.call('organizations.DescribePolicy', { PolicyId: Id });
    for await (const { TargetId } of read.items('organizations.ListTargetsForPolicy', 'Targets', { PolicyId: Id })) {
      targets.set(TargetId!, [...targets.get(TargetId!) ?? [], { Id, Name, Content: described?.Policy?.Content }]);
    }
  }
  return targets;
}

/**
 * The accounts of the organisation with their tags, parents and service control policies, read once in the management account or a
 * delegated administrator: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 * @param service the service of the catalogue that declares the calls
 * @returns the accounts, and what could not be read of them
 */
export async function readOrganization(service: Service, options: {
  readonly credentials: CredentialProvider; readonly region: string; readonly settings: ClientSettings; readonly onCall?: (call: SentCall) => void;
}): Promise<{ accounts: AccountListing[]; unread: Unread[] }> {
  const unread: Unread[] = [];
  const clients = new ClientPool(options.credentials, options.settings);
  const session = openSession({ service, clients, region: options.region, onCall: options.onCall ?? (() => undefined) });
  const read = session.reader(unread) as unknown as OrganizationReader;
  const limit = pLimit(AT_ONCE);
  try {
    const [accounts, policies] = await Promise.all([gather(read.items('organizations.ListAccounts', 'Accounts', { MaxResults: 20 })), policiesByTarget(read)]);
    const listings = await Promise.all(accounts.map((account) => limit(async () => {
      const [tags, parents] = await Promise.all([
        gather(read.items('organizations.ListTagsForResource', 'Tags', { ResourceId: account.Id })),
        gather(read.items('organizations.ListParents', 'Parents', { ChildId: account.Id })),
      ]);
      const own = { Tags: tags, ParentId: parents[0]?.Id, ServiceControlPolicies: policies.get(account.Id!) ?? [] };
      return stored({ ...account, ...own }) as AccountListing;
    })));
    return { accounts: listings, unread };
  } finally {
    clients.close();
  }
}
