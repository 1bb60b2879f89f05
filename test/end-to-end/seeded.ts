import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientOptions } from '../../emulator/client';
import type { EntityType } from '../../src/catalogue/model/names';

/** The `_key`s that a scan must find, by type; a type that is not named must not be found at all. */
export type Truth = Partial<Record<EntityType, readonly string[]>>;

/** A file of `inventory/`, named after its service. It has an account of the emulator to itself. */
export interface SeedFile {
  /** Creates resources by calls of the SDK; answers the keys, built from what the creating calls answered, default resources included. */
  seed(options: ClientOptions): Promise<Truth>;
  /** Deletes some of them; answers the keys that must be gone. Left out where AWS keeps what was deleted in sight. */
  remove?(options: ClientOptions, truth: Truth): Promise<readonly string[]>;
}

const FOLDER = join(__dirname, 'inventory');

/** Every seed by the id of its service. */
export const seeds: readonly (SeedFile & { readonly id: string })[] = readdirSync(FOLDER).map((file) => {
  const id = file.replace(/\.ts$/, '');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return { id, ...require(join(FOLDER, id)) as SeedFile };
});
