import type { Severity } from '../catalogue/model/check';
import type { EntityHead } from '../catalogue/model/entity';
import type { Frameworks } from '../catalogue/model/frameworks';
import type { EntityType, Verb } from '../catalogue/model/names';

/** A fact that could not be read: the call was denied, or failed after its retries. */
export interface Unread {
  /** IAM action of the call. */
  readonly action: string;
  /** Error code as AWS returned it, such as `AccessDenied`. */
  readonly code: string;
  /** Whether the role lacks the permission (then granting `action` mends it) or the call failed otherwise. */
  readonly denied: boolean;
}

/** An asset: head, AWS fields as AWS spells them (dates as ISO 8601 strings), derived facts in camelCase. */
export interface Entity extends EntityHead {
  /** Id of the service that read it. */
  readonly _service: string;
  /** Facts of this entity that were not readable; absent when all were. */
  readonly _unread?: readonly Unread[];
  /** Further keys that others use for this resource. */
  readonly _aliases?: readonly string[];
  /** True for a target outside what was scanned, known only by the reference to it. */
  readonly _mapped?: true;
  readonly [field: string]: unknown;
}

/** A directed edge. `_key` is `from|VERB|to`, `_type` is `<from type>_<verb>_<to type>` in lower case. */
export interface Relationship {
  readonly _key: string;
  readonly _class: Verb;
  readonly _type: string;
  readonly _fromEntityKey: string;
  readonly _toEntityKey: string;
  readonly _fromType: EntityType;
  readonly _toType: EntityType;
  readonly accountId: string;
  readonly region: string;
  readonly _service: string;
  readonly [field: string]: unknown;
}

/** One collection unit: the smallest thing that is read, replaced and reported as a whole. */
export interface Unit {
  readonly accountId: string;
  /** AWS Region, or `global`. */
  readonly region: string;
  /** Service id. */
  readonly service: string;
}

/** What became of a unit. `partial`: some calls were denied or failed; `failed`: nothing could be read. */
export interface UnitLedger extends Unit {
  readonly status: 'complete' | 'partial' | 'failed';
  /** Facts not readable, each action and code once. */
  readonly unread: readonly Unread[];
  /** Entity types whose list call was not readable, with the action: nothing is known of their absence. */
  readonly unlisted: readonly { readonly type: EntityType; readonly unread: Unread }[];
  /** API requests sent, retries not counted. */
  readonly calls: number;
  readonly milliseconds: number;
  readonly entities: number;
  readonly relationships: number;
}

/** Result of a check or a detection (later also of a path) on a resource. */
export interface Finding {
  /** Stable across runs: `<check id>|<resource key>`, for a detection `<detection id>|<event id or group>`. */
  readonly id: string;
  readonly source: 'posture' | 'access' | 'crypto' | 'activity' | 'imported';
  /** Id of the check or detection. */
  readonly check: string;
  /** Service id; for a detection that of the call. */
  readonly service: string;
  readonly severity: Severity;
  readonly status: 'fail' | 'pass' | 'unknown' | 'suppressed';
  /** Keys of the entities concerned, the checked one first. */
  readonly resource: readonly string[];
  /** Empty where a detection names a resource whose type is not known. */
  readonly resourceType: EntityType | '';
  readonly resourceName: string;
  readonly accountId: string;
  readonly region: string;
  readonly title: string;
  /** Why, with the values seen; for *unknown* the IAM action that is missing. */
  readonly reason: string;
  readonly remedy: { readonly cli: string; readonly cdk: string };
  readonly frameworks: Frameworks;
  /** ISO 8601. */
  readonly firstSeen: string;
  /** ISO 8601. */
  readonly lastSeen: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** An event that a finding rests on: its file and, from 1, the line; in a list of records, from 0, the index. */
export interface EventPlace { readonly file: string; readonly line?: number; readonly index?: number; readonly eventID?: string }

/** What a detection saw. The texts stand in the log as whoever made the call wrote them. */
export interface ActivityEvidence extends Readonly<Record<string, unknown>> {
  /** ATT&CK techniques, such as `T1562.008`. */
  readonly attack: readonly string[];
  /** In the order of their time, at most a hundred. */
  readonly events: readonly EventPlace[];
  /** Who called: ARN, service or name; absent where the log does not tell. */
  readonly actor?: string;
  /** The user or role behind the actor, the same from session to session. */
  readonly principal?: string;
  readonly sourceAddress?: string;
  readonly userAgent?: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly errorCode?: string;
  /** What is usual, what was seen and how rare that is; for a change, what was before and after it. */
  readonly explanation?: Readonly<Record<string, unknown>>;
  /** Author of a Sigma rule of the user's own, and where the rule comes from. */
  readonly author?: string;
  readonly references?: readonly string[];
}

/** Finding of a detection. `status` is always fail, `check` the id of the detection or Sigma rule. */
export interface ActivityFinding extends Finding { readonly source: 'activity'; readonly evidence: ActivityEvidence }

/** How the results that are counted together do. */
interface Scored {
  /** 0 (everything fails) to 100 (everything passes), weighted by severity; undefined when nothing was checked. */
  readonly score?: number;
  /** Share of the weight that could be read, 0 to 1. */
  readonly confidence: number;
  readonly fail: number;
  readonly pass: number;
  readonly unknown: number;
}

/** How an account does in a Region (`all`: the account as a whole). */
export interface Score extends Scored { readonly accountId: string; readonly region: string }

/** How the scan does by the checks that answer to a framework, such as `CIS 7.0`. */
export interface FrameworkScore extends Scored { readonly framework: string }

/** An account that takes part in a scan. */
export interface ScannedAccount { readonly accountId: string; readonly name?: string; readonly roleArn?: string }

/** What a scan tells at its end, and what a report is made of. */
export interface ScanSummary {
  /** ULID-like, sorts by time: the ISO 8601 start with a random tail. */
  readonly run: string;
  readonly startedAt: string;
  readonly milliseconds: number;
  readonly accounts: readonly ScannedAccount[];
  readonly regions: readonly string[];
  readonly ledger: readonly UnitLedger[];
  readonly entities: number;
  readonly relationships: number;
  /** Entities by type. */
  readonly inventory: Readonly<Record<string, number>>;
  /** Failed findings by severity, of the checks and of other services. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly scores: readonly Score[];
  /** @default - a run of an earlier version, which did not tell */
  readonly frameworks?: readonly FrameworkScore[];
  /** Denied actions with the number of units each was missing in. */
  readonly denied: readonly { readonly action: string; readonly units: number }[];
  /** Accounts whose role could not be assumed, with the reason. */
  readonly refused: readonly { readonly accountId: string; readonly reason: string }[];
  /** Folder of the lake, or `s3://bucket/prefix`. */
  readonly lake: string;
}
