import { has } from './actions';
import type { Method } from './method';
import type { Subject, Subjects } from './subject';
import { globParts, matchesGlob, type GlobPart } from '../../../catalogue/model/glob';
import type { Identity } from '../account/model';
import type { PolicyText } from '../account/policy-text';

/** The policies that grant one action on identities, by the identity they name. */
interface Named {
  readonly exact: Map<string, Set<PolicyText>>;
  readonly patterns: Map<string, { readonly parts: readonly GlobPart[]; readonly policies: Set<PolicyText> }>;
  /** policies that say it in another way */
  readonly rest: Set<PolicyText>;
}

/** Who may have what a method needs on a target: found by the name of the target, not by asking everybody. */
export class Targets {
  private readonly byAction = new Map<number, Named>();

  private readonly holders = new Map<PolicyText, Subject[]>();

  /** @param callers those who are looked for */
  constructor(private readonly subjects: Subjects, callers: readonly Subject[], methods: readonly Method[]) {
    for (const caller of callers) {
      for (const { text } of caller.identity.policies) {
        const known = this.holders.get(text);
        if (known) known.push(caller);
        else this.holders.set(text, [caller]);
      }
    }
    const anchors = new Set(methods.flatMap(({ onTarget }) => onTarget.slice(0, 1).flatMap(({ actions }) => actions.map(({ id }) => id))));
    for (const id of anchors) this.byAction.set(id, { exact: new Map(), patterns: new Map(), rest: new Set() });
    for (const text of this.holders.keys()) this.add(text, anchors);
  }

  private add(text: PolicyText, anchors: ReadonlySet<number>): void {
    const { all, statements } = this.subjects.grantsOf(text);
    for (const id of anchors) {
      if (!has(all, id)) continue;
      const named = this.byAction.get(id)!;
      for (const { actions, resource } of statements) {
        if (!has(actions, id)) continue;
        if (!resource || resource.negated) named.rest.add(text);
        else for (const value of resource.values) name(named, value, text);
      }
    }
  }

  /** The callers whose policies grant an action on a target. */
  holding(action: number, target: Identity): Set<Subject> {
    const found = new Set<PolicyText>();
    const { exact, patterns, rest } = this.byAction.get(action)!;
    for (const text of exact.get(target.arn) ?? []) found.add(text);
    for (const { parts, policies } of patterns.values()) if (matchesGlob(parts, target.arn)) for (const text of policies) found.add(text);
    for (const text of rest) found.add(text);
    return new Set([...found].flatMap((text) => this.holders.get(text)!));
  }
}

function name({ exact, patterns, rest }: Named, value: string, text: PolicyText): void {
  if (value.includes('${')) {
    rest.add(text);
  } else if (/[*?]/.test(value)) {
    const known = patterns.get(value) ?? { parts: globParts(value), policies: new Set() };
    known.policies.add(text);
    patterns.set(value, known);
  } else {
    exact.set(value, (exact.get(value) ?? new Set()).add(text));
  }
}
