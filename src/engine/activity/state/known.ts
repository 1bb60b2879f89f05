import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { KnownIds } from './known-ids';

const FILES = { name: 'files', most: 200_000 } as const;
/** Several times what comes while a trail is late. */
const EVENTS = { name: 'events', most: 100_000 } as const;
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

/** The files that runs before have read, and their last events: what is counted over weeks must not count them again. */
export class Known {
  /**
   * What a run before left in a folder; nothing where it left nothing.
   * @throws InvalidMemory
   */
  static async of(folder: string): Promise<Known> {
    return new Known(await KnownIds.of(folder, FILES), await KnownIds.of(folder, EVENTS));
  }

  private constructor(private readonly files: KnownIds, private readonly events: KnownIds) {}

  /** Notes a file; whether a run before read it. */
  isKnownFile(file: string): boolean {
    return this.files.isKnown(identityOf(file));
  }

  /** Notes an event; whether a run before read it, in whatever file. */
  isKnownEvent(id: string | undefined): boolean {
    return this.events.isKnown(id);
  }

  /** Leaves them in a folder for the next run. */
  async write(folder: string): Promise<void> {
    await this.files.write(folder);
    await this.events.write(folder);
  }
}
