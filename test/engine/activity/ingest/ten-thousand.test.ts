import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..', '..');

test('10,000 files in any order, a tenth of them twice, some events in two files, connections that break: each event is there once', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'ten-thousand.ts')], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: 'test/tsconfig.json' } });
  expect([status, stderr.replace(/\(node:[\s\S]*/, '')]).toEqual([0, '']);
  const { events, left, retries, givenUp, damaged, compacted, counted } = JSON.parse(stdout);
  expect([events, left]).toEqual([51_000, 0]);
  expect(retries).toBeGreaterThan(100);
  expect(damaged).toHaveLength(3);
  expect(givenUp).toEqual(damaged);
  expect(compacted).toMatchObject({ repeated: 200, failed: [] });
  expect(counted).toEqual([{ rows: events, ids: events }]);
}, 600_000);
