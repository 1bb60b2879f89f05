import { checks } from '../../src/catalogue/checks';
import type { Service } from '../../src/catalogue/model/service';
import { services as catalogue } from '../../src/catalogue/services';
import type { UnitResult } from '../../src/engine/collect/unit';
import { link } from '../../src/engine/graph/link';
import { evaluate } from '../../src/engine/posture/evaluate';
import { proven } from '../proven';
import { records } from '../recorded';
import { ACCOUNT, collected } from '../recorded/collected';
import { recordedPairs, type Changes } from '../recorded/pairs';
import type { AnyRecorded } from '../recorded/recorded';

const services: readonly Service[] = catalogue;

const asRecorded = new Map<string, Promise<UnitResult>>();

/** A unit, read again only where its answers differ from the record. */
function unitOf(service: Service, changes: AnyRecorded | undefined): Promise<UnitResult> {
  const read = () => collected(service, { ...records[service.id], ...changes }, [], ['eu-west-1']);
  if (changes) return read();
  if (!asRecorded.has(service.id)) asRecorded.set(service.id, read());
  return asRecorded.get(service.id)!;
}

/** What a check says of a resource where AWS answers as recorded, but for the changes. */
async function verdict(id: string, key: string, changes: Changes = {}) {
  const check = checks.find((each) => each.id === id)!;
  const needed = new Set([check.service, ...check.needs.map(({ service }) => service)]);
  const units = await Promise.all(services.filter((each) => needed.has(each.id)).map((each) => unitOf(each, changes[each.id])));
  const graph = link(units, services, { accountId: ACCOUNT, accounts: [ACCOUNT] });
  return [...evaluate([check], graph, units.map(({ ledger }) => ledger), new Date('2026-11-01'))].find(({ resource }) => resource[0] === key)?.status;
}

test.each(recordedPairs)('$check passes the good resource and fails the bad one, by what AWS answers', async ({ check, key, good, bad }) => {
  const passed = typeof good === 'string' ? 'pass' : await verdict(check, key, good);
  expect([passed, await verdict(check, key, bad)]).toEqual(['pass', 'fail']);
});

test('every check is held to a good and a bad resource, once, in the emulator or by recorded answers', () => {
  expect(proven.map(({ check }) => check).sort()).toEqual(checks.map(({ id }) => id).sort());
});
