import type { AnyEntity } from '../../src/catalogue/model/service';
import { placeOf } from '../../src/engine/collect/place';

/** What AWS would answer, by operation; null stands for "nothing configured", undefined for that or "denied". */
export type Answers = Record<string, (input: Record<string, unknown>, region: string) => object | null | undefined>;

/** A reader over canned answers that writes down its calls as `region Operation`. */
export function fakeReader(answers: Answers, calls: string[] = []) {
  const reader = (region: string): object => {
    const optional = async (operation: string, input: Record<string, unknown>) => {
      calls.push(`${region} ${operation}`);
      return answers[operation]?.(input, region);
    };
    const call = async (operation: string, input: Record<string, unknown>) => await optional(operation, input) ?? undefined;
    async function* items(operation: string, member: string, input: Record<string, unknown>) {
      yield* (await call(operation, input) as Record<string, unknown[]> | undefined)?.[member] ?? [];
    }
    async function* pages(operation: string, input: Record<string, unknown>) {
      const page = await call(operation, input);
      if (page) yield page;
    }
    return { call, optional, items, pages, until: call, in: reader };
  };
  return reader('here');
}

/** The place of a scan of account 111122223333 in two Regions. */
export const place = (more: Partial<Parameters<typeof placeOf>[0]> = {}) =>
  placeOf({ accountId: '111122223333', region: 'eu-west-1', regions: ['eu-west-1', 'us-east-1'], ...more });

/** What an entity type makes of the answers: the fields of each resource with its key, and where its relationships lead. */
export async function collect(entity: AnyEntity, answers: Answers, at = place(), calls: string[] = []) {
  const read = fakeReader(answers, calls);
  const parents = entity.of ? (await collect(entity.of, answers, at, calls)).map(({ fields }) => fields) : [undefined];
  const found: { key: string; fields: Record<string, unknown>; ends: Record<string, unknown>; aliases: readonly string[] }[] = [];
  for (const parent of parents) {
    for await (const seed of entity.list(read, at, parent)) {
      const raw = await entity.describe?.(read, seed, at) ?? seed;
      const ends = (entity.relationships ?? []).map((each) =>
        [each.to ? `${each.verb} ${each.to}` : `${each.from} ${each.verb}`, [each.key(raw, at)].flat().filter((end) => end !== undefined)]);
      found.push({
        key: entity.key(raw, at),
        fields: { ...raw, ...entity.facts?.(raw, at) },
        ends: Object.fromEntries(ends),
        aliases: entity.aliases?.(raw, at) ?? [],
      });
    }
  }
  return found;
}
