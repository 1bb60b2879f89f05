import type { Identity, Landscape } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import { usualPolicyOf } from '../paths/usual-policy';

/** A resource that is asked about: whose it is, and its policy. */
export interface Target {
  readonly arn: string;
  readonly account: string;
  readonly policy?: PolicyText;
  /** the user or role that it is */
  readonly identity?: Identity;
}

/** Whoever can act in the accounts, by ARN. */
export const identitiesOf = ({ accounts }: Landscape): Map<string, Identity> =>
  new Map(accounts.flatMap(({ users, roles }) => [...users, ...roles]).map((identity) => [identity.arn, identity]));

/** Keys of what a resource may lie in: the bucket of an object, the table of an index, the function of a version. */
function* around(arn: string): Iterable<string> {
  yield arn;
  for (let end = arn.length - 1; end > 0; end--) if ((arn[end] === '/' || arn[end] === ':') && arn.split(':').length > 5) yield arn.slice(0, end);
}

/** What is known of a resource; undefined account: nobody knows whose it is. */
export function targetOf(arn: string, action: string, landscape: Landscape, account?: string): Omit<Target, 'account'> & { readonly account?: string } {
  const identity = identitiesOf(landscape).get(arn);
  const keys = [...around(arn)];
  const holder = keys.find((key) => landscape.resourcePolicies.has(key));
  const [, , , , named] = arn.split(':');
  const only = landscape.accounts.length === 1 ? landscape.accounts[0].id : undefined;
  const owner = account ?? keys.map((key) => landscape.owners?.get(key)).find((each) => each !== undefined) ?? (/^\d{12}$/.test(named ?? '') ? named : only);
  const policy = identity?.kind === 'role' && /^sts:/i.test(action) ? identity.trust : holder ? landscape.resourcePolicies.get(holder) : usualPolicyOf(arn);
  return { arn, ...owner !== undefined && { account: owner }, ...policy && { policy }, ...identity && { identity } };
}
