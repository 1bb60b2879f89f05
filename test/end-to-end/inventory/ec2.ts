import {
  AllocateAddressCommand, AttachInternetGatewayCommand, CreateInternetGatewayCommand, CreateKeyPairCommand, CreateNatGatewayCommand, CreateNetworkAclCommand,
  CreateNetworkInterfaceCommand, CreateRouteTableCommand, CreateSecurityGroupCommand, CreateSnapshotCommand, CreateVolumeCommand, CreateVpnGatewayCommand,
  DeleteKeyPairCommand, DeleteSnapshotCommand, DescribeInternetGatewaysCommand, DescribeNetworkAclsCommand, DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client, RegisterImageCommand, RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { ClientOptions } from '../../../emulator/client';
import { createNetwork } from '../network';
import type { Truth } from '../seeded';

/** What AWS makes by itself: the default VPC and all in it, and what each VPC comes with. Nothing answers with their ids, so they are asked for. */
async function madeByAws(client: EC2Client) {
  return {
    vpc: (await client.send(new DescribeVpcsCommand({}))).Vpcs!.map(({ VpcId }) => VpcId!),
    subnet: (await client.send(new DescribeSubnetsCommand({}))).Subnets!.map(({ SubnetId }) => SubnetId!),
    securityGroup: (await client.send(new DescribeSecurityGroupsCommand({}))).SecurityGroups!.map(({ GroupId }) => GroupId!),
    networkAcl: (await client.send(new DescribeNetworkAclsCommand({}))).NetworkAcls!.map(({ NetworkAclId }) => NetworkAclId!),
    routeTable: (await client.send(new DescribeRouteTablesCommand({}))).RouteTables!.map(({ RouteTableId }) => RouteTableId!),
    internetGateway: (await client.send(new DescribeInternetGatewaysCommand({}))).InternetGateways!.map(({ InternetGatewayId }) => InternetGatewayId!),
  };
}

/** A network with every kind of gateway, and an instance in it. */
async function createResources(client: EC2Client, VpcId: string, SubnetId: string) {
  const securityGroup = await client.send(new CreateSecurityGroupCommand({ GroupName: 'orders', Description: 'orders', VpcId }));
  const networkAcl = await client.send(new CreateNetworkAclCommand({ VpcId }));
  const routeTable = await client.send(new CreateRouteTableCommand({ VpcId }));
  const InternetGatewayId = (await client.send(new CreateInternetGatewayCommand({}))).InternetGateway!.InternetGatewayId!;
  await client.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  const address = await client.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  const natGateway = await client.send(new CreateNatGatewayCommand({ SubnetId, AllocationId: address.AllocationId }));
  const vpnGateway = await client.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1' }));
  const volume = await client.send(new CreateVolumeCommand({ AvailabilityZone: 'eu-west-1a', Size: 8 }));
  const snapshot = await client.send(new CreateSnapshotCommand({ VolumeId: volume.VolumeId }));
  const image = await client.send(new RegisterImageCommand({ Name: 'orders', RootDeviceName: '/dev/xvda', Architecture: 'x86_64' }));
  const keyPair = await client.send(new CreateKeyPairCommand({ KeyName: 'orders' }));
  const { NetworkInterface: networkInterface } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId }));
  const { Instances: [instance] = [] } = await client.send(new RunInstancesCommand({
    ImageId: 'ami-12345678', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, SubnetId, KeyName: 'orders',
  }));
  return {
    securityGroup: securityGroup.GroupId!,
    networkAcl: networkAcl.NetworkAcl!.NetworkAclId!,
    routeTable: routeTable.RouteTable!.RouteTableId!,
    internetGateway: InternetGatewayId,
    address: address.AllocationId!,
    natGateway: natGateway.NatGateway!.NatGatewayId!,
    vpnGateway: vpnGateway.VpnGateway!.VpnGatewayId!,
    volumes: [volume.VolumeId!, ...instance.BlockDeviceMappings?.flatMap(({ Ebs }) => Ebs?.VolumeId ?? []) ?? []],
    snapshot: snapshot.SnapshotId!,
    image: image.ImageId!,
    keyPair: keyPair.KeyName!,
    networkInterfaces: [networkInterface!.NetworkInterfaceId!, ...instance.NetworkInterfaces?.flatMap((each) => each.NetworkInterfaceId ?? []) ?? []],
    instance: instance.InstanceId!,
  };
}

/** One of everything, in a VPC of its own beside the default one. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new EC2Client(options);
  const arns = (kind: string, ids: readonly string[], account = options.credentials.accessKeyId) => ids.map((id) => `arn:aws:ec2:${options.region}:${account}:${kind}/${id}`);
  const { vpcId, subnetIds } = await createNetwork(options);
  const made = await madeByAws(client);
  const created = await createResources(client, vpcId, subnetIds[0]);
  return {
    aws_vpc: arns('vpc', made.vpc),
    aws_subnet: arns('subnet', made.subnet),
    aws_security_group: arns('security-group', [...made.securityGroup, created.securityGroup]),
    aws_network_acl: arns('network-acl', [...made.networkAcl, created.networkAcl]),
    aws_route_table: arns('route-table', [...made.routeTable, created.routeTable]),
    aws_internet_gateway: arns('internet-gateway', [...made.internetGateway, created.internetGateway]),
    aws_eip: arns('elastic-ip', [created.address]),
    aws_nat_gateway: arns('natgateway', [created.natGateway]),
    aws_vpn_gateway: arns('vpn-gateway', [created.vpnGateway]),
    aws_ebs_volume: arns('volume', created.volumes),
    aws_ebs_snapshot: arns('snapshot', [created.snapshot], ''),
    aws_ami: arns('image', [created.image], ''),
    aws_key_pair: arns('key-pair', [created.keyPair]),
    aws_eni: arns('network-interface', created.networkInterfaces),
    aws_instance: arns('instance', [created.instance]),
  };
}

/** Deletes the key pair and the snapshot. */
export async function remove(options: ClientOptions, { aws_key_pair: pairs = [], aws_ebs_snapshot: snapshots = [] }: Truth): Promise<readonly string[]> {
  const client = new EC2Client(options);
  await client.send(new DeleteKeyPairCommand({ KeyName: pairs[0].split('/').pop() }));
  await client.send(new DeleteSnapshotCommand({ SnapshotId: snapshots[0].split('/').pop() }));
  return [...pairs, ...snapshots];
}
