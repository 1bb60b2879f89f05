import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccountLocked, withLease, type LeaseTimes } from '../../../src/engine/store/lease';
import { LocalObjects } from '../../../src/engine/store/local';

let folder: string;
let store: LocalObjects;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lease-')); store = new LocalObjects(folder); });
afterEach(() => rmSync(folder, { recursive: true }));

const times: LeaseTimes = { holds: 400, renewed: 50, clock: Date.now };
const held = <T>(work: (signal: AbortSignal) => Promise<T>, more: Partial<LeaseTimes> = {}) => withLease(store, 'a.lock', 'Account 1', work, { ...times, ...more });
const leftBehind = (lease: object, turn = '000001') => store.write(`a.lock/${turn}`, JSON.stringify(lease));

test('the second is refused while the first runs, told by whom, and goes after it', async () => {
  await held(async () => {
    await expect(held(async () => 1)).rejects.toThrow(new AccountLocked(`Account 1 is being scanned by process ${process.pid} on ${hostname()}: wait for it to end, or end it.`));
  });
  await expect(held(async () => 2)).resolves.toBe(2);
});

test('the lock goes when the work fails', async () => {
  await expect(held(async () => { throw new Error('no'); })).rejects.toThrow('no');
  await expect(held(async () => 1)).resolves.toBe(1);
});

test('work that lasts longer than the lease keeps it', async () => {
  await held(async (signal) => {
    await sleep(3 * times.holds);
    await expect(held(async () => 1)).rejects.toThrow(AccountLocked);
    expect(signal.aborted).toBe(false);
  });
});

test('what another machine left behind holds until its lease runs out, and not longer', async () => {
  const until = new Date(Date.now() + 60_000).toISOString();
  await leftBehind({ host: 'elsewhere', pid: 1, until });
  await expect(held(async () => 1)).rejects.toThrow('Account 1 is being scanned by process 1 on elsewhere');
  await expect(held(async () => 1, { clock: () => Date.parse(until) })).resolves.toBe(1);
});

test('what a process of this machine left behind when it died holds nobody up', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('exit', resolve));
  await leftBehind({ host: hostname(), pid: child.pid, until: new Date(Date.now() + 60_000).toISOString() });
  await expect(held(async () => 1)).resolves.toBe(1);
});

test('of many who come at once, one gets in at a time, and none twice', async () => {
  let [inside, most, done] = [0, 0, 0];
  const once = () => held(async () => {
    most = Math.max(most, ++inside);
    await sleep(3);
    inside--;
    done++;
  });
  const ended = await Promise.allSettled(Array.from({ length: 40 }, async (_, at) => { await sleep(at * 10); return once(); }));
  expect(most).toBe(1);
  expect(done).toBe(ended.filter(({ status }) => status === 'fulfilled').length);
  expect(done).toBeGreaterThan(1);
  for (const end of ended) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(AccountLocked);
});

test('who has lost the lease is told, and does not end that of the one who has it now', async () => {
  const next = JSON.stringify({ host: 'elsewhere', pid: 1, until: new Date(Date.now() + 60_000).toISOString() });
  const reason = await held(async (signal) => {
    await store.write('a.lock/000002', next);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return signal.reason as Error;
  });
  expect(reason).toBeInstanceOf(AccountLocked);
  expect(Buffer.from((await store.read('a.lock/000002'))!).toString()).toBe(next);
});

test('a turn that was read long ago gets nobody in', async () => {
  // Turn 1 is over when it is read; by the time turn 2 is made, others have taken 2 and 3 and cleared 2 away.
  await leftBehind({ host: 'elsewhere', pid: 1, until: '2020-01-01T00:00:00Z' });
  const create = store.create.bind(store);
  store.create = async (key, content) => {
    await leftBehind({ host: 'elsewhere', pid: 2, until: new Date(Date.now() + 60_000).toISOString() }, '000003');
    return create(key, content);
  };
  await expect(held(async () => 1)).rejects.toThrow(AccountLocked);
  expect(await store.list('a.lock/')).toEqual(['a.lock/000001', 'a.lock/000003']);
});
