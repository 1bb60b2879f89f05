import type { Hop } from './path';
import type { Scene } from './scene';
import { worldEntry, type AclEntry } from '../../../catalogue/model/network-acl';
import { INTERNET } from '../../../catalogue/model/outside';
import { openTcpPorts, permissionText, worldRanges, type Permission } from '../../../catalogue/model/world-rules';
import type { Entity } from '../../contracts';

/** What security groups let in from the whole Internet: a way to their members. */
export interface Opening { readonly group: Entity; readonly text: string; readonly permission: Permission }

const permissionsOf = ({ IpPermissions }: Entity) => (IpPermissions ?? []) as readonly Permission[];

/** ICMP has no ports: nothing answers it that an intruder could talk to. */
const carriesData = ({ IpProtocol }: Permission) => !['icmp', 'icmpv6', '1', '58'].includes(IpProtocol ?? '');

/**
 * What groups let in from the whole Internet.
 * @param ports TCP ports that answer @default - any
 */
export function worldOpening(groups: readonly Entity[], ports?: readonly number[]): Opening | undefined {
  for (const group of groups) {
    const permission = permissionsOf(group).find((each) =>
      worldRanges(each).length > 0 && carriesData(each) && (!ports || openTcpPorts(each, ports).length > 0));
    if (permission) return { group, permission, text: permissionText(permission) };
  }
  return undefined;
}

/** Whether the network ACL of a subnet lets such traffic in as well; an unknown one has AWS's default, which lets in everything. */
function aclLetsIn(scene: Scene, subnet: string, { FromPort, ToPort, IpProtocol }: Permission): boolean {
  const acl = scene.aclOf(subnet);
  if (!acl) return true;
  const entries = (acl.Entries ?? []) as readonly AclEntry[];
  const ports = [FromPort, ToPort].filter((port) => port !== undefined);
  if (IpProtocol === '-1' || ports.length === 0) return entries.some((entry) => worldEntry([entry], entry.PortRange?.From ?? 0));
  return ports.some((port) => worldEntry(entries, port));
}

/** The first of the subnets that the Internet reaches with such traffic. */
export const openSubnet = (scene: Scene, subnets: readonly (string | undefined)[], { permission }: Opening): string | undefined =>
  scene.leadingOut(subnets).find((subnet) => aclLetsIn(scene, subnet, permission));

/** The way through a security group to one of its members. */
export function throughGroup(scene: Scene, { group, text }: Opening, member: Entity, how: string): Hop[] {
  const rule = scene.graph.from(group._key).find(({ _class, _toEntityKey }) => _class === 'ALLOWS' && _toEntityKey === INTERNET);
  const protects = scene.graph.from(group._key).find(({ _class, _toEntityKey }) => _class === 'PROTECTS' && _toEntityKey === member._key);
  return [
    { from: INTERNET, to: group._key, how: `lets in ${text}`, relationship: rule?._key },
    { from: group._key, to: member._key, how, relationship: protects?._key },
  ];
}
