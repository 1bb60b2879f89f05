import type { EntityType } from '../../catalogue/model/names';
import type { AnyEntity, End, Place, Tag } from '../../catalogue/model/service';
import { tagFacts } from '../../catalogue/model/tag-facts';
import type { Entity, Relationship, Unread } from '../contracts';

/** The stored form of a value: dates as ISO 8601 strings, undefined left out. */
export function stored<T>(value: T): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(stored);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined).map(([name, field]) => [name, stored(field)]));
}

/** User-defined tags; those AWS made (`aws:`) are left out. */
export function userTags(tags: readonly Tag[] | Record<string, string> | undefined): Record<string, string> {
  const pairs = Array.isArray(tags) ? tags.map(({ Key, Value }): [string, string] => [Key ?? '', Value ?? '']) : Object.entries(tags ?? {});
  return Object.fromEntries(pairs.filter(([key]) => key && !key.startsWith('aws:')));
}

/** Builds the entity of what a service read of one resource. */
export function toEntity(
  service: string, type: EntityType, spec: AnyEntity, fields: object, facts: object, at: Place, unread: readonly Unread[]): Entity {
  const tagged = userTags(spec.tags?.(fields));
  return {
    // A field that AWS returned outranks a tag of its name.
    ...tagFacts(tagged),
    ...stored({ ...fields, ...facts }) as object,
    _key: spec.key(fields, at),
    _type: type,
    _class: spec.class,
    _service: service,
    displayName: spec.name(fields) ?? spec.key(fields, at),
    accountId: at.accountId,
    region: spec.region?.(fields) ?? at.region,
    tags: tagged,
    ...unread.length > 0 && { _unread: unread },
    ...spec.aliases && { _aliases: spec.aliases(fields, at) },
  };
}

const asList = (ends: End | undefined | readonly (End | undefined)[]) => (Array.isArray(ends) ? ends : [ends]) as readonly (End | undefined)[];

/** A relationship between two keys. */
export function edge(from: { key: string; type: EntityType }, verb: Relationship['_class'], to: { key: string; type: EntityType },
  holder: Pick<Entity, 'accountId' | 'region' | '_service'>, fields: object = {}): Relationship {
  return {
    ...fields,
    _key: `${from.key}|${verb}|${to.key}`,
    _class: verb,
    _type: `${from.type}_${verb}_${to.type}`.toLowerCase(),
    _fromEntityKey: from.key,
    _toEntityKey: to.key,
    _fromType: from.type,
    _toType: to.type,
    accountId: holder.accountId,
    region: holder.region,
    _service: holder._service,
  };
}

/** The relationships that an entity holds: its own fields name the far end. */
export function edgesOf(entity: Entity, spec: AnyEntity, fields: object, at: Place): Relationship[] {
  return (spec.relationships ?? []).flatMap((relationship) => asList(relationship.key(fields, at)).filter((end) => end !== undefined).map((end) => {
    const { key, ...edgeFields } = typeof end === 'string' ? { key: end } : end;
    const [self, far] = [{ key: entity._key, type: spec.typeInRelationships ?? entity._type }, { key, type: (relationship.to ?? relationship.from)! }];
    return relationship.to
      ? edge(self, relationship.verb, far, entity, edgeFields)
      : edge(far, relationship.verb, self, entity, edgeFields);
  }));
}
