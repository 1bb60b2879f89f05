import { actionsOfEvent } from '../../../catalogue/event-actions';

/** What was seen of one user or role in CloudTrail. */
export interface SeenCalls {
  /** IAM actions, each with the day of its last use, `2026-11-01` */
  readonly actions: Map<string, string>;
  /** services in use of whose events nobody can say which action they needed */
  readonly untold: Set<string>;
  /** the day of the last call */
  last: string;
}

/** Which days the activity of an account covers; days as `2026-11-01`, in UTC. */
export interface Covered { since: string; until: string; readonly days: Set<string>; readonly regions: Set<string>; events: number }

/** What CloudTrail tells of the use of permissions. */
export interface SeenActivity {
  /** by ARN of the user or role */
  readonly principals: ReadonlyMap<string, SeenCalls>;
  /** by account */
  readonly accounts: ReadonlyMap<string, Covered>;
}

/** A call as the lake keeps it. */
export interface Call {
  /** Account of the log */
  readonly account: string;
  readonly region: string;
  /** `2026-11-01` */
  readonly day: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly principal?: string | undefined;
  readonly errorCode?: string | undefined;
}

/** What AWS answers where no policy allows a call: it was no use of a permission. */
const DENIED = /AccessDenied|UnauthorizedOperation|NotAuthorized|^Forbidden/i;

/** Gathers calls, whatever their order; what is held grows with principals and actions, not with calls. */
export class Gatherer implements SeenActivity {
  readonly principals = new Map<string, SeenCalls>();
  readonly accounts = new Map<string, Covered>();

  add({ account, region, day, eventSource, eventName, principal, errorCode }: Call): void {
    this.cover(account, day, region);
    const told = principal === undefined || DENIED.test(errorCode ?? '') ? undefined : actionsOfEvent(eventSource, eventName);
    if (!told) return;
    const seen = this.of(identityOf(principal!));
    if (day > seen.last) seen.last = day;
    if (!told.actions) seen.untold.add(told.service);
    for (const action of told.actions ?? []) if (day > (seen.actions.get(action) ?? '')) seen.actions.set(action, day);
  }

  /** Notes that the activity of an account on a day is known. */
  cover(account: string, day: string, region?: string): void {
    const known = this.accounts.get(account) ?? { since: day, until: day, days: new Set<string>(), regions: new Set<string>(), events: 0 };
    this.accounts.set(account, known);
    known.days.add(day);
    if (day < known.since) known.since = day;
    if (day > known.until) known.until = day;
    if (region === undefined) return;
    known.regions.add(region);
    known.events++;
  }

  private of(arn: string): SeenCalls {
    const known = this.principals.get(arn) ?? { actions: new Map<string, string>(), untold: new Set<string>(), last: '' };
    this.principals.set(arn, known);
    return known;
  }
}

/** The role behind a person of Identity Center, whom the log tells apart by the name of the session. */
const identityOf = (principal: string): string => principal.replace(/(\/AWSReservedSSO_[^/]+)\/[^/]*$/, '$1');
