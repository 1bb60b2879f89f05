import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogObject } from './notices';
import { inflated } from '../reader/read';

/** A log object that is being read. */
export interface OpenedObject {
  /** Tells this content of the object from another one under the same key: its version, else its entity tag. */
  readonly version: string;
  /** Size as it is stored. */
  readonly bytes: number;
  /** Its bytes, inflated. */
  readonly content: AsyncIterable<Buffer>;
  /** What the source failed with while the content was read: worth another try, unlike content that is broken. */
  readonly failure: () => Error | undefined;
}

/** Where log objects lie. */
export interface LogSource {
  /** @throws ObjectGone where there is no such object that can be read at once; other errors are worth another try */
  open(object: LogObject): Promise<OpenedObject>;
}

/** The object cannot be read, however often it is tried. */
export class ObjectGone extends Error {}

const GONE: Readonly<Record<string, string>> = {
  NoSuchKey: 'the object is not there',
  NoSuchVersion: 'this version of the object is not there',
  MethodNotAllowed: 'the object was deleted',
  InvalidObjectState: 'the object is archived and must be restored first',
};

/** Log objects of Amazon S3. */
export class S3LogSource implements LogSource {
  constructor(private readonly client: S3Client) {}

  async open({ bucket, key, version }: LogObject): Promise<OpenedObject> {
    try {
      const { Body, ContentLength = 0, VersionId, ETag = '' } = await this.client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version }));
      return opened(Body as Readable, ContentLength, VersionId ?? ETag);
    } catch (error) {
      const reason = GONE[(error as Error).name];
      throw reason === undefined ? error : new ObjectGone(reason, { cause: error });
    }
  }
}

/** An object of at most this many bytes is inflated at once, as a stream costs more than it does. */
const SMALL = 2 * 1024 * 1024;
const CHUNK = 1024 * 1024;

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const gunzip = (source: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
  pipeline(source, createGunzip({ chunkSize: CHUNK }), () => undefined);

/**
 * Opens what a source sends.
 * @param bytes size as it is stored: of a large object only parts are held
 */
export function opened(source: AsyncIterable<Buffer>, bytes: number, version: string): OpenedObject {
  let failure: Error | undefined;
  const received = (async function* () {
    try {
      yield* source;
    } catch (error) {
      throw failure = error as Error;
    }
  })();
  return { version, bytes, content: bytes <= SMALL ? atOnce(received) : inParts(received), failure: () => failure };
}

async function* atOnce(received: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of received) parts.push(part);
  const whole = parts.length === 1 ? parts[0] : Buffer.concat(parts);
  const small = inflated(whole);
  if (small) yield small;
  // It is broken, or larger than it seemed: what comes before the end tells which.
  else yield* gunzip([whole]);
}

async function* inParts(received: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { value: head } = await received.next() as { value?: Buffer };
  const all = (async function* () {
    if (head) yield head;
    yield* received;
  })();
  yield* head && isGzip(head) ? gunzip(all) : all;
}
