import type { S3Client } from '@aws-sdk/client-s3';
import type { ObjectStore, StoredObject } from './objects';
import { gather } from '../../catalogue/model/reader';

const statusOf = (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

/** Objects of a bucket below a prefix: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export class S3Objects implements ObjectStore {
  readonly location: string;

  /** @param prefix ends with `/`, or is empty */
  constructor(private readonly client: S3Client, private readonly bucket: string, private readonly prefix = '') {
    this.location = `s3://${bucket}/${prefix}`;
  }

  async list(prefix: string): Promise<string[]> {
    return (await gather(this.files(prefix))).map(({ key }) => key);
  }

  async* files(prefix: string): AsyncIterable<StoredObject> {
    const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix: this.prefix + prefix })) {
      for (const { Key, Size } of Contents) yield { key: Key!.slice(this.prefix.length), bytes: Size! };
    }
  }

  async folders(folder: string): Promise<string[]> {
    const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
    const Prefix = this.prefix + folder;
    const pages = await gather(paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix, Delimiter: '/' }));
    return pages.flatMap(({ CommonPrefixes = [] }) => CommonPrefixes.map((each) => each.Prefix!.slice(Prefix.length, -1)));
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    return this.client.send(new GetObjectCommand(this.at(key))).then(({ Body }) => Body!.transformToByteArray(), (error) => {
      if (statusOf(error) !== 404) throw error;
      return undefined;
    });
  }

  async write(key: string, content: Uint8Array | string): Promise<void> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    await this.client.send(new PutObjectCommand({ ...this.at(key), Body: Buffer.from(content) }));
  }

  async create(key: string, content: Uint8Array | string): Promise<boolean> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    return this.client.send(new PutObjectCommand({ ...this.at(key), Body: Buffer.from(content), IfNoneMatch: '*' })).then(() => true, (error) => {
      // 409: another one is writing it at this moment.
      if (![409, 412].includes(statusOf(error) ?? 0)) throw error;
      return false;
    });
  }

  async delete(key: string): Promise<void> {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await this.client.send(new DeleteObjectCommand(this.at(key)));
  }

  private at(key: string) { return { Bucket: this.bucket, Key: this.prefix + key }; }
}
