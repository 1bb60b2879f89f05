import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { corpus, detection, record, scenarios } from './corpus';
import { detections } from '../../../src/catalogue/detections';
import type { Event } from '../../../src/catalogue/model/detection';
import { behaviourRules } from '../../../src/engine/activity/behaviour';
import { compileDetections } from '../../../src/engine/activity/compile';
import { detect } from '../../../src/engine/activity/detect';
import { Matcher } from '../../../src/engine/activity/matcher';
import { Known } from '../../../src/engine/activity/state/known';
import { KnownIds } from '../../../src/engine/activity/state/known-ids';
import { decodeMemory, encodeMemory, InvalidMemory, readMemory, writeMemory, type Memory } from '../../../src/engine/activity/state/memory';

const rules = () => compileDetections(detections.filter(({ logic }) => !['event', 'sigma'].includes(logic.type)));

const stored = (memory: Memory): Memory => new Map([...memory].map(([account, each]) => [account, decodeMemory(encodeMemory(each), 'x')]));

/** What fires where a new process takes over at each of the places. */
function inRuns(events: readonly Event[], ends: readonly number[]): string[] {
  let matcher = new Matcher(rules());
  return events.flatMap((event, at) => {
    if (ends.includes(at)) {
      const memory = stored(matcher.save());
      matcher = new Matcher(rules());
      matcher.load(memory);
    }
    return matcher.match(record(event)).map(({ rule, hit }) => `${rule.id} ${hit!.key}`);
  });
}

const byTime = (events: readonly Event[]) => [...events].sort((a, b) => (String(a.eventTime) < String(b.eventTime) ? -1 : 1));
const events = byTime(corpus.filter(({ kind }) => kind === 'cloudtrail').map(({ event }) => event));
const base = { awsRegion: 'eu-west-1', eventSource: 's3.amazonaws.com', eventName: 'GetObject', errorCode: 'AccessDenied', recipientAccountId: '111122223333' };
const user = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/a', accountId: '111122223333' };
const burst = Array.from({ length: 45 }, (_, n): Event => ({
  ...base, eventTime: new Date(Date.UTC(2026, 2, 1, 0, 0, n)).toISOString().replace('.000', ''), eventID: `e-${n}`, sourceIPAddress: '8.8.8.8', userIdentity: user,
}));

describe('what is remembered from run to run', () => {
  test('several runs find what one does, wherever they are cut', () => {
    const whole = inRuns(events, []);
    expect(whole.length).toBeGreaterThan(50);
    fc.assert(fc.property(fc.uniqueArray(fc.nat(events.length - 1), { maxLength: 4 }), (ends) => {
      expect(inRuns(events, ends)).toEqual(whole);
    }), { numRuns: 15 });
  });

  test('every recorded attack fires as in one run, cut in its middle', () => {
    const byId = new Map(corpus.map((each) => [each.id, each.event]));
    for (const { records } of scenarios) {
      const attack = byTime(records.map((id) => byId.get(id)!));
      expect(inRuns(attack, [Math.floor(attack.length / 2)])).toEqual(inRuns(attack, []));
    }
  });

  test('a burst over two runs is told once, and the same files again tell nothing new', () => {
    expect(inRuns(burst, [15]).filter((id) => id.startsWith('thr-access-denied-burst'))).toHaveLength(1);
    const few = burst.slice(0, 15);
    expect(inRuns([...few, ...few], [15]).filter((id) => id.startsWith('thr-access-denied-burst'))).toEqual([]);
  });

  test('what is too old is let go', () => {
    const matcher = new Matcher(compileDetections([detection('thr-access-denied-burst')]));
    for (const event of burst) matcher.match(record(event));
    expect([...matcher.save().keys()]).toEqual(['111122223333']);
    matcher.match(record({ ...burst[0], errorCode: undefined, eventID: 'late', eventTime: '2026-03-02T00:00:00Z' }));
    expect(matcher.save().size).toBe(0);
  });

  test('it lies in a file an account, whatever an account is called, and goes with what it holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'));
    try {
      const matcher = new Matcher(rules());
      for (const event of burst) matcher.match(record(event));
      for (const event of burst) matcher.match(record({ ...event, recipientAccountId: '../../etc', userIdentity: { ...user, arn: 'x' } }));
      await writeMemory(folder, matcher.save());
      expect(readdirSync(folder).sort()).toEqual(['account=111122223333.json.gz', 'account=unknown.json.gz']);
      expect(await readMemory(folder)).toEqual(stored(matcher.save()));
      await writeMemory(folder, new Map());
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('what is no state is an error that says what to do', async () => {
    expect(await readMemory('/nowhere')).toEqual(new Map());
    expect(() => decodeMemory(Buffer.from('x'), 'f')).toThrow(/'f' holds no state of detect: .*Remove it/);
    expect(() => decodeMemory(gzipSync('{"version":9}'), 'f')).toThrow("'f' has state of the version 9; this is read: 1.");
    expect(() => decodeMemory(gzipSync('{"version":1}'), 'f')).toThrow('without newest and rules');
    const matcher = new Matcher(rules());
    expect(() => matcher.load(new Map([['1', { newest: 0, rules: { 'thr-access-denied-burst': [['k', 3]] } }]]))).toThrow(InvalidMemory);
    expect(() => matcher.load(new Map([['1', { newest: 0, rules: { 'gone-rule': [['k', 3]] } }]]))).not.toThrow();
    const folder = mkdtempSync(join(tmpdir(), 'state-'));
    writeFileSync(join(folder, 'account=111122223333.json.gz'), 'x');
    await expect(readMemory(folder)).rejects.toThrow(InvalidMemory);
    rmSync(folder, { recursive: true });
  });

  test('habits do not count a file twice that another run has read, under whatever name, but do count another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'));
    const [first, again, other] = ['a.json', 'b.json.gz', 'c.json'].map((name) => join(folder, name));
    const state = join(folder, 'state');
    const lines = (day: string) => burst.map((event, n) => JSON.stringify({ ...event, eventID: `${day}-${n}`, eventTime: `2026-03-${day}T00:00:00Z` })).join('\n');
    const run = async (file: string) => {
      for await (const finding of detect({ rules: behaviourRules(), files: [file], state })) expect(finding).toBeDefined();
      return readMemory(state);
    };
    try {
      writeFileSync(first, lines('01'));
      const once = await run(first);
      expect(once.get('111122223333')!.rules['behaviour-unusual']).toHaveLength(1);
      writeFileSync(again, lines('01'));
      expect(await run(again)).toEqual(once);
      writeFileSync(other, lines('02'));
      expect(await run(other)).not.toEqual(once);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('habits do not count an event twice that two trails deliver in two files, which two runs read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'));
    const line = (n: number) => JSON.stringify({ ...burst[n], eventTime: '2026-03-01T00:00:00Z' });
    const after = async (...files: readonly (readonly number[])[]) => {
      const state = mkdtempSync(join(folder, 'state-'));
      for (const [at, numbers] of files.entries()) {
        writeFileSync(join(folder, `${at}.json`), numbers.map(line).join('\n'));
        for await (const finding of detect({ rules: behaviourRules(), files: [join(folder, `${at}.json`)], state })) expect(finding).toBeDefined();
      }
      return readMemory(state);
    };
    try {
      const once = await after([0, 1, 2, 3], [4, 5]);
      expect(await after([0, 1, 2, 3], [2, 3, 4, 5])).toEqual(once);
      expect(await after([0, 1, 2, 3], [0], [4, 5, 3])).toEqual(once);
      expect(await after([0, 1, 2, 3], [4])).not.toEqual(once);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('so many ids are known and no more, the last ones', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'));
    const kind = { name: 'events', most: 3 } as const;
    const run = async (...ids: string[]) => {
      const known = await KnownIds.of(folder, kind);
      const found = ids.filter((id) => known.isKnown(id));
      await known.write(folder);
      return found.join('');
    };
    try {
      expect(await run('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')).toBe('');
      expect(await run('e', 'f', 'h', 'i')).toBe('fh');
      expect(await run('g', 'h', 'i', 'f')).toBe('hif');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('what does not tell what was read is an error that says what to do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'));
    for (const name of ['events.json.gz', 'files.json.gz']) {
      for (const content of ['x', gzipSync('{"version":9,"files":[],"events":[]}')]) {
        writeFileSync(join(folder, name), content);
        await expect(Known.of(folder)).rejects.toThrow(InvalidMemory);
      }
      rmSync(join(folder, name));
    }
    rmSync(folder, { recursive: true });
  });
});
