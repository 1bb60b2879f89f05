import { randomBytes } from 'node:crypto';
import type { Finding, ScannedAccount, ScanSummary, UnitLedger } from './contracts';
import type { Graph } from './graph/graph';
import { Scoreboard } from './posture/score';
import { severities, type Severity } from '../catalogue/model/check';

/** What the scan of one account gave, its graph counted and let go. */
export interface AccountResult {
  readonly ledger: readonly UnitLedger[];
  readonly findings: readonly Finding[];
  readonly inventory: Readonly<Record<string, number>>;
  readonly relationships: number;
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

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Adds up what the accounts gave, one after the other, so no more than the accounts in flight are in memory. */
export class Tally {
  readonly refusals: Error[] = [];
  private readonly ledger: UnitLedger[] = [];
  private readonly refused: { accountId: string; reason: string }[] = [];
  private readonly scoreboard = new Scoreboard();
  private readonly failed = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>;
  private readonly inventory: Record<string, number> = {};
  private readonly regions = new Set<string>();
  private relationships = 0;

  /** Regions that are read. */
  saw(regions: readonly string[]): void { regions.forEach((region) => this.regions.add(region)); }

  add(account: AccountResult): void {
    this.ledger.push(...account.ledger);
    this.relationships += account.relationships;
    for (const [type, count] of Object.entries(account.inventory)) this.inventory[type] = (this.inventory[type] ?? 0) + count;
    for (const finding of account.findings) {
      // A score is of what was checked.
      if (finding.source === 'posture') this.scoreboard.count(finding);
      if (finding.status === 'fail') this.failed[finding.severity]++;
    }
  }

  refuse(accountId: string, error: Error, units: readonly UnitLedger[]): void {
    this.refusals.push(error);
    this.refused.push({ accountId, reason: error.message });
    this.ledger.push(...units);
  }

  private denied() {
    const units = new Map<string, number>();
    for (const action of this.ledger.flatMap(({ unread }) => [...new Set(unread.filter(({ denied }) => denied).map((each) => each.action))])) {
      units.set(action, (units.get(action) ?? 0) + 1);
    }
    return [...units].sort(([a], [b]) => (a < b ? -1 : 1)).map(([action, count]) => ({ action, units: count }));
  }

  summary(run: string, { accounts, lake, now }: Scanned, milliseconds: number): ScanSummary {
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
      scores: this.scoreboard.scores(),
      denied: this.denied(),
      refused: this.refused,
      lake: lake.location,
    };
  }
}
