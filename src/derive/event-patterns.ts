import type { PlannedUnit } from './plan';
import type { EntityType } from '../catalogue/model/names';
import type { Service } from '../catalogue/model/service';

/** Quotas of EventBridge, the rules as in the smallest Region: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const quotas = { patternCharacters: 2048, rulesOfBus: 100 } as const;

/** A pattern of the `detail` of an event. */
export type DetailPattern = Readonly<Record<string, unknown>>;

/** Events of one source that make entities stale. */
export interface ChangePattern extends DetailPattern { readonly eventSource: readonly [string]; readonly eventName: readonly string[] }

/** What CloudTrail says of a call, as far as it tells what to read again. */
export interface Change {
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly recipientAccountId: string;
  /** Present when the call failed, and changed nothing. */
  readonly errorCode?: string;
}

/** A unit to collect again, and the entity types of it that are stale. */
export interface StaleUnit extends PlannedUnit { readonly types: readonly EntityType[] }

/** Event source and name of a change as a service declares it: a bare name is of the service's own source. */
function sourceAndName(service: Service, change: string): [source: string, name: string] {
  const at = change.indexOf(':');
  return at < 0 ? [service.eventSource, change] : [change.slice(0, at), change.slice(at + 1)];
}

/** The events that make an entity of the services stale: one pattern a source, sources and names in alphabetical order. */
export function changePatterns(services: readonly Service[]): ChangePattern[] {
  const names = new Map<string, Set<string>>();
  for (const service of services) {
    for (const change of Object.values(service.entities).flatMap((entity) => entity!.changes)) {
      const [source, name] = sourceAndName(service, change);
      names.set(source, (names.get(source) ?? new Set()).add(name));
    }
  }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([source, found]) => ({ eventSource: [source], eventName: [...found].sort() }));
}

/** Characters of patterns as the alternatives of one. */
const charactersOf = (patterns: readonly DetailPattern[]): number => JSON.stringify({ $or: patterns }).length;

/** The parts of a pattern that can lie in different rules: one for each event name, where it lists names. */
const parts = (pattern: DetailPattern): DetailPattern[] =>
  (Array.isArray(pattern.eventName) ? pattern.eventName.map((name: unknown) => ({ ...pattern, eventName: [name] })) : [pattern]);

/** Adds a part to patterns, beside the names of the pattern it is a part of when that is the last one. */
function joined(patterns: readonly DetailPattern[], part: DetailPattern, last: DetailPattern | undefined): DetailPattern[] {
  if (!last || patterns.length === 0) return [...patterns, part];
  const eventName = [...patterns.at(-1)!.eventName as unknown[], ...part.eventName as unknown[]];
  return [...patterns.slice(0, -1), { ...part, eventName }];
}

/**
 * Puts patterns into as few rules as their order allows: the alternatives of each rule fit into the room.
 * @param room characters that a rule has for them
 * @throws when one pattern does not fit by itself
 */
export function packed(patterns: readonly DetailPattern[], room: number): DetailPattern[][] {
  const rules: DetailPattern[][] = [];
  for (const pattern of patterns) {
    let open: DetailPattern | undefined;
    for (const part of parts(pattern)) {
      const wider = joined(rules.at(-1) ?? [], part, open);
      open = pattern;
      if (rules.length > 0 && charactersOf(wider) <= room) {
        rules[rules.length - 1] = wider;
        continue;
      }
      if (charactersOf([part]) > room) throw new Error(`An event pattern has room for ${room} characters, got ${charactersOf([part])}: ${JSON.stringify(part)}.`);
      rules.push([part]);
    }
  }
  return rules;
}

/**
 * The units that a change makes stale, one a service, in the order of the catalogue. A failed call makes none.
 * @param change `detail` of the event
 */
export function staleUnits(services: readonly Service[], change: Change): StaleUnit[] {
  if (change.errorCode !== undefined) return [];
  return services.flatMap((service) => {
    const stale = Object.entries(service.entities).filter(([, entity]) => entity!.changes.some((each) => {
      const [source, name] = sourceAndName(service, each);
      return source === change.eventSource && name === change.eventName;
    }));
    if (stale.length === 0) return [];
    const region = service.scope === 'global' ? 'global' : change.awsRegion;
    return [{ accountId: change.recipientAccountId, region, service, types: stale.map(([type]) => type as EntityType) }];
  });
}
