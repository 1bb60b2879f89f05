import { decodeDocument } from '../../catalogue/model/policy-document';
import { isObject, type Json } from '../json';

/** Stands in an expected text for what only AWS knows. */
export const ANY = '\uFFFD*';
/** Stands in an expected text for `/…` or nothing. */
export const REST = '\uFFFD/';

/** Whether a text has a part that only AWS knows. */
export const isOpen = (text: string): boolean => text.includes('\uFFFD');

/** Whether what is there is what was expected, whatever stands for {@link ANY} and {@link REST}. */
export function matches(expected: unknown, actual: unknown): boolean {
  return matchesText(canonical(expected), canonical(actual));
}

function matchesText(expected: string, actual: string): boolean {
  if (!isOpen(expected)) return expected === actual;
  const escaped = expected.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll('\uFFFD\\*', '[^"]*').replaceAll('\uFFFD\\/', '(?:/[^"]*)?');
  return new RegExp(`^${escaped}$`).test(actual);
}

/** A value with its keys in order and its leaves as texts, as CloudFormation and the services spell them differently. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(String(value));
  const entries = Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

const ROOT = /^arn:[\w-]+:iam::(\d{12}):root$/;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Texts in order, however they were spelled: a single one or a list. */
const texts = (value: unknown): string[] => [...new Set(listOf(value).map(String))].sort();

/** Operators and keys of conditions in any order and letter case, values as sorted texts. */
function condition(value: unknown): Json {
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).map(([operator, keys]) => [
    operator, Object.fromEntries(Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => [key.toLowerCase(), texts(values)])),
  ]));
}

function principal(value: unknown): Json {
  const block: Json = isObject(value) ? value : { AWS: value };
  return Object.fromEntries(Object.entries(block).map(([kind, values]) => [kind, texts(values).map((each) => ROOT.exec(each)?.[1] ?? each).sort()]));
}

/** A statement as it means: lists sorted, the two spellings of an account as one. */
function statement(value: unknown): Json {
  const normal = Object.entries(isObject(value) ? value : {}).map(([key, each]) => {
    if (/Principal$/.test(key)) return [key, principal(each)];
    if (key === 'Condition') return [key, condition(each)];
    return [key, /Action$|Resource$/.test(key) ? texts(each) : each];
  });
  return Object.fromEntries(normal) as Json;
}

const statementsOf = (document: unknown): Json[] => {
  const policy = typeof document === 'string' ? JSON.parse(decodeDocument(document)!) as unknown : document;
  return isObject(policy) ? listOf(policy.Statement ?? []).map(statement) : [];
};

/**
 * How a policy differs from the expected one: `- …` for each statement that is missing, `+ …` for each that is more. Empty where they mean the same.
 * @param expected policy document as an object
 * @param actual as an object or as its JSON, plain or URL-encoded
 */
export function policyDifferences(expected: unknown, actual: unknown): string[] {
  const left = statementsOf(actual);
  const missing = statementsOf(expected).filter((wanted) => {
    const at = left.findIndex((each) => matches(wanted, each));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((each) => `- ${shown(each)}`), ...left.map((each) => `+ ${shown(each)}`)];
}

/** How values differ: `- name: expected`, `+ name: actual`. */
export function differences(expected: Json, actual: Json): string[] {
  return Object.entries(expected).flatMap(([name, wanted]) => (wanted === undefined || matches(wanted, actual[name])
    ? []
    : [`- ${name}: ${shown(wanted)}`, `+ ${name}: ${shown(actual[name])}`]));
}

/** A value as JSON on one line, `…` for what only AWS knows. */
const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).replaceAll(ANY, '…').replaceAll(REST, '/…'));
