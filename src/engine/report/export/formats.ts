import { addColumns, cellOf, type Columns, type ColumnType } from './columns';
import { csvLine, neutral, type Cell } from './csv';
import { toDataModel } from './data-model';
import type { LakeGraph } from './graph';
import type { Entity, Relationship } from '../../contracts';
import { cbomFiles } from '../../crypto/cbom';

/** A file of an export: its name, and its text as it becomes known. Files of a kind may come piece by piece, in turns. */
export interface Piece { readonly file: string; readonly text: string }

/** The ways a graph is exported, with what each is for. */
export const exportFormats = {
  'jsonl': 'JSON lines, entities as the data model of JupiterOne has them',
  'csv': 'CSV for spreadsheets, a file for each entity type',
  'neptune': 'Gremlin CSV for the bulk loader of Amazon Neptune',
  'neptune-opencypher': 'openCypher CSV for the bulk loader of Amazon Neptune',
  'cyclonedx': 'CycloneDX 1.6, a cryptographic bill of materials',
  'cyclonedx-1.7': 'the same as CycloneDX 1.7',
} as const;

/** A way to export a graph. */
export type ExportFormat = keyof typeof exportFormats;

/** How a format writes tables. */
interface Dialect {
  readonly end: '\n' | '\r\n';
  readonly entityHead: (entity: Entity) => readonly Cell[];
  readonly entityNames: readonly string[];
  readonly edgeHead: (edge: Relationship) => readonly Cell[];
  readonly edgeNames: readonly string[];
  readonly header: (name: string, type: ColumnType) => string;
  readonly cell: (value: unknown, type: ColumnType) => Cell;
  /** What the columns of relationships may hold: the loader takes lists of vertices only. */
  readonly edgeType: (type: ColumnType) => ColumnType;
  readonly edgeHeader: Dialect['header'];
  readonly files: { readonly entities: (type: string) => string; readonly relationships: string };
}

const labels = ({ _type, _class }: Entity) => [...new Set([_type, ..._class])].join(';');

// The loader knows no other characters in the name of a property.
const property = (name: string) => name.replace(/[^\w.-]/g, '_');

const single = (type: ColumnType): ColumnType => (type === 'String[]' ? 'String' : type);

const typed = (name: string, type: string) => `${property(name)}:${type}`;

/** What Gremlin CSV calls the types. */
const gremlin = (type: ColumnType) => (type === 'DateTime' ? 'Date' : type);

const neptune = {
  end: '\n',
  entityHead: (entity: Entity) => [entity._key, labels(entity)],
  edgeHead: ({ _key, _fromEntityKey, _toEntityKey, _class }: Relationship) => [_key, _fromEntityKey, _toEntityKey, _class],
  cell: cellOf,
  edgeType: single,
} as const;

const dialects: Readonly<Record<Exclude<ExportFormat, 'jsonl' | 'cyclonedx' | 'cyclonedx-1.7'>, Dialect>> = {
  'csv': {
    end: '\r\n',
    entityNames: ['_key', '_type', '_class'],
    entityHead: ({ _key, _type, _class }) => [_key, _type, _class.join(';')].map(neutral),
    edgeNames: ['_key', '_class', '_type', '_fromEntityKey', '_toEntityKey', '_fromType', '_toType'],
    edgeHead: (edge) => [edge._key, edge._class, edge._type, edge._fromEntityKey, edge._toEntityKey, edge._fromType, edge._toType].map(neutral),
    header: (name) => name,
    edgeHeader: (name) => name,
    edgeType: (type) => type,
    cell: (value, type) => neutral(cellOf(value, type)),
    files: { entities: (type) => `entities-${type}.csv`, relationships: 'relationships.csv' },
  },
  'neptune': {
    ...neptune,
    entityNames: ['~id', '~label'],
    edgeNames: ['~id', '~from', '~to', '~label'],
    // Without a cardinality the loader makes a set of every property, which a second load adds to.
    header: (name, type) => typed(name, type === 'String[]' ? type : `${gremlin(type)}(single)`),
    edgeHeader: (name, type) => typed(name, gremlin(type)),
    files: { entities: (type) => `vertices-${type}.csv`, relationships: 'edges.csv' },
  },
  'neptune-opencypher': {
    ...neptune,
    entityNames: [':ID', ':LABEL'],
    edgeNames: [':ID', ':START_ID', ':END_ID', ':TYPE'],
    header: (name, type) => typed(name, single(type)),
    edgeHeader: typed,
    cell: (value, type) => cellOf(value, single(type)),
    files: { entities: (type) => `nodes-${type}.csv`, relationships: 'relationships.csv' },
  },
};

const HEAD = ['_key', '_type', '_class'];
const EDGE = ['_key', '_class', '_fromEntityKey', '_toEntityKey', '_fromType', '_toType'];

const without = (row: object, names: readonly string[]) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

async function* entityTables(graph: LakeGraph, { files, end, ...dialect }: Dialect): AsyncIterable<Piece> {
  const columns = new Map<string, Columns>();
  for await (const entity of graph.entities()) {
    if (!columns.has(entity._type)) columns.set(entity._type, new Map());
    addColumns(columns.get(entity._type)!, without(entity, HEAD));
  }
  for (const [type, known] of columns) {
    yield { file: files.entities(type), text: csvLine([...dialect.entityNames, ...[...known].map(([name, of]) => dialect.header(name, of))]) + end };
  }
  for await (const entity of graph.entities()) {
    const cells = [...columns.get(entity._type)!].map(([name, type]) => dialect.cell(entity[name], type));
    yield { file: files.entities(entity._type), text: csvLine([...dialect.entityHead(entity), ...cells]) + end };
  }
}

async function* edgeTable(graph: LakeGraph, { files, end, edgeType, ...dialect }: Dialect): AsyncIterable<Piece> {
  const found: Columns = new Map();
  for await (const edge of graph.relationships()) addColumns(found, without(edge, EDGE));
  const columns = [...found].map(([name, type]) => [name, edgeType(type)] as const);
  yield { file: files.relationships, text: csvLine([...dialect.edgeNames, ...columns.map(([name, type]) => dialect.edgeHeader(name, type))]) + end };
  for await (const edge of graph.relationships()) {
    yield { file: files.relationships, text: csvLine([...dialect.edgeHead(edge), ...columns.map(([name, type]) => dialect.cell(edge[name], type))]) + end };
  }
}

async function* jsonLines(graph: LakeGraph): AsyncIterable<Piece> {
  for await (const entity of graph.entities()) yield { file: 'entities.jsonl', text: `${JSON.stringify(toDataModel(entity))}\n` };
  for await (const edge of graph.relationships()) yield { file: 'relationships.jsonl', text: `${JSON.stringify(edge)}\n` };
}

/**
 * The files of an export of the graph, piece by piece. Columns are those that some entity of the type has.
 * @param account of a bill: only that of this account
 */
export async function* exported(graph: LakeGraph, format: ExportFormat, account?: string): AsyncIterable<Piece> {
  if (format === 'jsonl') return yield* jsonLines(graph);
  if (format === 'cyclonedx' || format === 'cyclonedx-1.7') return yield* cbomFiles(graph, format === 'cyclonedx' ? '1.6' : '1.7', account);
  yield* entityTables(graph, dialects[format]);
  yield* edgeTable(graph, dialects[format]);
}
