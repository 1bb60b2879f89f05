import type { EntityType } from '../../catalogue/model/names';
import { EVERYONE, nodeKey, outsideKey } from '../../catalogue/model/outside';
import type { AnyEntity } from '../../catalogue/model/service';
import { nodeOfPrincipal } from '../../catalogue/service-nodes';
import type { ConditionBlock, NormalDocument } from '../access/document';
import type { Principal } from '../access/principal';
import { edge } from '../collect/entity';
import type { Entity, Relationship } from '../contracts';
import type { Graph } from './graph';
import { asker, readDocument, saying } from './policy';

/** Whom a trust policy may name: the entity, and as whom it would ask. */
interface Trusted { readonly key: string; readonly type: EntityType; readonly asks: Principal }

// An account that nobody has: whoever lets it in lets everybody in.
const NOBODY = '000000000000';

const callerOf = (arn: string, account: string): Principal => ({ type: arn.includes(':user/') ? 'user' : 'role', arn, account });

/** An entry of `Principal.AWS`. Ids of deleted users and roles, and sessions, lead nowhere. */
function ofAws(entry: string, partition: string): Trusted | undefined {
  if (entry === '*') return { key: EVERYONE, type: 'everyone', asks: callerOf(`arn:${partition}:iam::${NOBODY}:role/x`, NOBODY) };
  const [, account, kind] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::(root|user|role)(?:\/.+)?)?$/.exec(entry) ?? [];
  if (!account) return undefined;
  if (kind === undefined || kind === 'root') {
    const key = `arn:${partition}:iam::${account}:root`;
    return { key, type: 'aws_account', asks: { type: 'root', arn: key, account } };
  }
  return { key: entry, type: kind === 'user' ? 'aws_iam_user' : 'aws_iam_role', asks: callerOf(entry, account) };
}

/** A service principal: the node of its service in the account, or the service itself where the model has no node. */
function ofService(principal: string, accountId: string): Trusted {
  const node = nodeOfPrincipal(principal);
  const asks: Principal = { type: 'service', arn: principal, account: null };
  return node ? { key: nodeKey(node, accountId), type: node, asks } : { key: outsideKey('Service', principal), type: 'Service', asks };
}

const externalIds = (conditions: readonly ConditionBlock[]) => [...new Set(conditions.flatMap((block) => Object.values(block)).flatMap((keys) =>
  Object.entries(keys).flatMap(([key, values]) => (key.toLowerCase() === 'sts:externalid' ? values : []))))];

/** Whom the Allow statements name, each once. */
function named({ statements }: NormalDocument, partition: string, accountId: string): Trusted[] {
  const blocks = statements.flatMap(({ effect, principal }) => (effect === 'Allow' && principal && !principal.negated ? [principal.values] : []));
  const [aws, services] = [new Set(blocks.flatMap(({ AWS = [] }) => AWS)), new Set(blocks.flatMap(({ Service = [] }) => Service))];
  const found = [...[...aws].map((entry) => ofAws(entry, partition)), ...[...services].map((entry) => ofService(entry, accountId))];
  return found.filter((each) => each !== undefined);
}

function trustedBy(role: Entity, trust: string | undefined, aliases: ReadonlyMap<string, string>): Relationship[] {
  const document = readDocument(trust, 'resource', role._key);
  if (!document) return [];
  const [allows, denies] = [asker(document, 'Allow', role._key), asker(document, 'Deny', role._key)];
  const allowed = document.statements.filter(({ effect }) => effect === 'Allow');
  return named(document, role._key.split(':')[1], role.accountId).flatMap(({ key, type, asks }) => {
    const question = { action: 'sts:AssumeRole', resource: role._key, principal: asks };
    const [admitting, refusing] = [allows(question), denies(question)];
    if (admitting.length === 0 || refusing.some(({ answer }) => answer === 'yes')) return [];
    const conditions = saying(admitting.map(({ ref }) => allowed[ref.index].condition));
    const ids = externalIds(conditions);
    const conditional = refusing.length > 0 || admitting.every(({ answer }) => answer === 'maybe');
    const fields = { conditional, ...conditions.length > 0 && { conditions }, ...ids.length > 0 && { externalIds: ids } };
    return edge({ key: role._key, type: role._type }, 'TRUSTS', { key: aliases.get(key) ?? key, type }, role, fields);
  });
}

/**
 * Adds `TRUSTS` from roles to the users, roles, accounts and services that their trust policies let assume them, a Deny respected:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function addTrusted(graph: Graph, specs: ReadonlyMap<EntityType, AnyEntity>, aliases: ReadonlyMap<string, string>): void {
  for (const [type, { trusts }] of specs) {
    if (!trusts) continue;
    for (const role of graph.ofType(type)) for (const trust of trustedBy(role, trusts(role), aliases)) graph.connect(trust);
  }
}
