import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entity, Finding, Relationship, ScanSummary, UnitLedger } from '../contracts';
import { readRows, replaceFile, writeTable, type Table } from './parquet';
import * as tables from './tables';

/** A folder of the lake that is replaced as a whole. */
interface Partition { readonly account: string; readonly region: string; readonly service: string }

const COMPLETE = 'complete.parquet';
const PARTIAL = 'partial.parquet';

/** Another scan of the account is under way. */
export class AccountLocked extends Error {}

/**
 * The lake in a local folder: Parquet files in Hive-style partitions, so DuckDB and Athena query the same layout.
 * A partition that was read completely is only ever replaced by another complete read.
 */
export class LocalLake {
  constructor(readonly folder: string) {}

  /** Writes what a unit read. A partial read is kept only where no complete one is. */
  async writeUnit(partition: Partition, complete: boolean, rows: { entities: readonly Entity[]; relationships: readonly Relationship[] }): Promise<void> {
    await this.replacePartition(tables.entities, partition, complete, rows.entities);
    await this.replacePartition(tables.relationships, partition, complete, rows.relationships);
  }

  /** Removes the partitions of a service in the account whose Region is not among those just written. */
  async keepOnly(kept: { account: string; service: string; regions: readonly string[] }): Promise<void> {
    for (const table of ['entities', 'relationships']) {
      const account = join(this.folder, table, `account=${kept.account}`);
      for (const region of await list(account)) {
        if (!kept.regions.includes(region.slice('region='.length))) await rm(join(account, region, `service=${kept.service}`), { recursive: true, force: true });
      }
    }
  }

  /** Replaces the findings of a source in an account. */
  async writeFindings(source: string, account: string, findings: readonly Finding[]): Promise<void> {
    const folder = join(this.folder, 'findings', `source=${source}`, `account=${account}`);
    const regions = new Set(findings.map(({ region }) => region));
    for (const region of regions) {
      await writeTable(join(folder, `region=${region}`, COMPLETE), tables.findings, findings.filter((finding) => finding.region === region));
    }
    for (const old of await list(folder)) {
      if (!regions.has(old.slice('region='.length))) await rm(join(folder, old), { recursive: true });
    }
  }

  /** The findings of a source, account by account, Region by Region. */
  async* findings(source = 'posture', account?: string): AsyncIterable<Finding> {
    const folder = join(this.folder, 'findings', `source=${source}`);
    for (const each of account ? [`account=${account}`] : await list(folder)) {
      for (const region of await list(join(folder, each))) {
        const rows = await readRows(join(folder, each, region, COMPLETE));
        for (const row of rows) yield tables.findingOf(row, { source, region: region.slice('region='.length) });
      }
    }
  }

  /** Every entity, account by account, Region by Region, service by service; of a service that was never read whole, what was read. */
  async* entities(): AsyncIterable<Entity> {
    const folder = join(this.folder, tables.entities.name);
    for (const account of await list(folder)) {
      for (const region of await list(join(folder, account))) {
        for (const service of await list(join(folder, account, region))) {
          const [file] = (await list(join(folder, account, region, service))).sort();
          const rows = file === undefined ? [] : await readRows(join(folder, account, region, service, file));
          for (const row of rows) yield tables.entityOf(row, { region: region.slice('region='.length), service: service.slice('service='.length) });
        }
      }
    }
  }

  /** Writes the ledger of a run and its summary. */
  async writeRun(summary: ScanSummary): Promise<void> {
    await writeTable(join(this.folder, 'ledger', `run=${summary.run}`, COMPLETE), tables.ledger, summary.ledger as UnitLedger[]);
    await replaceFile(join(this.folder, 'runs', `${summary.run}.json`), JSON.stringify(summary));
  }

  /** The newest run, undefined when there was none. */
  async latestRun(): Promise<ScanSummary | undefined> {
    const newest = (await list(join(this.folder, 'runs'))).sort().pop();
    return newest ? JSON.parse(await readFile(join(this.folder, 'runs', newest), 'utf8')) : undefined;
  }

  /**
   * Runs `work` while no other scan of the account can.
   * @throws AccountLocked while the process of another scan lives
   */
  async exclusively<T>(account: string, work: () => Promise<T>): Promise<T> {
    const file = join(this.folder, 'accounts', `${account}.lock`);
    await mkdir(join(this.folder, 'accounts'), { recursive: true });
    await this.takeLock(file, account);
    return work().finally(() => rm(file, { force: true }));
  }

  private async takeLock(file: string, account: string): Promise<void> {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid)).finally(() => handle.close());
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(await readFile(file, 'utf8'));
      if (isAlive(owner)) throw new AccountLocked(`Account ${account} is being scanned by process ${owner}: wait for it to end, or end it.`);
      await rm(file, { force: true });
      await this.takeLock(file, account);
    }
  }

  private async replacePartition<Row>(table: Table<Row>, { account, region, service }: Partition, complete: boolean, rows: readonly Row[]): Promise<void> {
    const folder = join(this.folder, table.name, `account=${account}`, `region=${region}`, `service=${service}`);
    if (!complete && existsSync(join(folder, COMPLETE))) return;
    await writeTable(join(folder, complete ? COMPLETE : PARTIAL), table, rows);
    if (complete) await rm(join(folder, PARTIAL), { force: true });
  }
}

const list = async (folder: string): Promise<string[]> => (existsSync(folder) ? (await readdir(folder)).filter((name) => !name.endsWith('.draft')) : []);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
