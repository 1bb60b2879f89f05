import pLimit from 'p-limit';
import type { EntityType } from '../../catalogue/model/names';
import type { AnyEntity, Place } from '../../catalogue/model/service';
import { ordered, type PlannedUnit } from '../../derive/plan';
import type { Entity, Relationship, UnitLedger, Unread } from '../contracts';
import { ClientPool, type ClientSettings, type CredentialProvider } from './clients';
import { edgesOf, toEntity } from './entity';
import type { UnitMemory } from './memory';
import { homeRegion } from './place';
import { openSession, type AnyReader, type OpenSession, type SentCall } from './reader';

/** What a unit gave. */
export interface UnitResult { readonly entities: Entity[]; readonly relationships: Relationship[]; readonly ledger: UnitLedger }

/** What a unit needs besides its plan. */
export interface UnitOptions {
  readonly place: Place;
  readonly credentials: CredentialProvider;
  readonly settings: ClientSettings;
  /** Clients that the units of the account share. @default - the unit opens its own, and closes them */
  readonly clients?: ClientPool;
  /** Resources described at the same time within the unit. */
  readonly concurrency: number;
  readonly onCall?: (call: SentCall) => void;
  /** Ends the unit by an error when it is aborted. */
  readonly signal?: AbortSignal;
  /** Where the unit is read from. @default - AWS itself */
  readonly open?: OpenSession;
  /** What an earlier reading described; this one adds to it. @default - everything is read */
  readonly memory?: UnitMemory;
  /** Milliseconds, for the ledger. */
  readonly clock: () => number;
}

/** Each once, in an order that does not hang on which call ended first: the same account must make the same rows. */
const distinct = (unread: readonly Unread[]): Unread[] =>
  [...new Map(unread.map((each) => [`${each.action} ${each.code}`, each]))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);

/** Gathers the entities of one service: each type's list, then the details of its resources, concurrently. */
function gatherer(unit: PlannedUnit, { place, concurrency, memory }: UnitOptions, reader: (unread: Unread[]) => AnyReader) {
  const { service } = unit;
  const limit = pLimit(concurrency);
  const types = new Map(ordered(service).map(([type, spec]) => [spec, type]));
  const seen = new Map<AnyEntity, object[]>();
  const unlisted: { type: EntityType; unread: Unread }[] = [];
  const entities: Entity[] = [];
  const relationships: Relationship[] = [];

  const describe = async (type: EntityType, spec: AnyEntity, seed: object, known: readonly Unread[]) => {
    const unread = [...known];
    const fields = memory?.recall(type, seed) ?? await spec.describe?.(reader(unread), seed, place) ?? seed;
    if (spec.describe && unread.length === known.length) memory?.keep(type, seed, fields);
    const facts: object = spec.facts?.(fields, place) ?? {};
    const entity = toEntity(service.id, type, spec, fields, facts, place, distinct(unread));
    seen.get(spec)!.push({ ...fields, ...facts });
    entities.push(entity);
    relationships.push(...edgesOf(entity, spec, fields, place));
  };

  const list = async (type: EntityType, spec: AnyEntity, parent?: object) => {
    const unread: Unread[] = [];
    const described: Promise<void>[] = [];
    // What failed before the first resource came is a fact that every resource lacks; what fails later breaks the list off.
    let lacking: readonly Unread[] | undefined;
    // What is described later may hold more than what is stored of it.
    const kept = memory && parent && !spec.describe ? memory : undefined;
    const children: object[] = [];
    for await (const seed of kept?.recall<object[]>(type, parent!) ?? spec.list(reader(unread), place, parent)) {
      if (kept) children.push(seed as object);
      const known = lacking ??= [...unread];
      const done = limit(() => describe(type, spec, seed as object, known));
      // The list may still be running when this one fails; the failure is thrown below.
      done.catch(() => undefined);
      described.push(done);
    }
    await Promise.all(described);
    if (unread.length === 0) kept?.keep(type, parent!, children);
    unlisted.push(...distinct(unread.slice(lacking?.length ?? 0)).map((each) => ({ type, unread: each })));
  };

  const read = async (type: EntityType, spec: AnyEntity) => {
    seen.set(spec, []);
    if (!spec.of) return list(type, spec);
    // A parent that could not be listed hides its children too.
    unlisted.push(...unlisted.filter((gap) => gap.type === types.get(spec.of!)).map((gap) => ({ ...gap, type })));
    const parents = pLimit(concurrency);
    await Promise.all(seen.get(spec.of)!.map((parent) => parents(() => list(type, spec, parent))));
  };

  return { entities, relationships, unlisted, readAll: async () => { for (const [spec, type] of types) await read(type, spec); } };
}

/** Reads one service in one Region of one account: every entity type, parents before children, denied calls noted and survived. */
export async function collectUnit(unit: PlannedUnit, options: UnitOptions): Promise<UnitResult> {
  const started = options.clock();
  let calls = 0;
  const clients = options.clients ?? new ClientPool(options.credentials, options.settings);
  const session = (options.open ?? openSession)({
    service: unit.service,
    region: unit.region === 'global' ? homeRegion(options.place.partition) : unit.region,
    clients,
    signal: options.signal,
    onCall: (call) => { calls++; options.onCall?.(call); },
  }, unit.accountId);
  const { entities, relationships, unlisted, readAll } = gatherer(unit, options, session.reader);
  await readAll().finally(() => { if (!options.clients) clients.close(); });
  options.signal?.throwIfAborted();
  const unread = distinct([...unlisted.map((gap) => gap.unread), ...entities.flatMap((entity) => entity._unread ?? [])]);
  const ledger: UnitLedger = {
    accountId: unit.accountId,
    region: unit.region,
    service: unit.service.id,
    status: unread.length === 0 ? 'complete' : entities.length > 0 ? 'partial' : 'failed',
    unread,
    unlisted: [...new Map(unlisted.map((gap) => [`${gap.type} ${gap.unread.action}`, gap])).values()],
    calls,
    milliseconds: Math.round(options.clock() - started),
    entities: entities.length,
    relationships: relationships.length,
  };
  return { entities, relationships, ledger };
}
