/** How a value lies in a column of the lake: `json` columns hold JSON text. */
export type ColumnKind = 'STRING' | 'DOUBLE' | 'INT64' | 'BOOLEAN' | 'TIMESTAMP' | 'json';

/** A table of the lake: its columns in order, and the folders `name=value` that its files lie in, outermost first. */
export interface LakeTable { readonly columns: Readonly<Record<string, ColumnKind>>; readonly partitions: readonly string[] }

/** The partition column that is a day, such as `2026-01-31`, in UTC: what days there are follows from the calendar. */
export const DAY = 'day';

/** The tables of the lake, as the engine writes them and Athena reads them. */
export const lakeTables = {
  /** The head in columns, AWS fields and derived facts as JSON in `properties`. */
  entities: {
    columns: {
      _key: 'STRING',
      _type: 'STRING',
      _class: 'json',
      displayName: 'STRING',
      accountId: 'STRING',
      tags: 'json',
      _mapped: 'BOOLEAN',
      _unread: 'json',
      _stale: 'BOOLEAN',
      properties: 'json',
    },
    partitions: ['account', 'region', 'service'],
  },
  /** The edge in columns, its own fields as JSON in `properties`. */
  relationships: {
    columns: {
      _key: 'STRING',
      _class: 'STRING',
      _type: 'STRING',
      _fromEntityKey: 'STRING',
      _toEntityKey: 'STRING',
      _fromType: 'STRING',
      _toType: 'STRING',
      properties: 'json',
    },
    partitions: ['account', 'region', 'service'],
  },
  /** Results of checks, of every source. */
  findings: {
    columns: {
      id: 'STRING',
      check: 'STRING',
      service: 'STRING',
      severity: 'STRING',
      status: 'STRING',
      resource: 'json',
      resourceType: 'STRING',
      resourceName: 'STRING',
      accountId: 'STRING',
      title: 'STRING',
      reason: 'STRING',
      remedy: 'json',
      frameworks: 'json',
      firstSeen: 'TIMESTAMP',
      lastSeen: 'TIMESTAMP',
      evidence: 'json',
    },
    partitions: ['source', 'account', 'region'],
  },
  /** A row for each unit of a run. */
  ledger: {
    columns: {
      accountId: 'STRING',
      region: 'STRING',
      service: 'STRING',
      status: 'STRING',
      unread: 'json',
      unlisted: 'json',
      calls: 'INT64',
      milliseconds: 'INT64',
      entities: 'INT64',
      relationships: 'INT64',
    },
    partitions: ['run'],
  },
  /** An event of CloudTrail or of an EKS audit log a row: an index of the log files, where the whole event stands in `object` at `position`. */
  activity: {
    columns: {
      id: 'STRING',
      eventTime: 'TIMESTAMP',
      eventSource: 'STRING',
      eventName: 'STRING',
      eventCategory: 'STRING',
      readOnly: 'BOOLEAN',
      principal: 'STRING',
      actor: 'STRING',
      accessKeyId: 'STRING',
      sourceIPAddress: 'STRING',
      userAgent: 'STRING',
      errorCode: 'STRING',
      resources: 'STRING',
      object: 'STRING',
      position: 'DOUBLE',
    },
    partitions: ['account', 'region', DAY],
  },
} as const satisfies Record<string, LakeTable>;
