import catalogue from '../catalogue/regions.json';

/** What is known of a Region: enabled in every account, to be enabled by an account that wants it, or newer than this package. */
export type RegionStatus = 'default' | 'opt-in' | 'unknown';

/** A Region with its partition. */
export interface KnownRegion { readonly partition: string; readonly status: RegionStatus }

/** What is known of a Region by its name; undefined if no Region can be called so. */
export function regionOf(name: string): KnownRegion | undefined {
  const partition = catalogue.partitions.find(({ regionPattern }) => new RegExp(regionPattern).test(name));
  if (!partition) return undefined;
  const status = partition.optInRegions.includes(name) ? 'opt-in' : partition.regions.includes(name) ? 'default' : 'unknown';
  return { partition: partition.id, status };
}

/** The Regions of a partition that an account must enable before it can use them. */
export function optInRegionsOf(partition: string): readonly string[] {
  return catalogue.partitions.find(({ id }) => id === partition)?.optInRegions ?? [];
}

/** The Regions of a partition that every account can use. */
export function defaultRegionsOf(partition: string): readonly string[] {
  return catalogue.partitions.find(({ id }) => id === partition)?.regions ?? [];
}

/** Whether AWS offers the service in the Region, as far as is known: what is newer than this package is taken to be offered. */
export function isOffered(service: string, region: string): boolean {
  return !(catalogue.notOffered as Readonly<Record<string, readonly string[]>>)[service]?.includes(region);
}

/**
 * Why a Region cannot be read, undefined if it can.
 * @param partition of the account
 * @param unsupported reasons of the platform that the account is read for, by Region
 */
export function refusalOf(region: string, partition: string, unsupported: Readonly<Record<string, string>> = {}): string | undefined {
  const known = regionOf(region);
  if (!known) return `'${region}' is not an AWS Region`;
  if (unsupported[region]) return `${region} is not supported: ${unsupported[region]}`;
  if (known.partition === partition) return undefined;
  return `${region} belongs to the partition ${known.partition}, whose accounts and credentials are apart from those of ${partition}`;
}
