import type { Subject } from './subject';
import type { State } from '../../../catalogue/model/privilege-path';
import type { Identity, Organization, User } from '../account/model';

/** Whether a user has a password; undefined where nothing given tells. */
function hasPassword({ credentials, passwordLastUsed }: User): boolean | undefined {
  if (credentials?.password_enabled !== undefined) return credentials.password_enabled === 'true';
  return passwordLastUsed === undefined ? undefined : true;
}

/** How many access keys a user has; undefined where nothing given tells. A key that was never rotated has no date in the report. */
function keysOf({ credentials, accessKeys }: User): number | undefined {
  if (accessKeys) return accessKeys.length;
  if (!credentials) return undefined;
  const exists = (active: string | undefined, rotated: string | undefined) => active === 'true' || (rotated !== undefined && rotated !== 'N/A');
  return [
    exists(credentials.access_key_1_active, credentials.access_key_1_last_rotated),
    exists(credentials.access_key_2_active, credentials.access_key_2_last_rotated),
  ].filter(Boolean).length;
}

const asUser = (identity: Identity | undefined) => (identity?.kind === 'user' ? identity : undefined);

/** Whether a state holds; undefined where the data that was given does not tell. */
export function holds(state: State, { identity: caller }: Subject, target: Identity | undefined, organization: Organization): boolean | undefined {
  const user = asUser(target);
  switch (state) {
    case 'caller-is-user': return caller.kind === 'user';
    case 'caller-is-role': return caller.kind === 'role';
    case 'caller-has-boundary': return caller.boundary !== undefined;
    case 'caller-in-management-account': return organization.managementAccount === undefined ? undefined : organization.managementAccount === caller.account;
    case 'target-has-boundary': return target?.boundary !== undefined;
    case 'target-has-instance-profile': return target?.kind === 'role' && target.instanceProfiles.length > 0;
    case 'target-has-password': return user && hasPassword(user);
    case 'target-has-no-password': return user && not(hasPassword(user));
    // Few users have two keys: without a word of it, one more can be made.
    case 'target-has-spare-key': return user && (keysOf(user) ?? 0) < 2;
    case 'target-has-two-keys': return user && atLeastTwo(keysOf(user));
  }
}

const not = (known: boolean | undefined) => (known === undefined ? undefined : !known);

const atLeastTwo = (count: number | undefined) => (count === undefined ? undefined : count >= 2);
