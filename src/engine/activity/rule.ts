import type { Compiled } from './condition';
import type { State } from './state/state';
import type { Severity } from '../../catalogue/model/check';
import type { Frameworks } from '../../catalogue/model/frameworks';

/** What a rule tells of itself, whether of the catalogue or the user's own. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** ATT&CK techniques. */
  readonly attack: readonly string[];
  readonly frameworks?: Frameworks;
  /** Author of a user's rule: the Detection Rule License wants the name wherever a match is shown. */
  readonly author?: string;
  /** Where a user's rule comes from. */
  readonly references?: readonly string[];
}

/** A rule that is ready to run. */
export interface Rule {
  readonly text: RuleText;
  readonly kind: 'cloudtrail' | 'eks-audit';
  /** What an event must meet; several for a sequence or a correlation. */
  readonly conditions: readonly Compiled[];
  /** Makes the memory of one run; absent where one event suffices. */
  readonly start?: () => State;
  /** Whether it counts events for so long that it cannot tell one that comes again from another: what a run before read is not for it. */
  readonly countsOnce?: boolean;
  /** Within how many seconds all lies that makes it fire; absent where one event suffices, or where it needs to know what was long before. */
  readonly windowSeconds?: number;
}

/** A rule for which one event suffices. */
export const eventRule = (text: RuleText, kind: Rule['kind'], condition: Compiled): Rule => ({ text, kind, conditions: [condition] });
