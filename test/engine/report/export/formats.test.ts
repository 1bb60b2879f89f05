import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { edge, entity, lakeWith, ONE, TWO } from './support';
import { exported, type ExportFormat } from '../../../../src/engine/report/export/formats';
import { LakeGraph } from '../../../../src/engine/report/export/graph';
import { LocalObjects } from '../../../../src/engine/store/local';
import { nastyNames } from '../sample';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'export-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** The files of an export by name. */
async function filesOf(format: ExportFormat, accounts: Parameters<typeof lakeWith>[1]) {
  await lakeWith(folder, accounts);
  const files: Record<string, string> = {};
  for await (const { file, text } of exported(new LakeGraph(new LocalObjects(folder)), format)) files[file] = (files[file] ?? '') + text;
  return files;
}

/** A second reader of CSV, by the grammar of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
const table = (text: string) => {
  const [header, ...rows] = parse(text);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
};

const instance = entity('i', 'aws_instance', { CpuCount: 2, Load: 0.5, isPublic: true, LaunchTime: '2026-01-01T00:00:00.000Z', Names: ['a;b', 'c'], State: { Name: 'on' }, tags: { Team: 'x' } });
const volume = entity('v', 'aws_ebs_volume', { _class: ['DataStore', 'Disk'], CpuCount: 'two' });
const graph = { [ONE]: { entities: [instance, volume], relationships: [edge('i', 'USES', 'v', { actions: ['a', 'b'], conditional: false })] } };

test('Gremlin CSV: ids, labels, typed headers, a file a type', async () => {
  const files = await filesOf('neptune', graph);
  expect(Object.keys(files).sort()).toEqual(['edges.csv', 'vertices-aws_ebs_volume.csv', 'vertices-aws_instance.csv']);
  expect(table(files['vertices-aws_instance.csv'])).toEqual([{
    '~id': 'i',
    '~label': 'aws_instance;Host',
    'CpuCount:Long(single)': '2',
    'Load:Double(single)': '0.5',
    'isPublic:Bool(single)': 'true',
    'LaunchTime:Date(single)': '2026-01-01T00:00:00.000Z',
    'Names:String[]': 'a\\;b;c',
    'State:String(single)': '{"Name":"on"}',
    'tags:String(single)': '{"Team":"x"}',
    '_service:String(single)': 'ec2',
    'accountId:String(single)': ONE,
    'displayName:String(single)': 'i',
    'region:String(single)': 'eu-west-1',
  }]);
  expect(table(files['edges.csv'])).toEqual([expect.objectContaining({
    '~id': 'i|USES|v', '~from': 'i', '~to': 'v', '~label': 'USES', 'conditional:Bool': 'false', 'actions:String': '["a","b"]', '_type:String': 'aws_instance_uses_aws_ebs_volume',
  })]);
});

test('openCypher CSV', async () => {
  const files = await filesOf('neptune-opencypher', graph);
  expect(Object.keys(files).sort()).toEqual(['nodes-aws_ebs_volume.csv', 'nodes-aws_instance.csv', 'relationships.csv']);
  expect(table(files['nodes-aws_instance.csv'])).toEqual([expect.objectContaining({
    ':ID': 'i', ':LABEL': 'aws_instance;Host', 'CpuCount:Long': '2', 'LaunchTime:DateTime': '2026-01-01T00:00:00.000Z', 'Names:String': '["a;b","c"]',
  })]);
  expect(table(files['relationships.csv'])).toEqual([expect.objectContaining({ ':ID': 'i|USES|v', ':START_ID': 'i', ':END_ID': 'v', ':TYPE': 'USES' })]);
});

test('a column holds the values of every entity of the type', async () => {
  const files = await filesOf('neptune-opencypher', {
    [ONE]: { entities: [entity('a', 'aws_instance', { Mixed: 1, Number: 1 }), entity('b', 'aws_instance', { Mixed: 'x', Number: 1.5, Other: true })] },
  });
  expect(table(files['nodes-aws_instance.csv'])).toMatchObject([{ 'Mixed:String': '1', 'Number:Double': '1', 'Other:Bool': '' }, { 'Mixed:String': 'x', 'Number:Double': '1.5', 'Other:Bool': 'true' }]);
});

test('CSV for spreadsheets: every name comes back, none as a formula', async () => {
  const names = [...nastyNames, '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\uff1d1+1', 'a,b\r\n"c"'].filter((name) => !/[\ud800-\udfff](?![\udc00-\udfff])/.test(name) || name.includes('\u200d'));
  const files = await filesOf('csv', { [ONE]: { entities: names.map((displayName, at) => entity(`i${at}`, 'aws_instance', { displayName, Owner: displayName })) } });
  expect(files['entities-aws_instance.csv']).toMatch(/\r\n$/);
  const rows = table(files['entities-aws_instance.csv']);
  expect(rows).toHaveLength(names.length);
  expect(rows.map(({ displayName }) => displayName.replace(/^'(?=[=+\-@\t\r\uff1d])/, ''))).toEqual(names);
  expect(rows.flatMap(({ displayName, Owner }) => [displayName, Owner]).filter((cell) => /^[=+\-@\t\r\uff1d]/.test(cell))).toEqual([]);
});

test('JSON lines', async () => {
  const files = await filesOf('jsonl', graph);
  const lines = (file: string) => files[file].trim().split('\n').map((line) => JSON.parse(line) as object);
  expect(lines('entities.jsonl')).toMatchObject([{ '_key': 'i', 'name': 'i', 'tag.Team': 'x', 'CpuCount': 2, 'State': { Name: 'on' } }, { _key: 'v', encrypted: null, classification: null }]);
  expect(lines('relationships.jsonl')).toMatchObject([{ _key: 'i|USES|v', _class: 'USES', conditional: false }]);
});

test('what several accounts know is exported once, by whoever read it; what leads nowhere is left out', async () => {
  const files = await filesOf('jsonl', {
    [ONE]: {
      entities: [entity('i', 'aws_instance'), entity('far', 'aws_ebs_volume', { _mapped: true }), entity('p', 'aws_iam_policy', { _mapped: true })],
      relationships: [edge('i', 'USES', 'far'), edge('i', 'USES', 'gone')],
    },
    [TWO]: { entities: [entity('far', 'aws_ebs_volume', { Size: 8, accountId: TWO }), entity('p', 'aws_iam_policy', { _mapped: true })], relationships: [edge('i', 'USES', 'far')] },
  });
  expect(files['entities.jsonl'].trim().split('\n').map((line) => JSON.parse(line) as object)).toMatchObject([{ _key: 'i' }, { _key: 'p', _mapped: true }, { _key: 'far', Size: 8 }]);
  expect(files['relationships.jsonl'].trim().split('\n')).toHaveLength(1);
});
