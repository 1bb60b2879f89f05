import { dirname, resolve } from 'node:path';
import { WrongInput } from './errors';
import { readObject, readText } from './yaml-file';
import { services } from '../catalogue/services';
import { InvalidRange, ranges } from '../engine/activity/addresses';
import type { ChangeControl } from '../engine/activity/changes';
import type { Settings } from '../engine/activity/settings';
import { isObject } from '../engine/json';

/** Settings of a configuration file, and the detections it switches off. */
export interface DetectConfig extends Settings { readonly disabled: readonly string[]; readonly changes?: ChangeControl }

const NAMES = ['organizationAccounts', 'protectedResources', 'trustedNetworks', 'lists', 'placeholders', 'disabled', 'changes'];
const OF_CHANGES = ['allowed', 'services'];

/**
 * Reads a configuration in YAML or JSON.
 * @throws WrongInput
 */
export function readConfig(path: string | undefined): DetectConfig {
  if (path === undefined) return { disabled: [] };
  const given = readObject(path, NAMES);
  return {
    organizationAccounts: listOf(given.organizationAccounts, 'organizationAccounts', path, /^\d{12}$/, 'account ids of 12 digits, in quotes'),
    protectedResources: listOf(given.protectedResources, 'protectedResources', path),
    trustedNetworks: checked(listOf(given.trustedNetworks, 'trustedNetworks', path), 'trustedNetworks', path),
    lists: mapOf(given.lists, 'lists', path, (value, name) => checked(typeof value === 'string' ? rangesIn(resolve(dirname(path), value)) : listOf(value, name, path), name, path)),
    placeholders: mapOf(given.placeholders, 'placeholders', path, (value, name) => listOf(value, name, path)),
    disabled: listOf(given.disabled, 'disabled', path),
    ...given.changes !== undefined && { changes: changesOf(given.changes, path) },
  };
}

function changesOf(value: unknown, path: string): ChangeControl {
  if (!isObject(value) || value.allowed === undefined) throw new WrongInput(`In '${path}', changes is ${JSON.stringify(value)}; allowed is an object with allowed, a list of principals, and services.`);
  const other = Object.keys(value).find((name) => !OF_CHANGES.includes(name));
  if (other !== undefined) throw new WrongInput(`In '${path}', changes has the field '${other}'; allowed are ${OF_CHANGES.join(', ')}.`);
  const wanted = value.services === undefined ? undefined : listOf(value.services, 'changes.services', path);
  const unknown = wanted?.find((id) => !services.some((service) => service.id === id));
  if (unknown !== undefined) throw new WrongInput(`In '${path}', changes.services has '${unknown}'; allowed are ${services.map(({ id }) => id).join(', ')}.`);
  return { allowed: listOf(value.allowed, 'changes.allowed', path), ...wanted && { services: wanted } };
}

function listOf(value: unknown, name: string, path: string, pattern = /./, allowed = 'texts'): string[] {
  const values = value === undefined ? [] : value;
  const wrong = Array.isArray(values) ? values.find((one) => typeof one !== 'string' || !pattern.test(one)) as unknown : values;
  if (wrong !== undefined) throw new WrongInput(`In '${path}', ${name} has ${JSON.stringify(wrong)}; allowed is a list of ${allowed}.`);
  return values as string[];
}

function mapOf(value: unknown, name: string, path: string, each: (value: unknown, name: string) => readonly string[]): Record<string, readonly string[]> {
  if (value !== undefined && !isObject(value)) throw new WrongInput(`In '${path}', ${name} is ${JSON.stringify(value)}; allowed are names with lists.`);
  return Object.fromEntries(Object.entries(value ?? {}).map(([inner, values]) => [inner, each(values, `${name}.${inner}`)]));
}

function checked(cidrs: readonly string[], name: string, path: string): readonly string[] {
  try {
    ranges(cidrs);
    return cidrs;
  } catch (error) {
    throw error instanceof InvalidRange ? new WrongInput(`In '${path}', ${name}: ${error.message}`) : error;
  }
}

/** Ranges of a file: one a line, or as AWS publishes its own in ip-ranges.json. */
function rangesIn(path: string): string[] {
  const text = readText(path);
  if (!text.trimStart().startsWith('{')) return text.split('\n').map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
  try {
    const { prefixes = [], ipv6_prefixes = [] } = JSON.parse(text) as { prefixes?: { ip_prefix: string }[]; ipv6_prefixes?: { ipv6_prefix: string }[] };
    return [...prefixes.map(({ ip_prefix }) => ip_prefix), ...ipv6_prefixes.map(({ ipv6_prefix }) => ipv6_prefix)];
  } catch (error) {
    throw new WrongInput(`'${path}' is not JSON: ${(error as Error).message}.`);
  }
}
