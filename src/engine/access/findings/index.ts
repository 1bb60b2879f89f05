import { administrators, administratorsOf } from './administrators';
import { confusedDeputies } from './confused-deputies';
import { federation } from './federation';
import type { Scene, Settings } from './finding';
import { keys } from './keys';
import { policies } from './policies';
import { resources } from './resources';
import { toxic } from './toxic';
import { trusts } from './trusts';
import { unused } from './unused';
import { users } from './users';
import { severities } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';
import type { Landscape } from '../account/model';

const FAMILIES: readonly ((scene: Scene) => Finding[])[] = [administrators, policies, trusts, confusedDeputies, federation, resources, unused, keys, users];

/** Everything that is wrong with access in one or several accounts, worst first. */
export function findingsOf(landscape: Landscape, settings: Settings): Finding[] {
  const known = administratorsOf(landscape, settings.now);
  const found = landscape.accounts.flatMap((account) => {
    const scene: Scene = { account, landscape, administrators: known, settings: { unusedDays: 90, keyDays: 90, ...settings } };
    const single = FAMILIES.flatMap((family) => family(scene));
    return [...toxic(scene, single), ...single];
  });
  const rank = new Map(severities.map((severity, at) => [severity, at]));
  return found.sort((a, b) => rank.get(a.severity)! - rank.get(b.severity)!);
}
