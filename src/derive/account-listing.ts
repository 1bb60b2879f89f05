import type { ResolvedStream } from './preset';
import listing from '../catalogue/policies/account-listing.json';

/**
 * Listing the accounts of an organisation, as a stream: their ids, ARNs, addresses, names, states, and how and when they joined.
 * @param enrichment with their tags, and the organizational units that they are in
 */
export function accountListing(enrichment: boolean): ResolvedStream {
  const granted = [...listing.list, ...enrichment ? listing.enrichment : []];
  return { id: 'accounts', title: 'Accounts of the organisation', managementAccount: true, core: listing.list, granted, withheld: [] };
}
