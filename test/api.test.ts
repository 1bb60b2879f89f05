import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPage, type Assembly } from '../projenrc/api';

const ROOT = join(__dirname, '..');
const assembly = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as Assembly;

test('API.md is the public surface as it is compiled now', () => {
  const stale = readFileSync(join(ROOT, 'API.md'), 'utf8') !== apiPage(assembly);
  expect(stale ? 'API.md is stale. Run "npx projen docgen" after compiling.' : 'up to date').toBe('up to date');
});

test('everything public says what it is, and every optional property what its default is', () => {
  const silent = Object.values(assembly.types).flatMap(({ name, docs, kind, properties = [], members = [] }) => [
    ...docs?.summary ? [] : [name],
    ...properties.filter((each) => !each.docs?.summary || (kind === 'interface' && each.optional && !each.docs.default)).map((each) => `${name}.${each.name}`),
    ...members.filter((each) => !each.docs?.summary).map((each) => `${name}.${each.name}`),
  ]);
  expect(silent).toEqual([]);
});
