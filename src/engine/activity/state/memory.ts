import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { LocalObjects } from '../../store/local';

/** What the rules remember of one account, by the id of the rule. */
export interface AccountMemory {
  /** Time of the newest event, milliseconds since 1970. */
  readonly newest: number;
  readonly rules: Readonly<Record<string, readonly (readonly [key: string, kept: unknown])[]>>;
}

/** What the rules remember, by account; of what no account is known under `unknown`. */
export type Memory = ReadonlyMap<string, AccountMemory>;

/** Something that is no memory of ours. */
export class InvalidMemory extends Error { readonly name = 'InvalidMemory'; }

const VERSION = 1;
const LARGEST = 256 * 1024 * 1024;
const FILE = /^account=(\d{12}|unknown)\.json\.gz$/;

/** The memory of an account as it is stored: gzipped JSON with the version of its form. */
export const encodeMemory = (memory: AccountMemory): Buffer => gzipSync(JSON.stringify({ version: VERSION, ...memory }));

/**
 * Reads the memory of an account.
 * @throws InvalidMemory
 */
export function decodeMemory(bytes: Buffer, name: string): AccountMemory {
  let read: Partial<AccountMemory> & { version?: unknown };
  try {
    read = JSON.parse(gunzipSync(bytes, { maxOutputLength: LARGEST }).toString()) as typeof read;
  } catch (error) {
    throw new InvalidMemory(`'${name}' holds no state of detect: ${(error as Error).message}. Remove it to begin anew.`);
  }
  if (read?.version !== VERSION) throw new InvalidMemory(`'${name}' has state of the version ${JSON.stringify(read?.version)}; this is read: ${VERSION}. Remove it to begin anew.`);
  if (typeof read.newest !== 'number' || typeof read.rules !== 'object' || read.rules === null) throw new InvalidMemory(`'${name}' has state without newest and rules. Remove it to begin anew.`);
  return { newest: read.newest, rules: read.rules };
}

/**
 * Reads what a run before left in a folder; nothing where there is none.
 * @throws InvalidMemory
 */
export async function readMemory(folder: string): Promise<Memory> {
  const memory = new Map<string, AccountMemory>();
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const account = FILE.exec(name)?.[1];
    if (account !== undefined) memory.set(account, decodeMemory(await readFile(join(folder, name)), join(folder, name)));
  }
  return memory;
}

/** Leaves a memory in a folder, a file an account: each is replaced whole or not at all; accounts of which nothing is left lose theirs. */
export async function writeMemory(folder: string, memory: Memory): Promise<void> {
  const files = new LocalObjects(folder);
  for (const [account, each] of memory) await files.write(`account=${account}.json.gz`, encodeMemory(each));
  for (const name of await readdir(folder).catch(() => [])) {
    const account = FILE.exec(name)?.[1];
    if (account !== undefined && !memory.has(account)) await rm(join(folder, name));
  }
}
