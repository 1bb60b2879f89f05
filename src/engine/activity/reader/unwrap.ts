import { ActivityRecord, type Envelope, type Place } from '../record';

type Json = Readonly<Record<string, unknown>>;

/** What a JSON value of a file holds. */
export interface Unwrapped {
  readonly records: readonly ActivityRecord[];
  /** Values that are no log records. */
  readonly strangers: number;
}

const DEPTH = 5;
const CLOUDTRAIL = ['eventVersion', 'eventName', 'eventSource', 'eventType', 'eventCategory'];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isAudit = (value: Json): boolean => (typeof value.apiVersion === 'string' && value.apiVersion.startsWith('audit.k8s.io/'))
  || (typeof value.verb === 'string' && ['auditID', 'objectRef', 'requestURI', 'stage'].some((name) => name in value));

/** Digests, and the messages by which CloudWatch Logs tests a subscription. */
const isControl = (value: Json): boolean => 'digestStartTime' in value || value.messageType === 'CONTROL_MESSAGE';

/** What a value holds: lists of records, envelopes of EventBridge, CloudWatch Logs and LookupEvents, or `{event}`. */
function contents(value: Json): readonly unknown[] | undefined {
  if (Array.isArray(value.Records)) return value.Records;
  if (Array.isArray(value.Events)) return value.Events;
  if (Array.isArray(value.logEvents)) return value.logEvents;
  const inner = [value.detail, value.event, value.CloudTrailEvent, value.message, value['@message']].map(parsed).find(isObject);
  return inner && [inner];
}

/**
 * Takes the records out of a JSON value of a file.
 * @param fileNumber number of the file in this run
 */
export function unwrap(value: unknown, place: Place, fileNumber: number): Unwrapped {
  const records: ActivityRecord[] = [];
  let strangers = 0;
  const open = (inner: unknown, at: Place, envelope: Envelope, depth: number): void => {
    if (Array.isArray(inner)) return inner.forEach((one, index) => open(one, { ...at, index }, envelope, depth + 1));
    if (isObject(inner) && isControl(inner)) return;
    if (isObject(inner) && CLOUDTRAIL.some((name) => typeof inner[name] === 'string')) {
      records.push(new ActivityRecord(inner, at, fileNumber, 'cloudtrail', envelope));
      return;
    }
    if (isObject(inner) && isAudit(inner)) {
      records.push(new ActivityRecord(inner, at, fileNumber, 'eks-audit', envelope));
      return;
    }
    const within = isObject(inner) && depth < DEPTH ? contents(inner) : undefined;
    if (!within) {
      strangers++;
      return;
    }
    const around = envelopeOf(inner as Json, envelope);
    within.forEach((one, index) => open(one, within.length > 1 ? { ...at, index } : at, around, depth + 1));
  };
  open(value, place, {}, 0);
  return { records, strangers };
}

function envelopeOf({ owner, logGroup }: Json, outer: Envelope): Envelope {
  const cluster = typeof logGroup === 'string' ? /^\/aws\/eks\/([^/]+)\/cluster$/.exec(logGroup)?.[1] : undefined;
  return { ...outer, ...typeof owner === 'string' && { accountId: owner }, ...cluster !== undefined && { cluster } };
}
