import { NOT_SCANNED } from './look';
import type { EntityType } from '../../catalogue/model/names';
import type { Finding, Unread, UnitLedger } from '../contracts';

const unitOf = ({ service, region }: Finding, ledger: readonly UnitLedger[]) =>
  ledger.find((unit) => unit.service === service && (unit.region === region || unit.region === 'global'));

/** The finding as unknown, because its resource was not listed; once kept, what it was when last read stays in the evidence. */
function notReadAgain(finding: Finding, { action, code }: Unread): Finding {
  const lastStatus = finding.evidence.lastStatus ?? finding.status;
  return {
    ...finding,
    status: 'unknown',
    reason: `Not read again: ${action} gave ${code}. When last read, on ${finding.lastSeen.slice(0, 10)}: ${lastStatus}.`,
    evidence: { ...finding.evidence, lastStatus, missingAction: action, code },
  };
}

/** Whether nothing has changed at the resource itself: to suppress a finding mends nothing. */
const same = (a: Finding['status'], b: Finding['status']) => a === b || [a, b].every((status) => ['fail', 'suppressed'].includes(status));

/** When the lake first had a finding: one that is imported may have been seen long before, by whoever found it. */
export const firstKnown = ({ firstSeen, evidence }: Finding): string => (evidence.importedAt as string | undefined) ?? firstSeen;

/** The finding as old as it was in the run before. */
const asOldAs = (earlier: Finding, finding: Finding): Finding => ({
  ...finding,
  firstSeen: earlier.firstSeen,
  ...earlier.evidence.importedAt !== undefined && { evidence: { ...finding.evidence, importedAt: earlier.evidence.importedAt } },
});

/**
 * Joins the findings of a run with those of the run before. A finding keeps the time it was first seen. One whose resource was not listed
 * this time stays, as *unknown*, until a complete read shows what became of it; one whose stream or Region was left out stays as it is.
 * @param readFrom entity type that must be listed for a finding to be told @default - that of its resource
 */
export function withHistory(
  current: readonly Finding[], previous: readonly Finding[], ledger: readonly UnitLedger[],
  readFrom: (finding: Finding) => EntityType | '' = ({ resourceType }) => resourceType): Finding[] {
  const before = new Map(previous.map((finding) => [finding.id, finding]));
  const dated = current.map((finding) => {
    const earlier = before.get(finding.id);
    before.delete(finding.id);
    if (earlier && finding.evidence.code === NOT_SCANNED) return earlier;
    return earlier && same(earlier.status, finding.status) ? asOldAs(earlier, finding) : finding;
  });
  const kept = [...before.values()].flatMap((finding) => {
    const unit = unitOf(finding, ledger);
    if (!unit) return [finding];
    const gap = unit.unlisted.find(({ type }) => type === readFrom(finding))?.unread;
    return gap ? [notReadAgain(finding, gap)] : [];
  });
  return [...dated, ...kept];
}
