import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findLogs } from '../../../../src/engine/activity/reader/files';
import { LogReader } from '../../../../src/engine/activity/reader/read';
import { SeenEvents } from '../../../../src/engine/activity/reader/seen';
import { Splitter, type Piece } from '../../../../src/engine/activity/reader/splitter';
import type { ActivityRecord } from '../../../../src/engine/activity/record';
import { SkimmedEvent } from '../../../../src/engine/activity/skimmed';

const folder = mkdtempSync(join(tmpdir(), 'reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function write(content: string | Buffer, name = `${files++}.json`): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const event = (n: number, more: object = {}) => ({ eventVersion: '1.11', eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, eventName: `E${n}`, eventSource: 's3.amazonaws.com', ...more });
const records = (...numbers: number[]) => JSON.stringify({ Records: numbers.map((n) => event(n)) });

async function read(...paths: string[]) {
  const reader = new LogReader();
  const found: ActivityRecord[] = [];
  for (const path of paths) for await (const batch of reader.read(path)) found.push(...batch);
  return { names: found.map(({ eventName }) => eventName), places: found.map(({ place: { file: _, ...place } }) => place), found, summary: reader.summary };
}

describe('what is read', () => {
  const lines = [event(1), event(2)].map((each) => JSON.stringify(each)).join('\n');
  test.each<[string, string | Buffer, object[]]>([
    ['a CloudTrail file', records(1, 2), [{ index: 0 }, { index: 1 }]],
    ['a CloudTrail file, zipped', gzipSync(records(1, 2)), [{ index: 0 }, { index: 1 }]],
    ['pretty-printed', JSON.stringify({ Records: [event(1), event(2)] }, undefined, 2), [{ line: 3, index: 0 }, { line: 9, index: 1 }]],
    ['JSON lines', lines, [{ line: 1 }, { line: 2 }]],
    ['JSON lines, zipped, with blank ones', gzipSync(`\n${lines.replace('\n', '\r\n\r\n')}\n`), [{ line: 2 }, { line: 4 }]],
    ['lines of lists', `${records(1)}\n${records(2)}\n`, [{ index: 0 }, { line: 2, index: 0 }]],
    ['files one behind the other', records(1) + records(2), [{ index: 0 }, { index: 0 }]],
    ['a list', JSON.stringify([event(1), event(2)]), [{ index: 0 }, { index: 1 }]],
    ['labelled lines', `{"id":1,"event":${JSON.stringify(event(1))}}\n{"id":2,"event":${JSON.stringify(event(2))}}`, [{ line: 1 }, { line: 2 }]],
    ['envelopes of EventBridge', [1, 2].map((n) => JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', 'source': 'aws.s3', 'detail': event(n) })).join('\n'), [{ line: 1 }, { line: 2 }]],
    ['answers of LookupEvents', JSON.stringify({ Events: [1, 2].map((n) => ({ EventId: n, CloudTrailEvent: JSON.stringify(event(n)) })) }), [{ index: 0 }, { index: 1 }]],
    ['with a byte order mark', `\ufeff${records(1, 2)}`, [{ index: 0 }, { index: 1 }]],
    ['with more behind the records', JSON.stringify({ Records: [event(1), event(2)], more: { '}': ']' } }), [{ index: 0 }, { index: 1 }]],
    ['with what looks like the end of a record within one', JSON.stringify({ Records: [event(1, { requestParameters: { list: [{ a: 1 }, { eventVersion: '}' }], text: '},{"eventVersion"' } }), event(2)] }), [{ index: 0 }, { index: 1 }]],
  ])('%s', async (_, content, places) => {
    expect(await read(write(content))).toMatchObject({ names: ['E1', 'E2'], places, summary: { events: 2, skipped: 0, broken: 0 } });
  });

  test('audit logs of EKS, as they are and as CloudWatch Logs delivers them', async () => {
    const audit = { kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: 'a', stage: 'ResponseComplete', verb: 'get', user: { username: 'u' } };
    const delivered = { messageType: 'DATA_MESSAGE', owner: '111122223333', logGroup: '/aws/eks/prod/cluster', logEvents: [{ id: '1', message: JSON.stringify(audit) }] };
    const control = { messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'CWL CONTROL MESSAGE: Checking health of destination Firehose.' }] };
    const { found, summary } = await read(write([audit, delivered, control].map((each) => JSON.stringify(each)).join('\n')));
    expect(found.map(({ kind, accountId, envelope }) => [kind, accountId, envelope.cluster])).toEqual([['eks-audit', undefined, undefined], ['eks-audit', '111122223333', 'prod']]);
    expect(summary.skipped).toBe(0);
  });

  test('a file that is larger than what is held, in pieces of any size', () => {
    const bytes = Buffer.from(`${JSON.stringify({ Records: Array.from({ length: 50 }, (_, n) => event(n, { text: 'ü"}\\,{'.repeat(n) })) })}\n${JSON.stringify(event(50))}`);
    for (const size of [1, 7, 64, 1000]) {
      const splitter = new Splitter();
      const found: Piece[] = [];
      for (let at = 0; at < bytes.length; at += size) found.push(...splitter.push(bytes.subarray(at, at + size)));
      found.push(...splitter.end());
      const events = found.map((piece) => ('value' in piece ? piece.value as SkimmedEvent | { eventName: string } : { eventName: piece.broken }));
      expect(events.map((each) => (each instanceof SkimmedEvent ? each.whole() : each).eventName)).toEqual(Array.from({ length: 51 }, (_, n) => `E${n}`));
    }
  });

  test('a large file, as a stream', async () => {
    const many = gzipSync(JSON.stringify({ Records: Array.from({ length: 3000 }, (_, n) => event(n, { noise: Array.from({ length: 300 }, (__, m) => Math.sin(n * m)) })) }));
    expect(many.length).toBeGreaterThan(2 * 1024 * 1024);
    const { names, summary } = await read(write(many, 'large.json.gz'));
    expect(names).toEqual(Array.from({ length: 3000 }, (_, n) => `E${n}`));
    expect(summary).toMatchObject({ skipped: 0, broken: 0 });
  });
});

describe('what is broken is named and stepped over', () => {
  const one = JSON.stringify(event(1));
  test('a record in a list', async () => {
    const { names, summary } = await read(write(`{"Records":[${one},{"eventVersion":"1","eventName":nothing},${JSON.stringify(event(3))}]}`));
    expect(names).toEqual(['E1', 'E3']);
    expect(summary).toMatchObject({ skipped: 1, places: [{ index: 1, reason: 'a record is no JSON' }] });
  });
  test('a record whose bracket is missing takes no other with it', async () => {
    const { names, summary } = await read(write(`{"Records":[${one},{"eventVersion":"1","x":{"y":1},${JSON.stringify(event(3))},${JSON.stringify(event(4))}]}`));
    expect(names).toEqual(expect.arrayContaining(['E1', 'E4']));
    expect(summary.skipped).toBeGreaterThan(0);
  });
  test('a line', async () => {
    const { names, summary } = await read(write(`${one}\n{"eventName": "E2"\n${JSON.stringify(event(3))}\nno JSON at all\n${JSON.stringify(event(5))}`, 'lines.jsonl'));
    expect(names).toEqual(['E1', 'E3', 'E5']);
    expect(summary.places.map(({ line, reason }) => [line, reason])).toEqual([[2, 'no JSON'], [4, 'no JSON']]);
  });
  test('the first line', async () => {
    expect((await read(write(`{"eventName": \n${JSON.stringify(event(2))}\n${JSON.stringify(event(3))}`))).names).toEqual(['E2', 'E3']);
  });
  test('a file that is cut off: what came before counts', async () => {
    const { names, summary } = await read(write(records(1, 2, 3).slice(0, -20)));
    expect(names).toEqual(['E1', 'E2']);
    expect(summary.places.map(({ index, reason }) => [index, reason])).toEqual([[2, 'a record is cut off'], [3, 'the list of records is cut off']]);
  });
  test('a zipped file that is cut off: what came before counts, the file is named', async () => {
    const noisy = JSON.stringify({ Records: Array.from({ length: 2000 }, (_, n) => event(n, { noise: Math.sin(n) })) });
    const path = write(gzipSync(noisy).subarray(0, -8000), 'cut.json.gz');
    const { names, summary } = await read(path);
    expect(names.length).toBeGreaterThan(100);
    expect(names.slice(0, 2)).toEqual(['E0', 'E1']);
    expect(summary).toMatchObject({ broken: 1, places: [{ file: path, reason: 'unexpected end of file' }] });
  });
  test.each<[string, string | Buffer, object]>([
    ['an empty file', '', { broken: 1, skipped: 0, places: [{ reason: 'the file is empty' }] }],
    ['what is no JSON', '<?xml version="1.0"?><Error/>', { broken: 0, skipped: 1, places: [{ reason: 'no JSON' }] }],
    ['what is no log', '{"foo":1}', { broken: 0, skipped: 1, places: [{ reason: 'no log record' }] }],
    ['no records', gzipSync('{"Records":[]}'), { broken: 0, skipped: 0, places: [] }],
    ['a digest', '{"awsAccountId":"1","digestStartTime":"x","logFiles":[]}', { broken: 0, skipped: 0, places: [] }],
  ])('%s', async (_, content, expected) => {
    expect(await read(write(content))).toMatchObject({ names: [], summary: expected });
  });
});

describe('each event once', () => {
  test('a second delivery in another file is left out, two records of one file are two', async () => {
    const { names, summary } = await read(write(records(1, 2, 2)), write(records(2, 3)));
    expect(names).toEqual(['E1', 'E2', 'E2', 'E3']);
    expect(summary).toMatchObject({ events: 4, repeated: 1 });
  });
  test('what is no id of AWS is never taken for one', async () => {
    const odd = JSON.stringify({ Records: [event(1, { eventID: '1' })] });
    expect((await read(write(odd), write(odd))).names).toEqual(['E1', 'E1']);
  });
  test('the last quarter of a million ids are known, however many came', () => {
    const seen = new SeenEvents();
    const id = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-0000${(n * 7).toString(16).padStart(8, '0')}`;
    for (let n = 0; n < 1_200_000; n++) seen.isRepeated(id(n), 1);
    expect([id(1_199_999), id(940_000), id(0)].map((each) => seen.isRepeated(each, 2))).toEqual([true, true, false]);
  });
});

describe('which files are read', () => {
  const key = (account: string, region: string, day: string, time: string, kind = 'CloudTrail') =>
    `bucket/some/prefix/AWSLogs/o-abcde12345/${account}/${kind}/${region}/2026/03/${day}/${account}_${kind}_${region}_202603${day}T${time}Z_AAAAAAAAAAAAAAAA.json.gz`;
  test('logs of the S3 layout in the order of their delivery, digests and others left out', async () => {
    const keys = [key('111111111111', 'us-east-1', '02', '0005'), key('222222222222', 'eu-west-1', '01', '2355'), key('111111111111', 'us-east-1', '01', '0005', 'CloudTrail-Insight')];
    for (const each of keys) write(gzipSync(records(1)), each);
    write('x', key('111111111111', 'us-east-1', '01', '0000', 'CloudTrail-Digest'));
    write('x', 'bucket/readme.txt');
    const { files: found, digests, others } = await findLogs([join(folder, 'bucket')]);
    expect(found).toEqual([keys[2], keys[1], keys[0]].map((each) => join(folder, each)));
    expect({ digests, others }).toEqual({ digests: 1, others: 1 });
  });
  test('a file that is given is read whatever its name, and once', async () => {
    const path = write(records(1), 'trail.txt');
    expect((await findLogs([path, join(folder, '.', 'trail.txt'), path])).files).toEqual([path]);
  });
});
