import type { Score, ScanSummary, Unit, UnitLedger } from '../contracts';
import { together, WHOLE } from '../posture/score';

const numbers = new Intl.NumberFormat('en');
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const shortDates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });

/** Region of the scores that stand for an account as a whole. */
export const wholeAccount = WHOLE;

/** 12345 as `12,345`. */
export const number = (value: number) => numbers.format(value);

/** Count and noun: `1 account`, `4 accounts`. */
export const count = (value: number, noun: string, plural = `${noun}s`) => `${number(value)} ${value === 1 ? noun : plural}`;

/** Milliseconds as `0.4 s`, `42 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${number(Math.floor(whole / 60))} min ${whole % 60} s`;
}

/** Day of an ISO 8601 time as `24 November 2026`, UTC; anything else as it came. */
export const day = (iso: string) => Number.isNaN(Date.parse(iso)) ? iso : dates.format(new Date(iso));

/** Day of an ISO 8601 time as `24 Nov 2026`, UTC; anything else as it came. */
export const shortDay = (iso: string) => Number.isNaN(Date.parse(iso)) ? iso : shortDates.format(new Date(iso));

/** Time of an ISO 8601 time as `02:15 UTC`; empty for anything else. */
export const time = (iso: string) => Number.isNaN(Date.parse(iso)) ? '' : `${times.format(new Date(iso))} UTC`;

/** Score as it is shown, whole and never rounded up to 100 or down to 0. */
export function shownScore(score: number): number {
  if (score <= 0 || score >= 100) return Math.round(score);
  return Math.min(99, Math.max(1, Math.round(score)));
}

/** The accounts together: their scores averaged by the number of their results, and their results added up. */
export function overall(scores: readonly Score[]): Omit<Score, 'accountId' | 'region'> {
  const whole = scores.filter((score) => score.region === wholeAccount);
  return together(whole.length > 0 ? whole : scores);
}

/** Number of units by what became of them. */
export function unitCounts(ledger: readonly UnitLedger[]): Record<UnitLedger['status'], number> {
  const counts = { complete: 0, partial: 0, failed: 0 };
  for (const unit of ledger) counts[unit.status] += 1;
  return counts;
}

/** A call that was not readable, with the units it was missing in. */
export interface Gap { readonly action: string; readonly code: string; readonly units: readonly Unit[] }

/** What could not be read for want of a permission (`denied`), or for another reason; the widest gap first. */
export function gaps(ledger: readonly UnitLedger[], denied: boolean): Gap[] {
  const found = new Map<string, { action: string; code: string; units: Set<Unit> }>();
  for (const unit of ledger) {
    for (const unread of [...unit.unread, ...unit.unlisted.map((list) => list.unread)]) {
      if (unread.denied !== denied) continue;
      const key = denied ? unread.action : `${unread.action}|${unread.code}`;
      const gap = found.get(key) ?? { action: unread.action, code: unread.code, units: new Set<Unit>() };
      found.set(key, gap);
      gap.units.add(unit);
    }
  }
  return [...found.values()].map((gap) => ({ ...gap, units: [...gap.units] }))
    .sort((a, b) => b.units.length - a.units.length || (a.action < b.action ? -1 : 1));
}

// Denied to the caller by the trust of a role, not to the role: `refused` tells of it, and granting it to the role would mend nothing.
const entering = 'sts:AssumeRole';

/** Denied actions that a policy of the scanned account's role can grant. */
export const deniedActions = (summary: Pick<ScanSummary, 'denied'>) => summary.denied.filter(({ action }) => action !== entering);

/** Policy that grants exactly the actions that were denied; what does not look like one IAM action is left out. */
export function grant(summary: Pick<ScanSummary, 'denied'>): object | undefined {
  const actions = deniedActions(summary).map(({ action }) => action).filter((action) => /^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)).sort();
  return actions.length === 0 ? undefined : {
    Version: '2012-10-17',
    Statement: [{ Sid: 'ReadWhatTheScanCouldNot', Effect: 'Allow', Action: [...new Set(actions)], Resource: '*' }],
  };
}
