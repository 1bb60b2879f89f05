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
    const byHash = new Map<number, Group[]>();
    for (const [place, subject] of subjects.entries()) {
      const set = setOf(subject);
      const alike = byHash.get(hashOf(set)) ?? [];
      byHash.set(hashOf(set), alike);
      const known = alike.find((group) => group.set === set || equals(group.set, set));
      if (known) {
        known.places.push(place);
      } else {
        const group = { set, places: [place] };
        alike.push(group);
        this.groups.push(group);
      }
    }
  }

  /** Those who could use a method at all, in the order in which they were given. */
  ableTo(method: Method): Subject[] {
    const places = this.groups.filter(({ set }) => couldUse(set, method)).flatMap((group) => group.places);
    return places.sort((a, b) => a - b).map((place) => this.subjects[place]);
  }
}
