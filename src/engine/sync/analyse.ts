import type { Check } from '../../catalogue/model/check';
import type { Service } from '../../catalogue/model/service';
import { analysisOf } from '../access/lake/account';
import type { Finding, UnitLedger } from '../contracts';
import { importFindings } from '../findings/imported';
import { namesOf } from '../graph/across';
import { link, specsOf } from '../graph/link';
import { weighByPaths } from '../posture/attack-paths';
import { evaluate } from '../posture/evaluate';
import { withHistory } from '../posture/history';
import type { Suppressor } from '../posture/suppressions';
import { storeGraph } from '../store/graph';
import type { Lake } from '../store/lake';
import { readUnits, type StoredUnit } from '../store/units';
import { inventoryOf, type AccountResult } from '../summary';
import { linkedAccounts, noteNames } from './across';

/** What an account is analysed with. */
export interface AnalysisOptions {
  /** Services whose units are linked. */
  readonly services: readonly Service[];
  readonly checks: readonly Check[];
  /** @default - nothing is suppressed */
  readonly suppressor?: Suppressor;
  /** Every account of the scan: what an edge names in one of them is no stranger, nor what it names in one that the lake has. */
  readonly accounts: readonly string[];
  readonly now: Date;
}

/** A finding was last seen when its unit was read, which may be an earlier run. */
function seenWhenRead(findings: Iterable<Finding>, units: readonly StoredUnit[]): Finding[] {
  const readAt = new Map(units.map((unit) => [`${unit.ledger.service} ${unit.ledger.region}`, unit.readAt]));
  return [...findings].map((finding) => {
    const seen = readAt.get(`${finding.service} ${finding.region}`) ?? readAt.get(`${finding.service} global`);
    return seen ? { ...finding, firstSeen: seen, lastSeen: seen } : finding;
  });
}

/**
 * Links what the lake holds of an account into its graph, runs the checks, and writes both: no call to AWS. Whoever calls holds the account
 * (`lake.exclusively`).
 * @returns what it found, and the ledger of every unit it looked at
 */
export async function analyseAccount(lake: Lake, accountId: string, { services, checks, suppressor, accounts, now }: AnalysisOptions): Promise<AccountResult> {
  const known = new Set(services.map(({ id }) => id));
  const units = (await readUnits(lake.objects, accountId)).filter(({ ledger }) => known.has(ledger.service));
  const ledger: UnitLedger[] = units.map((unit) => unit.ledger);
  const elsewhere = await linkedAccounts(lake.objects);
  const graph = link(units, services, { accountId, accounts: [...accounts, ...elsewhere] });
  const previous: Finding[] = [];
  for await (const finding of lake.findings('posture', accountId)) previous.push(finding);
  const weighed = weighByPaths([...evaluate(checks, graph, ledger, now, accounts)], checks, graph, () => analysisOf(graph.all(), ledger, now));
  const found = weighed.map((finding) => suppressor?.apply(finding, graph.get(finding.resource[0])) ?? finding);
  const findings = withHistory(seenWhenRead(found, units), previous, ledger);
  const imported = await importFindings(lake, accountId, { graph, posture: findings, ledger, suppressor, now });
  const result = { ledger, findings: [...findings, ...imported], inventory: inventoryOf(graph), relationships: [...graph.relationships()].length };
  await storeGraph(lake, accountId, graph, ledger);
  await noteNames(lake.objects, namesOf(graph, specsOf(services), accountId));
  await lake.writeFindings('posture', accountId, findings);
  return result;
}
