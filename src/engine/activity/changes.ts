import type { Compiled } from './condition';
import type { ActivityRecord } from './record';
import type { Rule } from './rule';
import { surroundings } from './settings';
import { compileCondition } from './tests';
import { all, any, exists, is, not, succeeded, type Condition } from '../../catalogue/model/condition';
import type { Service } from '../../catalogue/model/service';
import { standingRules } from '../../catalogue/standing-rules';
import { changePatterns } from '../../derive/event-patterns';

/** Who may change the configuration. */
export interface ChangeControl {
  /** ARNs or names of principals, services such as `cloudformation.amazonaws.com`; `*` stands for anything. */
  readonly allowed: readonly string[];
  /** Service ids to which this is limited. @default all */
  readonly services?: readonly string[];
}

/** Id of the rule. */
export const CHANGE = standingRules.change.id;

const DATED = /20\d{6}(?:v\d+)?$/;

const pattern = (text: string): RegExp => new RegExp(`^${text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);

/** Whether somebody may change the configuration: the principal, its session, or the service through which it acts. */
function allowedBy({ allowed }: ChangeControl): (record: ActivityRecord) => boolean {
  const patterns = allowed.map(pattern);
  const isOne = (name: string | undefined): boolean => name !== undefined && patterns.some((each) => each.test(name));
  return ({ principal, actor, invokedBy }) => [principal, actor, invokedBy].some(isOne);
}

/**
 * The rule that tells of changes made by others than those who may. What is a change follows from the services: the events that make what was read
 * of them stale. What AWS does by itself is left out.
 */
export function changeRule(control: ChangeControl, services: readonly Service[]): Rule {
  const watched = services.filter(({ id }) => control.services?.includes(id) ?? true);
  const calls = changePatterns(watched).map(({ eventSource: [source], eventName }): Condition =>
    all(is('eventSource', source), is('eventName', ...new Set(eventName.map((name) => name.replace(DATED, ''))))));
  const condition = all(any(...calls), succeeded, exists('userIdentity'), not(is('userIdentity.type', 'AWSService')), not(is('readOnly', true)));
  const isAllowed = allowedBy(control);
  const stranger: Compiled = { holds: (record) => !isAllowed(record), cost: 1 };
  return {
    text: standingRules.change,
    kind: 'cloudtrail',
    conditions: [{ all: [compileCondition(condition, surroundings({})), stranger] }],
  };
}
