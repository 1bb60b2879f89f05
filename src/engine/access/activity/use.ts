import { DAY } from '../../../catalogue/model/day';
import type { Identity, Landscape } from '../account/model';
import type { Activity } from '../advice/usage';

/** Days at the end that may be missing: CloudTrail delivers late, and the newest day is not over. */
const LATE = 2;

/** Whether the activity of an account covers a span of days to its end, so that what it does not show was not done; days within may be missing. */
export function isCovered({ since, until }: { readonly since: string; readonly until: string }, now: Date, days: number): boolean {
  return Date.parse(since) <= now.getTime() - (days - 1) * DAY && Date.parse(until) >= now.getTime() - (LATE + 1) * DAY;
}

/**
 * What CloudTrail tells of the use of a user's or role's permissions; undefined where it tells nothing.
 * Activity that does not cover the span says what was used, never what was not.
 */
export function activityOf({ activity }: Pick<Landscape, 'activity'>, { arn, account }: Identity, now: Date, unusedDays: number): Activity | undefined {
  const covered = activity?.accounts.get(account);
  const seen = activity?.principals.get(arn);
  if (!activity || (!covered && !seen)) return undefined;
  return {
    actions: seen?.actions.keys() ?? [],
    untold: seen?.untold ?? [],
    addsOnly: !covered || !isCovered(covered, now, unusedDays),
    ...covered && { since: covered.since, until: covered.until, days: covered.days.size, regions: [...covered.regions].sort() },
  };
}
