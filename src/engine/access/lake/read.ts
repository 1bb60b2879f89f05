import { detailsOf } from './details';
import { accessKeysOf, lastAccessedOf, reportRows } from './evidence';
import { organizationIn } from './organization';
import { Resources } from './resources';
import { resourcePolicyFields, roleCarriers } from '../../../catalogue/resource-access';
import { services } from '../../../catalogue/services';
import type { Entity, UnitLedger } from '../../contracts';
import type { Json } from '../../json';
import type { Lake } from '../../store/lake';
import { readAccounts } from '../account/authorization-details';
import type { Account, Landscape } from '../account/model';
import { InvalidAccountData } from '../account/shape';
import type { Inventoried } from '../paths/elsewhere';

/** What a lake tells of access. */
export interface LakeAccess extends Inventoried {
  readonly landscape: Landscape;
  /** accounts of which nothing can be said, with the reason */
  readonly unread: readonly { readonly accountId: string; readonly reason: string }[];
}

const WITH_ACCESS = new Set(['iam', 'account', ...services.filter(({ entities }) =>
  Object.keys(entities).some((type) => type in resourcePolicyFields || type in roleCarriers)).map(({ id }) => id)]);

/** Everything of one account: its IAM entities are let go once they are read. */
interface Gathered { readonly accounts: Account[]; readonly unread: { accountId: string; reason: string }[] }

/**
 * Reads what a scan left in the lake of who can do what, account by account: identities and their policies, policies of resources and of the
 * organisation, what carries a role, credentials and their use.
 * @param more what the user tells beside, as `access --accounts`
 * @throws InvalidAccountData for what the user told
 */
export async function readLake(lake: Lake, ledger: readonly UnitLedger[] = [], more: Json = {}): Promise<LakeAccess> {
  const gathered: Gathered = { accounts: [], unread: [] };
  const [roots, resources] = [[] as Entity[], new Resources(ledger)];
  const [credentialReport, lastAccessed] = [new Map(), new Map()];
  let [identities, of]: [Entity[], string] = [[], ''];
  const finish = () => {
    if (identities.length === 0) return;
    for (const [arn, row] of reportRows(identities)) credentialReport.set(arn, row);
    addAccount(gathered, of, identities);
    for (const [arn, used] of lastAccessedOf(identities)) lastAccessed.set(arn, used);
    identities = [];
  };
  for await (const entity of lake.entities(WITH_ACCESS)) {
    if (entity.accountId !== of) finish();
    of = entity.accountId;
    if (entity._service === 'iam') identities.push(entity);
    else if (entity._type === 'aws_account' && !entity._mapped) roots.push(entity);
    resources.add(entity);
  }
  finish();
  for (const [arn, row] of reportRows(roots)) credentialReport.set(arn, row);
  const organization = organizationIn(roots, await membersIn(lake), more);
  const { resourcePolicies, owners, closed, carriers, inventoried } = resources.joined(roots);
  const landscape: Landscape = { accounts: gathered.accounts, organization, resourcePolicies, owners, closed, lastAccessed, credentialReport };
  return { landscape, carriers, inventoried, unread: gathered.unread };
}

function addAccount({ accounts, unread }: Gathered, accountId: string, identities: readonly Entity[]): void {
  const details = detailsOf(identities);
  if (!details) return;
  try {
    accounts.push(...readAccounts([{ name: accountId, content: details }], { report: reportRows(identities), accessKeys: accessKeysOf(identities) }));
  } catch (error) {
    if (!(error instanceof InvalidAccountData)) throw error;
    unread.push({ accountId, reason: error.message });
  }
}

/** Ids of the accounts that a management account has. */
async function membersIn(lake: Lake): Promise<string[]> {
  const members: string[] = [];
  for await (const { _type, _toEntityKey } of lake.relationships(new Set(['account']))) {
    if (_type === 'aws_account_has_aws_account') members.push(_toEntityKey.split(':')[4]);
  }
  return members;
}
