import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ASSETS, cli, START_TIMEOUT, temporaryFolder } from './sample';

const folder = temporaryFolder();
const paths = (name: string) => ['--out', join(folder, name), '--report', join(folder, `${name}.html`)];

/** Processes of emulators that a process started and that live. */
const emulatorsOf = (parent: number) => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('-m\0extension') && readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(parent);
  } catch {
    return false;
  }
}).map(Number);
const lives = (pid: number) => existsSync(`/proc/${pid}`);

test('the demo deploys, scans four accounts, prints what it found and names the report', async () => {
  const { code, stdout } = await cli(['demo', ...paths('whole')]);
  expect(stdout).toMatch(/4 accounts, 2 Regions/);
  expect(stdout).toMatch(/Units: \d+ complete\n/);
  expect(stdout).toContain(`Report: ${join(folder, 'whole.html')}`);
  expect(readFileSync(join(folder, 'whole.html'), 'utf8')).toContain('shop');
  expect(code).toBe(0);
}, START_TIMEOUT);

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it and the emulator that it started', async (signal) => {
  const child = spawn(process.execPath, [join(ASSETS, 'cli', 'index.js'), 'demo', ...paths('stopped')], { env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  let emulators: number[] = [];
  for (let tries = 0; emulators.length === 0 && tries < 600; tries++) {
    await sleep(50);
    emulators = emulatorsOf(child.pid!);
  }
  expect(emulators).toHaveLength(1);
  child.kill(signal);
  const code = await new Promise((resolve) => child.on('close', (exit, by) => resolve(exit ?? by)));
  expect(code).not.toBe(0);
  for (let tries = 0; emulators.some(lives) && tries < 60; tries++) await sleep(50);
  expect(emulators.filter(lives)).toEqual([]);
}, START_TIMEOUT);
