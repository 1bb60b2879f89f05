import type { Severity } from '../../../catalogue/model/check';
import { DAY } from '../../../catalogue/model/day';
import type { Frameworks } from '../../../catalogue/model/frameworks';
import type { EntityType } from '../../../catalogue/model/names';
import type { Finding } from '../../contracts';
import type { Account, Landscape } from '../account/model';
import type { OpenCondition } from '../decision';

/** What a finding says, whatever it is about. */
export interface Rule {
  /** id of the findings, as `check` */
  readonly id: string;
  readonly severity: Severity;
  /** the good state, as one sentence */
  readonly title: string;
  readonly remedy: { readonly cli: string; readonly cdk: string };
  /** @default none */
  readonly frameworks?: Frameworks;
}

/** What a finding is about. */
export interface Subject {
  /** ARN, or the key of an entity */
  readonly key: string;
  readonly type: EntityType;
  readonly name: string;
  readonly account: string;
  /** @default global */
  readonly region?: string;
  /** further resources that are concerned */
  readonly others?: readonly string[];
}

/** What was seen. */
export interface Seen {
  readonly reason: string;
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** @default that of the rule */
  readonly severity?: Severity;
}

/** Limits in whole days, and who is known. */
export interface Settings {
  readonly now: Date;
  /** a credential, user, role or service that was not used for so long is unused, @default 90 */
  readonly unusedDays?: number;
  /** an active access key that is so old is stale, @default 90 */
  readonly keyDays?: number;
  /** names, e-mail addresses or ARNs of everybody who still can own something, @default unknown */
  readonly people?: readonly string[];
  /** ARN of whoever can become an administrator → how, in a line, @default none is known */
  readonly paths?: ReadonlyMap<string, string>;
}

/** One account with everything around it: what a family of findings looks at. */
export interface Scene {
  readonly account: Account;
  readonly landscape: Landscape;
  /** by ARN, with the conditions under which each is one */
  readonly administrators: ReadonlyMap<string, readonly OpenCondition[]>;
  readonly settings: Settings & Required<Pick<Settings, 'unusedDays' | 'keyDays'>>;
}

/** Makes a finding. */
export function finding(rule: Rule, subject: Subject, { reason, evidence = {}, severity = rule.severity }: Seen, now: Date): Finding {
  return {
    id: `${rule.id}|${subject.key}`,
    source: 'access',
    check: rule.id,
    service: 'iam',
    severity,
    status: 'fail',
    resource: [subject.key, ...new Set(subject.others)],
    resourceType: subject.type,
    resourceName: subject.name,
    accountId: subject.account,
    region: subject.region ?? 'global',
    title: rule.title,
    reason,
    remedy: rule.remedy,
    frameworks: rule.frameworks ?? {},
    firstSeen: now.toISOString(),
    lastSeen: now.toISOString(),
    evidence,
  };
}

/** A user or role as the subject of a finding. */
export const subjectOf = ({ arn, name, account, kind }: { arn: string; name: string; account: string; kind: 'user' | 'role' | 'group' }): Subject =>
  ({ key: arn, type: `aws_iam_${kind}`, name, account });

/** Conditions as text. */
export const shownConditions = (conditions: readonly OpenCondition[]): string =>
  [...new Set(conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`))].join(' and ');

/** Whole days from an ISO 8601 date to now. */
export const daysSince = (date: string, now: Date): number => Math.floor((now.getTime() - Date.parse(date)) / DAY);
