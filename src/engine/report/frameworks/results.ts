import { frameworks, requirementsOfFramework, type Framework, type Requirement } from '../../../derive/coverage';
import type { Finding } from '../../contracts';

/** What a requirement came to: of its checks the worst result, or why there is none. */
export const outcomes = ['failed', 'unknown', 'accepted', 'passed', 'nothing to check', 'needs a person', 'no check yet'] as const;
export type Outcome = typeof outcomes[number];

/** How often a check gave each result. */
export type Results = Readonly<Record<Finding['status'], number>>;

/** Counts results by check. */
export class CheckTally {
  private readonly checks = new Map<string, Record<Finding['status'], number>>();

  count({ check, status }: Pick<Finding, 'check' | 'status'>): void {
    const results = this.checks.get(check) ?? { fail: 0, pass: 0, unknown: 0, suppressed: 0 };
    this.checks.set(check, results);
    results[status]++;
  }

  of(check: string): Results | undefined { return this.checks.get(check); }
}

/** A requirement with what its checks found. */
export interface Answered extends Requirement { readonly outcome: Outcome }

/** What the checks say of a framework: its requirements, and how many came to what. */
export interface FrameworkResults {
  readonly framework: Framework;
  readonly requirements: readonly Answered[];
  readonly counts: Readonly<Record<Outcome, number>>;
}

function outcomeOf({ checks, coverage }: Requirement, tally: CheckTally): Outcome {
  const results = checks.flatMap(({ id }) => tally.of(id) ?? []);
  const any = (status: Finding['status']) => results.some((each) => each[status] > 0);
  if (any('fail')) return 'failed';
  if (any('unknown')) return 'unknown';
  if (any('pass')) return 'passed';
  if (any('suppressed')) return 'accepted';
  return coverage === 'needs a person' || coverage === 'no check yet' ? coverage : 'nothing to check';
}

/** Every framework with what the checks found. */
export function frameworkResults(tally: CheckTally): FrameworkResults[] {
  return frameworks.map((framework) => {
    const requirements = requirementsOfFramework(framework).map((each) => ({ ...each, outcome: outcomeOf(each, tally) }));
    const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, requirements.filter((each) => each.outcome === outcome).length]));
    return { framework, requirements, counts: counts as Record<Outcome, number> };
  });
}
