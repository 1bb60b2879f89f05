import { dirname } from 'node:path/posix';
import type { Entity, Finding, Relationship, ScanSummary, UnitLedger } from '../contracts';
import { withLease, leaseTimes, type LeaseTimes } from './lease';
import { LocalObjects } from './local';
import { deleteAll, deleteEach, readAhead, readText, type ObjectStore } from './objects';
import { fromParquet, withColumns, type Table } from './parquet';
import { registered, type RegisteredAccount } from './registry';
import { toParquet } from './table-writer';
import * as tables from './tables';

export { AccountLocked } from './lease';

/** A folder of the lake that is replaced as a whole. */
export interface Partition { readonly account: string; readonly region: string; readonly service: string }

/** Rows of a partition. */
export interface Rows { readonly entities: readonly Entity[]; readonly relationships: readonly Relationship[] }

const COMPLETE = 'complete.parquet';
const PARTIAL = 'partial.parquet';

/** The account is disabled: what is known of it stays as it is. */
export class AccountDisabled extends Error { readonly name = 'AccountDisabled'; }

const folderOf = (table: string, { account, region, service }: Partition) => `${table}/account=${account}/region=${region}/service=${service}`;
const serviceIn = (key: string) => /\/service=([^/]+)\//.exec(key)![1];
const regionIn = (key: string) => /\/region=([^/]+)\//.exec(key)![1];

/**
 * The lake: Parquet files in Hive-style partitions, so DuckDB and Athena query the same layout, in a folder or a bucket.
 * A partition that was read completely is only ever replaced by another complete read.
 */
export class Lake {
  constructor(readonly objects: ObjectStore, private readonly times: LeaseTimes = leaseTimes) {}

  /** A folder, or `s3://bucket/prefix`. */
  get location(): string { return this.objects.location; }

  /** Writes what a unit read. A partial read is kept only where no complete one is, and marks that one as stale. */
  async writeUnit(partition: Partition, complete: boolean, { entities, relationships }: Rows): Promise<void> {
    await this.replacePartition(tables.entities, partition, complete, entities);
    await this.replacePartition(tables.relationships, partition, complete, relationships);
  }

  /** Marks what is stored of a unit as stale: it could not be read again. */
  async markStale(partition: Partition): Promise<void> {
    const key = `${folderOf('entities', partition)}/${COMPLETE}`;
    const content = await this.objects.read(key);
    if (content) await this.objects.write(key, await withColumns(tables.entities, content, { _stale: true }));
  }

  /** Removes the partitions of services in an account whose Region is not among those just written, by service; of other services none. */
  async keepOnly(account: string, written: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    for (const table of ['entities', 'relationships']) {
      const keys = await this.objects.list(`${table}/account=${account}/`);
      await deleteEach(this.objects, keys.filter((key) => written.get(serviceIn(key))?.has(regionIn(key)) === false));
    }
  }

  /** Removes one partition. */
  async removePartition(partition: Partition): Promise<void> {
    for (const table of ['entities', 'relationships']) await deleteAll(this.objects, `${folderOf(table, partition)}/`);
  }

  /** Replaces the findings of a source in an account. */
  async writeFindings(source: string, account: string, findings: readonly Finding[]): Promise<void> {
    const folder = `findings/source=${source}/account=${account}`;
    const regions = new Set(findings.map(({ region }) => region));
    for (const region of regions) {
      await this.objects.write(`${folder}/region=${region}/${COMPLETE}`, toParquet(tables.findings, findings.filter((finding) => finding.region === region)));
    }
    for (const key of await this.objects.list(`${folder}/`)) {
      // Files of other names are of the consumer of log files.
      if (key.endsWith(`/${COMPLETE}`) && !regions.has(regionIn(key))) await this.objects.delete(key);
    }
  }

  /** The findings of a source, account by account, Region by Region; each once, though several files of a partition may hold it. */
  async* findings(source = 'posture', account?: string): AsyncIterable<Finding> {
    let [folder, seen] = ['', new Set<unknown>()];
    const keys = await this.objects.list(`findings/source=${source}/${account ? `account=${account}/` : ''}`);
    for await (const { key, content } of readAhead(this.objects, keys)) {
      if (dirname(key) !== folder) [folder, seen] = [dirname(key), new Set()];
      for (const row of content ? await fromParquet(content) : []) {
        if (!seen.has(row.id)) yield tables.findingOf(row, { source, region: regionIn(key) });
        seen.add(row.id);
      }
    }
  }

  /**
   * Every entity, account by account, Region by Region, service by service; of a service that was never read whole, what was read.
   * @param services ids of those to read @default all
   */
  async* entities(services?: ReadonlySet<string>): AsyncIterable<Entity> {
    for await (const { row, place } of this.rows('entities', services)) yield tables.entityOf(row, place);
  }

  /** Every relationship of some services, as `entities`. */
  async* relationships(services: ReadonlySet<string>): AsyncIterable<Relationship> {
    for await (const { row, place } of this.rows('relationships', services)) yield tables.relationshipOf(row, place);
  }

  private async* rows(table: 'entities' | 'relationships', services?: ReadonlySet<string>) {
    const seen = new Set<string>();
    // Of a partition the complete file comes before the partial one.
    const keys = (await this.objects.list(`${table}/`)).filter((key) => {
      const first = !seen.has(dirname(key));
      seen.add(dirname(key));
      return first && services?.has(serviceIn(key)) !== false;
    });
    for await (const { key, content } of readAhead(this.objects, keys)) {
      const place: Partition = { account: /\/account=([^/]+)\//.exec(key)![1], region: regionIn(key), service: serviceIn(key) };
      for (const row of content ? await fromParquet(content) : []) yield { row, place };
    }
  }

  /** Writes the ledger of a run and its summary. */
  async writeRun(summary: ScanSummary): Promise<void> {
    await this.writeLedger(summary.run, 0, summary.ledger);
    await this.writeSummary(summary);
  }

  /** Writes a file of the ledger of a run; the first is number 0. */
  async writeLedger(run: string, number: number, units: readonly UnitLedger[]): Promise<void> {
    await this.objects.write(`ledger/run=${run}/${number === 0 ? COMPLETE : `complete-${number}.parquet`}`, toParquet(tables.ledger, units));
  }

  /** Writes the summary of a run, its ledger apart. */
  async writeSummary(summary: ScanSummary): Promise<void> {
    await this.objects.write(`runs/${summary.run}.json`, JSON.stringify(summary));
  }

  /** The newest run, undefined when there was none. */
  async latestRun(): Promise<ScanSummary | undefined> {
    const newest = (await this.objects.list('runs/')).at(-1);
    return newest ? JSON.parse((await readText(this.objects, newest))!) as ScanSummary : undefined;
  }

  /**
   * Runs `work` while no other scan of the account can. The signal of `work` is aborted when another scan has taken the account over.
   * @throws AccountLocked while another scan holds the account
   * @throws AccountDisabled when the account is registered and disabled
   */
  async exclusively<T>(account: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.alone(account, async (signal) => {
      const known = await registered(this.objects, account);
      if (known && !known.enabled) throw new AccountDisabled(disabledText(known));
      return work(signal);
    });
  }

  /** The same for a disabled account too: for what is done to it by hand. */
  async alone<T>(account: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withLease(this.objects, `accounts/${account}.lock`, `Account ${account}`, work, this.times);
  }

  private async replacePartition<Row>(table: Table<Row>, partition: Partition, complete: boolean, rows: readonly Row[]): Promise<void> {
    const folder = folderOf(table.name, partition);
    const there = await this.objects.list(`${folder}/`);
    if (!complete && there.includes(`${folder}/${COMPLETE}`)) return table.name === 'entities' ? this.markStale(partition) : undefined;
    // Most services have nothing in most Regions: an empty file is only written over one that says otherwise.
    if (rows.length > 0 || there.length > 0) await this.objects.write(`${folder}/${complete ? COMPLETE : PARTIAL}`, toParquet(table, rows));
    if (complete) await this.objects.delete(`${folder}/${PARTIAL}`);
  }
}

const disabledText = ({ accountId, name }: RegisteredAccount) =>
  `Account ${accountId}${name ? ` (${name})` : ''} is disabled and stays as it was last read: enable it with account enable ${accountId}.`;

/** The lake in a local folder. */
export class LocalLake extends Lake {
  constructor(readonly folder: string, times: LeaseTimes = leaseTimes) { super(new LocalObjects(folder), times); }
}
