import type * as accountManagement from '@aws-sdk/client-account';
import { gather, type Reader } from '../../catalogue/model/reader';
import type { RegionListing } from '../../catalogue/model/service';
import { account } from '../../catalogue/services/account';
import { defaultRegionsOf } from '../../derive/regions';
import type { ClientPool } from '../collect/clients';
import { homeRegion } from '../collect/place';
import { openSession, type SentCall } from '../collect/reader';
import type { Unread } from '../contracts';

/** The Regions of an account that a scan reads. */
export interface EnabledRegions {
  readonly regions: readonly string[];
  /** What AWS listed, whether enabled or not; absent when it could not be read, and `regions` are those that no account can disable. */
  readonly statuses?: readonly RegionListing[];
  readonly unread?: Unread;
}

const ENABLED = ['ENABLED', 'ENABLED_BY_DEFAULT'];

/**
 * The Regions that the account has enabled: https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 * Where the role may not list them, those that every account of the partition can use.
 */
export async function enabledRegions(
  clients: ClientPool, partition: string, options: { readonly onCall?: (call: SentCall) => void; readonly signal?: AbortSignal } = {},
): Promise<EnabledRegions> {
  const unread: Unread[] = [];
  const { onCall = () => undefined, signal } = options;
  const session = openSession({ service: account, clients, region: homeRegion(partition), onCall, signal });
  const read = session.reader(unread) as unknown as Reader<{ own: typeof accountManagement; others: Record<never, never> }>;
  const statuses = await gather(read.items('ListRegions', 'Regions', { MaxResults: 50 }));
  if (unread.length > 0 || statuses.length === 0) return { regions: defaultRegionsOf(partition), unread: unread[0] };
  return { regions: statuses.flatMap(({ RegionName, RegionOptStatus }) => ENABLED.includes(RegionOptStatus ?? '') ? [RegionName!] : []).sort(), statuses };
}
