import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { WrongInput } from './errors';
import { isObject, type Json } from '../engine/json';

/**
 * The text of a file of the user.
 * @throws WrongInput
 */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new WrongInput(`The file '${path}' cannot be read: ${(error as Error).message}.`);
  }
}

/**
 * An object from a file in YAML or JSON, with no fields but the allowed ones.
 * @throws WrongInput
 */
export function readObject(path: string, allowed: readonly string[]): Json {
  let given: unknown;
  try {
    given = parse(readText(path));
  } catch (error) {
    if (error instanceof WrongInput) throw error;
    throw new WrongInput(`'${path}' is neither YAML nor JSON: ${(error as Error).message.split('\n')[0]}`);
  }
  return knownFields(given, allowed, `'${path}'`);
}

/**
 * The value as an object with no fields but the allowed ones.
 * @throws WrongInput
 */
export function knownFields(given: unknown, allowed: readonly string[], where: string): Json {
  if (!isObject(given)) throw new WrongInput(`${where} is ${JSON.stringify(given)}; allowed is an object with ${allowed.join(', ')}.`);
  const other = Object.keys(given).find((name) => !allowed.includes(name));
  if (other !== undefined) throw new WrongInput(`${where} has the field '${other}'; allowed are ${allowed.join(', ')}.`);
  return given;
}
