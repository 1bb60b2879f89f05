import { randomBytes } from 'node:crypto';
import pLimit, { type Limit } from 'p-limit';
import { severities, type Check, type Severity } from '../catalogue/model/check';
import type { AccountListing, Service } from '../catalogue/model/service';
import { plan, type PlannedUnit } from '../derive/plan';
import type { ClientSettings, CredentialProvider } from './collect/clients';
import { CannotAssume } from './collect/credentials';
import { placeOf } from './collect/place';
import type { SentCall } from './collect/reader';
import { collectUnit } from './collect/unit';
import type { Entity, Finding, Relationship, ScannedAccount, ScanSummary, UnitLedger } from './contracts';
import type { Graph } from './graph/graph';
import { link } from './graph/link';
import { evaluate } from './posture/evaluate';
import { withHistory } from './posture/history';
import { Scoreboard } from './posture/score';
import type { LocalLake } from './store/lake';

/** An account to scan, with the credentials of the role in it. */
export interface AccountToScan extends ScannedAccount { readonly credentials: CredentialProvider }

/** What is scanned, with what, and where to. */
export interface ScanOptions {
  readonly accounts: readonly AccountToScan[];
  readonly regions: readonly string[];
  readonly services: readonly Service[];
  readonly checks: readonly Check[];
  readonly lake: LocalLake;
  readonly settings?: ClientSettings;
  /** What AWS Organizations says of the accounts, when it was read. */
  readonly organization?: readonly AccountListing[];
  /** Units read at the same time. @default 8 */
  readonly concurrency?: number;
  /** Time of the scan. */
  readonly now: Date;
  readonly onProgress?: (progress: Progress) => void;
  readonly onCall?: (call: SentCall & { readonly accountId: string }) => void;
}

/** How far a scan is. */
export interface Progress { readonly done: number; readonly of: number; readonly unit: UnitLedger }

// Resources of one unit that are described at the same time.
const DESCRIBED_AT_ONCE = 16;
// Accounts in memory at the same time.
const ACCOUNTS_AT_ONCE = 4;

const refusedUnit = ({ accountId, region, service }: PlannedUnit, { errorCode }: CannotAssume): UnitLedger => ({
  accountId,
  region,
  service: service.id,
  status: 'failed',
  unread: [{ action: 'sts:AssumeRole', code: errorCode, denied: true }],
  unlisted: [],
  calls: 0,
  milliseconds: 0,
  entities: 0,
  relationships: 0,
});

/** Reads the units of one account, all accounts sharing `limit`. */
async function collectAccount(account: AccountToScan, units: readonly PlannedUnit[], options: ScanOptions, limit: Limit, tell: (unit: UnitLedger) => void) {
  return Promise.all(units.map((unit) => limit(async () => {
    const result = await collectUnit(unit, {
      place: placeOf({ ...unit, regions: options.regions, organization: options.organization }),
      credentials: account.credentials,
      settings: options.settings ?? {},
      concurrency: DESCRIBED_AT_ONCE,
      onCall: (call) => options.onCall?.({ ...call, accountId: account.accountId }),
      clock: () => performance.now(),
    });
    tell(result.ledger);
    return result;
  })));
}

/** Writes the graph of an account to its partitions, each owned by the unit of its Region, or by all units of the service where none has it. */
async function storeGraph(lake: LocalLake, account: string, graph: Graph, units: readonly PlannedUnit[], ledger: readonly UnitLedger[]): Promise<void> {
  const rows = new Map<string, { entities: Entity[]; relationships: Relationship[] }>();
  const of = (service: string, region: string) => {
    const key = `${service}|${region}`;
    if (!rows.has(key)) rows.set(key, { entities: [], relationships: [] });
    return rows.get(key)!;
  };
  for (const unit of ledger) of(unit.service, unit.region);
  for (const entity of graph.all()) of(entity._service, entity.region).entities.push(entity);
  for (const edge of graph.relationships()) of(edge._service, edge.region).relationships.push(edge);

  for (const [key, content] of rows) {
    const [service, region] = key.split('|');
    const owners = ledger.filter((unit) => unit.service === service);
    const owner = owners.filter((unit) => unit.region === region);
    const responsible = owner.length > 0 ? owner : owners;
    if (responsible.every(({ status }) => status === 'failed')) continue;
    await lake.writeUnit({ account, region, service }, responsible.every(({ status }) => status === 'complete'), content);
  }
  for (const { service, region } of units.filter((unit) => unit.region === 'global')) {
    const complete = ledger.some((unit) => unit.service === service.id && unit.region === region && unit.status === 'complete');
    const regions = [...rows.keys()].filter((key) => key.startsWith(`${service.id}|`)).map((key) => key.split('|')[1]);
    if (complete) await lake.keepOnly({ account, service: service.id, regions });
  }
}

/** One account from its first call to its findings in the lake. */
async function scanAccount(account: AccountToScan, units: readonly PlannedUnit[], options: ScanOptions, limit: Limit, tell: (unit: UnitLedger) => void) {
  const { lake, checks, services, now } = options;
  const { accountId } = account;
  return lake.exclusively(accountId, async () => {
    const collected = await collectAccount(account, units, options, limit, tell);
    const ledger = collected.map((unit) => unit.ledger);
    const graph = link(collected, services, { accountId, accounts: options.accounts.map((each) => each.accountId) });
    await storeGraph(lake, accountId, graph, units, ledger);
    const previous: Finding[] = [];
    for await (const finding of lake.findings('posture', accountId)) previous.push(finding);
    const findings = withHistory([...evaluate(checks, graph, ledger, now)], previous, ledger);
    await lake.writeFindings('posture', accountId, findings);
    return { ledger, findings, inventory: inventoryOf(graph), relationships: [...graph.relationships()].length };
  });
}

function inventoryOf(graph: Graph): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { _type, _mapped } of graph.all()) if (!_mapped) counts[_type] = (counts[_type] ?? 0) + 1;
  return counts;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Adds up what the accounts gave, one after the other, so no more than the accounts in flight are in memory. */
class Tally {
  readonly ledger: UnitLedger[] = [];
  readonly refused: { accountId: string; reason: string }[] = [];
  private readonly scoreboard = new Scoreboard();
  private readonly failed = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>;
  private readonly inventory: Record<string, number> = {};
  private relationships = 0;

  add(account: Awaited<ReturnType<typeof scanAccount>>): void {
    this.ledger.push(...account.ledger);
    this.relationships += account.relationships;
    for (const [type, count] of Object.entries(account.inventory)) this.inventory[type] = (this.inventory[type] ?? 0) + count;
    for (const finding of account.findings) {
      this.scoreboard.count(finding);
      if (finding.status === 'fail') this.failed[finding.severity]++;
    }
  }

  private denied() {
    const units = new Map<string, number>();
    for (const action of this.ledger.flatMap(({ unread }) => [...new Set(unread.filter(({ denied }) => denied).map((each) => each.action))])) {
      units.set(action, (units.get(action) ?? 0) + 1);
    }
    return [...units].sort(([a], [b]) => (a < b ? -1 : 1)).map(([action, count]) => ({ action, units: count }));
  }

  summary({ accounts, regions, lake, now }: ScanOptions, milliseconds: number): ScanSummary {
    return {
      run: `${now.toISOString().replace(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}`,
      startedAt: now.toISOString(),
      milliseconds: Math.round(milliseconds),
      accounts: accounts.map(({ accountId, name, roleArn }) => ({ accountId, name, roleArn })),
      regions,
      ledger: this.ledger,
      entities: sum(Object.values(this.inventory)),
      relationships: this.relationships,
      inventory: this.inventory,
      findings: this.failed,
      scores: this.scoreboard.scores(),
      denied: this.denied(),
      refused: this.refused,
      lake: lake.folder,
    };
  }
}

/**
 * Scans the accounts: reads their units through the roles, links the graph, runs the checks, writes the lake. What is denied, throttled
 * beyond the retries or refused is in the ledger of the summary; nothing else stops a scan.
 * @throws CannotAssume when no account could be entered; nothing is written then
 */
export async function scan(options: ScanOptions): Promise<ScanSummary> {
  const started = performance.now();
  const units = plan(options.services, options.accounts.map(({ accountId }) => ({ accountId, regions: options.regions })));
  const limit = pLimit(options.concurrency ?? 8);
  const accounts = pLimit(ACCOUNTS_AT_ONCE);
  const tally = new Tally();
  let done = 0;
  const tell = (unit: UnitLedger) => options.onProgress?.({ done: ++done, of: units.length, unit });
  const refusals: CannotAssume[] = [];

  await Promise.all(options.accounts.map((account) => accounts(async () => {
    const mine = units.filter(({ accountId }) => accountId === account.accountId);
    try {
      await account.credentials();
    } catch (error) {
      if (!(error instanceof CannotAssume)) throw error;
      refusals.push(error);
      tally.refused.push({ accountId: account.accountId, reason: error.message });
      for (const unit of mine.map((each) => refusedUnit(each, error))) { tally.ledger.push(unit); tell(unit); }
      return;
    }
    tally.add(await scanAccount(account, mine, options, limit, tell));
  })));

  if (refusals.length === options.accounts.length) throw refusals[0];
  const summary = tally.summary(options, performance.now() - started);
  await options.lake.writeRun(summary);
  return summary;
}
