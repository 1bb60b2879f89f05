import type { EntityType } from '../../catalogue/model/names';
import { nodeKey, outsideKey } from '../../catalogue/model/outside';
import type { AnyEntity } from '../../catalogue/model/service';
import { nodeOfService } from '../../catalogue/service-nodes';
import type { ConditionBlock, NormalDocument, StatementDocument } from '../access/document';
import type { Principal } from '../access/principal';
import { edge } from '../collect/entity';
import type { Entity, Relationship } from '../contracts';
import { anyOf, ArnIndex, arnService } from './arn-index';
import type { Graph } from './graph';
import { asker, readDocument, saying } from './policy';

/** A resource, service or account that a statement may allow, and the ARN that is asked about. */
interface Target { readonly key: string; readonly type: EntityType; readonly resource: string; readonly service: string }

/** What a policy allows on a target, gathered over its statements. */
interface Allowed { readonly target: Target; readonly actions: Set<string>; readonly conditions: Set<ConditionBlock>; conditional: boolean }

/** An action of a statement: as it is written, and as it is asked about. */
interface Action { readonly written: string; readonly asked: string }

/** Stands for every service. */
const EVERY = '*';

const isEverything = (pattern: string) => /^(\*+|arn:(\*|[\w-]+(:\*+)+))$/.test(pattern);

/** The actions of a statement by service. Where it says which it does not mean, an action that it does not name stands for the others. */
function actionsOf({ action: { negated, values } }: StatementDocument): (service: string) => readonly Action[] {
  if (negated) return (service) => [{ written: `${service}:*`, asked: `${service}:\u0001` }];
  const services = new Map<string, Action[]>();
  for (const written of values) {
    const prefix = written.startsWith('*') ? EVERY : written.split(':')[0].toLowerCase();
    services.set(prefix, [...services.get(prefix) ?? [], { written, asked: anyOf(written) }]);
  }
  const of = (service: string) => services.get(service) ?? [];
  // Roles are what AWS STS acts on.
  return (service) => [...of(service), ...service === 'iam' ? of('sts') : [], ...service === EVERY ? [] : of(EVERY)];
}

/** What policies can cover in one account. */
class Coverage {
  private readonly index: ArnIndex;
  private readonly everything: Target[];
  private readonly services: readonly Target[];

  constructor(graph: Graph, aliases: ReadonlyMap<string, string>, accountId: string) {
    this.index = new ArnIndex(resourcesOf(graph), aliases);
    this.everything = graph.ofType('aws_account').filter((account) => account.accountId === accountId)
      .map(({ _key, _type }) => ({ key: _key, type: _type, resource: EVERY, service: EVERY }));
    this.services = [...this.index.names()].map((service) => {
      const node = nodeOfService(service);
      const end = node ? { key: nodeKey(node, accountId), type: node } : { key: outsideKey('Service', `${service}.amazonaws.com`), type: 'Service' as const };
      return { ...end, resource: EVERY, service };
    });
  }

  /**
   * The targets of a statement. One on every resource allows the services, one with every action too the account: an edge to each resource would say
   * no more.
   */
  of({ resource, action }: StatementDocument): Target[] {
    if (resource!.negated) return this.wide(action, anyOf('arn:*'));
    return resource!.values.flatMap((pattern) => (isEverything(pattern)
      ? this.wide(action, anyOf(pattern))
      : this.index.covered(pattern).map(({ entity: { _key, _type }, resource: asked }) =>
        ({ key: _key, type: _type, resource: asked, service: arnService(_key) }))));
  }

  private wide({ negated, values }: StatementDocument['action'], resource: string): Target[] {
    const targets = negated || values.some((each) => each.startsWith('*')) ? this.everything : this.services;
    return targets.map((target) => ({ ...target, resource }));
  }
}

/** What policies can name: inline policies and those of resources have no ARN. */
function* resourcesOf(graph: Graph): Iterable<Entity> {
  for (const entity of graph.all()) if (!entity._class.includes('AccessPolicy') || entity._type === 'aws_iam_policy') yield entity;
}

/** What the Allow statements cover and no Deny takes away, by target. */
function allowedBy(document: NormalDocument, coverage: Coverage, accountId: string): Allowed[] {
  // Whoever has the policy: it names nobody.
  const principal: Principal = { type: 'user', arn: `arn:aws:iam::${accountId}:user/x`, account: accountId };
  const denies = asker(document, 'Deny', 'policy');
  const found = new Map<string, Allowed>();
  for (const statement of document.statements.filter(({ effect }) => effect === 'Allow')) {
    const [actions, limited] = [actionsOf(statement), saying([statement.condition]).length > 0];
    for (const target of coverage.of(statement)) {
      for (const { written, asked } of actions(target.service)) {
        const refusals = denies({ action: asked, resource: target.resource, principal });
        if (refusals.some(({ answer }) => answer === 'yes')) continue;
        const allowed = found.get(target.key) ?? { target, actions: new Set(), conditions: new Set(), conditional: true };
        found.set(target.key, allowed);
        allowed.actions.add(written);
        if (limited) allowed.conditions.add(statement.condition);
        if (!limited && refusals.length === 0) allowed.conditional = false;
      }
    }
  }
  return [...found.values()];
}

function edgesFrom(entity: Entity, allowed: readonly Allowed[]): Relationship[] {
  return allowed.map(({ target, actions, conditions, conditional }) => {
    const fields = { actions: [...actions], conditional, ...conditions.size > 0 && { conditions: [...conditions] } };
    return edge({ key: entity._key, type: entity._type }, 'ALLOWS', target, entity, fields);
  });
}

/**
 * Adds `ALLOWS` from identity-based policies to what they cover. A pattern is held only against resources of its service whose ARN begins as it does;
 * the evaluator says what a Deny of the same policy takes away. Conditions are kept.
 */
export function addAllowed(graph: Graph, specs: ReadonlyMap<EntityType, AnyEntity>, aliases: ReadonlyMap<string, string>, accountId: string): void {
  const coverage = new Coverage(graph, aliases, accountId);
  for (const [type, { allows }] of specs) {
    if (!allows) continue;
    for (const entity of graph.ofType(type)) {
      const document = readDocument(allows(entity), 'identity', entity._key);
      if (document) edgesFrom(entity, allowedBy(document, coverage, accountId)).forEach((each) => graph.connect(each));
    }
  }
}
