import { readText, type ObjectStore } from '../store/objects';

/** Another scan of the lake is under way. */
export class ScanRunning extends Error { readonly name = 'ScanRunning'; }

const FOLDER = 'scans/lock/';
const keyOf = (turn: number) => `${FOLDER}${String(turn).padStart(6, '0')}`;
const turnOf = (key: string) => Number(key.slice(FOLDER.length));

const refusal = (holder: string) => new ScanRunning(`${holder} is scanning: wait for it to end, or stop it.`);

/**
 * Takes the lock of the lake for an execution. Whoever has the highest turn holds it for as long as the execution runs, so nothing has to be
 * given back, and an execution that was stopped or timed out leaves nothing behind.
 * @param isRunning whether the execution of that name still runs
 * @throws ScanRunning when another one holds it
 */
export async function lockScans(store: ObjectStore, execution: string, isRunning: (execution: string) => Promise<boolean>): Promise<void> {
  const turns = (await store.list(FOLDER)).map(turnOf);
  const last = turns.at(-1);
  const holder = last === undefined ? undefined : await readText(store, keyOf(last));
  if (holder === execution) return;
  if (holder !== undefined && await isRunning(holder)) throw refusal(holder);
  if (!await store.create(keyOf((last ?? 0) + 1), execution)) throw refusal('Another execution that started at the same time');
  await Promise.all(turns.map((turn) => store.delete(keyOf(turn))));
}
