import { anythingActions, grantingActions } from './administrators';
import type { Block } from './ask';
import { elsewhere, kindOf, shapeOf, type Elsewhere, type Known } from './elsewhere';
import { readyMethods, type Method, type Methods } from './method';
import { subjectsOf, type Subject, type Subjects } from './subject';
import { Trusts } from './trust';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { Place } from '../../../catalogue/model/privilege-path';
import type { Landscape } from '../account/model';

/** Everything the search looks at. What a caller has apart from a target is worked out once. */
export class Scene {
  readonly methods: Methods;
  /** services of which a method or a rule speaks */
  readonly listed: ReadonlySet<string>;
  readonly subjects: Subjects;
  readonly trusts: Trusts;
  private readonly found = new Map<string, readonly Subject[]>();
  private readonly inventories = new Map<string, boolean>();
  private readonly apart = new Map<Method, Map<Subject, Elsewhere | Block>>();

  /**
   * @param now the time at which requests are made, for conditions on it
   * @param actions further ones that are asked about
   */
  constructor(readonly landscape: Landscape, readonly known: Known, now: Date, actions: readonly string[] = []) {
    this.methods = readyMethods([...anythingActions, ...grantingActions, ...actions]);
    this.listed = new Set(this.methods.all.flatMap(({ path }) => path.trusts ?? []));
    this.subjects = subjectsOf(landscape, this.methods.index, now);
    this.trusts = new Trusts(landscape.organization.id);
  }

  /** What a name stands for, found out once. */
  once(name: string, find: () => readonly Subject[]): readonly Subject[] {
    const known = this.found.get(name) ?? find();
    this.found.set(name, known);
    return known;
  }

  /** Whether it is known which resources of a kind in an account carry a role; where one is known, all are. */
  isInventoried(place: Place, account: string): boolean {
    const kind = place.slice('existing:'.length);
    const key = `${account} ${kind}`;
    const shape = globParts(shapeOf(kindOf(place), account));
    const isOfKind = (arn: string) => matchesGlob(shape, arn);
    const known = this.inventories.get(key) ?? (this.known.inventoried.has(key) || [...this.known.carriers.values()].some((list) => list.some(isOfKind)));
    this.inventories.set(key, known);
    return known;
  }

  /** Whether a subject has what a method needs apart from its target. */
  elsewhere(subject: Subject, method: Method): Elsewhere | Block {
    const bySubject = this.apart.get(method) ?? new Map<Subject, Elsewhere | Block>();
    this.apart.set(method, bySubject);
    const answer = bySubject.get(subject) ?? elsewhere(subject, method, this.known);
    bySubject.set(subject, answer);
    return answer;
  }
}
