import type { Habit } from './habit';
import { call } from './habits/call';
import { hour } from './habits/hour';
import { network } from './habits/network';
import { program } from './habits/program';
import { region } from './habits/region';
import { service } from './habits/service';
import { SurgeState } from './surge';
import { TwoPlacesState } from './two-places';
import { UnusualState } from './unusual';
import { all, any, exists, is, not, where, type Condition } from '../../../catalogue/model/condition';
import { standingRules, surges, type StandingRule } from '../../../catalogue/standing-rules';
import type { Rule } from '../rule';
import { surroundings, type Settings } from '../settings';
import type { State } from '../state/state';
import { compileCondition } from '../tests';

/** The habits that are kept of each principal; a service before its calls. */
export const habits: readonly Habit[] = [region, service, call, program, network, hour];

/** Services act for others and have no habits of their own. */
const somebody: Condition = not(any(exists('userIdentity.invokedBy'), is('userIdentity.type', 'AWSService', 'AWSAccount')));
const refused: Condition = where('errorCode', 'matches', 'AccessDenied|UnauthorizedOperation|Forbidden|NotAuthorized');
const looking: Condition = all(where('eventName', 'matches', '^(List|Describe|Get)'), not(is('sessionCredentialFromConsole', 'true', true)));

/**
 * Rules that know each principal by what it did before: they need no list of what is bad, and say what is usual, what was seen and how rare that is.
 * @throws InvalidRange where a setting is no address range
 */
export function behaviourRules(settings: Settings = {}): Rule[] {
  const around = surroundings(settings);
  const rule = (text: StandingRule, conditions: readonly Condition[], start: () => State): Rule =>
    ({ text, kind: 'cloudtrail', conditions: conditions.map((condition) => compileCondition(condition, around)), start, countsOnce: true });
  return [
    rule(standingRules.unusual,
      [somebody], () => new UnusualState(habits, around)),
    rule(standingRules.refused,
      [somebody, all(somebody, refused)], () => new SurgeState({ what: 'different calls refused', of: ({ eventSource, eventName }) => `${eventSource} ${eventName}`, ...surges.refused })),
    rule(standingRules.enumeration,
      [somebody, all(somebody, looking)], () => new SurgeState({ what: 'different read calls', of: ({ eventSource, eventName }) => `${eventSource} ${eventName}`, ...surges.enumeration })),
    rule(standingRules.twoPlaces,
      [all(somebody, exists('userIdentity.accessKeyId'), where('sourceIPAddress', 'isAddress', true))], () => new TwoPlacesState(around)),
  ];
}
