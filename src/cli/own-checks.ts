import { readdirSync } from 'node:fs';
import { extname, join, parse as parsePath, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { WrongInput } from './errors';
import { readText } from './yaml-file';
import { checks as catalogue } from '../catalogue/checks';
import type { Check } from '../catalogue/model/check';
import { services } from '../catalogue/services';
import { InvalidCheck, ownCheck } from '../engine/posture/own-checks';

const DECLARED = ['.yml', '.yaml', '.json'];
const WRITTEN = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/** What a module exports as its one check: the default export, as CommonJS and ECMAScript modules give it. */
async function exported(path: string): Promise<unknown> {
  try {
    const { default: found } = await import(pathToFileURL(resolve(path)).href) as { default?: { default?: unknown } };
    return found?.default ?? found;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') throw new WrongInput(`'${path}' is TypeScript, which Node.js ${process.version} does not read: use Node.js 22.18 or newer, or a .mjs file.`);
    throw new WrongInput(`'${path}' cannot be loaded: ${message.split('\n')[0]}`);
  }
}

function declared(path: string): unknown {
  try {
    return parse(readText(path));
  } catch (error) {
    throw error instanceof WrongInput ? error : new WrongInput(`'${path}' is neither YAML nor JSON: ${(error as Error).message.split('\n')[0]}`);
  }
}

async function checkOf(path: string): Promise<Check> {
  const given = DECLARED.includes(extname(path)) ? declared(path) : await exported(path);
  try {
    const check = ownCheck(given, services);
    const { name } = parsePath(path);
    if (check.id !== name) throw new InvalidCheck(`id is '${check.id}'; it must equal the name of the file, '${name}'.`);
    if (catalogue.some(({ id }) => id === check.id)) throw new InvalidCheck(`id '${check.id}' is that of a check of the catalogue.`);
    return check;
  } catch (error) {
    throw error instanceof InvalidCheck ? new WrongInput(`The check '${path}': ${error.message}`) : error;
  }
}

/**
 * The checks of a user's folder: one a file, in YAML, JSON, JavaScript or TypeScript.
 * @throws WrongInput naming the file and what is wrong in it
 */
export async function readOwnChecks(folder: string): Promise<Check[]> {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch (error) {
    throw new WrongInput(`The folder '${folder}' cannot be read: ${(error as Error).message}.`);
  }
  const files = names.filter((name) => [...DECLARED, ...WRITTEN].includes(extname(name)) && !name.endsWith('.d.ts'));
  if (files.length === 0) throw new WrongInput(`The folder '${folder}' holds no checks: files end in ${[...DECLARED, ...WRITTEN].join(', ')}.`);
  return Promise.all(files.map((name) => checkOf(join(folder, name))));
}
