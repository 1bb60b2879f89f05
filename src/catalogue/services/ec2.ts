import type { InstanceInformation } from '@aws-sdk/client-ssm';
import { gather } from '../model/reader';
import { groupEnds, internetEnds, networkEnds } from '../model/security-group-rules';
import { defineService, type Place } from '../model/service';

type Kind = 'elastic-ip' | 'instance' | 'key-pair' | 'network-interface' | 'security-group' | 'snapshot' | 'subnet' | 'volume' | 'vpc';

type ManagedNode = Pick<InstanceInformation, 'PlatformName' | 'PlatformVersion' | 'PlatformType' | 'AgentVersion' | 'PingStatus'>;

/** ARN of a resource; undefined without an id. Snapshots have no account in theirs, shared networks that of their owner. */
const arn = (at: Place, kind: Kind, id: string | undefined, accountId = kind === 'snapshot' ? '' : at.accountId) =>
  id ? at.arn('ec2', `${kind}/${id}`, { accountId }) : undefined;

/** What is shared with this account is named by its own id in the resources here, so the key of this account is an alias. */
const sharedAlias = (at: Place, kind: Kind, id: string | undefined, ownerId: string | undefined) =>
  ownerId === at.accountId || !id ? [] : [arn(at, kind, id)!];

/** Lists of small things by the resource they belong to. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], item]);
  return groups;
}

const nameTag = (tags: readonly { Key?: string; Value?: string }[] | undefined) => tags?.find(({ Key }) => Key === 'Name')?.Value || undefined;

/** Amazon EC2: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ (never DescribeInstanceAttribute, which hands out the user data). */
export const ec2 = defineService({
  id: 'ec2',
  title: 'Amazon EC2',
  scope: 'regional',
  eventSource: 'ec2.amazonaws.com',
  node: 'aws_ec2',
  client: () => import('@aws-sdk/client-ec2'),
  clients: { ssm: () => import('@aws-sdk/client-ssm') },
  operations: {
    'DescribeInstances': { action: 'ec2:DescribeInstances' },
    'DescribeVpcs': { action: 'ec2:DescribeVpcs' },
    'DescribeFlowLogs': { action: 'ec2:DescribeFlowLogs' },
    'DescribeVpcPeeringConnections': { action: 'ec2:DescribeVpcPeeringConnections' },
    'DescribeVpcEndpoints': { action: 'ec2:DescribeVpcEndpoints', detail: true },
    'DescribeSubnets': { action: 'ec2:DescribeSubnets' },
    'DescribeSecurityGroups': { action: 'ec2:DescribeSecurityGroups' },
    'DescribeSecurityGroupRules': { action: 'ec2:DescribeSecurityGroupRules', detail: true },
    'DescribeNetworkInterfaces': { action: 'ec2:DescribeNetworkInterfaces' },
    'DescribeVolumes': { action: 'ec2:DescribeVolumes' },
    'DescribeSnapshots': { action: 'ec2:DescribeSnapshots' },
    'DescribeSnapshotAttribute': { action: 'ec2:DescribeSnapshotAttribute', resource: 'arn:${Partition}:ec2:*::snapshot/*', detail: true },
    'DescribeAddresses': { action: 'ec2:DescribeAddresses' },
    'ssm.DescribeInstanceInformation': { action: 'ssm:DescribeInstanceInformation', detail: true },
  },
  entities: (entity) => ({
    aws_instance: entity({
      class: ['Host'],
      ofNode: true,
      reads: ['DescribeInstances', 'ssm.DescribeInstanceInformation'],
      async *list(read) {
        const managed = new Map<string | undefined, ManagedNode>();
        for await (const node of read.items('ssm.DescribeInstanceInformation', 'InstanceInformationList', { MaxResults: 50 })) {
          const { PlatformName, PlatformVersion, PlatformType, AgentVersion, PingStatus } = node;
          managed.set(node.InstanceId, { PlatformName, PlatformVersion, PlatformType, AgentVersion, PingStatus });
        }
        for await (const { Instances = [], OwnerId } of read.items('DescribeInstances', 'Reservations', { MaxResults: 1000 })) {
          for (const instance of Instances) {
            // A terminated instance still shows for about an hour.
            if (instance.State?.Name !== 'terminated') yield { ...instance, OwnerId, InstanceInformation: managed.get(instance.InstanceId) };
          }
        }
      },
      key: (i, at) => arn(at, 'instance', i.InstanceId)!,
      name: (i) => nameTag(i.Tags) ?? i.InstanceId,
      tags: (i) => i.Tags,
      names: (i) => [i.PublicIpAddress, i.PublicDnsName, i.PrivateIpAddress, i.PrivateDnsName, i.Ipv6Address],
      facts: (i) => ({
        hasPublicAddress: Boolean(i.PublicIpAddress ?? i.Ipv6Address),
        requiresImdsV2: i.MetadataOptions?.HttpEndpoint === 'disabled' || i.MetadataOptions?.HttpTokens === 'required',
      }),
      relationships: [
        { verb: 'USES', to: 'aws_ebs_volume', key: (i, at) => i.BlockDeviceMappings?.map(({ Ebs }) => arn(at, 'volume', Ebs?.VolumeId)) },
        { verb: 'USES', to: 'aws_eni', key: (i, at) => i.NetworkInterfaces?.map((eni) => arn(at, 'network-interface', eni.NetworkInterfaceId)) },
        { verb: 'USES', to: 'aws_key_pair', key: (i, at) => arn(at, 'key-pair', i.KeyName) },
        { verb: 'HAS', to: 'aws_security_group', key: (i, at) => i.SecurityGroups?.map(({ GroupId }) => arn(at, 'security-group', GroupId)) },
        { from: 'aws_security_group', verb: 'PROTECTS', key: (i, at) => i.SecurityGroups?.map(({ GroupId }) => arn(at, 'security-group', GroupId)) },
        { from: 'aws_subnet', verb: 'HAS', key: (i, at) => arn(at, 'subnet', i.SubnetId) },
      ],
      changes: [
        'RunInstances', 'StartInstances', 'StopInstances', 'TerminateInstances', 'ModifyInstanceAttribute', 'ModifyInstanceMetadataOptions',
        'ModifyNetworkInterfaceAttribute', 'AssociateIamInstanceProfile', 'DisassociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation',
        'AttachVolume', 'DetachVolume', 'AttachNetworkInterface', 'DetachNetworkInterface', 'AssociateAddress', 'DisassociateAddress', 'MonitorInstances',
        'UnmonitorInstances', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_vpc: entity({
      class: ['Network'],
      ofNode: true,
      reads: ['DescribeVpcs', 'DescribeFlowLogs', 'DescribeVpcPeeringConnections', 'DescribeVpcEndpoints'],
      async *list(read) {
        const [logs, peerings, endpoints] = await Promise.all([
          gather(read.items('DescribeFlowLogs', 'FlowLogs', { MaxResults: 1000 })),
          gather(read.items('DescribeVpcPeeringConnections', 'VpcPeeringConnections', { MaxResults: 1000 })),
          gather(read.items('DescribeVpcEndpoints', 'VpcEndpoints', { MaxResults: 1000 })),
        ]);
        const logsOf = grouped(logs, ({ ResourceId }) => ResourceId);
        const endpointsOf = grouped(endpoints, ({ VpcId }) => VpcId);
        for await (const vpc of read.items('DescribeVpcs', 'Vpcs', { MaxResults: 1000 })) {
          yield {
            ...vpc,
            FlowLogs: logsOf.get(vpc.VpcId) ?? [],
            VpcPeeringConnections: peerings.filter((each) => [each.RequesterVpcInfo?.VpcId, each.AccepterVpcInfo?.VpcId].includes(vpc.VpcId)),
            VpcEndpoints: endpointsOf.get(vpc.VpcId) ?? [],
          };
        }
      },
      key: (v, at) => arn(at, 'vpc', v.VpcId, v.OwnerId)!,
      name: (v) => nameTag(v.Tags) ?? v.VpcId,
      tags: (v) => v.Tags,
      aliases: (v, at) => sharedAlias(at, 'vpc', v.VpcId, v.OwnerId),
      facts: (v) => ({ hasActiveFlowLog: v.FlowLogs.some(({ FlowLogStatus }) => FlowLogStatus === 'ACTIVE') }),
      relationships: [
        {
          verb: 'LOGS',
          to: 'aws_cloudwatch_log_group',
          key: (v, at) => v.FlowLogs.filter((log) => log.LogDestinationType === 'cloud-watch-logs')
            .map((log) => log.LogGroupName ? at.arn('logs', `log-group:${log.LogGroupName}`) : log.LogDestination?.replace(/:\*$/, '')),
        },
        {
          verb: 'LOGS',
          to: 'aws_s3_bucket',
          key: (v) => v.FlowLogs.filter((log) => log.LogDestinationType === 's3').map((log) => log.LogDestination?.split('/')[0]),
        },
        {
          verb: 'CONNECTS',
          to: 'aws_vpc',
          key: (v, at) => v.VpcPeeringConnections.filter((each) => each.Status?.Code === 'active' && each.RequesterVpcInfo?.VpcId === v.VpcId)
            .map(({ AccepterVpcInfo: far }) => far && at.arn('ec2', `vpc/${far.VpcId}`, { region: far.Region, accountId: far.OwnerId })),
        },
        {
          from: 'aws_vpc',
          verb: 'CONNECTS',
          key: (v, at) => v.VpcPeeringConnections.filter((each) => each.Status?.Code === 'active' && each.AccepterVpcInfo?.VpcId === v.VpcId)
            .map(({ RequesterVpcInfo: far }) => far && at.arn('ec2', `vpc/${far.VpcId}`, { region: far.Region, accountId: far.OwnerId })),
        },
      ],
      changes: [
        'CreateVpc', 'CreateDefaultVpc', 'DeleteVpc', 'ModifyVpcAttribute', 'AssociateVpcCidrBlock', 'DisassociateVpcCidrBlock', 'ModifyVpcTenancy',
        'CreateFlowLogs', 'DeleteFlowLogs', 'CreateVpcPeeringConnection', 'AcceptVpcPeeringConnection', 'DeleteVpcPeeringConnection',
        'RejectVpcPeeringConnection', 'CreateVpcEndpoint', 'ModifyVpcEndpoint', 'DeleteVpcEndpoints', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_subnet: entity({
      class: ['Network'],
      ofNode: true,
      reads: ['DescribeSubnets'],
      list: (read) => read.items('DescribeSubnets', 'Subnets', { MaxResults: 1000 }),
      key: (s, at) => s.SubnetArn ?? arn(at, 'subnet', s.SubnetId, s.OwnerId)!,
      name: (s) => nameTag(s.Tags) ?? s.SubnetId,
      tags: (s) => s.Tags,
      aliases: (s, at) => sharedAlias(at, 'subnet', s.SubnetId, s.OwnerId),
      relationships: [{ from: 'aws_vpc', verb: 'CONTAINS', key: (s, at) => arn(at, 'vpc', s.VpcId, s.OwnerId) }],
      changes: [
        'CreateSubnet', 'CreateDefaultSubnet', 'DeleteSubnet', 'ModifySubnetAttribute', 'AssociateSubnetCidrBlock', 'DisassociateSubnetCidrBlock',
        'CreateTags', 'DeleteTags',
      ],
    }),

    aws_security_group: entity({
      class: ['Firewall'],
      ofNode: true,
      reads: ['DescribeSecurityGroups', 'DescribeSecurityGroupRules'],
      async *list(read) {
        const rules = new Map<string | undefined, string[]>();
        for await (const { GroupId, SecurityGroupRuleId } of read.items('DescribeSecurityGroupRules', 'SecurityGroupRules', { MaxResults: 1000 })) {
          if (!rules.has(GroupId)) rules.set(GroupId, []);
          rules.get(GroupId)!.push(SecurityGroupRuleId!);
        }
        for await (const group of read.items('DescribeSecurityGroups', 'SecurityGroups', { MaxResults: 1000 })) {
          yield { ...group, SecurityGroupRuleIds: rules.get(group.GroupId) ?? [] };
        }
      },
      key: (g, at) => g.SecurityGroupArn ?? arn(at, 'security-group', g.GroupId, g.OwnerId)!,
      name: (g) => g.GroupName,
      tags: (g) => g.Tags,
      aliases: (g, at) => sharedAlias(at, 'security-group', g.GroupId, g.OwnerId),
      facts: (g) => ({ isDefault: g.GroupName === 'default' }),
      relationships: [
        { verb: 'ALLOWS', to: 'internet', key: (g) => internetEnds(g) },
        { verb: 'ALLOWS', to: 'Network', key: (g) => networkEnds(g) },
        { verb: 'ALLOWS', to: 'aws_security_group', key: (g, at) => groupEnds(g, ({ GroupId, UserId }) => arn(at, 'security-group', GroupId, UserId)) },
      ],
      changes: [
        'CreateSecurityGroup', 'DeleteSecurityGroup', 'AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress',
        'RevokeSecurityGroupEgress', 'ModifySecurityGroupRules', 'UpdateSecurityGroupRuleDescriptionsIngress', 'UpdateSecurityGroupRuleDescriptionsEgress',
        'CreateTags', 'DeleteTags',
      ],
    }),

    aws_eni: entity({
      class: ['NetworkInterface'],
      reads: ['DescribeNetworkInterfaces'],
      list: (read) => read.items('DescribeNetworkInterfaces', 'NetworkInterfaces', { MaxResults: 1000 }),
      key: (n, at) => arn(at, 'network-interface', n.NetworkInterfaceId)!,
      name: (n) => nameTag(n.TagSet) ?? n.NetworkInterfaceId,
      tags: (n) => n.TagSet,
      // A private address means something within its network only.
      names: (n) => n.PrivateIpAddresses?.map(({ PrivateIpAddress }) => `${n.VpcId}/${PrivateIpAddress}`),
      facts: (n) => ({ hasPublicAddress: Boolean(n.Association?.PublicIp) || (n.Ipv6Addresses?.length ?? 0) > 0 }),
      relationships: [{ verb: 'USES', to: 'aws_eip', key: (n, at) => arn(at, 'elastic-ip', n.Association?.AllocationId) }],
      changes: [
        'CreateNetworkInterface', 'DeleteNetworkInterface', 'ModifyNetworkInterfaceAttribute', 'AttachNetworkInterface', 'DetachNetworkInterface',
        'AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses', 'AssignIpv6Addresses', 'UnassignIpv6Addresses', 'AssociateAddress', 'DisassociateAddress',
        'RunInstances', 'TerminateInstances', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_ebs_volume: entity({
      class: ['DataStore', 'Disk'],
      ofNode: true,
      reads: ['DescribeVolumes'],
      list: (read) => read.items('DescribeVolumes', 'Volumes', { MaxResults: 500 }),
      key: (v, at) => arn(at, 'volume', v.VolumeId)!,
      name: (v) => nameTag(v.Tags) ?? v.VolumeId,
      tags: (v) => v.Tags,
      relationships: [
        { verb: 'USES', to: 'aws_ebs_snapshot', key: (v, at) => arn(at, 'snapshot', v.SnapshotId) },
        { verb: 'USES', to: 'aws_kms_key', key: (v) => v.KmsKeyId },
      ],
      changes: ['CreateVolume', 'DeleteVolume', 'ModifyVolume', 'AttachVolume', 'DetachVolume', 'RunInstances', 'TerminateInstances', 'CreateTags', 'DeleteTags'],
    }),

    aws_ebs_snapshot: entity({
      class: ['DataStore', 'Disk', 'Image'],
      reads: ['DescribeSnapshots', 'DescribeSnapshotAttribute'],
      list: (read) => read.items('DescribeSnapshots', 'Snapshots', { OwnerIds: ['self'], MaxResults: 1000 }),
      async describe(read, snapshot) {
        const shared = await read.call('DescribeSnapshotAttribute', { SnapshotId: snapshot.SnapshotId, Attribute: 'createVolumePermission' });
        return { ...snapshot, CreateVolumePermissions: shared?.CreateVolumePermissions };
      },
      key: (s, at) => arn(at, 'snapshot', s.SnapshotId)!,
      name: (s) => nameTag(s.Tags) ?? s.SnapshotId,
      tags: (s) => s.Tags,
      facts: (s) => ({ isPublic: s.CreateVolumePermissions?.some(({ Group }) => Group === 'all') }),
      relationships: [
        // A copy names no volume, but a placeholder.
        { from: 'aws_ebs_volume', verb: 'HAS', key: (s, at) => s.VolumeId === 'vol-ffffffff' ? undefined : arn(at, 'volume', s.VolumeId) },
        { verb: 'USES', to: 'aws_kms_key', key: (s) => s.KmsKeyId },
      ],
      changes: ['CreateSnapshot', 'CreateSnapshots', 'CopySnapshot', 'ImportSnapshot', 'DeleteSnapshot', 'ModifySnapshotAttribute', 'ResetSnapshotAttribute',
        'ModifySnapshotTier', 'RestoreSnapshotTier', 'CreateTags', 'DeleteTags'],
    }),

    aws_eip: entity({
      class: ['IpAddress'],
      reads: ['DescribeAddresses'],
      async *list(read) {
        yield* (await read.call('DescribeAddresses', {}))?.Addresses ?? [];
      },
      key: (a, at) => arn(at, 'elastic-ip', a.AllocationId)!,
      name: (a) => nameTag(a.Tags) ?? a.PublicIp,
      tags: (a) => a.Tags,
      names: (a) => [a.PublicIp, a.PrivateIpAddress],
      relationships: [{ from: 'aws_instance', verb: 'USES', key: (a, at) => arn(at, 'instance', a.InstanceId) }],
      changes: ['AllocateAddress', 'ReleaseAddress', 'AssociateAddress', 'DisassociateAddress', 'CreateTags', 'DeleteTags'],
    }),
  }),
});
