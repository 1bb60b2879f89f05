import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededPage, seedOf } from '../../projenrc/seeded';
import type { Service } from '../../src/catalogue/model/service';
import { services } from '../../src/catalogue/services';

const ROOT = join(__dirname, '..', '..');
const rows = seededPage().split('\n').filter((line) => line.startsWith('| `')).map((line) => {
  const [type, service, how] = line.slice(2).split(' | ');
  const bare = (cell: string) => cell.replaceAll('`', '');
  return { type: bare(type), service: bare(service), how, call: /^`(\w+)`$/.exec(how)?.[1] };
});

test('the page is up to date: npx projen docs', () => expect(readFileSync(join(ROOT, 'docs', 'emulator.md'), 'utf8')).toBe(seededPage()));

test('every entity type stands in it once', () => {
  expect(rows.map(({ type }) => type)).toEqual((services as readonly Service[]).flatMap(({ entities }) => Object.keys(entities)));
});

test.each(rows.filter(({ how }) => how !== 'recorded answers alone'))('$type is made by a call that its seed sends; an account is there already', ({ type, service, how, call }) => {
  const { types, calls } = seedOf(service);
  expect(types).toContain(type);
  if (call) expect(calls).toContain(call);
  else expect([type, how]).toEqual(['aws_account', 'there already']);
});

test('what no seed tells comes of recorded answers', () => {
  const seeds = readdirSync(join(ROOT, 'test', 'end-to-end', 'inventory')).map((file) => file.replace('.ts', ''));
  const told = new Set(seeds.flatMap((id) => seedOf(id).types));
  expect(rows.filter(({ how }) => how === 'recorded answers alone').map(({ type }) => type).filter((type) => told.has(type))).toEqual([]);
  expect(rows.filter(({ type }) => told.has(type)).length).toBeGreaterThan(70);
});
