import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { SeenEvents } from './seen';
import { Splitter, type Piece } from './splitter';
import { Unwrapper } from './unwrap';
import type { ActivityRecord, Place } from '../record';

/** Something that was not read. */
export interface Skipped extends Place { readonly reason: string }

/** What reading told, up to now. */
export interface ReadSummary {
  files: number;
  events: number;
  /** Second deliveries of an event, left out. */
  repeated: number;
  /** Values that could not be read, or are no log records. */
  skipped: number;
  /** Files that could not be read to their end. */
  broken: number;
  /** Places of what was skipped, the first thousand. */
  readonly places: Skipped[];
}

const PLACES = 1000;
/** A file of at most this many bytes is read at once, a larger one as a stream. */
const SMALL = 2 * 1024 * 1024;
const INFLATED = 64 * 1024 * 1024;
const CHUNK = 1024 * 1024;

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Reads log files one after the other, gzip or plain, and gives their records in batches; each event once. */
export class LogReader {
  readonly summary: ReadSummary = { files: 0, events: 0, repeated: 0, skipped: 0, broken: 0, places: [] };

  /** What files are read into, one after the other. */
  private held?: Buffer;

  /** @param seen tells which events came before, from another file */
  constructor(private readonly seen: Pick<SeenEvents, 'isRepeated'> = new SeenEvents()) {}

  /**
   * The records of a file, a batch for each piece that was read. A file that breaks off gives what came before.
   * @param content its bytes, inflated, where it lies somewhere else
   */
  async *read(file: string, content?: AsyncIterable<Buffer>): AsyncGenerator<readonly ActivityRecord[]> {
    this.summary.files++;
    const splitter = new Splitter();
    let empty = true;
    try {
      const whole = content ? undefined : readSmall(file, this.held ??= Buffer.allocUnsafeSlow(SMALL + 1));
      const small = whole && inflated(whole);
      if (small && small.length > 0) {
        yield this.records([...splitter.push(small), ...splitter.end()], file);
        return;
      }
      for await (const bytes of content ?? chunks(file, whole)) {
        if (bytes.length > 0) empty = false;
        yield this.records(splitter.push(bytes), file);
      }
    } catch (error) {
      this.breakOff(file, error as Error);
      yield this.records(splitter.end().filter((piece) => 'value' in piece), file);
      return;
    }
    if (empty) this.breakOff(file, new Error('the file is empty'));
    yield this.records(splitter.end(), file);
  }

  private breakOff(file: string, { message }: Error): void {
    this.summary.broken++;
    this.note({ file, reason: message });
  }

  private note(skipped: Skipped): void {
    if (this.summary.places.length < PLACES) this.summary.places.push(skipped);
  }

  private records(pieces: readonly Piece[], file: string): ActivityRecord[] {
    const found: ActivityRecord[] = [];
    const unwrapper = new Unwrapper(this.summary.files);
    for (const piece of pieces) {
      const place = placeOf(piece, file);
      if ('broken' in piece) {
        this.skip(place, piece.broken);
        continue;
      }
      const strangers = unwrapper.unwrap(piece.value, place, found);
      if (strangers > 0) this.skip(place, strangers === 1 ? 'no log record' : `${strangers} values are no log records`);
    }
    const fresh = found.filter((record) => !this.seen.isRepeated(record.eventId, this.summary.files));
    this.summary.repeated += found.length - fresh.length;
    this.summary.events += fresh.length;
    return fresh;
  }

  private skip(place: Place, reason: string): void {
    this.summary.skipped++;
    this.note({ ...place, reason });
  }
}

/** A line number says nothing where the whole file is one list. */
function placeOf({ line, index }: Piece, file: string): Place {
  if (index === undefined) return { file, line };
  return line > 1 ? { file, line, index } : { file, index };
}

/**
 * The bytes of a file, inflated.
 * @param whole the file as it is, where it was read
 */
async function* chunks(file: string, whole: Buffer | undefined): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: CHUNK });
  // The loop over the stream tells of an error; the callback has nothing to add.
  yield* isGzip(whole ?? await headOf(file)) ? pipeline(source, createGunzip({ chunkSize: CHUNK }), () => undefined) : source;
}

/** A small file; undefined for a larger one. Gzip stays in the memory that the next file is read into. */
function readSmall(file: string, held: Buffer): Buffer | undefined {
  const handle = openSync(file, 'r');
  try {
    let size = 0;
    for (let more = 1; more > 0 && size < held.length; size += more) more = readSync(handle, held, size, held.length - size, null);
    if (size > SMALL) return undefined;
    const bytes = held.subarray(0, size);
    return isGzip(bytes) ? bytes : Buffer.from(bytes);
  } finally {
    closeSync(handle);
  }
}

const TRAILER = 4;
const [FEWEST, MOST] = [64, 1024 * 1024];

/** How many bytes gzip says that there will be, and one more, within bounds: then they need not be put together. It may be wrong. */
const sizeIn = (bytes: Buffer): number => Math.min(MOST, Math.max(FEWEST, bytes.length < TRAILER ? 0 : bytes.readUInt32LE(bytes.length - TRAILER) + 1));

/** Bytes of a file that is held as a whole, inflated. Undefined where they do not inflate in one go: they are broken, or more than they should be. */
export function inflated(bytes: Buffer): Buffer | undefined {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: INFLATED, chunkSize: sizeIn(bytes) });
  } catch {
    return undefined;
  }
}

async function headOf(file: string): Promise<Buffer> {
  for await (const bytes of createReadStream(file, { start: 0, end: 1 })) return bytes as Buffer;
  return Buffer.alloc(0);
}
