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

/** The object as text, undefined when there is none. */
export async function readText(store: ObjectStore, key: string): Promise<string | undefined> {
  const content = await store.read(key);
  return content && Buffer.from(content).toString('utf8');
}
