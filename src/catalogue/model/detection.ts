import type { Severity } from './check';
import type { Condition } from './condition';
import type { Frameworks } from './frameworks';
import type { SigmaDetection } from './sigma';

/** Kinds of records that detections read; all but `eks-audit` are CloudTrail events. */
export const dataKinds = ['management', 'data', 'insight', 'network-activity', 'eks-audit'] as const;
export type DataKind = typeof dataKinds[number];

/** An event as it stands in the log. */
export type Event = Readonly<Record<string, unknown>>;

/** One event suffices. */
export interface EventLogic { readonly type: 'event'; readonly match: Condition }

/** The same in Sigma's words. */
export interface SigmaLogic { readonly type: 'sigma'; readonly detection: SigmaDetection }

/** At least `count` events, or distinct values, of a group within a sliding window. */
export interface ThresholdLogic {
  readonly type: 'threshold';
  readonly match: Condition;
  /** Keys of the group: fields, or `principal`, `network`, `instanceId`, `userAgentFamily`. */
  readonly groupBy: readonly string[];
  /** Count distinct values of these keys, elements of arrays one by one. @default - count events */
  readonly distinct?: readonly string[];
  readonly count: number;
  readonly windowSeconds: number;
}

/** Every step for one key within a window. Events of one second are in no order, as CloudTrail tells no finer time. */
export interface SequenceLogic {
  readonly type: 'sequence';
  readonly steps: readonly Condition[];
  readonly groupBy: readonly string[];
  readonly windowSeconds: number;
  /** Whether the steps must follow each other. */
  readonly ordered: boolean;
}

/** A key that was not seen in the days before. */
export interface FirstSeenLogic {
  readonly type: 'first_seen';
  readonly match: Condition;
  /** Keys, the one that has a history first. */
  readonly key: readonly string[];
  readonly lookbackDays: number;
  /** Days of history that the first key must have: before that it is new, not unusual. @default 0 */
  readonly minHistoryDays?: number;
}

export type Logic = EventLogic | SigmaLogic | ThresholdLogic | SequenceLogic | FirstSeenLogic;

/** What a detection says, whatever its logic. */
export interface DetectionText {
  /** Equal to the file name. */
  readonly id: string;
  /** What happened, as a headline. */
  readonly title: string;
  readonly severity: Severity;
  /** MITRE ATT&CK techniques, such as `T1562.008`. */
  readonly attack: readonly string[];
  readonly data: DataKind;
  /** 1: worth an alert alone. 2: noise alone, of use beside others or after tuning. */
  readonly tier: 1 | 2;
  /** Harmless events that look the same. */
  readonly falsePositives: readonly string[];
  readonly frameworks?: Frameworks;
}

/** Events that run as tests: `match` meets the condition (for a sequence, one event a step, in order), `noMatch` does not. */
export interface DetectionExamples { readonly match: readonly Event[]; readonly noMatch: readonly Event[] }

/** A detection of what CloudTrail or EKS audit logs tell. */
export interface Detection extends DetectionText {
  readonly logic: Logic;
  readonly examples: DetectionExamples;
}

/** Declares a detection. One that Sigma can say in full is a YAML file instead. */
export function defineDetection(detection: Detection): Detection {
  return detection;
}
