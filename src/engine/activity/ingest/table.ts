import type { Table } from '../../store/parquet';
import type { ActivityRecord } from '../record';

/** A record with the log object it stands in. */
export interface ActivityRow { readonly record: ActivityRecord; readonly object: string }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The call of an EKS audit event, as Kubernetes names it: `create pods/exec`. */
function auditCall({ event }: ActivityRecord): string {
  const { verb, objectRef } = event as { verb?: unknown; objectRef?: { resource?: unknown; subresource?: unknown } | null };
  return `${text(verb) ?? ''} ${[objectRef?.resource, objectRef?.subresource].filter((part) => text(part) !== undefined).join('/')}`.trim();
}

/**
 * Tells an event from every other, however often it is delivered. A request to Kubernetes is logged at several stages under one id; an event
 * without an id is told by its place.
 */
function idOf({ record, object }: ActivityRow): string {
  const { eventId, place, event } = record;
  if (eventId === undefined) return [object, place.line, place.index].join('#');
  return record.kind === 'eks-audit' ? `${eventId}/${text(event.stage) ?? ''}` : eventId;
}

const responseCode = ({ event }: ActivityRecord): string | undefined => {
  const { code } = (event.responseStatus ?? {}) as { code?: unknown };
  return typeof code === 'number' && code >= 400 ? String(code) : undefined;
};

/**
 * `activity`: an event a row; account, Region and day are the partition. It is an index: the whole event stands in the log object, which is
 * validated and kept, at `position` of its list of records.
 */
export const activity: Table<ActivityRow> = {
  name: 'activity',
  columns: {
    id: ['STRING', idOf],
    eventTime: ['TIMESTAMP', ({ record: { time } }) => (Number.isNaN(time) ? undefined : time)],
    eventSource: ['STRING', ({ record }) => (record.kind === 'eks-audit' ? 'eks-audit' : record.eventSource)],
    eventName: ['STRING', ({ record }) => (record.kind === 'eks-audit' ? auditCall(record) : record.eventName)],
    eventCategory: ['STRING', ({ record: { event } }) => text(event.eventCategory)],
    readOnly: ['BOOLEAN', ({ record: { event } }) => (typeof event.readOnly === 'boolean' ? event.readOnly : undefined)],
    principal: ['STRING', ({ record }) => record.principal],
    actor: ['STRING', ({ record }) => record.actor],
    accessKeyId: ['STRING', ({ record: { identity } }) => text(identity.accessKeyId)],
    sourceIPAddress: ['STRING', ({ record }) => record.sourceAddress],
    userAgent: ['STRING', ({ record: { event } }) => text(event.userAgent)],
    errorCode: ['STRING', ({ record }) => text(record.event.errorCode) ?? responseCode(record)],
    resources: ['json', ({ record: { event } }) => (Array.isArray(event.resources) && event.resources.length > 0 ? event.resources : undefined)],
    object: ['STRING', ({ object }) => object],
    position: ['DOUBLE', ({ record: { place } }) => place.index ?? place.line],
  },
};

const KEY = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\/[^/]+\/([a-z0-9-]+)\//;
const UNKNOWN = 'unknown';

/** Account and Region that the key of a log object names; undefined where it names none. */
export function placeInKey(key: string): { readonly account?: string; readonly region?: string } {
  const [, account, region] = KEY.exec(key) ?? [];
  return { account, region };
}

/** The partition of what happened in an account and a Region. Both come from a log: nothing else than they may look like gets into a path. */
export function partitionOf(account: string | undefined, region: string): string {
  return `account=${account !== undefined && /^\d{12}$/.test(account) ? account : UNKNOWN}/region=${/^[a-z0-9-]{1,30}$/.test(region) ? region : UNKNOWN}`;
}

/** The day of a time as a partition, in UTC. */
export const dayOf = (time: number): string => `day=${Number.isNaN(time) ? UNKNOWN : new Date(time).toISOString().slice(0, 10)}`;
