import type { Finding, UnitLedger } from '../contracts';

/**
 * Joins the findings of a run with those of the run before: a finding keeps the time it was first seen, and one whose resource was not
 * read this time stays, as *unknown*, until a complete read shows what became of it.
 */
export function withHistory(current: readonly Finding[], previous: readonly Finding[], ledger: readonly UnitLedger[]): Finding[] {
  const before = new Map(previous.map((finding) => [finding.id, finding]));
  const now = new Set(current.map(({ id }) => id));
  const dated = current.map((finding) => {
    const earlier = before.get(finding.id);
    return earlier?.status === finding.status ? { ...finding, firstSeen: earlier.firstSeen } : finding;
  });
  const kept = previous.filter((finding) => !now.has(finding.id)).flatMap((finding) => {
    const gap = ledger.find((unit) => unit.service === finding.service && (unit.region === finding.region || unit.region === 'global'))
      ?.unlisted.find(({ type }) => type === finding.resourceType)?.unread;
    // Once kept, the status it had when last read is already in the evidence.
    const status = finding.evidence.lastStatus ?? finding.status;
    return gap ? [{
      ...finding,
      status: 'unknown' as const,
      reason: `Not read again: ${gap.action} gave ${gap.code}. When last read, on ${finding.lastSeen.slice(0, 10)}: ${status}.`,
      evidence: { ...finding.evidence, lastStatus: status, missingAction: gap.action, code: gap.code },
    }] : [];
  });
  return [...dated, ...kept];
}
