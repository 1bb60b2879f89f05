import { readText, type ObjectStore } from '../store/objects';
import { readUnits, type UnitHead } from '../store/units';

/** A scan of an account that has not come to its end. */
interface UnfinishedRun { readonly run: string; readonly startedAt: string; readonly regions: readonly string[] }

// Older facts would stand beside new ones for too long.
const RESUMED_WITHIN = 6 * 60 * 60 * 1000;

const keyOf = (accountId: string) => `accounts/${accountId}.run.json`;

/** What a scan of the account begins with: the id its units carry, and the units that a scan which was broken off has read completely. */
export interface Beginning { readonly run: string; readonly alreadyRead: readonly UnitHead[] }

/**
 * Notes that a scan of the account has begun. One that was broken off, by a crash too, in the last six hours and over the same Regions
 * is gone on with: its complete units are not read again.
 */
export async function begin(store: ObjectStore, accountId: string, run: string, regions: readonly string[], now: Date): Promise<Beginning> {
  const text = await readText(store, keyOf(accountId));
  const before = text === undefined ? undefined : JSON.parse(text) as UnfinishedRun;
  const recent = before && now.getTime() - Date.parse(before.startedAt) < RESUMED_WITHIN && before.regions.join() === regions.join();
  if (!recent) {
    await store.write(keyOf(accountId), JSON.stringify({ run, startedAt: now.toISOString(), regions } satisfies UnfinishedRun));
    return { run, alreadyRead: [] };
  }
  const mine = (await readUnits(store, accountId)).filter((unit) => unit.run === before.run && unit.ledger.status === 'complete');
  return { run: before.run, alreadyRead: mine.map(({ readAt, ledger }) => ({ run: before.run, readAt, ledger })) };
}

/** Notes that the scan of the account has come to its end. */
export async function end(store: ObjectStore, accountId: string): Promise<void> {
  await store.delete(keyOf(accountId));
}
