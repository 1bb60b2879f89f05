import type { Ranges } from './addresses';
import { DAY } from '../../catalogue/model/day';
import type { EventPlace } from '../contracts';
import { familyOf, networkOf } from './habits';
import { isObject, type Json, object, text } from '../json';
import { memberAt, type Member } from './members';
import { SkimmedEvent } from './skimmed';

/** Where an event stands: its file and, from 1, the line; in a list of records, from 0, the index. */
export interface Place { readonly file: string; readonly line?: number; readonly index?: number }

/** What the envelope of a record tells and the record does not, as CloudWatch Logs does for EKS. */
export interface Envelope { readonly accountId?: string; readonly cluster?: string }

/** A member by its path. */
const known = (path: string): Member => memberAt(path)!;

const SOURCE = known('eventSource');
const NAME = known('eventName');
const TIME = known('eventTime');
const ID = known('eventID');
const RECIPIENT = known('recipientAccountId');
const REGION = known('awsRegion');
const ADDRESS = known('sourceIPAddress');
const AGENT = known('userAgent');
const ERROR = known('errorCode');
const RESOURCES = known('resources');
const TYPE = known('userIdentity.type');
const ARN = known('userIdentity.arn');
const ACCOUNT = known('userIdentity.accountId');
const INVOKED_BY = known('userIdentity.invokedBy');
const USER_NAME = known('userIdentity.userName');
const PRINCIPAL_ID = known('userIdentity.principalId');
const PROVIDER = known('userIdentity.identityProvider');
const ON_BEHALF_OF = known('userIdentity.onBehalfOf');
const ISSUER = known('userIdentity.sessionContext.sessionIssuer');
const ACCESS_KEY = known('userIdentity.accessKeyId');


/** Names that Lambda's API dates: AddPermission20150331v2. */
const DATED = /^(.+?)20\d{6}(?:v\d+)?$/;

/** One event of a log. What is worked out from it is worked out once, when asked for. */
export class ActivityRecord {
  readonly eventSource: string;
  readonly eventName: string;
  /** The event where it was not built. */
  readonly skimmed?: SkimmedEvent;
  private built?: Json;
  private millis?: number;
  private ownId?: string;
  private ownPlace?: EventPlace;
  private ownPrincipal?: string;

  /**
   * @param event the event as it stands in the log
   * @param fileNumber number of the file in this run, by which a second delivery is told from the first
   */
  constructor(event: Json | SkimmedEvent, readonly place: Place, readonly fileNumber: number, readonly kind: 'cloudtrail' | 'eks-audit', readonly envelope: Envelope = {}) {
    if (event instanceof SkimmedEvent) this.skimmed = event;
    else this.built = event;
    this.eventSource = kind === 'eks-audit' ? '' : this.text(SOURCE) ?? '';
    this.eventName = kind === 'eks-audit' ? '' : this.text(NAME) ?? '';
  }

  /** The event as it stands in the log. It may have to be built: `read` is quicker. */
  get event(): Json {
    return this.built ??= this.skimmed!.whole();
  }

  /** A member of the event; undefined where it is absent. */
  read({ number, keys }: Member): unknown {
    if (this.skimmed) return this.skimmed.member(number);
    let value: unknown = this.built;
    for (const key of keys) value = isObject(value) ? value[key] : undefined;
    return value;
  }

  /** Whether the event may have members at its top that have no number. */
  get hasOthers(): boolean {
    return this.skimmed?.hasOthers ?? true;
  }

  /** A member of the event as JSON, as it stands in the log where it was not built; undefined where it is absent. */
  json(member: Member): string | undefined {
    return this.skimmed ? this.skimmed.json(member.number) : JSON.stringify(this.read(member));
  }

  /** A member of the event that has no number, at its top. */
  other(name: string): unknown {
    return this.hasOthers ? this.event[name] : undefined;
  }

  /** A member that is a text; undefined for anything else and for one that is empty. */
  text(member: Member): string | undefined {
    return text(this.read(member));
  }

  /** The name of the call without the date that Lambda appends. */
  get plainName(): string {
    return this.eventSource === 'lambda.amazonaws.com' ? DATED.exec(this.eventName)?.[1] ?? this.eventName : this.eventName;
  }

  /** Milliseconds since 1970; NaN where the event has no time. */
  get time(): number {
    this.millis ??= timeOf(this.text(TIME) ?? text(this.other('requestReceivedTimestamp')) ?? text(this.other('stageTimestamp')) ?? '');
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
    return this.ownId ??= this.text(ID) ?? text(this.other('auditID'));
  }

  /** Account the event happened in; undefined where nothing tells. */
  get accountId(): string | undefined {
    return this.text(RECIPIENT) ?? this.text(ACCOUNT) ?? this.envelope.accountId;
  }

  get region(): string {
    return this.text(REGION) ?? 'global';
  }

  /** Address, service host or `AWS Internal`. */
  get sourceAddress(): string | undefined {
    const address = this.text(ADDRESS);
    if (address !== undefined) return address;
    const addresses = this.other('sourceIPs');
    return Array.isArray(addresses) ? text(addresses[0]) : undefined;
  }

  /** The access key the call was signed with. */
  get accessKeyId(): string | undefined {
    return this.text(ACCESS_KEY);
  }

  /** The service on whose behalf the call was made, or that made it. */
  get invokedBy(): string | undefined {
    return this.text(INVOKED_BY);
  }

  /** The ARN of the caller, or the best name there is for it. */
  get actor(): string | undefined {
    return this.text(ARN) ?? this.text(INVOKED_BY) ?? this.nameOfActor() ?? text(object(this.other('user')).username);
  }

  // Identity Center and web identities have no ARN.
  private nameOfActor(): string | undefined {
    const [provider, name] = [this.text(PROVIDER), this.text(USER_NAME)];
    return text(object(this.read(ON_BEHALF_OF)).userId)
      ?? (provider !== undefined && name !== undefined ? `${provider}/${name}` : this.text(PRINCIPAL_ID) ?? name ?? this.text(ACCOUNT));
  }

  /** Who acts, the same from session to session: the user, the role, or a person behind a workforce role. */
  get principal(): string | undefined {
    return this.ownPrincipal ??= this.behind() ?? this.actor;
  }

  /** The role behind a session, with the name of the session where that is a person's. */
  private behind(): string | undefined {
    if (this.read(TYPE) !== 'AssumedRole') return undefined;
    const { arn: role, userName } = object(this.read(ISSUER));
    if (typeof role !== 'string' || role === '') return undefined;
    if (typeof userName !== 'string' || !userName.startsWith('AWSReservedSSO_')) return role;
    const session = this.text(ARN) ?? '';
    return `${role}/${session.slice(session.lastIndexOf('/') + 1)}`;
  }

  /** The program of the caller. */
  get userAgent(): string | undefined {
    return this.text(AGENT);
  }

  get errorCode(): string | undefined {
    return this.text(ERROR);
  }

  /** What CloudTrail lists as touched; its members were not looked at. */
  get resources(): readonly unknown[] {
    const listed = this.read(RESOURCES);
    return Array.isArray(listed) ? listed : [];
  }

  /** Network of the caller: trusted, a /16, or a /32 of IPv6. */
  network(trusted: Ranges): string | undefined {
    const address = this.sourceAddress;
    return address === undefined ? undefined : networkOf(address, trusted);
  }

  /** Program of the caller without its version. */
  get userAgentFamily(): string | undefined {
    const agent = this.userAgent;
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
