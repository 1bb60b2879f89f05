import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of a lake in a local folder, by key: paths with `/` below the folder. */
export function localFiles(folder: string) {
  return {
    async list(prefix: string): Promise<string[]> {
      const below = join(folder, prefix);
      if (!existsSync(below)) return [];
      const found = await readdir(below, { recursive: true, withFileTypes: true });
      return found.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).replace(/^\//, '')).sort();
    },
    async read(key: string): Promise<Uint8Array | undefined> {
      return existsSync(join(folder, key)) ? readFile(join(folder, key)) : undefined;
    },
  };
}
