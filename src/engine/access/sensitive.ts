import { globParts, matchesGlob } from '../../catalogue/model/glob';
import { sensitiveUses, type Use } from '../../catalogue/resource-access';
import type { Entity } from '../contracts';
import type { Landscape } from './account/model';
import { fail, InvalidAccountData } from './account/shape';
import type { Sensitive } from './paths/sensitive';
import { identitiesOf, targetOf } from './questions/resource';

/** A resource that may be chosen: its ARN, tags, and account. */
export type Candidate = Pick<Entity, '_key' | 'tags' | 'accountId'>;

// Each needs a search of its own.
const MOST = 50;

/** An action of a service that no list of actions holds: who may call it may do everything with a resource of which no use is listed. */
const usesOf = (arn: string): readonly Use[] => {
  const service = arn.split(':')[2];
  return sensitiveUses[service] ?? [{ action: `${service}:Anything` }];
};

function* identities(landscape: Landscape): Iterable<Candidate> {
  for (const { arn, tags, account } of identitiesOf(landscape).values()) yield { _key: arn, tags, accountId: account };
}

/** Whether a resource is meant: by its ARN, or by a tag. */
function isMeant(spec: string): (candidate: Candidate) => boolean {
  if (spec.startsWith('arn:')) {
    const parts = globParts(spec);
    return ({ _key }) => matchesGlob(parts, _key);
  }
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(spec) ?? fail('What is sensitive', spec, 'an ARN, in which * and ? are wildcards, or a tag as key=value');
  return ({ tags }) => tags[key] === value;
}

/**
 * The resources that are meant by ARNs, patterns of ARNs, or tags. An ARN without wildcard need not be among those that are known.
 * @param inventory the resources of a scan, @default users and roles alone
 * @throws InvalidAccountData where a spec says nothing that can be found, or more than 50 resources are meant
 */
export async function sensitiveIn(
  specs: readonly string[], landscape: Landscape, inventory: AsyncIterable<Candidate> | Iterable<Candidate> = [],
): Promise<Sensitive[]> {
  const wanted = specs.map((spec) => ({ spec, isMeant: isMeant(spec), found: new Set<string>() }));
  const owners = new Map<string, string>();
  const look = (candidate: Candidate) => {
    for (const { isMeant: fits, found } of wanted) {
      if (!fits(candidate)) continue;
      found.add(candidate._key);
      owners.set(candidate._key, candidate.accountId);
    }
  };
  if (wanted.length === 0) return [];
  for (const candidate of identities(landscape)) look(candidate);
  for await (const candidate of inventory) if (candidate._key.startsWith('arn:')) look(candidate);
  for (const { spec, found } of wanted) {
    if (found.size === 0 && spec.startsWith('arn:') && !/[*?]/.test(spec)) found.add(spec);
    if (found.size === 0) throw new InvalidAccountData(`Nothing that was read is meant by '${spec}'; allowed is an ARN, a pattern that some ARN meets, or a tag that some resource has.`);
  }
  const arns = [...new Set(wanted.flatMap(({ found }) => [...found]))];
  if (arns.length > MOST) throw new InvalidAccountData(`${arns.length} resources are meant; allowed are ${MOST}, as each needs a search of its own.`);
  return arns.map((arn) => sensitive(arn, landscape, owners.get(arn)));
}

function sensitive(arn: string, landscape: Landscape, owner: string | undefined): Sensitive {
  const { account, policy } = targetOf(arn, '*', landscape, owner);
  if (account === undefined) throw new InvalidAccountData(`Nobody knows which account '${arn}' belongs to; allowed is an ARN with an account, or a resource of the scan.`);
  return { resource: arn, account, uses: usesOf(arn), ...policy && { policy } };
}
