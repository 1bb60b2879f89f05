import { once } from 'node:events';
import { createWriteStream, existsSync, readdirSync, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { WrongInput } from './errors';
import { NoSuchAccount } from '../engine/crypto/cbom';
import { exported, type ExportFormat } from '../engine/report/export/formats';
import { LakeGraph } from '../engine/report/export/graph';
import type { Files } from '../engine/report/export/rows';

/** Appends pieces of text to files of a folder, as fast as the disk takes them. */
class Folder {
  private readonly open = new Map<string, WriteStream>();

  constructor(private readonly path: string) {}

  async append(file: string, text: string): Promise<void> {
    if (!this.open.has(file)) this.open.set(file, createWriteStream(join(this.path, file)));
    const stream = this.open.get(file)!;
    if (!stream.write(text)) await once(stream, 'drain');
  }

  /** Ends every file. */
  async close(): Promise<string[]> {
    const streams = [...this.open.values()];
    await Promise.all(streams.map((stream) => finished(stream.end())));
    return [...this.open.keys()].sort();
  }
}

/**
 * Exports the graph of a lake into a new folder, whole or not at all.
 * @returns the paths of the files
 * @param account of a bill of materials: only that of this account
 * @throws WrongInput when the folder has something in it, or the lake nothing of the account
 */
export async function writeExport(files: Files, format: ExportFormat, output: string, account?: string): Promise<string[]> {
  if (existsSync(output) && readdirSync(output).length > 0) throw new WrongInput(`The folder '${output}' is not empty: name a new one with --output, or remove it.`);
  const draft = `${resolve(output)}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const folder = new Folder(draft);
  try {
    for await (const { file, text } of exported(new LakeGraph(files), format, account)) await folder.append(file, text);
    const written = await folder.close();
    await mkdir(dirname(resolve(output)), { recursive: true });
    await rm(output, { recursive: true, force: true });
    await rename(draft, output);
    return written.map((file) => join(resolve(output), file));
  } catch (error) {
    throw error instanceof NoSuchAccount ? new WrongInput(error.message) : error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
