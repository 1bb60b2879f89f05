import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from '../../../src/catalogue/checks';
import type { EntityType } from '../../../src/catalogue/model/names';
import { gather } from '../../../src/catalogue/model/reader';
import type { AnyEntity, Service } from '../../../src/catalogue/model/service';
import { services as catalogue } from '../../../src/catalogue/services';
import { exported, exportFormats, type ExportFormat } from '../../../src/engine/report/export/formats';
import { LakeGraph } from '../../../src/engine/report/export/graph';
import { htmlOf } from '../../../src/engine/report/lake';
import { scan } from '../../../src/engine/scan';
import { LocalLake } from '../../../src/engine/store/lake';
import { queryLake } from '../../../src/engine/store/query';
import { fakeService } from '../fake-service';

const [ACCOUNT, STRANGER] = ['111111111111', '999999999999'];
const services: readonly Service[] = catalogue;
const types = services.flatMap(({ entities }) => Object.keys(entities) as EntityType[]);
const folder = mkdtempSync(join(tmpdir(), 'pointed-at-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A service whose one thing points at a resource of every type, here and in another account, and is pointed at by them: none of them is read. */
function pointing(): Service {
  const { service } = fakeService({ ListThings: () => ({ Things: [{ Id: 'a' }] }), DescribeThing: () => ({}), ListParts: () => ({ Parts: [] }) });
  const keys = (type: EntityType) => [ACCOUNT, STRANGER].map((owner) => `arn:aws:x:eu-west-1:${owner}:${type}/1`);
  const thing = {
    ...service.entities.aws_instance,
    relationships: types.flatMap((type) => [{ verb: 'USES', to: type, key: () => keys(type) }, { verb: 'HAS', from: type, key: () => keys(type) }]),
  } as unknown as AnyEntity;
  return { ...service, node: undefined, entities: { aws_instance: thing } };
}

test('what nobody has read is only known by its key: it is analysed, told of and exported, whatever its type', async () => {
  const lake = new LocalLake(folder);
  const summary = await scan({
    accounts: [{ accountId: ACCOUNT, credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 'S' }) }],
    regions: ['eu-west-1'],
    services: [pointing()],
    catalogue: [pointing(), ...services],
    checks,
    lake,
    now: new Date('2026-01-01T00:00:00Z'),
  });
  // The thing and its service.
  expect(summary).toMatchObject({ entities: 2, refused: [] });
  const mapped = await queryLake(folder, 'SELECT DISTINCT _type FROM entities WHERE _mapped ORDER BY 1');
  expect(mapped.map(({ _type }) => _type)).toEqual([...types].sort());
  expect((await gather(htmlOf(summary, lake, checks))).join('')).toContain('</html>');
  for (const format of Object.keys(exportFormats) as ExportFormat[]) {
    expect((await gather(exported(new LakeGraph(lake.objects), format))).length).toBeGreaterThan(0);
  }
});
