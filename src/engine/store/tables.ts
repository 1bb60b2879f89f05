import { lakeTables } from '../../derive/lake-tables';
import type { Entity, Finding, Relationship, UnitLedger } from '../contracts';
import type { ColumnType, Table } from './parquet';

const HEAD = new Set(['_key', '_type', '_class', '_service', 'displayName', 'accountId', 'region', 'tags', '_mapped', '_unread', '_aliases']);
const EDGE = new Set(['_key', '_class', '_type', '_fromEntityKey', '_toEntityKey', '_fromType', '_toType', 'accountId', 'region', '_service']);

const fieldsOutside = (row: object, known: ReadonlySet<string>) => Object.fromEntries(Object.entries(row).filter(([name]) => !known.has(name)));

/** The columns of a table with what a row has in each: one value for every column, in the order of the table. */
export function tableOf<Row, Name extends keyof typeof lakeTables>(name: Name, values: Record<keyof (typeof lakeTables)[Name]['columns'], (row: Row) => unknown>): Table<Row> {
  const columns = Object.entries(lakeTables[name].columns) as [keyof typeof values, ColumnType][];
  return { name, columns: Object.fromEntries(columns.map(([column, type]) => [column, [type, values[column]] as const])) };
}

/** `entities`: the head in columns, AWS fields and derived facts as JSON in `properties`. Account, Region and service are the partition. */
export const entities = tableOf<Entity, 'entities'>('entities', {
  _key: (row) => row._key,
  _type: (row) => row._type,
  _class: (row) => row._class,
  displayName: (row) => row.displayName,
  accountId: (row) => row.accountId,
  tags: (row) => row.tags,
  _mapped: (row) => row._mapped ?? false,
  _unread: (row) => row._unread ?? [],
  // True once the unit could not be read completely again: the row is as it was when it last could.
  _stale: () => false,
  properties: (row) => fieldsOutside(row, HEAD),
});

/** `relationships`: the edge in columns, its own fields as JSON in `properties`. */
export const relationships = tableOf<Relationship, 'relationships'>('relationships', {
  _key: (row) => row._key,
  _class: (row) => row._class,
  _type: (row) => row._type,
  _fromEntityKey: (row) => row._fromEntityKey,
  _toEntityKey: (row) => row._toEntityKey,
  _fromType: (row) => row._fromType,
  _toType: (row) => row._toType,
  properties: (row) => fieldsOutside(row, EDGE),
});

/** `findings`: source, account and Region are the partition. */
export const findings = tableOf<Finding, 'findings'>('findings', {
  id: (row) => row.id,
  check: (row) => row.check,
  service: (row) => row.service,
  severity: (row) => row.severity,
  status: (row) => row.status,
  resource: (row) => row.resource,
  resourceType: (row) => row.resourceType,
  resourceName: (row) => row.resourceName,
  accountId: (row) => row.accountId,
  title: (row) => row.title,
  reason: (row) => row.reason,
  remedy: (row) => row.remedy,
  frameworks: (row) => row.frameworks,
  firstSeen: (row) => row.firstSeen,
  lastSeen: (row) => row.lastSeen,
  evidence: (row) => row.evidence,
});

/** `ledger`: one row a unit; the run is the partition. */
export const ledger = tableOf<UnitLedger, 'ledger'>('ledger', {
  accountId: (row) => row.accountId,
  region: (row) => row.region,
  service: (row) => row.service,
  status: (row) => row.status,
  unread: (row) => row.unread,
  unlisted: (row) => row.unlisted,
  calls: (row) => row.calls,
  milliseconds: (row) => row.milliseconds,
  entities: (row) => row.entities,
  relationships: (row) => row.relationships,
});

/** An entity from a row of its table and the partition it lies in. */
export function entityOf(row: Record<string, unknown>, { region, service }: { region: string; service: string }): Entity {
  const { properties, _class, tags, _unread, _mapped, _stale, ...head } = row;
  const parsed = (value: unknown) => JSON.parse(value as string) as never;
  return {
    ...parsed(properties) as object,
    ...head,
    _class: parsed(_class),
    tags: parsed(tags),
    region,
    _service: service,
    ..._mapped === true && { _mapped: true },
    ..._stale === true && { _stale: true },
    ...(parsed(_unread) as unknown[]).length > 0 && { _unread: parsed(_unread) },
  } as unknown as Entity;
}

/** A relationship from a row of its table and the partition it lies in. */
export function relationshipOf({ properties, ...head }: Record<string, unknown>, place: { account: string; region: string; service: string }): Relationship {
  const { account: accountId, region, service: _service } = place;
  return { ...JSON.parse(properties as string) as object, ...head, accountId, region, _service } as unknown as Relationship;
}

/** A finding from a row of its table and the partition it lies in. */
export function findingOf(row: Record<string, unknown>, partition: { source: string; region: string }): Finding {
  const parsed = Object.fromEntries(Object.entries(row).map(([name, value]) => {
    const [type] = findings.columns[name] ?? ['STRING'];
    if (type === 'json') return [name, JSON.parse(value as string)];
    return [name, type === 'TIMESTAMP' ? (value as Date).toISOString() : value];
  }));
  return { ...parsed, ...partition } as unknown as Finding;
}
