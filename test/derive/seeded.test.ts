import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededPage } from '../../projenrc/seeded';
import { services } from '../../src/catalogue/services';
import facts from '../facts/entity-catalogue.json';

const ROOT = join(__dirname, '..', '..');
const rows = seededPage().split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | ').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));

test('the page is up to date: npx projen docs', () => expect(readFileSync(join(ROOT, 'docs', 'emulator.md'), 'utf8')).toBe(seededPage()));

test('every entity type stands in it once', () => {
  expect(rows.map(([[id]]) => id)).toEqual(services.map(({ id }) => id));
  const told = rows.flatMap(([, made, , recorded]) => [...made, ...recorded]);
  expect([...told].sort()).toEqual([...new Set(told)].sort());
  expect(facts.entities.map(({ _type }) => _type).filter((type) => !told.includes(type))).toEqual([]);
});

test('what is made has a seed, and calls that make it; an account is there already', () => {
  const seeds = readdirSync(join(ROOT, 'test', 'end-to-end', 'inventory')).map((file) => file.replace('.ts', ''));
  const made = rows.filter(([, types]) => types.length > 0);
  expect(made.length).toBeGreaterThan(25);
  expect(made.flatMap(([[id]]) => id).filter((id) => !seeds.includes(id))).toEqual([]);
  expect(made.filter(([, , calls]) => calls.length === 0).map(([[id]]) => id)).toEqual(['account']);
});
