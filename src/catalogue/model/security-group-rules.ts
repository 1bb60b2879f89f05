import type { IpPermission, UserIdGroupPair } from '@aws-sdk/client-ec2';
import { INTERNET, outsideKey } from './outside';

/** A rule as an edge tells it: `-1` stands for every protocol, ports are left out where all are meant. */
export interface Rule { readonly direction: 'ingress' | 'egress'; readonly protocol?: string; readonly fromPort?: number; readonly toPort?: number }

/** The far end of rules: traffic from it, to it, or both. */
export interface RuleEnd {
  readonly key: string;
  readonly ingress: boolean;
  readonly egress: boolean;
  readonly rules: readonly Rule[];
  readonly [field: string]: unknown;
}

/** Rules of a security group: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
interface Permissions { readonly IpPermissions?: readonly IpPermission[]; readonly IpPermissionsEgress?: readonly IpPermission[] }

type FarEnds = (permission: IpPermission) => readonly (string | undefined)[];

const EVERYWHERE = ['0.0.0.0/0', '::/0'];

const blocks: FarEnds = ({ IpRanges = [], Ipv6Ranges = [] }) => [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)];

/** The far ends of the rules, each once with all of its rules. */
function ends({ IpPermissions = [], IpPermissionsEgress = [] }: Permissions, farEnds: FarEnds): RuleEnd[] {
  const found = new Map<string, Rule[]>();
  for (const [direction, permissions] of [['ingress', IpPermissions], ['egress', IpPermissionsEgress]] as const) {
    for (const permission of permissions) {
      for (const key of new Set(farEnds(permission))) {
        if (key === undefined) continue;
        found.set(key, [...found.get(key) ?? [], { direction, protocol: permission.IpProtocol, fromPort: permission.FromPort, toPort: permission.ToPort }]);
      }
    }
  }
  const has = (rules: readonly Rule[], direction: Rule['direction']) => rules.some((rule) => rule.direction === direction);
  return [...found].map(([key, rules]) => ({ key, ingress: has(rules, 'ingress'), egress: has(rules, 'egress'), rules }));
}

/** Rules for the whole Internet, of either version of the protocol. */
export const internetEnds = (group: Permissions): RuleEnd[] =>
  ends(group, (permission) => (blocks(permission).some((block) => EVERYWHERE.includes(block!)) ? [INTERNET] : []));

/** Rules for blocks of addresses. */
export const networkEnds = (group: Permissions): RuleEnd[] =>
  ends(group, (permission) => blocks(permission).map((block) => (block && !EVERYWHERE.includes(block) ? outsideKey('Network', block) : undefined)));

/** Rules for the members of other security groups, or of the same. */
export const groupEnds = (group: Permissions, keyOf: (pair: UserIdGroupPair) => string | undefined): RuleEnd[] =>
  ends(group, ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(keyOf));
