import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DeleteObjectsCommand, GetObjectCommand, paginateListObjectsV2, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { replaceFile } from './parquet';

/** An object of a store, with its size. */
export interface StoredObject { readonly key: string; readonly bytes: number }

/** Objects by keys with slashes: a folder, or a bucket below a prefix. An object is seen whole or not at all. */
export interface ObjectStore {
  /** Writes an object in the place of the one that is there. */
  put(key: string, content: Uint8Array): Promise<void>;
  /** @throws where there is none */
  get(key: string): Promise<Uint8Array>;
  /** The objects below a prefix that ends in a slash, in the order of their keys. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Deletes objects; those that are gone already are no error. */
  delete(keys: readonly string[]): Promise<void>;
}

const DRAFT = '.draft';

/** Objects as files of a folder. */
export class FolderStore implements ObjectStore {
  constructor(private readonly folder: string) {}

  async put(key: string, content: Uint8Array): Promise<void> {
    await replaceFile(join(this.folder, key), content);
  }

  async get(key: string): Promise<Uint8Array> {
    return readFile(join(this.folder, key));
  }

  async* list(prefix: string): AsyncIterable<StoredObject> {
    const root = join(this.folder, prefix);
    if (!existsSync(root)) return;
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.endsWith(DRAFT));
    const keys = files.map((entry) => relative(this.folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'));
    for (const key of keys.sort()) yield { key, bytes: (await stat(join(this.folder, key))).size };
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) await rm(join(this.folder, key), { force: true });
  }
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
const DELETED_AT_ONCE = 1000;

/** Objects of an Amazon S3 bucket. */
export class S3Store implements ObjectStore {
  /** @param prefix what all keys begin with, with a slash at the end where there is one */
  constructor(private readonly client: S3Client, private readonly bucket: string, private readonly prefix = '') {}

  async put(key: string, content: Uint8Array): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: this.prefix + key, Body: content }));
  }

  async get(key: string): Promise<Uint8Array> {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: this.prefix + key }));
    return Body!.transformToByteArray();
  }

  async* list(prefix: string): AsyncIterable<StoredObject> {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix: this.prefix + prefix })) {
      for (const { Key, Size } of Contents) yield { key: Key!.slice(this.prefix.length), bytes: Size! };
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += DELETED_AT_ONCE) {
      const Objects = keys.slice(at, at + DELETED_AT_ONCE).map((key) => ({ Key: this.prefix + key }));
      const { Errors = [] } = await this.client.send(new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects, Quiet: true } }));
      if (Errors.length > 0) throw new Error(`${Errors.length} objects were not deleted, the first ${Errors[0].Key}: ${Errors[0].Code} ${Errors[0].Message}`);
    }
  }
}
