import { foreignAccounts, publicStatements } from '../../catalogue/model/public-policy';
import type { Entity } from '../contracts';

interface Grant { readonly GranteePrincipal?: string }

/** Whoever outside its account may use a key, a secret or an authority: by its resource policy, or a grant of AWS KMS. */
export function sharingOf({ accountId, Policy, ResourcePolicy, Grants }: Entity): { readonly sharedWith?: readonly string[] } {
  const policy = [Policy, ResourcePolicy].find((each) => typeof each === 'string') as string | undefined;
  const granted = ((Grants ?? []) as readonly Grant[]).flatMap(({ GranteePrincipal }) => /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(GranteePrincipal ?? '')?.[1] ?? []);
  const shared = new Set([
    ...foreignAccounts(policy, accountId).map(({ account }) => account),
    ...granted.filter((account) => account !== accountId),
    ...publicStatements(policy).length > 0 ? ['everyone'] : [],
  ]);
  return shared.size > 0 ? { sharedWith: [...shared].sort() } : {};
}
