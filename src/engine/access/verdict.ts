import { every, some, type Answer } from './context';
import type { Hit } from './statement';

/** Whether a layer, or several of them, allow a request, and why. */
export interface Verdict {
  readonly answer: Answer;
  /** the statements that allow, or may */
  readonly hits: readonly Hit[];
  /** the layers that do not allow */
  readonly missing: readonly string[];
}

/** The verdict of one layer: one Allow is enough; what may allow counts only where nothing does. */
export function verdictOf(layer: string, allows: readonly Hit[]): Verdict {
  const answer = some(allows.map((hit) => hit.answer));
  return { answer, hits: allows.filter((hit) => hit.answer === answer), missing: answer === 'no' ? [layer] : [] };
}

/** Everything has to allow. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  const answer = every(verdicts.map((verdict) => verdict.answer));
  if (answer === 'no') return { answer, hits: [], missing: [...new Set(verdicts.flatMap(({ missing }) => missing))] };
  return { answer, hits: verdicts.flatMap(({ hits }) => hits), missing: [] };
}

/** One of the ways has to allow: the first that does; else all that may; else what the last of them lacks. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  const sure = verdicts.find(({ answer }) => answer === 'yes');
  if (sure) return sure;
  const open = verdicts.filter(({ answer }) => answer === 'maybe');
  if (open.length > 0) return { answer: 'maybe', hits: open.flatMap(({ hits }) => hits), missing: [] };
  return verdicts[verdicts.length - 1];
}
