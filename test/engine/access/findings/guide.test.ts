import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');
const source = join(ROOT, 'src/engine/access/findings');
const idsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, id]) => id).sort();

test('the guide lists every finding there is, once', () => {
  const code = readdirSync(source).map((file) => readFileSync(join(source, file), 'utf8')).join('\n');
  const guide = readFileSync(join(ROOT, 'docs/guides/access.md'), 'utf8');
  const ids = idsIn(code, /\bid: '(access-[a-z-]+)'/g);
  expect(ids.length).toBeGreaterThan(25);
  expect(new Set(ids).size).toBe(ids.length);
  expect(idsIn(guide, /^\| `(access-[a-z-]+)` \|/gm)).toEqual(ids);
});
