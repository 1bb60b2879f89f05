/* eslint-disable no-bitwise -- a set of actions has a bit for each */
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { Listed } from '../document';

/** A set of indexed actions, a bit for each; sets are shared, so only who made one may add to it. */
export type ActionSet = Uint32Array;

/** Whether an action is in a set. */
export const has = (set: ActionSet, id: number): boolean => (set[id >>> 5] & (1 << (id & 31))) !== 0;

/** Whether a set holds every action of another. */
export function includes(set: ActionSet, other: ActionSet): boolean {
  for (let at = 0; at < other.length; at++) if ((set[at] & other[at]) !== (other[at] | 0)) return false;
  return true;
}

/** Whether two sets share an action. */
export function meets(set: ActionSet, other: ActionSet): boolean {
  for (let at = 0; at < other.length; at++) if ((set[at] & other[at]) !== 0) return true;
  return false;
}

/** A number that equal sets share. */
export function hashOf(set: ActionSet): number {
  let hash = 0;
  for (let at = 0; at < set.length; at++) hash = (Math.imul(hash, 31) + set[at]) | 0;
  return hash;
}

/** Adds the actions of another set. */
export function addAll(set: ActionSet, other: ActionSet): void {
  for (let at = 0; at < set.length; at++) set[at] |= other[at];
}

/** The actions that matter for escalation, numbered: which of them a policy grants is asked once for each pattern, not for each request. */
export class ActionIndex {
  private readonly ids = new Map<string, number>();
  private readonly cache = new Map<string, ActionSet>();
  /** the empty set, shared */
  readonly empty: ActionSet;

  constructor(actions: Iterable<string>) {
    for (const action of actions) {
      const name = action.toLowerCase();
      if (!this.ids.has(name)) this.ids.set(name, this.ids.size);
    }
    this.empty = this.none();
  }

  /** The number of an action. @throws Error for one that is not indexed */
  idOf(action: string): number {
    const id = this.ids.get(action.toLowerCase());
    if (id === undefined) throw new Error(`The action ${action} is not indexed.`);
    return id;
  }

  /** The empty set. */
  none(): ActionSet {
    return new Uint32Array((this.ids.size + 31) >>> 5);
  }

  /** The set of some actions, by their numbers. */
  setOf(ids: readonly number[]): ActionSet {
    const set = this.none();
    for (const id of ids) set[id >>> 5] |= 1 << (id & 31);
    return set;
  }

  /** The indexed actions that Action or NotAction of a statement stands for; `empty` itself where there is none. */
  matching({ negated, values }: Listed<readonly string[]>): ActionSet {
    let set = this.empty;
    let shared = true;
    for (const value of values) {
      const more = this.ofPattern(value.toLowerCase());
      if (more === this.empty) continue;
      if (set === this.empty) {
        set = more;
        continue;
      }
      if (shared) set = set.slice();
      shared = false;
      addAll(set, more);
    }
    return negated ? set.map((word) => ~word) : set;
  }

  /** Those of them that are written out, not meant by a wildcard or by NotAction; the whole set itself where all are. */
  writtenOut({ negated, values }: Listed<readonly string[]>, all: ActionSet): ActionSet {
    const written = negated ? [] : values.filter((value) => !value.includes('*') && !value.includes('?'));
    return written.length === 0 ? this.empty : written.length === values.length ? all : this.matching({ negated, values: written });
  }

  private ofPattern(pattern: string): ActionSet {
    const known = this.cache.get(pattern) ?? this.read(pattern);
    this.cache.set(pattern, known);
    return known;
  }

  private read(pattern: string): ActionSet {
    const isExact = !/[*?]/.test(pattern);
    const parts = globParts(pattern);
    const ids = isExact ? [this.ids.get(pattern)] : [...this.ids].map(([name, id]) => (matchesGlob(parts, name) ? id : undefined));
    const found = ids.filter((id) => id !== undefined);
    return found.length === 0 ? this.empty : this.setOf(found);
  }
}
