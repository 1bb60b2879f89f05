import { text } from '../../json';
import { tableOf } from '../../store/tables';
import { memberAt } from '../members';
import type { ActivityRecord } from '../record';

/** A record with the log object it stands in. */
export interface ActivityRow { readonly record: ActivityRecord; readonly object: string }

const [CATEGORY, READ_ONLY, RESOURCES] = ['eventCategory', 'readOnly', 'resources'].map((path) => memberAt(path)!);

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
  const { eventId, place } = record;
  if (eventId === undefined) return [object, place.line, place.index].join('#');
  return record.kind === 'eks-audit' ? `${eventId}/${text(record.event.stage) ?? ''}` : eventId;
}

/** The JSON text of a list that is not empty. */
const listText = (json: string | undefined): string | undefined => (json?.startsWith('[') && !/^\[\s*\]$/.test(json) ? json : undefined);

const responseCode = (record: ActivityRecord): string | undefined => {
  const { code } = (record.other('responseStatus') ?? {}) as { code?: unknown };
  return typeof code === 'number' && code >= 400 ? String(code) : undefined;
};

/**
 * `activity`: an event a row; account, Region and day are the partition. It is an index: the whole event stands in the log object, which is
 * validated and kept, at `position` of its list of records.
 */
export const activity = tableOf<ActivityRow, 'activity'>('activity', {
  id: idOf,
  eventTime: ({ record: { time } }) => (Number.isNaN(time) ? undefined : time),
  eventSource: ({ record }) => (record.kind === 'eks-audit' ? 'eks-audit' : record.eventSource),
  eventName: ({ record }) => (record.kind === 'eks-audit' ? auditCall(record) : record.eventName),
  eventCategory: ({ record }) => record.text(CATEGORY),
  readOnly: ({ record }) => {
    const readOnly = record.read(READ_ONLY);
    return typeof readOnly === 'boolean' ? readOnly : undefined;
  },
  principal: ({ record }) => record.principal,
  actor: ({ record }) => record.actor,
  accessKeyId: ({ record }) => record.accessKeyId,
  sourceIPAddress: ({ record }) => record.sourceAddress,
  userAgent: ({ record }) => record.userAgent,
  errorCode: ({ record }) => record.errorCode ?? responseCode(record),
  resources: ({ record }) => listText(record.json(RESOURCES)),
  object: ({ object }) => object,
  position: ({ record: { place } }) => place.index ?? place.line,
});

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
