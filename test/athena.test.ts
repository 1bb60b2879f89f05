import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareEnvironment } from '../emulator/virtual-environment';
import { lakeTables } from '../src/derive/lake-tables';

// Long enough for the first installation on a busy machine.
const INSTALL_TIMEOUT = 300_000;
const QUERIES = join(__dirname, '..', 'docs', 'reference', 'queries');
const packages = { name: 'athena', requirements: join(__dirname, 'athena-requirements.txt'), contents: 'sqlglot (a few seconds)' };

/** Parses each statement of the standard input as Athena would, and finds its columns in the tables of the lake; tells what is wrong with each. */
const PROGRAM = `
import json, sys
import sqlglot
from sqlglot.optimizer.qualify import qualify
given = json.load(sys.stdin)
def problem(sql):
    try:
        statements = sqlglot.parse(sql, read="athena", error_level=sqlglot.ErrorLevel.RAISE)
        if len(statements) != 1: return f"{len(statements)} statements"
        qualify(statements[0], schema=given["schema"], dialect="athena")
    except sqlglot.errors.SqlglotError as error:
        return str(error)
print(json.dumps([problem(sql) for sql in given["queries"]]))
`;

/** The columns of the tables as AWS Glue has them: in lower case, partitions among them. */
const schema = Object.fromEntries(Object.entries(lakeTables).map(([name, { columns, partitions }]) =>
  [name, Object.fromEntries([...Object.keys(columns).map((column) => column.toLowerCase()), ...partitions].map((column) => [column, 'varchar']))]));

async function problems(queries: readonly string[]): Promise<(string | null)[]> {
  const interpreter = await prepareEnvironment(undefined, packages);
  return new Promise((resolve, reject) => {
    const child = execFile(interpreter, ['-c', PROGRAM], (error, stdout) => (error ? reject(error) : resolve(JSON.parse(stdout) as (string | null)[])));
    child.stdin!.end(JSON.stringify({ schema, queries }));
  });
}

test('the named queries are statements of Amazon Athena over the tables of AWS Glue', async () => {
  const files = readdirSync(QUERIES);
  const found = await problems(files.map((file) => readFileSync(join(QUERIES, file), 'utf8')));
  expect(files.length).toBeGreaterThan(5);
  expect(found.map((each, at) => [files[at], each])).toEqual(files.map((file) => [file, null]));
}, INSTALL_TIMEOUT);

test('what Athena would not take is named', async () => {
  const [syntax, column, several] = await problems(['SELECT FROM entities WHERE', 'SELECT entities.colour FROM entities', 'SELECT 1; SELECT 2']);
  expect([syntax, column, several]).toEqual([expect.any(String), expect.stringMatching(/colour/i), '2 statements']);
}, INSTALL_TIMEOUT);
