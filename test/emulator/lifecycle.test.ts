import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { START_TIMEOUT } from './support';
import { findPython } from '../../emulator/python';
import { startEmulator } from '../../emulator/start';

jest.setTimeout(START_TIMEOUT);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 60 && isAlive(pid); attempt++) {
    await sleep(50);
  }
  return !isAlive(pid);
}

test('an emulator listens on 127.0.0.1, and nothing of it is left after stop', async () => {
  const listeners = process.listenerCount('SIGTERM');
  const emulator = await startEmulator();
  expect(isAlive(emulator.pid)).toBe(true);
  expect((await fetch(`${emulator.endpoint.replace('localhost', '127.0.0.1')}/_ministack/health`)).ok).toBe(true);
  expect(emulator.environment('123456789012', 'eu-west-1')).toMatchObject({ AWS_ENDPOINT_URL: emulator.endpoint, AWS_ACCESS_KEY_ID: '123456789012', AWS_REGION: 'eu-west-1' });
  expect(() => emulator.environment('12', 'eu-west-1')).toThrow("12 digits, not '12'");
  await emulator.stop();
  expect(await isGone(emulator.pid)).toBe(true);
  await expect(fetch(`${emulator.endpoint}/_ministack/health`)).rejects.toThrow();
  expect(process.listenerCount('SIGTERM')).toBe(listeners);
});

test('a port in use is an error', async () => {
  const emulator = await startEmulator();
  const port = Number(new URL(emulator.endpoint).port);
  await expect(startEmulator({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 cannot be used`);
  await emulator.stop();
});

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('an emulator ends when its parent gets %s', async (signal) => {
  const start = join(__dirname, '..', '..', 'emulator', 'start.ts');
  const script = `require(${JSON.stringify(start)}).startEmulator().then((emulator) => { console.log('pid', emulator.pid); setInterval(() => {}, 1000); });`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', script], { cwd: join(__dirname, '..', '..'), stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data') as [Buffer];
  const pid = Number(/pid (\d+)/.exec(line.toString())![1]);
  expect(isAlive(pid)).toBe(true);
  parent.kill(signal);
  await once(parent, 'exit');
  expect(await isGone(pid)).toBe(true);
});

test('an absent Python is explained', async () => {
  await expect(findPython(['python-that-is-not-there'])).rejects.toThrow(/needs Python 3\.10 or later[\s\S]*python-that-is-not-there: not found[\s\S]*apt install python3/);
  expect(existsSync(await findPython())).toBe(true);
});
