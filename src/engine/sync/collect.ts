import { setMaxListeners } from 'node:events';
import type { Limit } from 'p-limit';
import type { AccountToScan, ScanOptions } from './options';
import type { RegionListing } from '../../catalogue/model/service';
import type { PlannedUnit } from '../../derive/plan';
import type { ClientPool } from '../collect/clients';
import type { UnitMemory } from '../collect/memory';
import { placeOf } from '../collect/place';
import { collectUnit } from '../collect/unit';
import type { UnitLedger } from '../contracts';
import { writeUnit, type UnitHead } from '../store/units';

// Resources of one unit that are described at the same time.
const DESCRIBED_AT_ONCE = 16;

/** What the units of one account share. */
export interface Collection {
  readonly account: AccountToScan;
  readonly regions: readonly string[];
  readonly regionStatuses?: readonly RegionListing[];
  readonly clients: ClientPool;
  readonly run: string;
  readonly signal: AbortSignal;
  readonly options: ScanOptions;
  /** Units of all accounts read at the same time. */
  readonly limit: Limit;
  /** What an earlier reading of the unit described, before it was broken off. @default - nothing */
  readonly memory?: UnitMemory;
  /** Units that need not be read again. */
  readonly alreadyRead?: readonly UnitHead[];
  readonly tell: (unit: UnitLedger, resumed: boolean) => void;
}

/** A signal that is aborted when one of them is; as many calls as like may listen to it. */
export function eitherOf(lost: AbortSignal, stopped: AbortSignal | undefined): AbortSignal {
  const signal = AbortSignal.any(stopped ? [lost, stopped] : [lost]);
  setMaxListeners(0, signal);
  return signal;
}

/** Reads one unit and stores it whole, or not at all. */
async function readOne(unit: PlannedUnit, { account, regions, regionStatuses, clients, run, signal, options, memory }: Collection): Promise<UnitLedger> {
  signal.throwIfAborted();
  const { lake, settings = {}, organization, now } = options;
  const { entities, relationships, ledger } = await collectUnit(unit, {
    place: placeOf({ ...unit, regions, organization, identity: account.identity, regionStatuses }),
    credentials: account.credentials,
    settings,
    clients,
    signal,
    open: options.open,
    memory,
    concurrency: DESCRIBED_AT_ONCE,
    onCall: (call) => options.onCall?.({ ...call, accountId: account.accountId }),
    clock: () => performance.now(),
  });
  await writeUnit(lake.objects, { run, readAt: now.toISOString(), ledger, entities, relationships });
  return ledger;
}

/**
 * Reads units of one account into the lake, so that no more than the units being read is in memory.
 * @returns the ledger, that of the units that were read already included
 */
export async function collect(units: readonly PlannedUnit[], collection: Collection): Promise<UnitLedger[]> {
  const ended = await Promise.allSettled(units.map((unit) => collection.limit(async () => {
    const before = collection.alreadyRead?.find(({ ledger }) => ledger.service === unit.service.id && ledger.region === unit.region);
    const ledger = before?.ledger ?? await readOne(unit, collection);
    collection.tell(ledger, before !== undefined);
    return ledger;
  })));
  // An abort makes every unit fail: what it is aborted for says more.
  collection.signal.throwIfAborted();
  return ended.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
