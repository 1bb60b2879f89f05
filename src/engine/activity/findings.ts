import type { Match } from './matcher';
import type { ActivityRecord } from './record';
import type { ActivityFinding } from '../contracts';
import { object, text } from '../json';

const EVENTS = 100;
const NO_ACCOUNT = 'unknown';

/** ARNs of the resources that CloudTrail lists with an event. */
function resourcesOf({ resources }: ActivityRecord): string[] {
  return resources.map(object).map(({ ARN, arn }) => text(ARN) ?? text(arn)).filter((arn) => arn !== undefined);
}

/** What an EKS audit event did, as CloudTrail would name it. */
function callOf(record: ActivityRecord): { eventSource: string; eventName: string } {
  if (record.kind === 'cloudtrail') return { eventSource: record.eventSource, eventName: record.eventName };
  const { verb, objectRef } = record.event as { verb?: string; objectRef?: { resource?: string; subresource?: string } };
  return { eventSource: 'eks-audit', eventName: [verb, objectRef?.resource, objectRef?.subresource].filter(Boolean).join(' ') };
}

function evidenceOf({ rule, record, hit }: Match): ActivityFinding['evidence'] {
  const { author, references, attack } = rule;
  const { actor, principal, sourceAddress, userAgent, errorCode } = record;
  return {
    attack,
    events: hit?.events.slice(0, EVENTS) ?? [record.eventPlace],
    ...callOf(record),
    ...hit?.evidence && { explanation: hit.evidence },
    ...actor !== undefined && { actor },
    ...principal !== undefined && { principal },
    ...sourceAddress !== undefined && { sourceAddress },
    ...userAgent !== undefined && { userAgent },
    ...errorCode !== undefined && { errorCode },
    ...author !== undefined && { author },
    ...references !== undefined && { references },
  };
}

function sentence({ eventSource, eventName, actor, sourceAddress, errorCode }: ActivityFinding['evidence']): string {
  const refused = errorCode === undefined ? '' : ` (${errorCode})`;
  return `${eventName || 'an event'} of ${eventSource || 'an unknown service'}${refused}${actor ? ` by ${actor}` : ''}${sourceAddress ? ` from ${sourceAddress}` : ''}`;
}

/** A time of an event; what has none gets the beginning of time rather than a guess. */
const isoTime = (time: number): string => new Date(Number.isNaN(time) ? 0 : time).toISOString();

/** Distinguishes an event from others: its id, or else its place. */
const keyOf = ({ eventId, place: { file, line, index } }: ActivityRecord): string => eventId ?? [file, line, index].join(':');

/** What a rule that fired means, as a finding. */
export function findingOf(match: Match): ActivityFinding {
  const { rule, record, hit } = match;
  const evidence = evidenceOf(match);
  const resources = resourcesOf(record);
  const resource = resources.length > 0 ? resources : record.principal !== undefined ? [record.principal] : [];
  const [name = ''] = resource;
  const firstSeen = isoTime(hit?.from ?? record.time);
  return {
    id: `${rule.id}|${hit?.key ?? keyOf(record)}`,
    source: 'activity',
    check: rule.id,
    service: evidence.eventSource.replace(/\.amazonaws\.com$/, ''),
    severity: rule.severity,
    status: 'fail',
    resource,
    resourceType: '',
    resourceName: name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1),
    accountId: record.accountId ?? NO_ACCOUNT,
    region: record.region,
    title: rule.title,
    reason: hit?.reason === undefined ? sentence(evidence) : `${hit.reason}; last ${sentence(evidence)}`,
    remedy: { cli: '', cdk: '' },
    frameworks: rule.frameworks ?? {},
    firstSeen,
    lastSeen: !hit || hit.to === hit.from ? firstSeen : isoTime(hit.to),
    evidence,
  };
}
