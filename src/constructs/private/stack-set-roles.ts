import { assertMatches } from './trust-checks';

/** Names of the roles of a self-managed stack set, where none are given. AWS's own names often exist already, with wider permissions. */
export const ADMINISTRATION_ROLE = 'SecurityScannerStackSetAdministration';
export const EXECUTION_ROLE = 'SecurityScannerStackSetExecution';

/** @throws with the rule and the name got */
export function assertRoleName(option: string, name: string | undefined): void {
  assertMatches(name, /^[\w+=,.@-]{1,64}$/, `${option} must have 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -`);
}
