import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../../src/engine/doctor/checks';
import { inOrder } from '../../../src/engine/doctor/examine';

const docs = (file: string) => readFileSync(join(__dirname, '../../../docs', file), 'utf8');
const guide = docs('guides/doctor.md');
const ids = checks.flatMap(({ id, ids: family = [id] }) => family);

/** Rows of the table below a heading, as lists of cells. */
const rows = (heading: string) => guide.split(`## ${heading}\n`)[1].split('\n## ')[0].split('\n').filter((line) => line.startsWith('| ')).slice(1)
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text);

test('the guide lists every check as it is', () => {
  expect(rows('Every check').map(([check, part, title, reads]) => [quoted(check), part, title, quoted(reads)]))
    .toEqual(inOrder(checks).map(({ id, ids: family = [id], part, title, reads }) => [family, part, title, reads]));
});

/** The items of the troubleshooting chapter of AQtive Guard's document, by what is to be looked at. */
const ITEMS = [
  /EventBridge rule.*there/, /EventBridge rule.*Enabled/, /rule target.*the target/, /rule target.*Active/, /connection authorization.*Authorized/, /Re-authenticate/, /still not flowing/,
  /Primary region.*selected/, /Primary region.*no destination/, /Stack instances.*OUTDATED/, /administration role may assume/, /Custom.*rule state/, /Custom.*rule target/, /Custom.*connection authorization/,
];

test('every item of the troubleshooting chapter has checks, and they exist', () => {
  const table = rows('Troubleshooting chapters, item by item');
  for (const item of ITEMS) expect([item, table.filter(([text]) => item.test(text)).length]).toEqual([item, 1]);
  expect(table).toHaveLength(ITEMS.length);
  for (const [text, cell] of table) expect([text, quoted(cell).length > 0 && quoted(cell).every((id) => ids.includes(id))]).toEqual([text, true]);
});

test('the runbook names checks that exist', () => {
  const named = [...docs('runbook.md').matchAll(/^\*\*Doctor\.\*\* (.+)$/gm)].flatMap(([, line]) => quoted(line));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});
