import { ActionIndex, has, includes, type ActionSet } from './actions';
import type { Place, PrivilegePath } from '../../../catalogue/model/privilege-path';
import { privilegePaths } from '../../../catalogue/privilege-paths';
import { privilegeRules } from '../../../derive/privilege-rules';

/** An action that a method needs; one of them, where there are several. */
export interface Need {
  readonly actions: readonly { readonly name: string; readonly id: number }[];
  readonly on: Place;
  readonly passedTo?: string;
}

/** What a method needs on one kind of resource that is there, with all the actions that serve. */
export interface Existing { readonly name: Place; readonly needs: readonly Need[]; readonly actions: ActionSet }

/** An escalation method, made ready for the search. */
export interface Method {
  readonly path: PrivilegePath;
  /** what it needs on its target */
  readonly onTarget: readonly Need[];
  /** what it needs elsewhere: nowhere in particular, or on something that is there */
  readonly elsewhere: readonly Need[];
  /** those of them that lie nowhere in particular: what the caller makes */
  readonly made: readonly Need[];
  /** those of them that lie on something that is there, by its kind */
  readonly existing: readonly Existing[];
  /** what it needs on the caller itself, its groups or its policies */
  readonly onItself: readonly Need[];
  readonly isRule: boolean;
  /** actions without which it cannot be used */
  readonly required: ActionSet;
  /** actions of which one each is needed */
  readonly choices: readonly (readonly number[])[];
}

const TARGETS: readonly Place[] = ['target-user', 'target-role', 'target-group', 'target-role-policy', 'member-account-role'];
const ITSELF: readonly Place[] = ['self', 'own-group', 'own-policy'];

/** The methods of the catalogue and the general rules, with the index of their actions. */
export interface Methods { readonly all: readonly Method[]; readonly index: ActionIndex }

/**
 * Makes the methods ready.
 * @param more actions to index beside those of the methods
 */
export function readyMethods(more: readonly string[]): Methods {
  const paths = [...privilegePaths, ...privilegeRules(privilegePaths)];
  const index = new ActionIndex([...paths.flatMap(({ requires }) => requires.flatMap(({ action }) => action)), ...more]);
  return { index, all: paths.map((path) => ready(path, index)) };
}

function ready(path: PrivilegePath, index: ActionIndex): Method {
  const needs = path.requires.map(({ action, on, passedTo }): Need => ({
    actions: [action].flat().map((name) => ({ name, id: index.idOf(name) })), on, ...passedTo !== undefined && { passedTo },
  }));
  const elsewhere = needs.filter(({ on }) => !TARGETS.includes(on) && !ITSELF.includes(on));
  // To assume a role of the same account, it may be enough that its trust policy names the caller.
  const ids = needs.map(({ actions, on }) => actions.filter(({ name }) => name !== 'sts:AssumeRole' || on === 'member-account-role').map(({ id }) => id))
    .filter(({ length }) => length > 0);
  return {
    path,
    onTarget: needs.filter(({ on }) => TARGETS.includes(on)),
    onItself: needs.filter(({ on }) => ITSELF.includes(on)),
    elsewhere,
    made: elsewhere.filter(({ on }) => on === '*'),
    existing: byKind(elsewhere, index),
    isRule: path.id.startsWith('rule:'),
    required: index.setOf(ids.filter(({ length }) => length === 1).flat()),
    choices: ids.filter(({ length }) => length > 1),
  };
}

/** The needs that lie on something that is there, by its kind. */
function byKind(all: readonly Need[], index: ActionIndex): Method['existing'] {
  const names = new Set(all.map(({ on }) => on).filter((on) => on !== '*'));
  return [...names].map((name) => {
    const needs = all.filter(({ on }) => on === name);
    return { name, needs, actions: index.setOf(needs.flatMap(({ actions }) => actions.map(({ id }) => id))) };
  });
}

/** Whether a caller whose policies grant these actions somewhere could use the method at all. */
export const couldUse = (granted: ActionSet, { required, choices }: Method): boolean =>
  includes(granted, required) && choices.every((ids) => ids.some((id) => has(granted, id)));

/** Whether a method does nothing but assume the target. */
export const onlyAssumes = ({ path: { requires } }: Method): boolean => requires.every(({ action }) => action === 'sts:AssumeRole');
