import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS } from '../end-to-end/sample';

// Bytes; 0.95 MB when written, half of it AWS's SDK. A function starts the later the more it has to read. That of the scan has the
// clients of every service: 7.7 MB when written.
const BUDGET = 1_500_000;
const budgets: Readonly<Record<string, number>> = { scan: 8_500_000 };
const handlers = readdirSync(join(__dirname, '..', '..', 'src', 'handlers')).filter((file) => file.endsWith('.lambda.ts')).map((file) => file.replace('.lambda.ts', ''));

test('there is a bundle for each handler, and no other', () => {
  expect(handlers.length).toBeGreaterThan(1);
  expect(readdirSync(join(ASSETS, 'handlers')).sort()).toEqual(handlers.sort());
});

test.each(handlers)('%s is small, whole and minified', (name) => {
  const file = join(ASSETS, 'handlers', name, 'index.js');
  expect(statSync(file).size).toBeLessThan(budgets[name] ?? BUDGET);
  const text = readFileSync(file, 'utf8');
  const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module);
  expect(required.filter((module) => !/^(node:)?[a-z_/0-9]+$/.test(module) && module !== '@aws-sdk/signature-v4-crt')).toEqual([]);
  expect(text.split('\n').length).toBeLessThan(text.length / 500);
});
