import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Proof } from './proof';

const FOLDER = join(__dirname, 'pairs');

/** The proofs of `pairs/` by family: a file exports its own as its one export, and has two accounts of the emulator to itself. */
export const families: readonly { readonly id: string; readonly proofs: readonly Proof[] }[] = readdirSync(FOLDER).map((file) => {
  const id = file.replace(/\.ts$/, '');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return { id, proofs: Object.values(require(join(FOLDER, id)) as Record<string, readonly Proof[]>)[0] };
});
