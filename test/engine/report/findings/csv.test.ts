import { findings, joined } from './support';
import { findingsCsv } from '../../../../src/engine/report/findings/csv';

/** A reader of RFC 4180. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test('a reader of RFC 4180 gets every finding back, and no formula', async () => {
  const text = await joined(findingsCsv(findings));
  const [head, ...rows] = read(text);
  expect(rows).toHaveLength(findings.length);
  for (const row of rows) expect(row).toHaveLength(head.length);
  const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
  expect(column('Id').map((id, at) => [id, `'${id}`, id.slice(1)].includes(findings[at].id))).not.toContain(false);
  expect(column('Status')).toEqual(findings.map(({ status }) => status));
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(column('Requirements')[1]).toMatch(/^CIS 7\.0 \S+; .*AWS FSBP S3\.8/);
  expect(rows.flat().some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
});
