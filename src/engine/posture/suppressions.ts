import { globParts, matchesGlob } from '../../catalogue/model/glob';
import type { Entity, Finding } from '../contracts';

/** A decision to live with a finding: what it is about, why, and until when. */
export interface Suppression {
  /** Id of a check; `*` and `?` are wildcards. */
  readonly check: string;
  /** Key of the resource (its ARN); `*` and `?` are wildcards. @default - every resource */
  readonly resource?: string;
  readonly accountId?: string;
  readonly region?: string;
  /** User-defined tags the resource must carry, all of them. @default - whatever its tags */
  readonly tags?: Readonly<Record<string, string>>;
  readonly reason: string;
  /** Last day it holds, such as `2027-01-31` (UTC). @default - for good */
  readonly expires?: string;
}

/** Suppressions of a scan. */
export interface Suppressions {
  readonly rules: readonly Suppression[];
  /** Whether the tag `security-scanner:suppress:<check id>` of a resource counts, its value the reason, ` until 2027-01-31` at its end the last day. */
  readonly byTag: boolean;
}

/** Beginning of the key of a tag that suppresses. */
export const SUPPRESSING_TAG = 'security-scanner:suppress:';

const hasTags = (wanted: Readonly<Record<string, string>> = {}, tags: Readonly<Record<string, string>> = {}) =>
  Object.entries(wanted).every(([name, value]) => tags[name] === value);

/** A suppression as a test of findings: its patterns are taken apart once, as there may be many findings. */
function testOf(rule: Suppression): (finding: Finding, tags?: Readonly<Record<string, string>>) => boolean {
  const fits = [rule.check, rule.resource, rule.accountId, rule.region].map((pattern) => {
    const parts = pattern === undefined ? undefined : globParts(pattern);
    return (text: string) => parts === undefined || matchesGlob(parts, text);
  });
  return ({ check, resource: [resource], accountId, region }, tags) =>
    [check, resource, accountId, region].every((text, at) => fits[at](text)) && hasTags(rule.tags, tags);
}

/** What a tag says, where the resource has one for the check. */
function tagged({ check, resource: [resource] }: Finding, tags: Readonly<Record<string, string>> = {}): Suppression | undefined {
  const value = tags[SUPPRESSING_TAG + check];
  if (value === undefined) return undefined;
  const [, reason, expires] = /^(.*?)(?:\s*until (\d{4}-\d\d-\d\d))?$/s.exec(value)!;
  return { check, resource, reason: reason || 'no reason given', expires };
}

/** Applies suppressions to the findings of a scan and remembers which of them were of use. */
export class Suppressor {
  private readonly used = new Set<Suppression>();
  private readonly today: string;
  private readonly tests: readonly (readonly [Suppression, ReturnType<typeof testOf>])[];

  constructor(private readonly suppressions: Suppressions, now: Date) {
    this.today = now.toISOString().slice(0, 10);
    this.tests = suppressions.rules.map((rule) => [rule, testOf(rule)]);
  }

  /**
   * The finding as suppressed where a suppression that has not expired is about it. Only what failed can be suppressed; an expired one
   * leaves it failed and is told in its evidence.
   */
  apply(finding: Finding, resource: Pick<Entity, 'tags'> | undefined): Finding {
    if (finding.status !== 'fail') return finding;
    const about = this.about(finding, resource);
    for (const each of about) this.used.add(each);
    const holding = about.find(({ expires }) => expires === undefined || expires >= this.today);
    if (holding) return { ...finding, status: 'suppressed', evidence: { ...finding.evidence, suppression: { reason: holding.reason, expires: holding.expires } } };
    const [expired] = about;
    return expired ? { ...finding, evidence: { ...finding.evidence, expiredSuppression: { reason: expired.reason, expires: expired.expires } } } : finding;
  }

  /** Suppressions of the file that no finding of this scan met: mended, misspelled or no longer there. */
  unused(): readonly Suppression[] {
    return this.suppressions.rules.filter((rule) => !this.used.has(rule));
  }

  /** Suppressions of the file that met a finding after their last day. */
  expired(): readonly Suppression[] {
    return this.suppressions.rules.filter((rule) => this.used.has(rule) && rule.expires !== undefined && rule.expires < this.today);
  }

  private about(finding: Finding, resource: Pick<Entity, 'tags'> | undefined): Suppression[] {
    const rules = this.tests.filter(([, isAbout]) => isAbout(finding, resource?.tags)).map(([rule]) => rule);
    const byTag = this.suppressions.byTag ? tagged(finding, resource?.tags) : undefined;
    return byTag ? [...rules, byTag] : rules;
  }
}
