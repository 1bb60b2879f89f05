import { detailsOf } from './details';
import { organizationIn } from './organization';
import { Resources } from './resources';
import type { Entity, UnitLedger } from '../../contracts';
import { readAccounts } from '../account/authorization-details';
import type { Landscape } from '../account/model';
import { InvalidAccountData } from '../account/shape';
import { analyse, type Analysis } from '../paths/analyse';

/**
 * Who in one account is an administrator and who can become one, from its entities alone; undefined where its policies were not read, or make no sense.
 * Roles of other accounts are not followed.
 */
export function analysisOf(entities: Iterable<Entity>, ledger: readonly UnitLedger[], now: Date): Analysis | undefined {
  const [identities, roots, resources] = [[] as Entity[], [] as Entity[], new Resources(ledger)];
  for (const entity of entities) {
    if (entity._service === 'iam') identities.push(entity);
    else if (entity._type === 'aws_account' && !entity._mapped) roots.push(entity);
    resources.add(entity);
  }
  const details = detailsOf(identities);
  if (!details) return undefined;
  try {
    const { resourcePolicies, owners, closed, carriers, inventoried } = resources.joined(roots);
    const landscape: Landscape = {
      accounts: readAccounts([{ name: 'the account', content: details }]),
      organization: organizationIn(roots, []),
      resourcePolicies,
      owners,
      closed,
      lastAccessed: new Map(),
      credentialReport: new Map(),
    };
    return analyse(landscape, { carriers, inventoried, now });
  } catch (error) {
    if (!(error instanceof InvalidAccountData)) throw error;
    return undefined;
  }
}
