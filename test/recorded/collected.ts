import { replayed, type AnyRecorded } from './recorded';
import type { Service } from '../../src/catalogue/model/service';
import { readOrganization } from '../../src/engine/collect/organization';
import { placeOf } from '../../src/engine/collect/place';
import type { SentCall } from '../../src/engine/collect/reader';
import { collectUnit, type UnitResult } from '../../src/engine/collect/unit';

/** The account that the records are of. */
export const ACCOUNT = '111122223333';

/** One unit, read by the real engine and the real SDK, its wire replaced by the record. */
export async function collected(service: Service, answers: AnyRecorded, calls: SentCall[] = [], regions: readonly string[] = ['eu-west-1', 'us-east-1']): Promise<UnitResult> {
  const region = service.scope === 'global' ? 'global' : 'eu-west-1';
  const replay = replayed(service, answers);
  const how = {
    credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' }), settings: { maxAttempts: 1 }, onCall: (call: SentCall) => calls.push(call),
  };
  // The organisation is read once for all its accounts, before their units.
  const { accounts: organization, unread } = service.id === 'account' ? await readOrganization(replay, { ...how, region: 'us-east-1' }) : { accounts: undefined, unread: [] };
  const place = placeOf({ accountId: ACCOUNT, region, regions, organization });
  const unit = await collectUnit({ accountId: ACCOUNT, region, service: replay }, { ...how, place, concurrency: 4, clock: () => 0 });
  return { ...unit, ledger: { ...unit.ledger, unread: [...unit.ledger.unread, ...unread] } };
}
