import { has, meets, type ActionIndex, type ActionSet } from './actions';
import type { Method } from './method';
import type { Grants, Subject } from './subject';
import { globParts, matchesGlob, type GlobPart } from '../../../catalogue/model/glob';
import type { Identity } from '../account/model';

/** The policies that grant one action on identities, by the identity they name. */
interface Named {
  readonly exact: Map<string, Set<Grants>>;
  readonly patterns: Map<string, { readonly parts: readonly GlobPart[]; readonly policies: Set<Grants> }>;
  /** policies that say it in another way */
  readonly rest: Set<Grants>;
}

/** Who may have what a method needs on a target: found by the name of the target, not by asking everybody. */
export class Targets {
  private readonly byAction = new Map<number, Named>();

  /** @param callers those who are looked for */
  constructor(private readonly callers: ReadonlySet<Subject>, methods: readonly Method[], index: ActionIndex) {
    const anchors = new Set(methods.flatMap(({ onTarget }) => onTarget.slice(0, 1).flatMap(({ actions }) => actions.map(({ id }) => id))));
    for (const id of anchors) this.byAction.set(id, { exact: new Map(), patterns: new Map(), rest: new Set() });
    const all = index.setOf([...anchors]);
    for (const grants of new Set([...callers].flatMap((caller) => caller.grants))) if (meets(grants.all, all)) this.add(grants, all);
  }

  private add(grants: Grants, anchors: ActionSet): void {
    for (const { actions, resource } of grants.statements) {
      if (!meets(actions, anchors)) continue;
      for (const [id, named] of this.byAction) {
        if (!has(actions, id)) continue;
        if (!resource || resource.negated) named.rest.add(grants);
        else for (const value of resource.values) name(named, value, grants);
      }
    }
  }

  /** The callers whose policies grant an action on a target. */
  holding(action: number, target: Identity): Set<Subject> {
    const { exact, patterns, rest } = this.byAction.get(action)!;
    const found = new Set<Grants>();
    for (const grants of exact.get(target.arn) ?? []) found.add(grants);
    for (const { parts, policies } of patterns.values()) if (matchesGlob(parts, target.arn)) for (const grants of policies) found.add(grants);
    for (const grants of rest) found.add(grants);
    return new Set([...found].flatMap(({ holders }) => holders).filter((holder) => this.callers.has(holder)));
  }
}

function name({ exact, patterns, rest }: Named, value: string, grants: Grants): void {
  if (value.includes('${')) {
    rest.add(grants);
  } else if (/[*?]/.test(value)) {
    const known = patterns.get(value) ?? { parts: globParts(value), policies: new Set() };
    known.policies.add(grants);
    patterns.set(value, known);
  } else {
    exact.set(value, (exact.get(value) ?? new Set()).add(grants));
  }
}
