import type { EntityHead, Stored } from './entity';
import type { EntityClass, EntityType, Verb } from './names';
import type { Clients, OperationName, Reader, Sdk } from './reader';

/** An AWS API operation and the one IAM action that allows it. */
export interface Operation {
  /** IAM action as the Service Authorization Reference spells it, such as `s3:GetEncryptionConfiguration`. */
  readonly action: `${string}:${string}`;
  /** Error codes that mean "not configured" rather than "failed"; `<code>: <start of the message>` where the code alone does not tell. */
  readonly absent?: readonly string[];
  /** ARN with `${Partition}` and `${Account}` where AWS supports resource-level permissions. @default - `*` */
  readonly resource?: string;
  /** True for the few calls that AWS allows to everybody (`sts:GetCallerIdentity`): they need no grant. */
  readonly unrestricted?: true;
  /** True for enrichment: entities and relationships are complete without it, and a minimal grant leaves it out. */
  readonly detail?: true;
  /**
   * Who else reads the same answers: other entity types of the service (`unit`: each unit asks once for each input and keeps what it was told), or other
   * services too (`account`: the scan of an account does, for answers that are small).
   */
  readonly shared?: 'unit' | 'account';
}

/** Where a unit reads: the account, the Region and what was planned around it. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  /** Region of the unit, `global` for a global service. */
  readonly region: string;
  /** Regions of this scan. */
  readonly regions: readonly string[];
  /** What AWS Organizations says of the account; undefined when the organisation was not read. */
  readonly listing?: AccountListing;
  /** Every account of the organisation, when it was read. */
  readonly organization?: readonly AccountListing[];
  /** Who the credentials are, when that was asked to plan the scan. */
  readonly identity?: { readonly Account?: string };
  /** The Regions of the account, whether it has enabled them or not, when they were read to plan the scan. */
  readonly regionStatuses?: readonly RegionListing[];
  /** ARN in this account and Region; `region: ''` for services whose ARNs have none. */
  arn(service: string, resource: string, other?: { readonly region?: string; readonly accountId?: string }): string;
  /** Whether this unit is the one to tell of a resource that several Regions show: its home Region if scanned, else the first one. */
  owns(homeRegion: string | undefined): boolean;
}

/** One account as AWS Organizations lists it. */
export interface AccountListing {
  readonly Id: string;
  readonly Name?: string;
  readonly Email?: string;
  readonly State?: string;
  readonly JoinedMethod?: string;
  readonly JoinedTimestamp?: string;
  readonly ParentId?: string;
  readonly Tags?: readonly Tag[];
  /** Service control policies attached to the account itself, with their documents as JSON text. */
  readonly ServiceControlPolicies?: readonly ListedPolicy[];
  /** Service control policies of every level from the root down to the account; absent where a part could not be read. */
  readonly ServiceControlPolicyLevels?: readonly (readonly ListedPolicy[])[];
  /** Resource control policies, the same. */
  readonly ResourceControlPolicyLevels?: readonly (readonly ListedPolicy[])[];
}

/** A policy of an organisation, with its document as JSON text. */
export interface ListedPolicy { readonly Id?: string; readonly Name?: string; readonly Content?: string }

/** A Region as AWS Account Management lists it. */
export interface RegionListing { readonly RegionName?: string; readonly RegionOptStatus?: string }

/** A tag as most AWS services return it. */
export interface Tag { readonly Key?: string; readonly Value?: string }

/** The far end of a relationship: a key, or a key with fields of the edge. */
export type End = string | { readonly key: string; readonly [field: string]: unknown };
type Ends = End | undefined | readonly (End | undefined)[];

/** A relationship, declared by the entity that holds the reference. */
export type Relationship<Fields> =
  | { readonly verb: Verb; readonly to: EntityType; readonly from?: undefined; readonly key: (entity: Fields, at: Place) => Ends }
  | { readonly from: EntityType; readonly verb: Verb; readonly to?: undefined; readonly key: (entity: Fields, at: Place) => Ends };

type NamesOf = string | undefined | readonly (string | undefined)[];

/** An entity as it is stored: head, AWS fields (dates as ISO 8601 strings). */
export type StoredEntity<Fields> = EntityHead & Stored<Fields>;

/**
 * A relationship whose far end is known by a name that both ends show (a DNS name, an address, a domain), not by its key. It waits until the whole
 * account was read, then leads to the one entity of the far type that has the name among its `names`; a far type that is a class
 * (`Host`, `Gateway`, `Domain`) stands for every type of that class. A name that nobody has, or several have, leads nowhere; only that of a `Domain`
 * is taken for its registrable part, and makes a domain outside of AWS where no domain here has it.
 */
export type Match<E> = { readonly verb: Verb; readonly name: (entity: E) => NamesOf } & (
  | { readonly to: EntityType; readonly from?: undefined }
  | { readonly from: EntityType; readonly to?: undefined });

/** How one entity type is read and what follows from what was read. */
export interface EntitySpec<R, Op extends string, Parent, Seed, Fields, Facts> {
  readonly class: readonly EntityClass[];
  /** Operations of the service that this entity reads. */
  readonly reads: readonly Op[];
  /** The parent entity: `list` then runs once for each parent. */
  readonly of?: EntityDefinition<Parent>;
  /** True where the published model has `<service node> HAS <type>`. */
  readonly ofNode?: true;
  /** Name of the type in published relationships, where that differs: an EFS mount target is an `aws_efs_mount_point` in those. */
  readonly typeInRelationships?: EntityType;
  /** The relationships whose reference this entity holds. */
  readonly relationships?: readonly Relationship<Fields>[];
  /** The relationships whose far end is found by one of its `names`. */
  readonly matches?: readonly Match<StoredEntity<Fields>>[];
  /** CloudTrail event names that make the entity stale; `<event source>:<name>` for another source than the service's. */
  readonly changes: readonly string[];
  /** The resources, from list calls. */
  list(read: R, at: Place, parent: Parent): AsyncIterable<Seed>;
  /** Details of one resource, read concurrently. @default - what `list` gave */
  describe?(read: R, seed: Seed, at: Place): Promise<Fields>;
  /** `_key`: the ARN, or an ARN-like stable key where AWS has none. */
  key(entity: Fields, at: Place): string;
  /** `displayName`. */
  name(entity: Fields): string | undefined;
  /** Region the resource lives in. @default - the Region of the unit */
  region?(entity: Fields): string;
  /** Tags as AWS returned them; `aws:` tags are left out by the engine. */
  tags?(entity: Fields): readonly Tag[] | Record<string, string> | undefined;
  /** Further keys that others use for this resource, such as the aliases of a KMS key. */
  aliases?(entity: Fields, at: Place): readonly string[];
  /** Names by which others find this resource without its key: DNS names, IP addresses, domains. Letter case and a last dot do not count. */
  names?(entity: StoredEntity<Fields>): NamesOf;
  /** Trust policy in JSON: the linking step makes `TRUSTS` of it, to users, roles, accounts and services. */
  trusts?(entity: StoredEntity<Fields>): string | undefined;
  /** Identity-based policy in JSON: the linking step makes `ALLOWS` of it, to every resource in the account that it covers. */
  allows?(entity: StoredEntity<Fields>): string | undefined;
  /** Facts that follow from the fields (camelCase, so the case tells who said it). */
  facts?(entity: Fields, at: Place): Facts;
}

/** An entity type of a service, its field types erased. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyEntity = EntitySpec<any, string, any, any, any, any>;

/** An entity type that remembers the type of its entities' fields and the operations it reads. */
export interface EntityDefinition<Fields, Op extends string = string> extends AnyEntity {
  readonly reads: readonly Op[];
  /** Never set: carries the type of the fields. */
  readonly fields?: Fields;
}

/** Makes an entity type; the fields are inferred from what `list` and `describe` return. */
export type EntityFactory<C extends Clients, Ops> = <
  const Op extends keyof Ops & OperationName<C> & string, Seed extends object, Fields extends object = Seed, Facts extends object = object, Parent = void>(
  spec: EntitySpec<Reader<C, Op>, Op, Parent, Seed, Fields, Facts>) => EntityDefinition<Fields & Facts, Op>;

/** A service: what to call, what comes of it, what changes it. The policy, the plan, the event patterns and the pages derive from it. */
export interface Service {
  readonly id: string;
  readonly title: string;
  /** `regional`, or `global` with the Region its endpoint signs for in the partition `aws`. */
  readonly scope: 'regional' | 'global';
  /** `eventSource` of its CloudTrail events. */
  readonly eventSource: string;
  /** Service node of JupiterOne's model. @default - none */
  readonly node?: EntityType;
  readonly client: () => Promise<Sdk>;
  readonly clients: Record<string, () => Promise<Sdk>>;
  readonly operations: Record<string, Operation>;
  readonly entities: Partial<Record<EntityType, AnyEntity>>;
}

/** An operation of a service, as a check names what it needs. */
export interface Need { readonly service: string; readonly operation: string; readonly action: string }

type Known<T, Names extends PropertyKey> = T & Record<Exclude<keyof T, Names>, never>;

/**
 * Declares a service. A wrong operation, input, entity or field name is a compile error.
 * @param spec the operations with their IAM actions, and the entities that read them
 */
export function defineService<
  const Id extends string, Own extends Sdk, const Ops extends Record<string, Operation>,
  Entities extends object, Others extends Record<string, Sdk> = Record<never, never>>(spec: {
  readonly id: Id;
  readonly title: string;
  readonly scope: 'regional' | 'global';
  readonly eventSource: string;
  readonly node?: EntityType;
  readonly client: () => Promise<Own>;
  readonly clients?: { readonly [K in keyof Others]: () => Promise<Others[K]> };
  readonly operations: Known<Ops, OperationName<{ own: Own; others: Others }>>;
  readonly entities: (entity: EntityFactory<{ own: Own; others: Others }, Ops>) => Known<Entities, EntityType>;
}) {
  const operations: Record<string, Operation> = spec.operations;
  return {
    ...spec,
    // Without the widening the declaration files would spell out the whole SDK client.
    client: spec.client as () => Promise<Sdk>,
    clients: (spec.clients ?? {}) as Record<string, () => Promise<Sdk>>,
    operations,
    entities: spec.entities((entity) => entity as never) as Entities,
    /** The operation as a check names it among its needs. */
    need: (operation: keyof Ops & string): Need => ({ service: spec.id, operation, action: operations[operation].action }),
  };
}
