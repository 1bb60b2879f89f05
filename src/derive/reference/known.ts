import { code, link } from './markdown';
import type { EntityType, Verb } from '../../catalogue/model/names';
import type { AnyEntity, Service } from '../../catalogue/model/service';
import { services as catalogue } from '../../catalogue/services';

/** An entity type with the service that reads it. */
export interface Known { readonly service: Service; readonly type: EntityType; readonly entity: AnyEntity }

/** A kind of relationship; `heldBy` is the entity type whose fields name the far end, or the service node. */
export interface Edge { readonly from: EntityType; readonly verb: Verb; readonly to: EntityType; readonly heldBy: EntityType }

/** The services of the catalogue. */
export const services: readonly Service[] = catalogue;

/** The entity types of the catalogue, service by service. */
export const entities: readonly Known[] = services.flatMap((service) =>
  Object.entries(service.entities).map(([type, entity]) => ({ service, type: type as EntityType, entity: entity! })));

/** What a trust policy can name. */
const trusted: readonly EntityType[] = ['aws_account', 'aws_iam_role', 'aws_iam_user', 'everyone', 'Service'];

/** The relationships that entities hold, as the services declare them, by key, by name and by trust policy. */
const declared: readonly Edge[] = entities.flatMap(({ type, entity, entity: { typeInRelationships: self = type } }) => [
  ...[...entity.relationships ?? [], ...entity.matches ?? []].map(({ from = self, verb, to = self }) => ({ from, verb, to, heldBy: type })),
  ...entity.trusts ? trusted.map((to) => ({ from: type, verb: 'TRUSTS' as const, to, heldBy: type })) : [],
]);

/** Entity types that hold an identity-based policy: it allows what it covers, whatever the type. */
export const policies: readonly EntityType[] = entities.filter(({ entity }) => entity.allows).map(({ type }) => type);

/** The relationships of the service nodes. */
const ofNodes: readonly Edge[] = services.flatMap(({ node }) => {
  const members = entities.filter(({ service, entity }) => node && service.node === node && entity.ofNode);
  if (!node || members.length === 0) return [];
  return [{ from: 'aws_account', to: node }, ...members.map(({ type }) => ({ from: node, to: type }))]
    .map(({ from, to }) => ({ from: from as EntityType, verb: 'HAS', to, heldBy: node }));
});

const textOf = ({ from, verb, to, heldBy }: Edge) => `${from} ${verb} ${to} ${heldBy}`;

/** Every kind of relationship once, by from, verb and to. */
export const edges: readonly Edge[] = [...new Map([...declared, ...ofNodes].map((edge) => [textOf(edge), edge]))]
  .sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);

/** Whether the catalogue reads the entity type. */
export const isRead = (type: EntityType): boolean => entities.some((known) => known.type === type);

/** An entity type, linked to its section where there is one. */
export const entityLink = (type: EntityType): string => (isRead(type) ? link(code(type), `entities.md#${type}`) : code(type));

/** A check, linked to its section. */
export const checkLink = (id: string): string => link(code(id), `checks.md#${id}`);

/** An IAM action, linked to the section of its service. */
export const actionLink = (action: string): string => link(code(action), `permissions.md#${action.split(':')[0]}`);

/** A stream, linked to the page of the streams. */
export const streamLink = (id: string): string => link(code(id), 'streams.md');

/** An operation with the client it belongs to: `kms.ListKeys`. */
export const operationName = (service: string, name: string): string => (name.includes('.') ? name : `${service}.${name}`);
