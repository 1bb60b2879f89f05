import { InvalidAccountData } from './account/shape';
import { activityInLake } from './activity/read';
import { adviseAll, type Advice } from './advice';
import { allFindings } from './findings/all';
import { readLake, type LakeAccess } from './lake/read';
import { analyse, type Analysis } from './paths/analyse';
import { bestPaths } from './paths/findings';
import type { Sensitive } from './paths/sensitive';
import { pictureOf, type Picture } from './picture';
import { sensitiveIn } from './sensitive';
import type { Finding, UnitLedger } from '../contracts';
import type { Lake } from '../store/lake';
import { readText } from '../store/objects';

/** What a scan says of access, beside the findings: kept in the lake as `access/analysis.json`. */
export interface Entitlements {
  /** ISO 8601: when it was worked out */
  readonly at: string;
  readonly accounts: readonly { readonly accountId: string; readonly users: number; readonly roles: number }[];
  readonly administrators: readonly { readonly arn: string; readonly conditions: number }[];
  /** users and roles that can become an administrator */
  readonly reaching: number;
  readonly cut: Analysis['cut'];
  /** what was called sensitive, and how many users and roles reach it */
  readonly sensitive: readonly { readonly resource: string; readonly reaching: number }[];
  /** what was called sensitive and cannot be found, as sentences */
  readonly unknown: readonly string[];
  readonly picture: Picture;
  /** accounts of which nothing can be said, with the reason */
  readonly unread: LakeAccess['unread'];
  /** users and roles for which there is advice */
  readonly advised: number;
}

const KEY = 'access/analysis.json';
const adviceKey = (accountId: string) => `access/advice/account=${accountId}.json`;

// Statements of the cheapest cut that are kept; who needs more asks `access`.
const MOST_FIXES = 50;

/** What the newest scan said of access; undefined when none has. */
export async function readEntitlements({ objects }: Pick<Lake, 'objects'>): Promise<Entitlements | undefined> {
  const text = await readText(objects, KEY);
  return text === undefined ? undefined : JSON.parse(text) as Entitlements;
}

/**
 * Works out who can do more than they should in every account of a lake, across accounts: findings (`source=access`), advice, and what the report shows.
 * No call to AWS. What a scan could not read this time is as it was when last read.
 * @param ledger units of the scan
 * @param specs what is sensitive: ARNs, patterns of ARNs, tags as `key=value`
 * @returns undefined where the lake holds no identities
 */
export async function findEntitlements(lake: Lake, ledger: readonly UnitLedger[], now: Date, specs: readonly string[] = []): Promise<Entitlements | undefined> {
  const { landscape: known, unread, ...inventory } = await readLake(lake, ledger);
  if (known.accounts.length === 0) return undefined;
  const activity = await activityInLake(lake.objects, { now });
  const landscape = { ...known, ...activity && { activity } };
  const { sensitive, unknown } = await chosen(specs, landscape, lake);
  const analysis = analyse(landscape, { now, ...inventory, sensitive });
  const findings = byAccount(allFindings(landscape, analysis, { now }));
  for (const { id } of landscape.accounts) await lake.writeFindings('access', id, await dated(lake, id, findings.get(id) ?? []));
  const advised = await writeAdvice(lake, landscape, now);
  const conditional = new Map(analysis.conditional.map(({ arn, conditions }) => [arn, conditions.length]));
  const result: Entitlements = {
    at: now.toISOString(),
    accounts: landscape.accounts.map(({ id, users, roles }) => ({ accountId: id, users: users.length, roles: roles.length })),
    administrators: analysis.administrators.map((arn) => ({ arn, conditions: conditional.get(arn) ?? 0 })),
    reaching: bestPaths(analysis).size,
    cut: { ...analysis.cut, statements: analysis.cut.statements.slice(0, MOST_FIXES) },
    sensitive: analysis.sensitive.map(({ resource, paths }) => ({ resource, reaching: new Set(paths.map(({ from }) => from)).size })),
    unknown,
    picture: pictureOf(analysis),
    unread,
    advised,
  };
  await lake.objects.write(KEY, JSON.stringify(result));
  return result;
}

/** What is meant, one by one: a scan does not fail because a tag is no longer there. */
async function chosen(specs: readonly string[], landscape: LakeAccess['landscape'], lake: Lake): Promise<{ sensitive: Sensitive[]; unknown: string[] }> {
  const [sensitive, unknown] = [new Map<string, Sensitive>(), [] as string[]];
  for (const spec of specs) {
    try {
      for (const each of await sensitiveIn([spec], landscape, lake.entities())) sensitive.set(each.resource, each);
    } catch (error) {
      if (!(error instanceof InvalidAccountData)) throw error;
      unknown.push(error.message);
    }
  }
  return { sensitive: [...sensitive.values()], unknown };
}

function byAccount(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = found.get(finding.accountId);
    if (known) known.push(finding);
    else found.set(finding.accountId, [finding]);
  }
  return found;
}

/** The findings, each with the time when it was first seen. */
async function dated(lake: Lake, accountId: string, findings: readonly Finding[]): Promise<Finding[]> {
  const before = new Map<string, string>();
  for await (const { id, firstSeen } of lake.findings('access', accountId)) before.set(id, firstSeen);
  return findings.map((finding) => ({ ...finding, firstSeen: before.get(finding.id) ?? finding.firstSeen }));
}

/** Writes the advice of each account, one account at a time. @returns for how many users and roles there is some */
async function writeAdvice(lake: Lake, landscape: LakeAccess['landscape'], now: Date): Promise<number> {
  let advised = 0;
  for (const account of landscape.accounts) {
    const advice: Advice[] = [...adviseAll({ ...landscape, accounts: [account] }, { now })];
    advised += advice.length;
    if (advice.length > 0) await lake.objects.write(adviceKey(account.id), JSON.stringify(advice));
    else await lake.objects.delete(adviceKey(account.id));
  }
  return advised;
}
