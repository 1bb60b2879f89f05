import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { InstanceInformation } from '@aws-sdk/client-ssm';
import { ec2Arn as arn, nameTag, sharedAlias } from '../model/ec2-names';
import { grouped } from '../model/lists';
import { gather } from '../model/reader';
import { groupEnds, internetEnds, networkEnds } from '../model/security-group-rules';
import { defineService } from '../model/service';
import { sshKeyBits } from '../model/ssh-key';
import { without } from '../model/without';

type ManagedNode = Pick<InstanceInformation, 'PlatformName' | 'PlatformVersion' | 'PlatformType' | 'AgentVersion' | 'PingStatus'>;

/** A VPN connection without the two fields that hold the keys of its tunnels. */
const withoutKeys = (connection: VpnConnection) => ({
  ...without(connection, 'CustomerGatewayConfiguration'),
  Options: connection.Options && { ...connection.Options, TunnelOptions: connection.Options.TunnelOptions?.map((each) => without(each, 'PreSharedKey')) },
});

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
    'DescribeSubnets': { action: 'ec2:DescribeSubnets', shared: 'unit' },
    'DescribeInternetGateways': { action: 'ec2:DescribeInternetGateways' },
    'DescribeNatGateways': { action: 'ec2:DescribeNatGateways' },
    'DescribeVpnGateways': { action: 'ec2:DescribeVpnGateways' },
    'DescribeVpnConnections': { action: 'ec2:DescribeVpnConnections', detail: true },
    'DescribeRouteTables': { action: 'ec2:DescribeRouteTables' },
    'DescribeNetworkAcls': { action: 'ec2:DescribeNetworkAcls' },
    'DescribeImages': { action: 'ec2:DescribeImages' },
    'DescribeImageAttribute': { action: 'ec2:DescribeImageAttribute', resource: 'arn:${Partition}:ec2:*::image/*', detail: true },
    'DescribeKeyPairs': { action: 'ec2:DescribeKeyPairs' },
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

    aws_internet_gateway: entity({
      class: ['Gateway'],
      reads: ['DescribeInternetGateways'],
      list: (read) => read.items('DescribeInternetGateways', 'InternetGateways', { MaxResults: 1000 }),
      key: (g, at) => arn(at, 'internet-gateway', g.InternetGatewayId, g.OwnerId)!,
      name: (g) => nameTag(g.Tags) ?? g.InternetGatewayId,
      tags: (g) => g.Tags,
      relationships: [{ from: 'aws_vpc', verb: 'HAS', key: (g, at) => g.Attachments?.map(({ VpcId }) => arn(at, 'vpc', VpcId)) }],
      changes: ['CreateInternetGateway', 'DeleteInternetGateway', 'AttachInternetGateway', 'DetachInternetGateway', 'CreateTags', 'DeleteTags'],
    }),

    aws_nat_gateway: entity({
      class: ['Gateway'],
      reads: ['DescribeNatGateways'],
      async *list(read) {
        // A deleted gateway still shows for about an hour.
        for await (const gateway of read.items('DescribeNatGateways', 'NatGateways', { MaxResults: 1000 })) if (gateway.State !== 'deleted') yield gateway;
      },
      key: (g, at) => arn(at, 'natgateway', g.NatGatewayId)!,
      name: (g) => nameTag(g.Tags) ?? g.NatGatewayId,
      tags: (g) => g.Tags,
      relationships: [
        { verb: 'USES', to: 'aws_eni', key: (g, at) => g.NatGatewayAddresses?.map((each) => arn(at, 'network-interface', each.NetworkInterfaceId)) },
        { verb: 'USES', to: 'aws_eip', key: (g, at) => g.NatGatewayAddresses?.map((each) => arn(at, 'elastic-ip', each.AllocationId)) },
        { from: 'aws_vpc', verb: 'HAS', key: (g, at) => arn(at, 'vpc', g.VpcId) },
      ],
      changes: [
        'CreateNatGateway', 'DeleteNatGateway', 'AssociateNatGatewayAddress', 'DisassociateNatGatewayAddress', 'AssignPrivateNatGatewayAddress',
        'UnassignPrivateNatGatewayAddress', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_vpn_gateway: entity({
      class: ['Gateway'],
      reads: ['DescribeVpnGateways', 'DescribeVpnConnections'],
      async *list(read) {
        const connections = grouped((await read.call('DescribeVpnConnections', {}))?.VpnConnections?.map(withoutKeys) ?? [], ({ VpnGatewayId }) => VpnGatewayId);
        for (const gateway of (await read.call('DescribeVpnGateways', {}))?.VpnGateways ?? []) {
          if (gateway.State !== 'deleted') yield { ...gateway, VpnConnections: connections.get(gateway.VpnGatewayId) ?? [] };
        }
      },
      key: (g, at) => arn(at, 'vpn-gateway', g.VpnGatewayId)!,
      name: (g) => nameTag(g.Tags) ?? g.VpnGatewayId,
      tags: (g) => g.Tags,
      relationships: [{
        from: 'aws_vpc', verb: 'HAS', key: (g, at) => g.VpcAttachments?.filter(({ State }) => State === 'attached').map(({ VpcId }) => arn(at, 'vpc', VpcId)),
      }],
      changes: [
        'CreateVpnGateway', 'DeleteVpnGateway', 'AttachVpnGateway', 'DetachVpnGateway', 'CreateVpnConnection', 'DeleteVpnConnection', 'ModifyVpnConnection',
        'ModifyVpnConnectionOptions', 'ModifyVpnTunnelOptions', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_route_table: entity({
      class: ['Configuration'],
      reads: ['DescribeRouteTables', 'DescribeSubnets'],
      async *list(read) {
        const subnets = grouped(await gather(read.items('DescribeSubnets', 'Subnets', { MaxResults: 1000 })), ({ VpcId }) => VpcId);
        const tables = await gather(read.items('DescribeRouteTables', 'RouteTables', { MaxResults: 100 }));
        const associated = new Set(tables.flatMap(({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId)));
        for (const table of tables) {
          const own = table.Associations?.flatMap(({ SubnetId }) => SubnetId ?? []) ?? [];
          // A subnet without a table of its own uses the main one of its VPC.
          const others = table.Associations?.some(({ Main }) => Main) ? subnets.get(table.VpcId)?.flatMap(({ SubnetId }) => SubnetId ?? []) ?? [] : [];
          yield { ...table, subnetIds: [...own, ...others.filter((id) => !associated.has(id))] };
        }
      },
      key: (t, at) => arn(at, 'route-table', t.RouteTableId, t.OwnerId)!,
      name: (t) => nameTag(t.Tags) ?? t.RouteTableId,
      tags: (t) => t.Tags,
      facts: (t) => ({
        leadsToInternet: t.Routes?.some(({ GatewayId, DestinationCidrBlock, DestinationIpv6CidrBlock }) => GatewayId?.startsWith('igw-')
          && (DestinationCidrBlock === '0.0.0.0/0' || DestinationIpv6CidrBlock === '::/0')) ?? false,
      }),
      relationships: [
        { from: 'aws_vpc', verb: 'HAS', key: (t, at) => arn(at, 'vpc', t.VpcId) },
        { from: 'aws_subnet', verb: 'USES', key: (t, at) => t.subnetIds.map((id) => arn(at, 'subnet', id)) },
      ],
      changes: [
        'CreateRouteTable', 'DeleteRouteTable', 'CreateRoute', 'DeleteRoute', 'ReplaceRoute', 'AssociateRouteTable', 'DisassociateRouteTable',
        'ReplaceRouteTableAssociation', 'EnableVgwRoutePropagation', 'DisableVgwRoutePropagation', 'CreateVpc', 'DeleteVpc', 'CreateSubnet', 'DeleteSubnet',
        'CreateTags', 'DeleteTags',
      ],
    }),

    aws_network_acl: entity({
      class: ['Firewall'],
      ofNode: true,
      reads: ['DescribeNetworkAcls'],
      list: (read) => read.items('DescribeNetworkAcls', 'NetworkAcls', { MaxResults: 1000 }),
      key: (a, at) => arn(at, 'network-acl', a.NetworkAclId, a.OwnerId)!,
      name: (a) => nameTag(a.Tags) ?? a.NetworkAclId,
      tags: (a) => a.Tags,
      relationships: [{ verb: 'PROTECTS', to: 'aws_subnet', key: (a, at) => a.Associations?.map(({ SubnetId }) => arn(at, 'subnet', SubnetId)) }],
      changes: [
        'CreateNetworkAcl', 'DeleteNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAclEntry', 'ReplaceNetworkAclEntry', 'ReplaceNetworkAclAssociation',
        'CreateVpc', 'DeleteVpc', 'CreateSubnet', 'DeleteSubnet', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_ami: entity({
      class: ['Image'],
      reads: ['DescribeImages', 'DescribeImageAttribute'],
      list: (read) => read.items('DescribeImages', 'Images', { Owners: ['self'], IncludeDisabled: true, MaxResults: 1000 }),
      async describe(read, image) {
        const shared = await read.call('DescribeImageAttribute', { ImageId: image.ImageId, Attribute: 'launchPermission' });
        return { ...image, LaunchPermissions: shared?.LaunchPermissions };
      },
      key: (i, at) => arn(at, 'image', i.ImageId)!,
      name: (i) => i.Name ?? nameTag(i.Tags) ?? i.ImageId,
      tags: (i) => i.Tags,
      facts: (i) => ({ isPublic: i.Public === true }),
      changes: [
        'CreateImage', 'RegisterImage', 'CopyImage', 'ImportImage', 'DeregisterImage', 'ModifyImageAttribute', 'ResetImageAttribute', 'EnableImage',
        'DisableImage', 'EnableImageDeprecation', 'DisableImageDeprecation', 'RestoreImageFromRecycleBin', 'CreateTags', 'DeleteTags',
      ],
    }),

    aws_key_pair: entity({
      class: ['AccessKey'],
      reads: ['DescribeKeyPairs'],
      async *list(read) {
        // The public key is read for its length only: it ends with a comment of whoever made it.
        for (const pair of (await read.call('DescribeKeyPairs', { IncludePublicKey: true }))?.KeyPairs ?? []) {
          yield { ...without(pair, 'PublicKey'), keyBits: sshKeyBits(pair.PublicKey) };
        }
      },
      key: (k, at) => arn(at, 'key-pair', k.KeyName)!,
      name: (k) => k.KeyName,
      tags: (k) => k.Tags,
      changes: ['CreateKeyPair', 'ImportKeyPair', 'DeleteKeyPair', 'CreateTags', 'DeleteTags'],
    }),
  }),
});
