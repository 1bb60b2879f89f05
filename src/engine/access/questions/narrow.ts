import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { StatementDocument } from '../document';
import { meet } from '../paths/patterns';

/** Actions on resources, as patterns. */
export interface Scope { readonly action: string; readonly resource: string }

const covers = (wide: string, narrow: string) => matchesGlob(globParts(wide), narrow);

/**
 * What two patterns both mean: the narrower of the two, or one text of those that both match; undefined where there is none.
 * @param comparable the form in which they are compared
 */
function both(one: string, other: string, comparable = (pattern: string) => pattern): string | undefined {
  const [first, second] = [comparable(one), comparable(other)];
  return covers(second, first) ? one : covers(first, second) ? other : meet(first, second);
}

/** Actions are compared without letter case. */
const bothActions = (one: string, other: string) => both(one, other, (action) => action.toLowerCase());

/** The patterns of a statement; what it says by exception stands for everything, and the evaluator for the exception. */
export function scopesOf({ action, resource }: StatementDocument): Scope[] {
  const resources = !resource || resource.negated ? ['*'] : resource.values;
  return (action.negated ? ['*'] : action.values).flatMap((each) => resources.map((on) => ({ action: each, resource: on })));
}

/** What two scopes have in common. */
export function common(one: Scope, other: Scope): Scope | undefined {
  const [action, resource] = [bothActions(one.action, other.action), both(one.resource, other.resource)];
  return action === undefined || resource === undefined ? undefined : { action, resource };
}

const keyOf = ({ action, resource }: Scope) => `${action} ${resource}`;

/** Each scope once. */
export const distinct = (scopes: readonly Scope[]): Scope[] => [...new Map(scopes.map((scope) => [keyOf(scope), scope])).values()];
