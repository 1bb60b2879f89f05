import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '../../src/catalogue/services';
import { ASSETS } from '../end-to-end/sample';

// Bytes that are parsed before the first event; 0.95 and 1.3 MB when written, half of it AWS's SDK. A function starts the later the more it has to read.
const BUDGET = 1_500_000;
// All files together; that of the scan has the clients of every service, each in a file of its own: 3.7 MB when written.
const budgets: Readonly<Record<string, number>> = { scan: 4_200_000 };
const handlers = readdirSync(join(__dirname, '..', '..', 'src', 'handlers')).filter((file) => file.endsWith('.lambda.ts')).map((file) => file.replace('.lambda.ts', ''));

test('there is a bundle for each handler, and no other', () => {
  expect(handlers.length).toBeGreaterThan(1);
  expect(readdirSync(join(ASSETS, 'handlers')).sort()).toEqual(handlers.sort());
});

test.each(handlers)('%s is small, whole and minified', (name) => {
  const folder = join(ASSETS, 'handlers', name);
  const code = readdirSync(folder).filter((file) => /\.m?js$/.test(file));
  const sizes = new Map(code.map((file) => [file, statSync(join(folder, file)).size]));
  expect(sizes.get('index.js') ?? sizes.get('index.mjs')).toBeLessThan(BUDGET);
  expect([...sizes.values()].reduce((sum, size) => sum + size)).toBeLessThan(budgets[name] ?? BUDGET);
  const text = code.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const required = [...text.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, module]) => module).filter((module) => !code.includes(module.replace('./', '')));
  expect(required.filter((module) => !/^(node:)?[a-z_/0-9]+$/.test(module) && module !== '@aws-sdk/signature-v4-crt')).toEqual([]);
  expect(text.split('\n').length).toBeLessThan(text.length / 500);
});

test.each(['cli', 'handlers/scan'])('of the clients %s has the operations that the catalogue declares, and no others', (folder) => {
  const files = readdirSync(join(ASSETS, folder)).filter((file) => /\.m?js$/.test(file));
  const textOf = (those: readonly string[]) => those.map((file) => readFileSync(join(ASSETS, folder, file), 'utf8')).join('\n');
  const [everything, clients] = [textOf(files), textOf(files.filter((file) => file.startsWith('client-')))];
  const declared = services.flatMap((service) => Object.keys(service.operations)).map((name) => name.split('.').pop()!);
  expect(declared.filter((operation) => !everything.includes(`"${operation}"`))).toEqual([]);
  expect(clients).toContain('"DescribeInstances"');
  const others = ['TerminateInstances', 'DeleteDBInstance', 'PutKeyPolicy', 'GetSecretValue', 'UpdateFunctionCode', 'DisableKey'];
  expect(others.filter((operation) => clients.includes(`"${operation}"`))).toEqual([]);
});
