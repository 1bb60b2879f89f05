import type { Scene } from './scene';
import { covers } from '../../../catalogue/model/cidr';
import { openTcpPorts, type Permission } from '../../../catalogue/model/world-rules';
import type { Entity } from '../../contracts';

interface Route { readonly VpcPeeringConnectionId?: string; readonly State?: string; readonly DestinationCidrBlock?: string }

/** Where something is: its network, the subnets it may be in, and the port that it answers. */
export interface Place { readonly vpc?: string; readonly subnets: readonly (string | undefined)[]; readonly port?: number; readonly groups: readonly Entity[] }

/** The range of a security group that lets a private address in at a port, in words. */
function rangeFor(groups: readonly Entity[], address: string, port: number): string | undefined {
  for (const { GroupId, IpPermissions } of groups) {
    for (const permission of (IpPermissions ?? []) as readonly Permission[]) {
      const block = openTcpPorts(permission, [port]).length > 0 && permission.IpRanges?.find(({ CidrIp }) => CidrIp && covers(CidrIp, `${address}/32`))?.CidrIp;
      if (block) return `the range ${block} of ${String(GroupId)}`;
    }
  }
  return undefined;
}

/** The peering whose routes lead from one place to the other and back, for an active connection. */
function peeringBetween(scene: Scene, from: Place, to: Place): string | undefined {
  const peerings = (places: Place) => new Set(places.subnets.flatMap((subnet) => (scene.tableOf(subnet)?.Routes ?? []) as readonly Route[])
    .filter(({ State }) => State !== 'blackhole').flatMap(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId ?? []));
  const back = peerings(to);
  return [...peerings(from)].find((id) => back.has(id) && scene.joins(id, from.vpc, to.vpc));
}

/**
 * How an address in one place gets to a port in another: by a range of its security groups, within the VPC or through a peering that both sides
 * have routes for. Undefined where it does not, or it was not read.
 */
export function reachedBy(scene: Scene, from: Place, address: string | undefined, to: Place): string | undefined {
  if (!address || !from.vpc || !to.vpc || to.port === undefined) return undefined;
  const range = rangeFor(to.groups, address, to.port);
  if (!range) return undefined;
  if (from.vpc === to.vpc) return `is let in by ${range}`;
  const peering = peeringBetween(scene, from, to);
  return peering && `is let in by ${range}, through the peering ${peering}`;
}
