/** A permission of a security group, as far as addresses and ports go: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export interface Permission {
  readonly IpProtocol?: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly IpRanges?: readonly { readonly CidrIp?: string }[];
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6?: string }[];
}

/** Whether a block of addresses is the whole Internet; `2000::/3` has every global address of IPv6. */
export const isWorld = (block = ''): boolean => block.endsWith('/0') || block === '2000::/3';

/** The blocks of a permission that are the whole Internet. */
export const worldRanges = ({ IpRanges = [], Ipv6Ranges = [] }: Permission): string[] =>
  [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)].filter((block): block is string => isWorld(block));

/** Those of the TCP ports that a permission opens. */
export const openTcpPorts = ({ IpProtocol, FromPort = 0, ToPort = 65535 }: Permission, ports: readonly number[]): readonly number[] =>
  IpProtocol === '-1' ? ports : ['tcp', '6'].includes(IpProtocol!) ? ports.filter((port) => FromPort <= port && port <= ToPort) : [];

/** A permission in words, such as `tcp 20-25 from 0.0.0.0/0`. */
export function permissionText(permission: Permission): string {
  const { IpProtocol, FromPort = 0, ToPort = 65535 } = permission;
  return `${IpProtocol === '-1' ? 'all protocols' : `${IpProtocol} ${FromPort}-${ToPort}`} from ${worldRanges(permission).join(' and ')}`;
}

/** What permissions open of these TCP ports to the whole Internet, in words. */
export const worldOpenings = (permissions: readonly Permission[] | undefined, ports: readonly number[]): string[] => (permissions ?? [])
  .map((permission) => ({ permission, open: openTcpPorts(permission, ports) }))
  .filter(({ permission, open }) => open.length > 0 && worldRanges(permission).length > 0)
  .map(({ permission, open }) => `${permissionText(permission)} includes port ${open.join(' and ')}`);

/** Id of a security group, for a look by it. */
export const groupId = ({ GroupId }: { readonly GroupId?: string }): string | undefined => GroupId;

/** Subnets of a route table that leads to an internet gateway, for a look by them. */
export const leadingOut = ({ leadsToInternet, subnetIds }: { readonly leadsToInternet: boolean; readonly subnetIds: readonly string[] }): readonly string[] =>
  (leadsToInternet ? subnetIds : []);

/** What the security groups with these ids open of a TCP port to the whole Internet, in words. */
export const openGroups = (
  groups: ReadonlyMap<string, readonly { readonly GroupId?: string; readonly IpPermissions?: readonly Permission[] }[]>,
  ids: readonly (string | undefined)[], ports: readonly number[],
): string[] => [...new Set(ids)].flatMap((id) => groups.get(id ?? '') ?? [])
  .flatMap(({ GroupId, IpPermissions }) => worldOpenings(IpPermissions, ports).map((opening) => `${GroupId} opens ${opening}`));

/** Those of the subnets whose route table leads to an internet gateway. */
export const publicSubnets = (tables: ReadonlyMap<string, unknown>, ids: readonly (string | undefined)[]): string[] =>
  [...new Set(ids)].filter((id): id is string => id !== undefined && tables.has(id));
