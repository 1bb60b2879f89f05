import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What to read. */
export interface LogFiles {
  /** In the order of the time in their names, as far as S3 keys have one; else of their names. */
  readonly files: readonly string[];
  /** Digest files, which hold no events. */
  readonly digests: number;
  /** Files of another kind in the folders. */
  readonly others: number;
}

const LOG = /\.(json|jsonl|ndjson|log)(\.gz)?$|\.gz$/i;
const DIGEST = /\/CloudTrail-Digest\//;
const DELIVERED = /_(\d{8}T\d{4}Z)_[^/]*$/;

/**
 * Finds log files: the files given, and in folders those named as logs, digests left out. Keys of S3 may have any prefix.
 * @throws where a path cannot be read
 */
export async function findLogs(paths: readonly string[]): Promise<LogFiles> {
  const found = new Set<string>();
  let [digests, others] = [0, 0];
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      found.add(path);
      continue;
    }
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath ?? entry.path, entry.name);
      if (DIGEST.test(file)) digests++;
      else if (LOG.test(file)) found.add(file);
      else others++;
    }
  }
  return { files: await once([...found], paths.length > 1), digests, others };
}

/** Each file once, even where the paths overlap. */
async function once(files: readonly string[], mayOverlap: boolean): Promise<string[]> {
  const known = new Set<string>();
  const kept: [string, string][] = [];
  for (const file of files) {
    const real = mayOverlap ? await realpath(file) : file;
    if (known.has(real)) continue;
    known.add(real);
    kept.push([DELIVERED.exec(file)?.[1] ?? '', file]);
  }
  return kept.sort(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1)).map(([, file]) => file);
}
