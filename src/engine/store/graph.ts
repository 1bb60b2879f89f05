import { createHash } from 'node:crypto';
import type { Entity, Relationship, UnitLedger } from '../contracts';
import type { Lake, Rows } from './lake';
import { readText } from './objects';
import type { Graph } from '../graph/graph';

interface OpenRows extends Rows { readonly entities: Entity[]; readonly relationships: Relationship[] }

/** What was written last to each partition, by `<region>/<service>`: the digest of its rows, and whether they were read completely. */
type Written = Record<string, { readonly digest: string; readonly complete: boolean }>;

/** The rows of the graph by service and Region; a unit that read nothing has empty ones. */
function rowsOf(graph: Graph, ledger: readonly UnitLedger[]): Map<string, Map<string, OpenRows>> {
  const services = new Map<string, Map<string, OpenRows>>();
  const of = (service: string, region: string): OpenRows => {
    const regions = services.get(service) ?? new Map<string, OpenRows>();
    const rows = regions.get(region) ?? { entities: [], relationships: [] };
    services.set(service, regions.set(region, rows));
    return rows;
  };
  for (const unit of ledger) of(unit.service, unit.region);
  for (const entity of graph.all()) of(entity._service, entity.region).entities.push(entity);
  for (const edge of graph.relationships()) of(edge._service, edge.region).relationships.push(edge);
  return services;
}

/** Sorts the rows by key, in place, so that the same facts are the same rows in whatever order they were read. */
function digestOf({ entities, relationships }: OpenRows): string {
  const hash = createHash('sha256');
  for (const rows of [entities, relationships] as { _key: string }[][]) {
    rows.sort((a, b) => (a._key < b._key ? -1 : 1));
    for (const row of rows) hash.update(JSON.stringify(row));
    hash.update('\n');
  }
  return hash.digest('hex');
}

/**
 * Writes the graph of an account to its partitions, each owned by the unit of its Region, or by all units of the service where none has it
 * (the resources of a global service, the service node). What a failed unit owns is left as it was and marked as stale; what has not
 * changed is not written again.
 */
export async function storeGraph(lake: Lake, account: string, graph: Graph, ledger: readonly UnitLedger[]): Promise<void> {
  const index = `accounts/${account}.partitions.json`;
  const written = JSON.parse(await readText(lake.objects, index) ?? '{}') as Written;
  // Written again at the end: after a crash a partition is rather written once more than taken for what it no longer is.
  await lake.objects.delete(index);
  const kept = new Map<string, ReadonlySet<string>>();
  for (const [service, regions] of rowsOf(graph, ledger)) {
    const units = ledger.filter((unit) => unit.service === service);
    for (const [region, rows] of regions) {
      const name = `${region}/${service}`;
      const own = units.filter((unit) => unit.region === region);
      const owners = own.length > 0 ? own : units;
      const complete = owners.every(({ status }) => status === 'complete');
      const digest = digestOf(rows);
      if (written[name]?.digest === digest && written[name].complete && complete) continue;
      delete written[name];
      if (owners.every(({ status }) => status === 'failed')) {
        await lake.markStale({ account, region, service });
        continue;
      }
      await lake.writeUnit({ account, region, service }, complete, rows);
      written[name] = { digest, complete };
    }
    // The Region that the last resource lived in, or that of the node whose service has nothing any more.
    const readWhole = units.length > 0 && units.every(({ status }) => status === 'complete');
    if (!readWhole) continue;
    kept.set(service, new Set(regions.keys()));
    for (const name of Object.keys(written)) if (name.endsWith(`/${service}`) && !regions.has(name.split('/')[0])) delete written[name];
  }
  await lake.keepOnly(account, kept);
  await lake.objects.write(index, JSON.stringify(written));
}
