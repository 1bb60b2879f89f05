import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { ObjectGone, type LogSource } from './log-bucket';
import { eventIn, isLogKey, noticeOf, objectsIn, UnreadableNotice, type LogObject } from './notices';
import { ObjectRows } from './object-rows';
import type { ActivityFinding } from '../../contracts';
import type { ObjectStore } from '../../store/objects';
import { Matcher } from '../matcher';
import { LogReader } from '../reader/read';
import type { Rule } from '../rule';

/** A message of the queue. */
export interface QueueMessage { readonly messageId: string; readonly body: string }

/** What is given up, with the reason. `body` is a message that a consumer understands, to be tried again once the cause is removed. */
export interface GivenUp { readonly body: string; readonly reason: string; readonly object?: LogObject }

/** What became of a log object. */
export interface ObjectReport {
  readonly object: LogObject;
  readonly events: number;
  readonly findings: number;
  /** Values in it that are no log records, left out. */
  readonly faulty: number;
  /** Size as it is stored. */
  readonly bytes: number;
}

/** What the consumer works with. */
export interface ConsumerOptions {
  readonly source: LogSource;
  readonly lake: ObjectStore;
  /** Of these, rules are run for which one event suffices, or what one object holds. */
  readonly rules: readonly Rule[];
  /** Puts what can never be consumed where somebody looks at it. */
  readonly giveUp: (what: GivenUp) => Promise<void>;
  /** Tells somebody what an event says that came by itself; an event that comes again is told again. @default - nobody is told */
  readonly tell?: (finding: ActivityFinding) => Promise<void>;
}

/** Who is told what becomes of a batch. */
export interface Watcher {
  onObject(report: ObjectReport): void;
  onGivenUp(what: GivenUp): void;
  /** An event was looked at as it happened. */
  onEvent(findings: number): void;
  /** A message has to come again. */
  onRetry(messageId: string, error: Error): void;
  /** Whether there is no time to begin another object; its message then comes again. */
  isLate(): boolean;
}

const AT_ONCE = 4;
/** Where the events are from that come by themselves. */
const EVENTS = 'events:';
const ONCE = { isRepeated: () => false };

class Late extends Error {}

/**
 * Consumes notices of log objects: the records of each become files of the lake that depend on the object alone, so that a repeat changes nothing.
 * An event that comes by itself is judged, and no more.
 */
export class Consumer {
  private readonly matcher: Matcher;
  private readonly limit = pLimit(AT_ONCE);

  constructor(private readonly options: ConsumerOptions) {
    this.matcher = new Matcher(options.rules.filter(({ start, windowSeconds }) => start === undefined || windowSeconds !== undefined));
  }

  /**
   * Consumes a batch.
   * @returns ids of the messages that have to come again; all others are done
   */
  async consume(messages: readonly QueueMessage[], watcher: Watcher): Promise<string[]> {
    const begun = new Map<string, Promise<void>>();
    const once = (object: LogObject) => {
      const id = JSON.stringify(object);
      const work = begun.get(id) ?? this.limit(() => this.object(object, watcher));
      begun.set(id, work);
      return work;
    };
    const failed = await Promise.all(messages.map(async (message) => {
      const [error] = await this.message(message, once, watcher);
      if (error) watcher.onRetry(message.messageId, error);
      return error ? [message.messageId] : [];
    }));
    return failed.flat();
  }

  /** Consumes all that a message names, each object for itself; answers the errors that are worth another try. */
  private async message({ body }: QueueMessage, once: (object: LogObject) => Promise<void>, watcher: Watcher): Promise<Error[]> {
    const event = eventIn(body);
    if (event !== undefined) return errorsOf([this.limit(() => this.event(event, body, watcher))]);
    let objects: LogObject[];
    try {
      objects = objectsIn(body).filter(({ key }) => isLogKey(key));
    } catch (error) {
      if (!(error instanceof UnreadableNotice)) throw error;
      return errorsOf([this.giveUp({ body, reason: error.message }, watcher)]);
    }
    return errorsOf(objects.map(once));
  }

  private async object(object: LogObject, watcher: Watcher): Promise<void> {
    if (watcher.isLate()) throw new Late('no time is left in this invocation');
    try {
      watcher.onObject(await this.store(object));
    } catch (error) {
      if (!(error instanceof ObjectGone || error instanceof BrokenObject)) throw error;
      await this.giveUp({ object, body: noticeOf(object), reason: error.message }, watcher);
    }
  }

  /** What one event tells before its log file comes: findings with the ids that they have then. Its row of the lake is left to the file. */
  private async event(id: string, body: string, watcher: Watcher): Promise<void> {
    if (watcher.isLate()) throw new Late('no time is left in this invocation');
    const rows = new ObjectRows(EVENTS, nameOf(EVENTS, id), this.matcher.another());
    const found: ActivityFinding[] = [];
    for await (const records of new LogReader(ONCE).read(EVENTS, bytesOf(body))) found.push(...rows.judge(records));
    for (const { key, content } of rows.finish()) await this.options.lake.write(key, content);
    for (const finding of found) await this.options.tell?.(finding);
    watcher.onEvent(rows.findings);
  }

  private async giveUp(what: GivenUp, watcher: Watcher): Promise<void> {
    await this.options.giveUp(what);
    watcher.onGivenUp(what);
  }

  private async store(object: LogObject): Promise<ObjectReport> {
    const url = `s3://${object.bucket}/${object.key}`;
    const opened = await this.options.source.open(object);
    const { content, version, bytes } = opened;
    // What one object says must not depend on what others said.
    const reader = new LogReader(ONCE);
    // So must what its rules remember.
    const rows = new ObjectRows(url, nameOf(url, version), this.matcher.another());
    for await (const records of reader.read(url, content)) rows.add(records);
    const failure = opened.failure();
    if (failure) throw failure;
    const { broken, skipped, events, places } = reader.summary;
    if (broken > 0 || (events === 0 && skipped > 0)) throw new BrokenObject(places[0].reason);
    for (const { key, content: file } of rows.finish()) await this.options.lake.write(key, file);
    return { object, events, findings: rows.findings, faulty: skipped, bytes };
  }
}

/** The object is no log file, or damaged. */
class BrokenObject extends Error {}

/** Name of the files of an object: the same for the same content of it. */
const nameOf = (url: string, version: string): string => createHash('sha256').update(`${url}\n${version}`).digest('hex').slice(0, 32);

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function errorsOf(work: readonly Promise<void>[]): Promise<Error[]> {
  const results = await Promise.allSettled(work);
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
}
