import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { InvalidMemory } from './memory';
import { LocalObjects } from '../../store/local';

const VERSION = 1;
const LARGEST = 64 * 1024 * 1024;

/** Of what, and how many are known, the last ones. */
interface Kind { readonly name: 'files' | 'events'; readonly most: number }

/** Ids that runs before have met, in a file of the folder of the state. */
export class KnownIds {
  /**
   * Those that a run before left in a folder; none where it left none.
   * @throws InvalidMemory
   */
  static async of(folder: string, kind: Kind): Promise<KnownIds> {
    const path = join(folder, `${kind.name}.json.gz`);
    if (!existsSync(path)) return new KnownIds([], kind);
    let read: Readonly<Record<string, unknown>>;
    try {
      read = JSON.parse(gunzipSync(await readFile(path), { maxOutputLength: LARGEST }).toString()) as typeof read;
    } catch (error) {
      throw new InvalidMemory(`'${path}' does not tell which ${kind.name} were read: ${(error as Error).message}. Remove it to begin anew.`);
    }
    const ids = read?.[kind.name];
    if (read?.version !== VERSION || !Array.isArray(ids)) throw new InvalidMemory(`'${path}' is of the version ${JSON.stringify(read?.version)}; this is read: ${VERSION}. Remove it to begin anew.`);
    return new KnownIds(ids as string[], kind);
  }

  private readonly known: Set<string>;
  private met = new Set<string>();

  private constructor(known: readonly string[], private readonly kind: Kind) {
    this.known = new Set(known);
  }

  /** Notes one; whether a run before noted it. */
  isKnown(id: string | undefined): boolean {
    if (id === undefined) return false;
    this.met.add(id);
    if (this.met.size > this.kind.most * 2) this.met = new Set([...this.met].slice(-this.kind.most));
    return this.known.has(id);
  }

  /** Leaves them in a folder for the next run. */
  async write(folder: string): Promise<void> {
    const { name, most } = this.kind;
    const ids = [...this.known].filter((id) => !this.met.has(id)).concat([...this.met]).slice(-most);
    await new LocalObjects(folder).write(`${name}.json.gz`, gzipSync(JSON.stringify({ version: VERSION, [name]: ids })));
  }
}
