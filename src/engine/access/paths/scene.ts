import { anythingActions, grantingActions } from './administrators';
import type { Block } from './ask';
import { elsewhere, type Elsewhere, type Known } from './elsewhere';
import { readyMethods, type Method, type Methods } from './method';
import { subjectsOf, type Subject, type Subjects } from './subject';
import { Trusts } from './trust';
import type { Landscape } from '../account/model';

/** Everything the search looks at. What a caller has apart from a target is worked out once. */
export class Scene {
  readonly methods: Methods = readyMethods([...anythingActions, ...grantingActions]);
  /** services of which a method or a rule speaks */
  readonly listed: ReadonlySet<string> = new Set(this.methods.all.flatMap(({ path }) => path.trusts ?? []));
  readonly subjects: Subjects;
  readonly trusts: Trusts;
  private readonly apart = new Map<Method, Map<Subject, Elsewhere | Block>>();

  /** @param now the time at which requests are made, for conditions on it */
  constructor(readonly landscape: Landscape, readonly known: Known, now: Date) {
    this.subjects = subjectsOf(landscape, this.methods.index, now);
    this.trusts = new Trusts(landscape.organization.id);
  }

  /** Whether a subject has what a method needs apart from its target. */
  elsewhere(subject: Subject, method: Method): Elsewhere | Block {
    const bySubject = this.apart.get(method) ?? new Map<Subject, Elsewhere | Block>();
    this.apart.set(method, bySubject);
    const answer = bySubject.get(subject) ?? elsewhere(subject, method, this.subjects, this.known);
    bySubject.set(subject, answer);
    return answer;
  }
}
