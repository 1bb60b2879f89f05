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

/** Policies of a kind by the root, organisational unit or account they are attached to. */
async function policiesByTarget(read: OrganizationReader, Filter: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'): Promise<Map<string, Policies>> {
  const targets = new Map<string, Policies>();
  for await (const { Id, Name } of read.items('organizations.ListPolicies', 'Policies', { Filter })) {
    const described = await read.call('organizations.DescribePolicy', { PolicyId: Id });
    for await (const { TargetId } of read.items('organizations.ListTargetsForPolicy', 'Targets', { PolicyId: Id })) {
      targets.set(TargetId!, [...targets.get(TargetId!) ?? [], { Id, Name, Content: described?.Policy?.Content }]);
    }
  }
  return targets;
}

/** What is above accounts and organisational units: each is asked once. */
class Parents {
  private readonly known = new Map<string, Promise<string | undefined>>();

  constructor(private readonly read: OrganizationReader) {}

  /** The root or unit that holds an account or a unit; undefined where that could not be read. */
  of(child: string): Promise<string | undefined> {
    const known = this.known.get(child) ?? gather(this.read.items('organizations.ListParents', 'Parents', { ChildId: child })).then(([parent]) => parent?.Id);
    this.known.set(child, known);
    return known;
  }

  /** From the root down to the account; undefined where a part of the way could not be read. */
  async wayTo(account: string): Promise<string[] | undefined> {
    const way = [account];
    while (!way[0].startsWith('r-')) {
      const parent = await this.of(way[0]);
      if (parent === undefined) return undefined;
      way.unshift(parent);
    }
    return way;
  }
}

// Without any of them nobody knows which policies limit an account.
const FOR_LEVELS = ['organizations:ListPolicies', 'organizations:ListTargetsForPolicy', 'organizations:DescribePolicy', 'organizations:ListParents'];

/**
 * The accounts of the organisation with their tags, parents and the policies of every level above them, read once in the management account or a
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
    const [accounts, ofService, ofResource] = await Promise.all([
      gather(read.items('organizations.ListAccounts', 'Accounts', { MaxResults: 20 })), policiesByTarget(read, 'SERVICE_CONTROL_POLICY'), policiesByTarget(read, 'RESOURCE_CONTROL_POLICY'),
    ]);
    const parents = new Parents(read);
    const listings = await Promise.all(accounts.map((account) => limit(async () => {
      const [tags, way] = await Promise.all([gather(read.items('organizations.ListTagsForResource', 'Tags', { ResourceId: account.Id })), parents.wayTo(account.Id!)]);
      return { account, way, Tags: tags, ParentId: await parents.of(account.Id!), ServiceControlPolicies: ofService.get(account.Id!) ?? [] };
    })));
    const areKnown = !unread.some(({ action }) => FOR_LEVELS.includes(action));
    return {
      accounts: listings.map(({ account, way, ...own }) => stored({
        ...account,
        ...own,
        ...areKnown && way && { ServiceControlPolicyLevels: levelsOn(way, ofService), ResourceControlPolicyLevels: levelsOn(way, ofResource) },
      }) as AccountListing),
      unread,
    };
  } finally {
    clients.close();
  }
}

const levelsOn = (way: readonly string[], policies: ReadonlyMap<string, Policies>): Policies[] => way.map((target) => policies.get(target) ?? []);
