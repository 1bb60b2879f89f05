import type { Entity, Relationship, UnitLedger } from '../contracts';
import type { LocalLake } from './lake';
import type { Graph } from '../graph/graph';

interface Rows { readonly entities: Entity[]; readonly relationships: Relationship[] }

/** The rows of the graph by service and Region; a unit that read nothing has empty ones. */
function rowsOf(graph: Graph, ledger: readonly UnitLedger[]): Map<string, Map<string, Rows>> {
  const services = new Map<string, Map<string, Rows>>();
  const of = (service: string, region: string): Rows => {
    const regions = services.get(service) ?? new Map<string, Rows>();
    const rows = regions.get(region) ?? { entities: [], relationships: [] };
    services.set(service, regions.set(region, rows));
    return rows;
  };
  for (const unit of ledger) of(unit.service, unit.region);
  for (const entity of graph.all()) of(entity._service, entity.region).entities.push(entity);
  for (const edge of graph.relationships()) of(edge._service, edge.region).relationships.push(edge);
  return services;
}

/**
 * Writes the graph of an account to its partitions, each owned by the unit of its Region, or by all units of the service where none has it
 * (the resources of a global service, the service node). What a failed unit owns is left as it was.
 */
export async function storeGraph(lake: LocalLake, account: string, graph: Graph, ledger: readonly UnitLedger[]): Promise<void> {
  for (const [service, regions] of rowsOf(graph, ledger)) {
    const units = ledger.filter((unit) => unit.service === service);
    for (const [region, rows] of regions) {
      const own = units.filter((unit) => unit.region === region);
      const owners = own.length > 0 ? own : units;
      if (owners.every(({ status }) => status === 'failed')) continue;
      await lake.writeUnit({ account, region, service }, owners.every(({ status }) => status === 'complete'), rows);
    }
    const readWhole = units.every(({ region, status }) => region === 'global' && status === 'complete');
    if (readWhole) await lake.keepOnly({ account, service, regions: [...regions.keys()] });
  }
}
