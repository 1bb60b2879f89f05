import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detections } from '../../../../src/catalogue/detections';
import { compileDetections } from '../../../../src/engine/activity/compile';
import { Consumer, type ConsumerOptions, type GivenUp } from '../../../../src/engine/activity/ingest/consumer';
import { Ledger } from '../../../../src/engine/activity/ingest/ledger';
import { ObjectGone, opened, type LogSource } from '../../../../src/engine/activity/ingest/log-bucket';
import type { LogObject } from '../../../../src/engine/activity/ingest/notices';
import { LocalObjects } from '../../../../src/engine/store/local';
import type { ObjectStore } from '../../../../src/engine/store/objects';

/** Log objects of a folder, in place of a bucket. */
export class FolderSource implements LogSource {
  constructor(private readonly folder: string) {}

  async open({ key, version = 'v1' }: LogObject) {
    let content: Buffer;
    try {
      content = readFileSync(join(this.folder, key));
    } catch {
      throw new ObjectGone('the object is not there');
    }
    return opened((async function* () {
      for (let at = 0; at < content.length; at += 2 ** 16) yield content.subarray(at, at + 2 ** 16);
    })(), content.length, version);
  }
}

/** A consumer of a folder of log objects into a folder, with all detections. */
export function consumerOf(logs: string, lake: string, options: Partial<ConsumerOptions> = {}) {
  const givenUp: GivenUp[] = [];
  const lines: string[] = [];
  const log = (message: string, fields: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const ledger = new Ledger({ info: log, warn: log }, () => false);
  const consumer = new Consumer({
    source: new FolderSource(logs), lake: new LocalObjects(lake), rules: compileDetections(detections), giveUp: async (what) => void givenUp.push(what), ...options,
  });
  return { givenUp, ledger, lines, consume: (messages: { messageId: string; body: string }[]) => consumer.consume(messages, ledger) };
}

/** A store in memory, for more files than a test has time to write. */
export class MemoryStore implements ObjectStore {
  readonly objects = new Map<string, Uint8Array>();

  readonly location = 'memory';

  async list(prefix: string) {
    return [...this.objects.keys()].filter((each) => each.startsWith(prefix)).sort();
  }

  async* files(prefix: string) {
    for (const key of await this.list(prefix)) yield { key, bytes: this.objects.get(key)!.length };
  }

  async folders(folder: string) {
    const names = (await this.list(folder)).map((key) => key.slice(folder.length).split('/')).filter(({ length }) => length > 1).map(([name]) => name);
    return [...new Set(names)];
  }

  async read(key: string) {
    return this.objects.get(key);
  }

  async write(key: string, content: Uint8Array | string) {
    this.objects.set(key, Buffer.from(content));
  }

  async create(key: string, content: Uint8Array | string) {
    const isNew = !this.objects.has(key);
    if (isNew) await this.write(key, content);
    return isNew;
  }

  async delete(key: string) {
    this.objects.delete(key);
  }
}
