import { reachIn, type Reach, type Reached } from './reach';
import { services } from '../../../catalogue/services';
import { readLake } from '../../access/lake/read';
import type { Entity, Finding } from '../../contracts';
import type { LocalLake } from '../../store/lake';
import { memberAt } from '../members';
import type { ActivityRecord } from '../record';

const SERVICE_OF = new Map(services.map(({ eventSource, id }) => [eventSource, id]));
const TARGETS = 20;
const STRINGS = 500;
const DEPTH = 8;

const nameKey = (account: string | undefined, service: string | undefined, name: string): string => [account, service, name].join('|');

/** What the lake knows of the account in which things happen. */
export class Knowledge {
  /** Reads a lake. The inventory is held in memory. */
  static async of(lake: LocalLake, now: Date): Promise<Knowledge> {
    const [entities, findings]: [Entity[], Finding[]] = [[], []];
    for await (const entity of lake.entities()) entities.push(entity);
    for await (const finding of lake.findings()) findings.push(finding);
    const run = await lake.latestRun();
    return new Knowledge(entities, findings, reachIn(await readLake(lake, run?.ledger), now), run?.startedAt);
  }

  private readonly byKey = new Map<string, Entity>();
  private readonly byName = new Map<string, Entity>();
  private readonly failed = new Map<string, string[]>();
  /** Of which accounts nothing is known of what identities can reach, and why. */
  readonly problem: string | undefined;
  readonly reach: ReadonlyMap<string, Reach>;

  /** @param asOf ISO 8601 time at which the inventory was read */
  constructor(entities: Iterable<Entity>, findings: Iterable<Finding>, { reach, problem }: Reached, readonly asOf?: string) {
    for (const entity of entities) {
      if (entity._mapped) continue;
      this.byKey.set(entity._key, entity);
      for (const alias of entity._aliases ?? []) this.byKey.set(alias, entity);
      this.byName.set(nameKey(entity.accountId, entity._service, entity.displayName), entity);
    }
    for (const { check, status, resource: [key] } of findings) if (status === 'fail' && key !== undefined) this.failed.set(key, [...this.failed.get(key) ?? [], check]);
    [this.reach, this.problem] = [reach, problem];
  }

  /** The user or role of an ARN, also of the ARN of a session, which leaves out the path of its role. */
  identity(arn: string): Entity | undefined {
    const [, account, role] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
    if (role !== undefined) return this.byName.get(nameKey(account, 'iam', role));
    // The principal of a person is the role with the name of the session.
    return this.byKey.get(arn) ?? this.byKey.get(arn.slice(0, arn.lastIndexOf('/')));
  }

  /** Ids of the posture checks that an entity fails. */
  failures({ _key }: Entity): readonly string[] {
    return this.failed.get(_key) ?? [];
  }

  /** The entities that an event names: by ARN, by what they are called in its service, or in its list of resources. At most twenty. */
  targets(record: ActivityRecord): Entity[] {
    const service = SERVICE_OF.get(record.eventSource);
    const found = new Set<Entity>();
    for (const text of textsIn([record.resources, record.read(REQUEST)])) {
      const entity = this.byKey.get(text) ?? this.byName.get(nameKey(record.accountId, service, text));
      if (entity) found.add(entity);
      if (found.size >= TARGETS) break;
    }
    return [...found];
  }
}

const REQUEST = memberAt('requestParameters')!;

/** The texts in a value, at most five hundred. */
function* textsIn(value: unknown, left = { count: STRINGS }, depth = 0): Generator<string> {
  if (typeof value === 'string' && left.count-- > 0) yield value;
  if (typeof value !== 'object' || value === null || depth > DEPTH) return;
  for (const inner of Object.values(value)) {
    if (left.count <= 0) return;
    yield* textsIn(inner, left, depth + 1);
  }
}
