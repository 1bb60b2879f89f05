import type { Service } from '../../catalogue/model/service';
import type { Lake } from '../store/lake';
import { removeUnits } from '../store/units';

/**
 * Removes what the lake holds of Regions that the account no longer has: their units, partitions and findings. What a global service reads
 * of resources that live there stays.
 */
export async function leaveRegions(lake: Lake, accountId: string, regions: readonly string[], services: readonly Service[]): Promise<void> {
  const regional = services.filter(({ scope }) => scope === 'regional').map(({ id }) => id);
  const keys = await lake.objects.list(`units/account=${accountId}/`);
  const gone = new Set(keys.map((key) => /\/region=([^/]+)\//.exec(key)![1]).filter((region) => region !== 'global' && !regions.includes(region)));
  for (const region of gone) {
    await removeUnits(lake.objects, accountId, region, regional);
    for (const service of regional) await lake.removePartition({ account: accountId, region, service });
  }
  if (gone.size === 0) return;
  for (const source of ['posture', 'imported']) {
    const kept = [];
    for await (const finding of lake.findings(source, accountId)) {
      if (!gone.has(finding.region) || !regional.includes(finding.service)) kept.push(finding);
    }
    await lake.writeFindings(source, accountId, kept);
  }
}
