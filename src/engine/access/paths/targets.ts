import { has, meets, type ActionIndex, type ActionSet } from './actions';
import type { Method } from './method';
import type { Grants, Subject } from './subject';
import { globParts, matchesGlob, type GlobPart } from '../../../catalogue/model/glob';
import type { Identity } from '../account/model';

/** The policies that grant one action on identities, by the identity they name. */
interface Named {
  readonly action: number;
  readonly exact: Map<string, Grants[]>;
  readonly patterns: Pattern[];
  /** policies that say it in another way */
  readonly rest: Grants[];
}

interface Pattern { readonly value: string; readonly parts: readonly GlobPart[]; readonly policies: Grants[] }

/** Who may have what a method needs on a target: found by the name of the target, not by asking everybody. */
export class Targets {
  private readonly anchors: readonly Named[];

  /** @param callers those who are looked for */
  constructor(private readonly callers: ReadonlySet<Subject>, methods: readonly Method[], index: ActionIndex) {
    const ids = new Set(methods.flatMap(({ onTarget }) => onTarget.slice(0, 1).flatMap(({ actions }) => actions.map(({ id }) => id))));
    this.anchors = [...ids].map((action) => ({ action, exact: new Map(), patterns: [], rest: [] }));
    const all = index.setOf([...ids]);
    for (const grants of new Set([...callers].flatMap((caller) => caller.grants))) if (meets(grants.all, all)) this.add(grants, all);
  }

  private add(grants: Grants, all: ActionSet): void {
    for (const { actions, resource } of grants.statements) {
      if (!meets(actions, all)) continue;
      for (const named of this.anchors) {
        if (!has(actions, named.action)) continue;
        if (!resource || resource.negated) named.rest.push(grants);
        else for (const value of resource.values) name(named, value, grants);
      }
    }
  }

  /** The callers whose policies grant an action on a target. */
  holding(action: number, target: Identity): Set<Subject> {
    const { exact, patterns, rest } = this.anchors.find((each) => each.action === action)!;
    const found = new Set<Subject>();
    const add = (policies: readonly Grants[]) => {
      for (const { holders } of policies) for (const holder of holders) if (this.callers.has(holder)) found.add(holder);
    };
    add(exact.get(target.arn) ?? []);
    for (const { parts, policies } of patterns) if (matchesGlob(parts, target.arn)) add(policies);
    add(rest);
    return found;
  }
}

function name({ exact, patterns, rest }: Named, value: string, grants: Grants): void {
  if (value.includes('${')) {
    rest.push(grants);
  } else if (/[*?]/.test(value)) {
    const known = patterns.find((pattern) => pattern.value === value);
    if (known) known.policies.push(grants);
    else patterns.push({ value, parts: globParts(value), policies: [grants] });
  } else {
    const known = exact.get(value);
    if (known) known.push(grants);
    else exact.set(value, [grants]);
  }
}
