import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseAllDocuments, type ScalarTag } from 'yaml';
import { shown, SigmaError, type Source } from './errors';
import { type Json, text } from '../../json';

/** A document of a rule file with the name errors call it by. */
export interface SigmaDocument extends Source {
  readonly file: string;
  readonly content: Json;
}

/** Digits behind a zero are no number but an id, such as that of an account. */
const digits: ScalarTag = { tag: 'tag:yaml.org,2002:str', default: true, test: /^0\d+$/, resolve: (id) => id };

const nameOf = ({ name, id, title }: Json, file: string): string => text(name) ?? text(title) ?? text(id) ?? basename(file);

function documentsOf(yaml: string, file: string): SigmaDocument[] {
  return parseAllDocuments(yaml, { merge: true, customTags: (tags) => [digits, ...tags] }).flatMap((document) => {
    const [problem] = document.errors;
    if (problem) throw new SigmaError({ rule: basename(file), file }, `no YAML: ${problem.message.split('\n')[0]}`);
    const content: unknown = document.toJS({ maxAliasCount: 100 });
    if (content === null || content === undefined) return [];
    if (typeof content !== 'object' || Array.isArray(content)) throw new SigmaError({ rule: basename(file), file }, `is ${shown(content)}; allowed is a rule, a correlation or a filter.`);
    return [{ rule: nameOf(content as Json, file), file, content: content as Json }];
  });
}

async function rulesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const found = await readdir(path, { recursive: true });
  return found.filter((file) => /\.ya?ml$/.test(file)).sort().map((file) => join(path, file));
}

/**
 * Reads Sigma documents from files, and from the `.yml` and `.yaml` files of folders.
 * @throws SigmaError for what is no YAML, or as the file system tells
 */
export async function readSigma(paths: readonly string[]): Promise<SigmaDocument[]> {
  const files = (await Promise.all(paths.map(rulesIn))).flat();
  const read = await Promise.all(files.map(async (file) => documentsOf(await readFile(file, 'utf8'), file)));
  return read.flat();
}
