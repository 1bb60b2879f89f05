import type { Place } from './service';

/** Kinds of EC2 resources, as their ARNs name them. */
export type Ec2Kind = 'elastic-ip' | 'image' | 'instance' | 'internet-gateway' | 'key-pair' | 'natgateway' | 'network-acl' | 'network-interface' | 'route-table'
  | 'security-group' | 'snapshot' | 'subnet' | 'volume' | 'vpc' | 'vpn-gateway';

/** ARN of a resource; undefined without an id. Images and snapshots have no account in theirs, shared networks that of their owner. */
export const ec2Arn = (at: Place, kind: Ec2Kind, id: string | undefined, accountId = kind === 'image' || kind === 'snapshot' ? '' : at.accountId) =>
  id ? at.arn('ec2', `${kind}/${id}`, { accountId }) : undefined;

/** What is shared with this account is named by its own id in the resources here, so the key of this account is an alias. */
export const sharedAlias = (at: Place, kind: Ec2Kind, id: string | undefined, ownerId: string | undefined) =>
  ownerId === at.accountId || !id ? [] : [ec2Arn(at, kind, id)!];

/** The tag that the console shows as the name of a resource; undefined without one. */
export const nameTag = (tags: readonly { Key?: string; Value?: string }[] | undefined) => tags?.find(({ Key }) => Key === 'Name')?.Value || undefined;
