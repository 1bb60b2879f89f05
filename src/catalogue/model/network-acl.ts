import { isWorld } from './world-rules';

/** An entry of a network ACL: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html */
export interface AclEntry {
  readonly RuleNumber?: number;
  readonly Protocol?: string;
  readonly RuleAction?: string;
  readonly Egress?: boolean;
  readonly CidrBlock?: string;
  readonly Ipv6CidrBlock?: string;
  readonly PortRange?: { readonly From?: number; readonly To?: number };
}

const covers = ({ Protocol, PortRange: { From = 0, To = 65535 } = {} }: AclEntry, port: number | undefined) =>
  Protocol === '-1' || (port !== undefined && Protocol === '6' && From <= port && port <= To);

/**
 * The entry by which a network ACL lets the whole Internet in. The entry with the lowest number that covers the traffic decides, for each version of IP.
 * @param port a TCP port @default - all traffic
 */
export function worldEntry(entries: readonly AclEntry[] | undefined, port?: number): AclEntry | undefined {
  const ingress = (entries ?? []).filter(({ Egress }) => !Egress).sort((a, b) => (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0));
  return (['CidrBlock', 'Ipv6CidrBlock'] as const)
    .map((family) => ingress.find((entry) => isWorld(entry[family]) && covers(entry, port)))
    .find((entry) => entry?.RuleAction === 'allow');
}
