import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { bundled, measure } from './measure';
import { detections } from '../src/catalogue/detections';
import { compileDetections } from '../src/engine/activity/compile';
import { Consumer } from '../src/engine/activity/ingest/consumer';
import { opened } from '../src/engine/activity/ingest/log-bucket';
import type { LogObject } from '../src/engine/activity/ingest/notices';
import { Matcher } from '../src/engine/activity/matcher';
import { findLogs } from '../src/engine/activity/reader/files';
import { LogReader } from '../src/engine/activity/reader/read';

/*
 * Measures the consumer of log files over a folder of CloudTrail files, beside gunzip, JSON.parse and a look at the name of each event: with
 * all detections, with Parquet written. Calls of Amazon S3 are not part of it: files are read from the folder, Parquet is made and counted. Each
 * runs in a process of its own. Usage:
 *   npx tsx --tsconfig test/tsconfig.json bench/ingest.ts <folder> [at most so many files]
 */

const [folder = '.', most = '100000', mode] = process.argv.slice(2);
const BATCH = 10;
const LARGE = 'LARGE_FILE';

const files = async () => (await findLogs([existsSync(join(folder, 's3')) ? join(folder, 's3') : folder])).files.slice(0, Number(most));
const rules = () => compileDetections(detections, { lists: { aws_ip_ranges: ['52.0.0.0/8'] } });
const nothing = { onObject: () => undefined, onGivenUp: () => undefined, onEvent: () => undefined, onRetry: () => undefined, isLate: () => false };

/** The least that any reader must do. */
async function plain() {
  const wanted = new Set(['DeleteTrail', 'StopLogging']);
  let [events, found] = [0, 0];
  for (const file of await files()) {
    try {
      for (const { eventName } of (JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records?: { eventName: string }[] }).Records ?? []) {
        events++;
        if (wanted.has(eventName)) found++;
      }
    } catch { /* Faulty files are part of the set. */ }
  }
  return { events, found };
}

/** The consumer without its last step. */
async function detecting() {
  const matcher = new Matcher(rules().filter(({ start }) => start === undefined));
  let [events, found] = [0, 0];
  for (const file of await files()) {
    const reader = new LogReader({ isRepeated: () => false });
    const content = readFileSync(file);
    for await (const records of reader.read(file, opened(sent(content), content.length, '').content)) for (const record of records) found += matcher.match(record).length;
    events += reader.summary.events;
  }
  return { events, found };
}

async function* sent(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 2 ** 16) yield content.subarray(at, at + 2 ** 16);
}

const noticeOf = (key: string) => JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: [key] });

function consumerOf(read: (key: string) => { content: AsyncIterable<Buffer>; bytes: number }) {
  const made = { files: 0, bytes: 0, events: 0, findings: 0, givenUp: 0 };
  const open = async ({ key }: LogObject) => {
    const { content, bytes } = read(key);
    return opened(content, bytes, 'v1');
  };
  const put = async (_: string, { length }: Uint8Array) => {
    made.files++;
    made.bytes += length;
  };
  const tested = new Consumer({ source: { open }, lake: { write: put } as never, rules: rules(), giveUp: async () => void made.givenUp++ });
  const onObject = ({ events, findings }: { events: number; findings: number }) => {
    made.events += events;
    made.findings += findings;
  };
  return { made, consume: (bodies: string[]) => tested.consume(bodies.map((body, at) => ({ messageId: String(at), body })), { ...nothing, onObject }) };
}

async function consumer() {
  const paths = await files();
  const { made, consume } = consumerOf((key) => {
    const content = readFileSync(key);
    return { content: sent(content), bytes: content.length };
  });
  for (let at = 0; at < paths.length; at += BATCH) await consume(paths.slice(at, at + BATCH).map(noticeOf));
  return made;
}

/** One file of 50 MB, gzip, many times what CloudTrail delivers. It is made by another process, so that what is measured is reading it. */
async function large() {
  const read = (key: string) => createReadStream(key, { highWaterMark: 2 ** 16 }) as AsyncIterable<Buffer>;
  const { made, consume } = consumerOf((key) => ({ content: read(key), bytes: statSync(key).size }));
  await consume([noticeOf(process.env[LARGE]!)]);
  return { ...made, megabytesOfTheFile: Math.round(statSync(process.env[LARGE]!).size / 1e6) };
}

/** Events of the folder, again and again, in one file. */
async function makeLarge(path: string) {
  const records = (await files()).slice(0, 400).flatMap((file) => {
    try {
      return (JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records?: object[] }).Records ?? [];
    } catch {
      return [];
    }
  });
  const part = gzipSync(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat(Array<Buffer>(Math.ceil(50e6 / part.length)).fill(part)));
}

const modes = { plain, detecting, consumer, large };

async function main() {
  if (mode !== undefined) {
    await measure(modes[mode as keyof typeof modes]);
    return;
  }
  const { bundle, folder: temporary } = await bundled(__filename);
  const file = join(temporary, 'AWSLogs', '111111111111', 'CloudTrail', 'large.json.gz');
  await makeLarge(file);
  let base: number | undefined;
  for (const name of Object.keys(modes)) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [bundle, folder, most, name], { encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, [LARGE]: file } });
    if (status !== 0) throw new Error(stderr);
    const { seconds, megabytes, events, ...rest } = JSON.parse(stdout) as { seconds: number; megabytes: number; events: number };
    const rate = events / seconds;
    base ??= rate;
    process.stdout.write(`${name}: ${events} events, ${Math.round(rate)} a CPU second, ${(rate / base).toFixed(2)} of plain, ${megabytes} MB at most, ${JSON.stringify(rest)}\n`);
  }
  rmSync(temporary, { recursive: true });
}

void main();
