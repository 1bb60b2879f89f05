import type { EntityType } from '../../catalogue/model/names';
import type { Finding, UnitLedger } from '../contracts';
import { accessAnalyzer } from './access-analyzer';
import { ecr } from './ecr';
import { guardduty } from './guardduty';
import { inspector } from './inspector';
import { Resources } from './resources';
import { securityHub } from './security-hub';
import { findingOf, type Source } from './source';
import type { Graph } from '../graph/graph';
import { withHistory } from '../posture/history';
import type { Suppressor } from '../posture/suppressions';

/** Whoever finds something before whoever passes it on: ECR tells what Inspector found, Security Hub what everybody did. */
const sources: readonly Source[] = [guardduty, inspector, accessAnalyzer, ecr, securityHub];

/**
 * Requirements and the resource that they are asked of. A control of Security Hub is a requirement of FSBP by the same id; those that hundreds
 * of controls share (NIST, PCI, ISO) tell no two results apart.
 */
const resultsOf = ({ resource, frameworks: { fsbp = [], cis = {} } }: Finding, control?: string): string[] => [
  ...(control ? [control] : fsbp).map((id) => `${resource[0]} ${id}`),
  ...Object.entries(cis).flatMap(([version, ids]) => ids.map((id) => `${resource[0]} CIS ${version} ${id}`)),
];

/** One finding of two that say the same: whoever suppressed it in one place meant it, and it answers to the frameworks of both. */
const joined = (kept: Finding, again: Finding): Finding => ({
  ...kept,
  status: again.status === 'suppressed' ? 'suppressed' : kept.status,
  frameworks: { ...again.frameworks, ...kept.frameworks },
  firstSeen: kept.firstSeen < again.firstSeen ? kept.firstSeen : again.firstSeen,
  lastSeen: kept.lastSeen > again.lastSeen ? kept.lastSeen : again.lastSeen,
  evidence: { ...kept.evidence, alsoIn: [...(kept.evidence.alsoIn as string[] | undefined) ?? [], again.evidence.entity] },
});

/**
 * The findings of other services that the scan read as entities, as findings of ours (`source: imported`). A finding that came by two ways
 * is one, and one that says of a resource and a requirement what a check of ours says is left out.
 * @param posture results of the checks in the same account
 */
export function importedFindings(graph: Graph, posture: readonly Finding[], now: Date): Finding[] {
  const resources = new Resources(graph);
  const ours = new Set(posture.flatMap((finding) => resultsOf(finding).map((result) => `${result} ${finding.status}`)));
  const found = new Map<string, Finding>();
  // The finding that told each id, and each control on a resource.
  const told = new Map<string, string>();
  for (const { type, tell } of sources) {
    for (const entity of graph.ofType(type)) {
      if (entity._mapped) continue;
      const says = tell(entity, graph);
      const finding = findingOf(says, entity, resources, now);
      if (resultsOf(finding, says.control).some((result) => ours.has(`${result} ${finding.status}`))) continue;
      const names = says.control ? [...says.ids, `${says.control} ${finding.resource[0]}`] : says.ids;
      const kept = names.map((name) => found.get(told.get(name) ?? '')).find((each) => each !== undefined);
      const { id } = kept ?? finding;
      found.set(id, kept ? joined(kept, finding) : finding);
      for (const name of names) told.set(name, id);
    }
  }
  return [...found.values()];
}

/** Where findings are kept. */
export interface FindingStore {
  findings(source: Finding['source'], accountId: string): AsyncIterable<Finding>;
  writeFindings(source: Finding['source'], accountId: string, findings: readonly Finding[]): Promise<void>;
}

/** Imports the findings of one account into its lake, in place of those of the run before; what could not be read again stays, as *unknown*. */
export async function importFindings(
  store: FindingStore, accountId: string,
  { graph, posture, ledger, suppressor, now }: {
    readonly graph: Graph; readonly posture: readonly Finding[]; readonly ledger: readonly UnitLedger[]; readonly suppressor?: Suppressor; readonly now: Date;
  },
): Promise<Finding[]> {
  const previous: Finding[] = [];
  for await (const finding of store.findings('imported', accountId)) previous.push(finding);
  const found = importedFindings(graph, posture, now).map((finding) => suppressor?.apply(finding, graph.get(finding.resource[0])) ?? finding);
  const findings = withHistory(found, previous, ledger, ({ evidence }) => evidence.entityType as EntityType);
  await store.writeFindings('imported', accountId, findings);
  return findings;
}
