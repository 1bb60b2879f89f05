import { hashOf, includes, type ActionSet } from './actions';
import { couldUse, type Method } from './method';
import type { Subject } from './subject';

interface Group { readonly set: ActionSet; readonly places: number[] }

const equals = (one: ActionSet, other: ActionSet) => includes(one, other) && includes(other, one);

/** Subjects by what their policies grant: thousands of them have few sets of actions, and a method is held against each set once. */
export class Rights {
  private readonly groups: Group[] = [];

  /** @param setOf the actions that count */
  constructor(private readonly subjects: readonly Subject[], setOf: (subject: Subject) => ActionSet) {
    const bySet = new Map<ActionSet, Group>();
    const byHash = new Map<number, Group[]>();
    subjects.forEach((subject, place) => {
      const set = setOf(subject);
      const group = bySet.get(set) ?? this.groupOf(set, byHash);
      bySet.set(set, group);
      group.places.push(place);
    });
  }

  private groupOf(set: ActionSet, byHash: Map<number, Group[]>): Group {
    const hash = hashOf(set);
    const alike = byHash.get(hash) ?? [];
    const known = alike.find((group) => equals(group.set, set));
    if (known) return known;
    const group = { set, places: [] };
    byHash.set(hash, [...alike, group]);
    this.groups.push(group);
    return group;
  }

  /** Those who could use a method at all, in the order in which they were given. */
  ableTo(method: Method): Subject[] {
    const places = this.groups.filter(({ set }) => couldUse(set, method)).flatMap((group) => group.places);
    return [...Uint32Array.from(places).sort()].map((place) => this.subjects[place]);
  }
}
