import { isObject, type Json } from '../../json';

/** Data about accounts that cannot be read: the message says where, what was given and what is allowed. */
export class InvalidAccountData extends Error {}

/** @throws InvalidAccountData always */
export function fail(where: string, given: unknown, allowed: string): never {
  const shown = given === undefined ? 'missing' : JSON.stringify(given).slice(0, 100);
  throw new InvalidAccountData(`${where} is ${shown}; allowed is ${allowed}.`);
}

/** Whether a value of JSON is an object. */

/** @throws InvalidAccountData if it is none */
export const object = (value: unknown, where: string): Json => (isObject(value) ? value : fail(where, value, 'an object'));

/** A list; an empty one where there is none. @throws InvalidAccountData */
export const list = (value: unknown, where: string): readonly unknown[] =>
  (value === undefined || value === null ? [] : Array.isArray(value) ? value : fail(where, value, 'a list'));

/** @throws InvalidAccountData if it is none, or empty */
export const text = (value: unknown, where: string): string => (typeof value === 'string' && value !== '' ? value : fail(where, value, 'a text'));

/** A text, or undefined where there is none. @throws InvalidAccountData */
export const optionalText = (value: unknown, where: string): string | undefined => (value === undefined || value === null ? undefined : text(value, where));

/** The account of an ARN of IAM. @throws InvalidAccountData */
export function accountOf(arn: string, where: string): string {
  return /^arn:[^:]+:iam::(\d{12}):/.exec(arn)?.[1] ?? fail(where, arn, 'an ARN of IAM with an account of 12 digits');
}

/** An id of an account. @throws InvalidAccountData */
export const accountId = (value: unknown, where: string): string =>
  (typeof value === 'string' && /^\d{12}$/.test(value) ? value : fail(where, value, 'an account id of 12 digits, as a text'));
