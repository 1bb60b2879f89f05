import { START_TIMEOUT } from './sample';
import { seeds, type Truth } from './seeded';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { startEmulator, type Emulator } from '../../emulator/start';
import type { Service } from '../../src/catalogue/model/service';
import { services as catalogue } from '../../src/catalogue/services';
import { placeOf } from '../../src/engine/collect/place';
import { collectUnit, type UnitResult } from '../../src/engine/collect/unit';

const REGION = 'eu-west-1';
const services: readonly Service[] = catalogue;

let emulator: Emulator;
beforeAll(async () => { emulator = await startEmulator(); }, START_TIMEOUT);
afterAll(() => emulator?.stop());

/** One unit, read as a scan reads it, in an order of its own. */
async function read(service: Service, { credentials, endpoint }: ClientOptions): Promise<UnitResult> {
  const accountId = credentials.accessKeyId;
  const region = service.scope === 'global' ? 'global' : REGION;
  const { entities, relationships, ledger } = await collectUnit({ accountId, region, service }, {
    place: placeOf({ accountId, region, regions: [REGION] }), credentials: async () => credentials, settings: { endpoint }, concurrency: 8, clock: () => 0,
  });
  const byKey = (a: { _key: string }, b: { _key: string }) => a._key.localeCompare(b._key);
  return { entities: entities.sort(byKey), relationships: relationships.sort(byKey), ledger };
}

const keysOf = ({ entities }: UnitResult): Truth => {
  const keys: Record<string, string[]> = {};
  for (const { _type, _key } of entities) (keys[_type] ??= []).push(_key);
  return keys;
};

const sorted = (truth: Truth): Truth => Object.fromEntries(Object.entries(truth).filter(([, keys]) => keys.length > 0).map(([type, keys]) => [type, [...keys].sort()]));

test('the seeds are of services', () => expect(seeds.map(({ id }) => id).filter((id) => !services.some((service) => service.id === id))).toEqual([]));

describe.each(seeds.map((each, index) => ({ ...each, options: () => clientOptions(emulator, String(100000000001 + index), REGION) })))(
  '$id in the emulator', ({ id, seed, remove, options }) => {
    const service = services.find((each) => each.id === id)!;
    let truth: Truth;
    let found: UnitResult;
    beforeAll(async () => {
      truth = await seed(options());
      found = await read(service, options());
    });

    test('what was created is found, and nothing else', () => {
      expect(found.ledger).toMatchObject({ status: 'complete', unread: [], unlisted: [] });
      expect(sorted(keysOf(found))).toEqual(sorted(truth));
    });

    test('a second scan finds the same', async () => expect(await read(service, options())).toEqual(found));

    if (!remove) return;
    test('what was deleted is gone', async () => {
      const gone = await remove(options(), truth);
      expect(gone).not.toHaveLength(0);
      const left = Object.fromEntries(Object.entries(truth).map(([type, keys]) => [type, keys.filter((key) => !gone.includes(key))]));
      expect(sorted(keysOf(await read(service, options())))).toEqual(sorted(left));
    });
  });
