import { isObject, type Json } from '../../json';
import { ActivityRecord, type Envelope, type Place } from '../record';
import { SkimmedEvent } from '../skimmed';

const DEPTH = 5;
const CLOUDTRAIL = ['eventName', 'eventSource', 'eventType', 'eventCategory'];

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

/** Takes the records out of JSON values of one file. */
export class Unwrapper {
  private strangers = 0;
  private found: ActivityRecord[] = [];

  /** @param fileNumber number of the file in this run */
  constructor(private readonly fileNumber: number) {}

  /**
   * Takes the records out of a value.
   * @param found where they go
   * @returns how many values in it are no log records
   */
  unwrap(value: unknown, place: Place, found: ActivityRecord[]): number {
    this.strangers = 0;
    this.found = found;
    this.open(value, place, NO_ENVELOPE, 0);
    return this.strangers;
  }

  private open(value: unknown, place: Place, envelope: Envelope, depth: number): void {
    if (value instanceof SkimmedEvent) {
      this.found.push(new ActivityRecord(value, place, this.fileNumber, 'cloudtrail'));
      return;
    }
    if (Array.isArray(value)) return value.forEach((one, index) => this.open(one, { ...place, index }, envelope, depth + 1));
    if (isObject(value)) {
      const kind = kindOf(value);
      if (kind === 'control') return;
      if (kind !== undefined) {
        this.found.push(new ActivityRecord(value, place, this.fileNumber, kind, envelope));
        return;
      }
    }
    const within = isObject(value) && depth < DEPTH ? contents(value) : undefined;
    if (!within) {
      this.strangers++;
      return;
    }
    const around = envelopeOf(value as Json, envelope);
    within.forEach((one, index) => this.open(one, within.length > 1 ? { ...place, index } : place, around, depth + 1));
  }
}

const NO_ENVELOPE: Envelope = {};

/** What a value is, unless it only holds others. */
function kindOf(value: Json): 'cloudtrail' | 'eks-audit' | 'control' | undefined {
  // Nearly all are that.
  if (typeof value.eventVersion === 'string') return 'cloudtrail';
  if (isControl(value)) return 'control';
  if (CLOUDTRAIL.some((name) => typeof value[name] === 'string')) return 'cloudtrail';
  return isAudit(value) ? 'eks-audit' : undefined;
}

function envelopeOf({ owner, logGroup }: Json, outer: Envelope): Envelope {
  const cluster = typeof logGroup === 'string' ? /^\/aws\/eks\/([^/]+)\/cluster$/.exec(logGroup)?.[1] : undefined;
  return { ...outer, ...typeof owner === 'string' && { accountId: owner }, ...cluster !== undefined && { cluster } };
}
