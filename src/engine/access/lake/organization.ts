import type { Entity } from '../../contracts';
import type { Json } from '../../json';
import type { Organization } from '../account/model';
import { readOrganization } from '../account/organization';

type Level = readonly { readonly Content?: string }[];

/** Levels as the evaluator takes them; undefined where they were not read, or policies of the kind are not enabled: then no level has any. */
function levelsOf(given: unknown): (string | undefined)[][] | undefined {
  const levels = given as readonly Level[] | undefined;
  if (!levels || levels.every((level) => level.length === 0)) return undefined;
  return levels.map((level) => level.map(({ Content }) => Content));
}

const byAccount = (accounts: readonly Entity[], field: string): Json =>
  Object.fromEntries(accounts.flatMap((account) => {
    const levels = levelsOf(account[field]);
    return levels ? [[account.accountId, levels]] : [];
  }));

/**
 * What the accounts of a scan tell of their organisation: its id, management account and members, and the policies it sets. Of two organisations
 * in one lake the first is taken.
 * @param members ids of further accounts that belong to it
 * @param more ids of partners, and what else `access --accounts` tells
 */
export function organizationIn(accounts: readonly Entity[], members: readonly string[], more: Json = {}): Organization {
  const organization = accounts.map(({ Organization: each }) => each as Json | undefined).find((each) => each !== undefined);
  const isMember = ({ Organization: its, ParentId }: Entity) => ParentId !== undefined || (organization && (its as Json | undefined)?.Id === organization.Id);
  const own = accounts.filter(isMember);
  return readOrganization({
    scpLevels: byAccount(accounts, 'ServiceControlPolicyLevels'),
    rcpLevels: byAccount(accounts, 'ResourceControlPolicyLevels'),
  }, {
    ...organization?.Id !== undefined && { orgId: organization.Id },
    ...organization?.MasterAccountId !== undefined && { managementAccount: organization.MasterAccountId },
    ...more,
    accounts: [...new Set([...own.map(({ accountId }) => accountId), ...members, ...(more.accounts as string[] | undefined) ?? []])],
  });
}
