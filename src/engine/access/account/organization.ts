import type { Levels, Organization } from './model';
import { readPolicy } from './policy-text';
import { accountId, fail, list, object, optionalText, text } from './shape';
import { isObject } from '../../json';

/** Nothing known. */
export const noOrganization: Organization = { accounts: new Set(), partners: new Set(), scps: () => undefined, rcps: () => undefined };

/**
 * Reads what is known of an organization. A file of policies holds levels from the root down, each a list of documents:
 * `[[doc, …], …]` for every account; `{scpLevels, rcpLevels, orgId, managementAccount, accounts, knownPartners}`, where levels may also be
 * an object from account id to levels. A document may be an object, its JSON, or an answer of `aws organizations describe-policy`.
 * A file of accounts: ids; the answer of `aws organizations list-accounts`; or the object above.
 * @throws InvalidAccountData
 */
export function readOrganization(policies: unknown, accounts: unknown): Organization {
  const [fromPolicies, fromAccounts] = [policies, accounts].map((file) => (isObject(file) ? file : {}));
  const fields = { ...fromPolicies, ...fromAccounts };
  const id = optionalText(fields.orgId, 'orgId');
  const managementAccount = fields.managementAccount === undefined ? undefined : accountId(fields.managementAccount, 'managementAccount');
  return {
    ...id !== undefined && { id },
    ...managementAccount !== undefined && { managementAccount },
    accounts: new Set([...[fromPolicies, accounts].flatMap(accountsOf), ...managementAccount === undefined ? [] : [managementAccount]]),
    partners: new Set(list(fields.knownPartners, 'knownPartners').map((each, at) => accountId(each, `knownPartners[${at}]`))),
    scps: levelsOf(Array.isArray(policies) ? policies : fromPolicies.scpLevels, 'scp'),
    rcps: levelsOf(fromPolicies.rcpLevels, 'rcp'),
  };
}

function accountsOf(file: unknown): string[] {
  if (file === undefined) return [];
  const given = Array.isArray(file) ? file : list(object(file, 'the accounts').accounts ?? object(file, 'the accounts').Accounts, 'accounts');
  return given.map((each, at) => accountId(isObject(each) ? each.Id ?? each.id : each, `accounts[${at}]`));
}

function levelsOf(given: unknown, kind: 'scp' | 'rcp'): (account: string) => Levels | undefined {
  if (given === undefined || given === null) return () => undefined;
  if (Array.isArray(given)) {
    const levels = readLevels(given, kind);
    return () => levels;
  }
  const byAccount = new Map(Object.entries(object(given, `${kind}Levels`)).map(([account, levels]) => [accountId(account, `${kind}Levels`), readLevels(levels, kind)]));
  return (account) => byAccount.get(account);
}

const readLevels = (given: unknown, kind: 'scp' | 'rcp'): Levels => list(given, `${kind}Levels`).map((level, at) =>
  list(level, `${kind}Levels[${at}]`).map((document, place) => readPolicy(contentOf(document, `${kind}[${at}][${place}]`), kind, `${kind}[${at}][${place}]`)));

function contentOf(document: unknown, where: string): unknown {
  if (!isObject(document) || 'Statement' in document) return document;
  const content = isObject(document.Policy) ? document.Policy.Content : document.Content;
  return content === undefined ? fail(where, document, 'a policy document, its JSON, or an answer of describe-policy') : text(content, `${where}.Content`);
}
