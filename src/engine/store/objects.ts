import pLimit from 'p-limit';

/** An object of a store, with its size. */
export interface StoredObject { readonly key: string; readonly bytes: number }

/** Where a lake keeps its files: a local folder or a bucket of Amazon S3. Keys are paths with `/`, never with `..`. */
export interface ObjectStore {
  /** What a person finds it by: a folder, or `s3://bucket/prefix`. */
  readonly location: string;
  /** The keys that begin with `prefix`, in order; what is being written is not among them. */
  list(prefix: string): Promise<string[]>;
  /** The same with their sizes, as they are found. */
  files(prefix: string): AsyncIterable<StoredObject>;
  /** The names of the folders that lie directly below a folder, which is empty or ends with `/`. */
  folders(folder: string): Promise<string[]>;
  /** Undefined when there is no such object. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** Writes an object whole or not at all, over an older one. */
  write(key: string, content: Uint8Array | string): Promise<void>;
  /** Writes an object unless there is one, decided at the store: of many who try at once, one is told true. */
  create(key: string, content: Uint8Array | string): Promise<boolean>;
  /** Deletes an object; one that is not there is no error. */
  delete(key: string): Promise<void>;
}

// Requests of one deletion that are under way at the same time.
const DELETED_AT_ONCE = 32;

/** Deletes objects; those that are gone already are no error. */
export async function deleteEach(store: ObjectStore, keys: readonly string[]): Promise<void> {
  const limit = pLimit(DELETED_AT_ONCE);
  await Promise.all(keys.map((key) => limit(() => store.delete(key))));
}

/** Deletes every object whose key begins with `prefix`. */
export async function deleteAll(store: ObjectStore, prefix: string): Promise<void> {
  await deleteEach(store, await store.list(prefix));
}

// Objects that are read before they are asked for: one after the other, tens of thousands would take as long as a function may run.
const READ_AHEAD = 32;

/** Objects with their contents, in the order of the keys; the next ones are being read meanwhile. What is gone by then has no content. */
export async function* readAhead(
  store: Pick<ObjectStore, 'read'>, keys: readonly string[],
): AsyncIterable<{ readonly key: string; readonly content: Uint8Array | undefined }> {
  const begin = (key: string) => {
    const content = store.read(key);
    // Told when its turn comes, if it does.
    content.catch(() => undefined);
    return { key, content };
  };
  const begun = keys.slice(0, READ_AHEAD).map(begin);
  for (let at = READ_AHEAD; begun.length > 0; at++) {
    const { key, content } = begun.shift()!;
    yield { key, content: await content };
    if (at < keys.length) begun.push(begin(keys[at]));
  }
}

/** The object as text, undefined when there is none. */
export async function readText(store: ObjectStore, key: string): Promise<string | undefined> {
  const content = await store.read(key);
  return content && Buffer.from(content).toString('utf8');
}
