import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from './vendor-replay';

test('the guide shows what the guard says of the policies that vendors publish', () => {
  const guide = readFileSync(join(__dirname, '../../docs/guides/platforms.md'), 'utf8');
  expect(/<!-- replay -->\n([\s\S]*?)\n<!-- \/replay -->/.exec(guide)![1]).toBe(replay());
});
