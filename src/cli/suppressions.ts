import { WrongInput } from './errors';
import { knownFields, readObject } from './yaml-file';
import { globParts, matchesGlob } from '../catalogue/model/glob';
import { isObject } from '../engine/json';
import type { Suppression, Suppressions } from '../engine/posture/suppressions';

const FIELDS = ['check', 'resource', 'accountId', 'region', 'tags', 'reason', 'expires'];
const PATTERNS: Readonly<Record<string, { readonly pattern: RegExp; readonly allowed: string }>> = {
  check: { pattern: /^[\w*?-]+(\/.+)?$/, allowed: 'the id of a check, or of what another service finds, such as guardduty/*; * and ? as wildcards' },
  resource: { pattern: /^.+$/, allowed: 'an ARN, * and ? as wildcards' },
  accountId: { pattern: /^\d{12}$/, allowed: 'an account id of 12 digits, in quotes' },
  region: { pattern: /^[a-z0-9*-]+$/, allowed: 'an AWS Region or global' },
  reason: { pattern: /^.{4,}$/s, allowed: 'a reason in words' },
  expires: { pattern: /^\d{4}-\d\d-\d\d$/, allowed: 'a day such as 2027-01-31, in quotes' },
};

function suppressionOf(given: unknown, where: string, checks: readonly string[]): Suppression {
  const fields = knownFields(given, FIELDS, where);
  for (const [name, { pattern, allowed }] of Object.entries(PATTERNS)) {
    const value = fields[name];
    const missing = value === undefined && !['check', 'reason'].includes(name);
    if (!missing && (typeof value !== 'string' || !pattern.test(value) || (name === 'expires' && Number.isNaN(Date.parse(value))))) {
      throw new WrongInput(`${where}: ${name} is ${JSON.stringify(value)}; allowed is ${allowed}.`);
    }
  }
  const { tags = {}, check } = fields;
  if (!isObject(tags) || Object.values(tags).some((value) => typeof value !== 'string')) {
    throw new WrongInput(`${where}: tags is ${JSON.stringify(tags)}; allowed are names with texts.`);
  }
  const pattern = globParts(check as string);
  if (!(check as string).includes('/') && !checks.some((id) => matchesGlob(pattern, id))) {
    throw new WrongInput(`${where}: no check is called '${String(check)}'. docs/reference/checks.md lists them.`);
  }
  return fields as unknown as Suppression;
}

/**
 * Reads suppressions in YAML or JSON: `suppressions`, a list, and `byTag`.
 * @param checks ids of the checks of the scan
 * @throws WrongInput naming the entry and what is wrong in it
 */
export function readSuppressions(path: string, checks: readonly string[]): Suppressions {
  const { suppressions = [], byTag = false } = readObject(path, ['suppressions', 'byTag']);
  if (!Array.isArray(suppressions)) throw new WrongInput(`'${path}': suppressions is ${JSON.stringify(suppressions)}; allowed is a list.`);
  if (typeof byTag !== 'boolean') throw new WrongInput(`'${path}': byTag is ${JSON.stringify(byTag)}; allowed are true and false.`);
  return { rules: suppressions.map((each, at) => suppressionOf(each, `'${path}', suppression ${at + 1}`, checks)), byTag };
}
