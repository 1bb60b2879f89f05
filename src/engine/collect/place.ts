import type { AccountListing, Place, RegionListing } from '../../catalogue/model/service';

/** Partition of a Region: https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}

/** Region that global services sign for in a partition. */
export function homeRegion(partition: string): string {
  return { 'aws-cn': 'cn-northwest-1', 'aws-us-gov': 'us-gov-west-1', 'aws-eusc': 'eusc-de-east-1' }[partition] ?? 'us-east-1';
}

/** The place a unit reads from. */
export function placeOf(unit: {
  accountId: string;
  region: string;
  regions: readonly string[];
  organization?: readonly AccountListing[];
  identity?: Place['identity'];
  regionStatuses?: readonly RegionListing[];
}): Place {
  const { accountId, region, regions, organization, identity, regionStatuses } = unit;
  const partition = partitionOf(regions[0]);
  const here = region === 'global' ? '' : region;
  return {
    partition,
    accountId,
    region,
    regions,
    organization,
    identity,
    regionStatuses,
    listing: organization?.find(({ Id }) => Id === accountId),
    arn: (service, resource, other = {}) =>
      `arn:${partition}:${service}:${other.region ?? here}:${other.accountId ?? accountId}:${resource}`,
    owns: (home) => region === (home && regions.includes(home) ? home : regions[0]),
  };
}
