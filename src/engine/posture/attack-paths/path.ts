import type { Entity } from '../../contracts';

/** One step of a path: what leads from one entity to the next. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  /** How it leads there, with the values seen. */
  readonly how: string;
  /** Key of the relationship, where one stands for the step. */
  readonly relationship?: string;
}

/** What makes a way in worse than the way in: administrator's rights behind it, or something of value. */
export type Goal = 'administrator' | 'value';

/** A way from the Internet to what an intruder wants. */
export interface AttackPath {
  readonly hops: readonly Hop[];
  /** What the way leads to, each with its reason; every one raises the severity by a step. */
  readonly goals: Readonly<Partial<Record<Goal, string>>>;
}

/** An entity that is reached from the Internet, and how. */
export interface Exposed { readonly entity: Entity; readonly hops: readonly Hop[] }

/** A role that something runs as, and how. */
export interface Acting { readonly role: Entity; readonly hops: readonly Hop[] }

/** Whether one path weighs more than another: more goals, then fewer hops. */
export function outweighs(one: AttackPath, other: AttackPath | undefined): boolean {
  if (!other) return true;
  const [goals, known] = [one, other].map((path) => Object.keys(path.goals).length);
  return goals > known || goals === known && one.hops.length < other.hops.length;
}
