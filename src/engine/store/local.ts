import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { ObjectStore, StoredObject } from './objects';

const hasCode = (error: unknown, ...codes: string[]) => codes.includes((error as NodeJS.ErrnoException).code ?? '');

/** Undefined in place of the error where there is no such file. */
const orNothing = (error: unknown): undefined => {
  if (!hasCode(error, 'ENOENT')) throw error;
};

/** Writes a draft beside the file and lets `place` put it there: the file is whole or as it was, and no draft is left. */
async function byDraft<T>(file: string, content: Uint8Array | string, place: (draft: string) => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}-${randomBytes(3).toString('hex')}.draft`;
  try {
    const handle = await open(draft, 'w');
    await handle.writeFile(content).finally(() => handle.close());
    return await place(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Objects as files of a folder. */
export class LocalObjects implements ObjectStore {
  constructor(readonly location: string) {}

  async list(prefix: string): Promise<string[]> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const files = await readdir(join(this.location, folder), { recursive: true, withFileTypes: true }).catch(orNothing) ?? [];
    return files.filter((file) => file.isFile() && !file.name.endsWith('.draft'))
      .map((file) => relative(this.location, join(file.parentPath, file.name)).split(sep).join('/'))
      .filter((key) => key.startsWith(prefix)).sort();
  }

  async* files(prefix: string): AsyncIterable<StoredObject> {
    for (const key of await this.list(prefix)) yield { key, bytes: (await stat(join(this.location, key))).size };
  }

  async folders(folder: string): Promise<string[]> {
    const found = await readdir(join(this.location, folder), { withFileTypes: true }).catch(orNothing) ?? [];
    return found.filter((each) => each.isDirectory()).map(({ name }) => name).sort();
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    return readFile(join(this.location, key)).catch(orNothing);
  }

  async write(key: string, content: Uint8Array | string): Promise<void> {
    const file = join(this.location, key);
    await byDraft(file, content, (draft) => rename(draft, file));
  }

  async create(key: string, content: Uint8Array | string): Promise<boolean> {
    const file = join(this.location, key);
    // A link, unlike a rename, does not take the place of what is there.
    return byDraft(file, content, (draft) => link(draft, file)).then(() => true, (error) => {
      if (!hasCode(error, 'EEXIST')) throw error;
      return false;
    });
  }

  async delete(key: string): Promise<void> {
    await rm(join(this.location, key), { force: true });
    await this.removeEmpty(dirname(key));
  }

  /** A bucket has no empty folders, so neither has a lake. */
  private async removeEmpty(folder: string): Promise<void> {
    if (folder === '.') return;
    const removed = await rmdir(join(this.location, folder)).then(() => true, (error) => {
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error;
      return false;
    });
    if (removed) await this.removeEmpty(dirname(folder));
  }
}
