import { randomBytes } from 'node:crypto';
import type { Finding, ScannedAccount, ScanSummary, Score, UnitLedger } from './contracts';
import type { Graph } from './graph/graph';
import { addWeights, frameworkScores, Scoreboard, type FrameworkWeights, type Weighed } from './posture/score';
import { severities, type Severity } from '../catalogue/model/check';

/** What the scan of one account gave, its graph counted and let go. */
export interface AccountResult {
  readonly ledger: readonly UnitLedger[];
  readonly findings: readonly Finding[];
  readonly inventory: Readonly<Record<string, number>>;
  readonly relationships: number;
}

/** What the findings of an account come to. */
export interface Verdict {
  readonly scores: readonly Score[];
  /** Failed findings by severity. */
  readonly failed: Readonly<Record<Severity, number>>;
  readonly frameworks: FrameworkWeights;
}

/** What was scanned, for the summary. */
interface Scanned {
  readonly accounts: readonly ScannedAccount[];
  readonly lake: { readonly location: string };
  readonly now: Date;
}

/** Id of a run: sorts by time. */
export const runId = (now: Date): string => `${now.toISOString().replace(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}`;

/** Entities of a graph by type, those only known by reference left out. */
export function inventoryOf(graph: Graph): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { _type, _mapped } of graph.all()) if (!_mapped) counts[_type] = (counts[_type] ?? 0) + 1;
  return counts;
}

const noneFailed = () => Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>;

/** Adds up the findings of one account. */
export function verdictOf(findings: Iterable<Finding>): Verdict {
  const [scoreboard, failed] = [new Scoreboard(), noneFailed()];
  for (const finding of findings) {
    // A score is of what was checked.
    if (finding.source === 'posture') scoreboard.count(finding);
    if (finding.status === 'fail') failed[finding.severity]++;
  }
  return { scores: scoreboard.scores(), failed, frameworks: scoreboard.frameworkWeights() };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Adds up what the accounts gave, one after the other, so no more than the accounts in flight are in memory. */
export class Tally {
  readonly refusals: Error[] = [];
  private readonly ledger: UnitLedger[] = [];
  private readonly refused: { accountId: string; reason: string }[] = [];
  private readonly scores: Score[] = [];
  private readonly failed = noneFailed();
  private readonly frameworks: Record<string, Weighed> = {};
  private readonly inventory: Record<string, number> = {};
  private readonly denials = new Map<string, number>();
  private readonly regions = new Set<string>();
  private relationships = 0;

  /** Regions that are read. */
  saw(regions: readonly string[]): void { regions.forEach((region) => this.regions.add(region)); }

  add(account: AccountResult): void {
    this.ledger.push(...account.ledger);
    this.count({ ...account, ...verdictOf(account.findings) });
  }

  /** The same with the findings added up, and without keeping the ledger. */
  count({ ledger, inventory, relationships, scores, failed, frameworks }: Omit<AccountResult, 'findings'> & Verdict): void {
    this.countDenials(ledger);
    this.relationships += relationships;
    for (const [type, count] of Object.entries(inventory)) this.inventory[type] = (this.inventory[type] ?? 0) + count;
    this.scores.push(...scores);
    addWeights(this.frameworks, frameworks);
    for (const severity of severities) this.failed[severity] += failed[severity];
  }

  /** Adds the relationships between accounts that those of the scan hold. */
  linked(links: ReadonlyMap<string, number>, accounts: readonly ScannedAccount[]): void {
    this.relationships += sum(accounts.map(({ accountId }) => links.get(accountId) ?? 0));
  }

  refuse(accountId: string, error: Error, units: readonly UnitLedger[]): void {
    this.refusals.push(error);
    this.refused.push({ accountId, reason: error.message });
    this.ledger.push(...units);
    this.countDenials(units);
  }

  private countDenials(ledger: readonly UnitLedger[]): void {
    for (const action of ledger.flatMap(({ unread }) => [...new Set(unread.filter(({ denied }) => denied).map((each) => each.action))])) {
      this.denials.set(action, (this.denials.get(action) ?? 0) + 1);
    }
  }

  summary(run: string, { accounts, lake, now }: Scanned, milliseconds: number): ScanSummary {
    const place = ({ accountId, region }: Score) => `${accountId} ${region}`;
    return {
      run,
      startedAt: now.toISOString(),
      milliseconds: Math.round(milliseconds),
      accounts: accounts.map(({ accountId, name, roleArn }) => ({ accountId, name, roleArn })),
      regions: [...this.regions],
      ledger: this.ledger,
      entities: sum(Object.values(this.inventory)),
      relationships: this.relationships,
      inventory: this.inventory,
      findings: this.failed,
      scores: this.scores.sort((a, b) => (place(a) < place(b) ? -1 : 1)),
      frameworks: frameworkScores(this.frameworks),
      denied: [...this.denials].sort(([a], [b]) => (a < b ? -1 : 1)).map(([action, count]) => ({ action, units: count })),
      refused: this.refused,
      lake: lake.location,
    };
  }
}
