import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { event, files, keyOf, shuffled } from './generate';
import { consumerOf, MemoryStore } from './support';
import { compact } from '../../../../src/engine/activity/ingest/compact';
import { ObjectGone, opened } from '../../../../src/engine/activity/ingest/log-bucket';
import type { LogObject } from '../../../../src/engine/activity/ingest/notices';
import { LocalObjects } from '../../../../src/engine/store/local';
import { queryLake } from '../../../../src/engine/store/query';

const ACCOUNT = '111111111111';

/** A bucket in memory that fails now and then, as connections do. */
class Bucket {
  reads = 0;
  readonly objects = new Map<string, Buffer>();

  async open({ key }: LogObject) {
    const content = this.objects.get(key);
    if (!content) throw new ObjectGone('the object is not there');
    const fails = ++this.reads % 50 === 0;
    return opened((async function* () {
      yield content.subarray(0, content.length / 2);
      if (fails) throw new Error('socket hang up');
      yield content.subarray(content.length / 2);
    })(), content.length, createHash('md5').update(content).digest('hex'));
  }
}

/** Consumes 10,000 files and more, and tells what came out. A process of its own: Jest's takes three times as long. */
async function main() {
  const [bucket, store] = [new Bucket(), new MemoryStore()];
  const generated = files(10_000, 3);
  for (const { key, content } of generated) bucket.objects.set(key, content);
  // CloudTrail may deliver an event again in another file.
  const again = generated.slice(0, 200).map(({ events }, at) => ({ key: keyOf(ACCOUNT, events[0].awsRegion, 20_000 + at), content: gzipSync(JSON.stringify({ Records: [events[1]] })) }));
  const damaged = [generated[0].content.subarray(0, 200), Buffer.from('no log'), Buffer.alloc(0)].map((content, at) => ({ key: keyOf(ACCOUNT, 'us-east-1', 30_000 + at), content }));
  const large = { key: keyOf(ACCOUNT, 'us-east-1', 40_000), content: gzipSync(JSON.stringify({ Records: Array.from({ length: 21_000 }, (_, at) => event(900_000 + at, ACCOUNT, 'us-east-1')) }), { level: 1 }) };
  for (const { key, content } of [...again, ...damaged, large]) bucket.objects.set(key, content);

  const { consume, givenUp, ledger } = consumerOf('', '', { source: bucket, lake: store, rules: [] });
  const keys = shuffled([...bucket.objects.keys(), ...generated.slice(0, 1000).map(({ key }) => key)]);
  let queue = keys.map((key, at) => ({ messageId: String(at), body: JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: [key] }) }));
  for (let rounds = 0; queue.length > 0 && rounds < 10; rounds++) {
    const failed = new Set<string>();
    for (let at = 0; at < queue.length; at += 100) for (const id of await consume(queue.slice(at, at + 100))) failed.add(id);
    queue = queue.filter(({ messageId }) => failed.has(messageId));
  }

  const expected = new Set([...generated.flatMap(({ events }) => events.map(({ eventID }) => eventID)), ...Array.from({ length: 21_000 }, (_, at) => event(900_000 + at, ACCOUNT, 'us-east-1').eventID)]);
  const compacted = await compact(store);
  const lake = mkdtempSync(join(tmpdir(), 'ten-thousand-'));
  for (const [key, content] of store.objects) await new LocalObjects(lake).write(key, content);
  const counted = await queryLake(lake, 'SELECT count(*)::INT AS rows, count(DISTINCT id)::INT AS ids FROM activity');
  rmSync(lake, { recursive: true });
  process.stdout.write(JSON.stringify({
    events: expected.size, left: queue.length, retries: ledger.counts.Retries, givenUp: givenUp.map(({ object }) => object!.key).sort(), damaged: damaged.map(({ key }) => key).sort(), compacted, counted,
  }));
}

void main();
