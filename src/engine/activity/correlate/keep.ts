import { severities } from '../../../catalogue/model/check';
import type { ActivityFinding } from '../../contracts';
import type { LocalLake } from '../../store/lake';

/** Findings of an account that are kept; stories and the severe ones go last. */
const HELD = 5_000;

const rank = ({ check, severity }: ActivityFinding): number => (check === 'story' ? -1 : severities.indexOf(severity));
const worstFirst = (a: ActivityFinding, b: ActivityFinding): number => rank(a) - rank(b) || (a.lastSeen > b.lastSeen ? -1 : 1);

/** Findings to be kept in the lake, beside those that are there. Names of folders come from them, so they are made safe. */
export class Keeper {
  private readonly byAccount = new Map<string, Map<string, ActivityFinding>>();

  add(finding: ActivityFinding): void {
    if (severities.indexOf(finding.severity) > severities.indexOf('medium') && finding.check !== 'story') return;
    const accountId = /^\d{12}$/.test(finding.accountId) ? finding.accountId : 'unknown';
    const region = /^[a-z0-9-]{1,40}$/.test(finding.region) ? finding.region : 'global';
    const kept = this.byAccount.get(accountId) ?? new Map<string, ActivityFinding>();
    this.byAccount.set(accountId, kept.set(finding.id, { ...finding, accountId, region }));
    if (kept.size > HELD * 2) this.byAccount.set(accountId, trimmed(kept));
  }

  /** Writes them; of those that were there before, a newer one of the same id replaces the older one. */
  async write(lake: LocalLake): Promise<void> {
    for (const [account, fresh] of this.byAccount) {
      const all = new Map<string, ActivityFinding>();
      for await (const old of lake.findings('activity', account)) all.set(old.id, old as ActivityFinding);
      for (const finding of fresh.values()) all.set(finding.id, finding);
      await lake.writeFindings('activity', account, [...trimmed(all).values()]);
    }
  }
}

const trimmed = (findings: ReadonlyMap<string, ActivityFinding>): Map<string, ActivityFinding> =>
  new Map([...findings.values()].sort(worstFirst).slice(0, HELD).map((finding) => [finding.id, finding]));
