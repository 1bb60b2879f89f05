import type { EntityHead, Stored } from './entity';
import { mergedFrameworks, requirementsOf, type Frameworks, type ProwlerCheck } from './frameworks';
import type { EntityType } from './names';
import type { EntityDefinition, Need, Service } from './service';

/** How much a finding matters, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational'] as const;
export type Severity = typeof severities[number];

/** The severities from the worst down to this one. */
export const atLeast = (severity: Severity): readonly Severity[] => severities.slice(0, severities.indexOf(severity) + 1);

/** An entity as a check sees it: head, AWS fields (dates as ISO 8601 strings), derived facts. */
export type EntityOf<Definition> = Definition extends EntityDefinition<infer Fields> ? EntityHead & Stored<Fields> : never;

/** Keys of an entity; those that it lacks do not count. */
export type Keys = string | undefined | readonly (string | undefined)[];

/** Entities by their keys. */
export function indexed<E>(entities: readonly E[], keysOf: (entity: E) => Keys): ReadonlyMap<string, readonly E[]> {
  const index = new Map<string, E[]>();
  for (const entity of entities) {
    for (const key of new Set([keysOf(entity)].flat())) {
      if (key === undefined) continue;
      const list = index.get(key);
      if (list) list.push(entity); else index.set(key, [entity]);
    }
  }
  return index;
}

/**
 * What a check may look at beside its own entity, within the same account.
 * A look at something that could not be read ends the check as *unknown*, naming the IAM action: it never sees a gap as an absence.
 */
export interface Look {
  /** Time of the scan. */
  readonly now: Date;
  /** Ids of the accounts that are scanned together: of the organisation, or connected ones. */
  readonly accounts: readonly string[];
  /** Days from an ISO 8601 date to `now`, whole. */
  daysSince(date: string): number;
  /** Every entity of a type in the account. */
  all<S extends Pick<Service, 'id' | 'entities'>, T extends keyof S['entities'] & EntityType>(service: S, type: T): readonly EntityOf<S['entities'][T]>[];
  /** The same by their keys of a kind, such as the id of a security group; the index is made once for each function, so that the function must be one. */
  by<S extends Pick<Service, 'id' | 'entities'>, T extends keyof S['entities'] & EntityType>(
    service: S, type: T, keysOf: (entity: EntityOf<S['entities'][T]>) => Keys): ReadonlyMap<string, readonly EntityOf<S['entities'][T]>[]>;
}

/** Some of the fields, at every depth: an example names what its check reads. */
type PartOf<T> = T extends readonly (infer U)[] ? readonly PartOf<U>[] : T extends object ? { readonly [K in keyof T]?: PartOf<T[K]> } : T;

/** An example that runs as a test: fields of the entity, and of other entities of its account by type. */
export interface Example<Fields> {
  readonly entity: PartOf<Stored<Fields>> & { readonly accountId?: string; readonly region?: string };
  readonly others?: Partial<Record<EntityType, readonly object[]>>;
  /** Ids of the accounts of the scan. @default - that of the entity alone */
  readonly accounts?: readonly string[];
  /** Time of the scan. @default 2026-01-01 */
  readonly now?: string;
}

/** What a check says, whatever its entity. */
interface CheckText {
  /** Equal to the file name; says the good state. */
  readonly id: string;
  readonly severity: Severity;
  /** The good state, as one sentence. */
  readonly title: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** Operations whose answers the check reads: denied, the result is *unknown* and names the action. */
  readonly needs: readonly Need[];
  readonly remedy: { readonly cli: string; readonly cdk: string };
  /** True where to fail means that everybody on the Internet gets to the resource: attack paths begin there. @default - says nothing of it */
  readonly exposes?: true;
  /** `availability` where an intruder gains nothing by it: attack paths do not raise the severity. @default - an intruder does */
  readonly about?: 'availability';
}

/** What a check does with an entity of the type `E`, whose AWS fields and facts are `Fields`. */
interface CheckLogic<E, Fields> {
  /** Entities it does not concern get no result. @default - concerns all */
  readonly applies?: (entity: E, look: Look) => boolean;
  /** The reason with the values seen, or undefined when the entity passes. */
  readonly fails: (entity: E, look: Look) => string | undefined;
  readonly examples: { readonly pass: readonly Example<Fields>[]; readonly fail: readonly Example<Fields>[] };
}

/** A posture check with the type of its entity erased. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface Check extends CheckText, CheckLogic<any, object> {
  readonly service: string;
  readonly entity: EntityType;
  /** Checks of Prowler that ask the same. */
  readonly prowler: readonly ProwlerCheck[];
  /** Requirements it answers to, those of its Prowler checks among them. */
  readonly frameworks: Frameworks;
}

type FieldsOf<Definition> = Definition extends EntityDefinition<infer F> ? F : never;

/**
 * Declares a posture check on an entity type of a service. A wrong entity, field or need is a compile error.
 * @param service the service whose entity is checked
 */
export function defineCheck<S extends Pick<Service, 'id' | 'entities'>, T extends keyof S['entities'] & EntityType>(
  service: S,
  spec: CheckText & {
    readonly entity: T;
    /** Checks of Prowler that ask the same: the check answers to their requirements. @default - none */
    readonly prowler?: readonly ProwlerCheck[];
    /** Requirements beyond those. @default - none */
    readonly frameworks?: Frameworks;
  } & CheckLogic<EntityOf<S['entities'][T]>, FieldsOf<S['entities'][T]>>,
): Check {
  const { prowler = [], frameworks = {} } = spec;
  return { ...spec, service: service.id, prowler, frameworks: mergedFrameworks([requirementsOf(prowler), frameworks]) };
}
