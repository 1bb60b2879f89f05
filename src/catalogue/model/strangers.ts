import type { Look } from './check';
import type { Statement } from './policy-document';
import { foreignAccounts } from './public-policy';

// A member of the organisation may be in another account, and is none the less one's own.
const ORGANIZATION = /^aws:principalorg(?:id|paths)$/i;
const POSITIVE = /^(?:ForAnyValue:)?StringEquals(?:IgnoreCase)?$|^(?:ForAnyValue:)?StringLike$/i;

const ofOrganization = ({ Condition = {} }: Statement) => Object.entries(Condition as Record<string, object>)
  .some(([operator, keys]) => POSITIVE.test(operator) && Object.keys(keys).some((key) => ORGANIZATION.test(key)));

/** Accounts that a resource policy lets in though they are not scanned together with its own, and no condition keeps them to the organisation. */
export function strangersIn(policy: string | undefined, own: string, { accounts }: Pick<Look, 'accounts'>): string[] {
  const strangers = foreignAccounts(policy, own).filter(({ account, statement }) => !accounts.includes(account) && !ofOrganization(statement));
  return [...new Set(strangers.map(({ account }) => account))];
}
