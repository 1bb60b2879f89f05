import type { Entity, Finding, Relationship, UnitLedger } from '../contracts';
import type { Table } from './parquet';

const HEAD = new Set(['_key', '_type', '_class', '_service', 'displayName', 'accountId', 'region', 'tags', '_mapped', '_unread', '_aliases']);
const EDGE = new Set(['_key', '_class', '_type', '_fromEntityKey', '_toEntityKey', '_fromType', '_toType', 'accountId', 'region', '_service']);

const fieldsOutside = (row: object, known: ReadonlySet<string>) => Object.fromEntries(Object.entries(row).filter(([name]) => !known.has(name)));

/** `entities`: the head in columns, AWS fields and derived facts as JSON in `properties`. Account, Region and service are the partition. */
export const entities: Table<Entity> = {
  name: 'entities',
  columns: {
    _key: ['STRING', (row) => row._key],
    _type: ['STRING', (row) => row._type],
    _class: ['json', (row) => row._class],
    displayName: ['STRING', (row) => row.displayName],
    accountId: ['STRING', (row) => row.accountId],
    tags: ['json', (row) => row.tags],
    _mapped: ['BOOLEAN', (row) => row._mapped ?? false],
    _unread: ['json', (row) => row._unread ?? []],
    // True once the unit could not be read completely again: the row is as it was when it last could.
    _stale: ['BOOLEAN', () => false],
    properties: ['json', (row) => fieldsOutside(row, HEAD)],
  },
};

/** `relationships`: the edge in columns, its own fields as JSON in `properties`. */
export const relationships: Table<Relationship> = {
  name: 'relationships',
  columns: {
    _key: ['STRING', (row) => row._key],
    _class: ['STRING', (row) => row._class],
    _type: ['STRING', (row) => row._type],
    _fromEntityKey: ['STRING', (row) => row._fromEntityKey],
    _toEntityKey: ['STRING', (row) => row._toEntityKey],
    _fromType: ['STRING', (row) => row._fromType],
    _toType: ['STRING', (row) => row._toType],
    properties: ['json', (row) => fieldsOutside(row, EDGE)],
  },
};

/** `findings`: source, account and Region are the partition. */
export const findings: Table<Finding> = {
  name: 'findings',
  columns: {
    id: ['STRING', (row) => row.id],
    check: ['STRING', (row) => row.check],
    service: ['STRING', (row) => row.service],
    severity: ['STRING', (row) => row.severity],
    status: ['STRING', (row) => row.status],
    resource: ['json', (row) => row.resource],
    resourceType: ['STRING', (row) => row.resourceType],
    resourceName: ['STRING', (row) => row.resourceName],
    accountId: ['STRING', (row) => row.accountId],
    title: ['STRING', (row) => row.title],
    reason: ['STRING', (row) => row.reason],
    remedy: ['json', (row) => row.remedy],
    frameworks: ['json', (row) => row.frameworks],
    firstSeen: ['TIMESTAMP', (row) => row.firstSeen],
    lastSeen: ['TIMESTAMP', (row) => row.lastSeen],
    evidence: ['json', (row) => row.evidence],
  },
};

/** `ledger`: one row a unit; the run is the partition. */
export const ledger: Table<UnitLedger> = {
  name: 'ledger',
  columns: {
    accountId: ['STRING', (row) => row.accountId],
    region: ['STRING', (row) => row.region],
    service: ['STRING', (row) => row.service],
    status: ['STRING', (row) => row.status],
    unread: ['json', (row) => row.unread],
    unlisted: ['json', (row) => row.unlisted],
    calls: ['INT64', (row) => row.calls],
    milliseconds: ['INT64', (row) => row.milliseconds],
    entities: ['INT64', (row) => row.entities],
    relationships: ['INT64', (row) => row.relationships],
  },
};

/** An entity from a row of its table and the partition it lies in. */
export function entityOf(row: Record<string, unknown>, { region, service }: { region: string; service: string }): Entity {
  const { properties, _class, tags, _unread, _mapped, ...head } = row;
  const parsed = (value: unknown) => JSON.parse(value as string) as never;
  return {
    ...parsed(properties) as object,
    ...head,
    _class: parsed(_class),
    tags: parsed(tags),
    region,
    _service: service,
    ..._mapped === true && { _mapped: true },
    ...(parsed(_unread) as unknown[]).length > 0 && { _unread: parsed(_unread) },
  } as unknown as Entity;
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
