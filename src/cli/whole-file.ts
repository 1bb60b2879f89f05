import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes a file from its pieces, whole or not at all.
 * @returns the path of the file
 */
export async function writeWhole(output: string, pieces: AsyncIterable<string>): Promise<string> {
  const draft = `${output}.draft`;
  await mkdir(dirname(resolve(output)), { recursive: true });
  try {
    await pipeline(Readable.from(pieces), createWriteStream(draft));
    await rename(draft, output);
  } finally {
    await rm(draft, { force: true });
  }
  return resolve(output);
}
