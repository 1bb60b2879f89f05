import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { InvalidMemory } from './memory';
import { LocalObjects } from '../../store/local';

const NAME = 'files.json.gz';
const VERSION = 1;
/** So many files are known, the last ones. */
const HELD = 200_000;
const LARGEST = 64 * 1024 * 1024;
/** Bytes at either end of a file that tell it from others of its size: gzip ends with a checksum of the whole. */
const END = 4096;

/** Tells a file by what it holds, wherever it lies; undefined for one that cannot be read. */
function identityOf(file: string): string | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(END * 2);
    const head = readSync(handle, bytes, 0, END, 0);
    const tail = readSync(handle, bytes, head, END, Math.max(0, size - END));
    return createHash('sha256').update(`${size}\n`).update(bytes.subarray(0, head + tail)).digest('base64url').slice(0, 22);
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** The files that runs before have read: what is counted over weeks must not count them again. */
export class KnownFiles {
  /**
   * Those that a run before left in a folder; none where it left none.
   * @throws InvalidMemory
   */
  static async of(folder: string): Promise<KnownFiles> {
    const path = join(folder, NAME);
    if (!existsSync(path)) return new KnownFiles([]);
    let read: { version?: unknown; files?: unknown };
    try {
      read = JSON.parse(gunzipSync(await readFile(path), { maxOutputLength: LARGEST }).toString()) as typeof read;
    } catch (error) {
      throw new InvalidMemory(`'${path}' does not tell which files were read: ${(error as Error).message}. Remove it to begin anew.`);
    }
    if (read?.version !== VERSION || !Array.isArray(read.files)) throw new InvalidMemory(`'${path}' is of the version ${JSON.stringify(read?.version)}; this is read: ${VERSION}. Remove it to begin anew.`);
    return new KnownFiles(read.files as string[]);
  }

  private readonly known: Set<string>;
  private readonly read = new Set<string>();

  private constructor(known: readonly string[]) {
    this.known = new Set(known);
  }

  /** Notes a file; whether a run before read it. */
  isKnown(file: string): boolean {
    const identity = identityOf(file);
    if (identity === undefined) return false;
    this.read.add(identity);
    return this.known.has(identity);
  }

  /** Leaves them in a folder for the next run. */
  async write(folder: string): Promise<void> {
    const files = [...new Set([...this.known, ...this.read])].slice(-HELD);
    await new LocalObjects(folder).write(NAME, gzipSync(JSON.stringify({ version: VERSION, files })));
  }
}
