import type { Ranges } from './addresses';
import { DAY } from '../../catalogue/model/day';
import type { EventPlace } from '../contracts';
import { familyOf, networkOf } from './habits';
import type { Json } from '../json';

/** Where an event stands: its file and, from 1, the line; in a list of records, from 0, the index. */
export interface Place { readonly file: string; readonly line?: number; readonly index?: number }

/** What the envelope of a record tells and the record does not, as CloudWatch Logs does for EKS. */
export interface Envelope { readonly accountId?: string; readonly cluster?: string }

/** The parts of CloudTrail's `userIdentity` that are looked at. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export interface UserIdentity {
  readonly type?: string;
  readonly arn?: string;
  readonly principalId?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly invokedBy?: string;
  readonly identityProvider?: string;
  readonly onBehalfOf?: { readonly userId?: string };
  readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string; readonly userName?: string } };
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? value as Json : {});
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Names that Lambda's API dates: AddPermission20150331v2. */
const DATED = /^(.+?)20\d{6}(?:v\d+)?$/;

/** One event of a log. What is worked out from it is worked out once, when asked for. */
export class ActivityRecord {
  readonly eventSource: string;
  readonly eventName: string;
  readonly identity: UserIdentity;
  private millis?: number;
  private ownPlace?: EventPlace;
  private ownPrincipal?: string;

  /**
   * @param event the event as it stands in the log
   * @param fileNumber number of the file in this run, by which a second delivery is told from the first
   */
  constructor(readonly event: Json, readonly place: Place, readonly fileNumber: number, readonly kind: 'cloudtrail' | 'eks-audit', readonly envelope: Envelope = {}) {
    this.eventSource = kind === 'eks-audit' ? '' : text(event.eventSource) ?? '';
    this.eventName = kind === 'eks-audit' ? '' : text(event.eventName) ?? '';
    this.identity = object(event.userIdentity);
  }

  /** The name of the call without the date that Lambda appends. */
  get plainName(): string {
    return this.eventSource === 'lambda.amazonaws.com' ? DATED.exec(this.eventName)?.[1] ?? this.eventName : this.eventName;
  }

  /** Milliseconds since 1970; NaN where the event has no time. */
  get time(): number {
    this.millis ??= timeOf(text(this.event.eventTime) ?? text(this.event.requestReceivedTimestamp) ?? text(this.event.stageTimestamp) ?? '');
    return this.millis;
  }

  /** Where the event stands, with its id: what is kept of it where the event is not. */
  get eventPlace(): EventPlace {
    if (this.ownPlace) return this.ownPlace;
    const { file, line, index } = this.place;
    const eventID = this.eventId;
    const place: { -readonly [P in keyof EventPlace]: EventPlace[P] } = { file };
    if (line !== undefined) place.line = line;
    if (index !== undefined) place.index = index;
    if (eventID !== undefined) place.eventID = eventID;
    return this.ownPlace = place;
  }

  /** Id that AWS gave the event; undefined where there is none. */
  get eventId(): string | undefined {
    return text(this.event.eventID) ?? text(this.event.auditID);
  }

  /** Account the event happened in; undefined where nothing tells. */
  get accountId(): string | undefined {
    return text(this.event.recipientAccountId) ?? text(this.identity.accountId) ?? this.envelope.accountId;
  }

  get region(): string {
    return text(this.event.awsRegion) ?? 'global';
  }

  /** Address, service host or `AWS Internal`. */
  get sourceAddress(): string | undefined {
    const [first] = Array.isArray(this.event.sourceIPs) ? this.event.sourceIPs : [];
    return text(this.event.sourceIPAddress) ?? text(first);
  }

  /** The ARN of the caller, or the best name there is for it. */
  get actor(): string | undefined {
    const identity = this.identity;
    return text(identity.arn) ?? text(identity.invokedBy) ?? nameOf(identity) ?? text(object(this.event.user).username);
  }

  /** Who acts, the same from session to session: the user, the role, or a person behind a workforce role. */
  get principal(): string | undefined {
    return this.ownPrincipal ??= behind(this.identity) ?? this.actor;
  }

  /** Network of the caller: trusted, a /16, or a /32 of IPv6. */
  network(trusted: Ranges): string | undefined {
    return this.sourceAddress === undefined ? undefined : networkOf(this.sourceAddress, trusted);
  }

  /** Program of the caller without its version. */
  get userAgentFamily(): string | undefined {
    const agent = text(this.event.userAgent);
    return agent === undefined ? undefined : familyOf(agent);
  }
}

const lastDay = { text: '', start: NaN };

/** Milliseconds of a time. CloudTrail's are all `2026-03-15T09:05:00Z`: of these the last day is remembered and the rest counted. */
function timeOf(time: string): number {
  if (time.length !== 20 || time[10] !== 'T' || time[13] !== ':' || time[16] !== ':' || time[19] !== 'Z') return Date.parse(time);
  if (lastDay.text === '' || !time.startsWith(lastDay.text)) {
    lastDay.text = time.slice(0, 10);
    lastDay.start = Date.parse(lastDay.text);
  }
  const millis = (two(time, 11) * 3600 + two(time, 14) * 60 + two(time, 17)) * 1000;
  return millis < DAY ? lastDay.start + millis : NaN;
}

const two = (time: string, at: number): number => (time.charCodeAt(at) - 48) * 10 + time.charCodeAt(at + 1) - 48;

/** The role behind a session, with the name of the session where that is a person's. */
function behind({ type, arn, sessionContext }: UserIdentity): string | undefined {
  const issuer = sessionContext?.sessionIssuer;
  if (type !== 'AssumedRole' || !issuer?.arn) return undefined;
  return issuer.userName?.startsWith('AWSReservedSSO_') ? `${issuer.arn}/${text(arn) === undefined ? '' : arn!.slice(arn!.lastIndexOf('/') + 1)}` : issuer.arn;
}

// Identity Center and web identities have no ARN.
function nameOf({ onBehalfOf, identityProvider, userName, principalId, accountId }: UserIdentity): string | undefined {
  return text(onBehalfOf?.userId) ?? (identityProvider && userName ? `${identityProvider}/${userName}` : text(principalId) ?? text(userName) ?? text(accountId));
}
