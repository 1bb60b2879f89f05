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
