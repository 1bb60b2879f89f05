import {
  AssociateRouteTableCommand, AttachInternetGatewayCommand, AuthorizeSecurityGroupIngressCommand, CreateInternetGatewayCommand, CreateRouteCommand, CreateRouteTableCommand,
  CreateSecurityGroupCommand, CreateSubnetCommand, EC2Client, ModifySubnetAttributeCommand,
} from '@aws-sdk/client-ec2';
import type { Site } from './proof';

/** A security group that opens ports to everybody, or to the private network. */
export async function group(site: Site, GroupName: string, ...ports: readonly number[]): Promise<string> {
  const ec2 = new EC2Client(site.options);
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: (await site.network()).vpcId }));
  const CidrIp = site.either('10.0.0.0/8', '0.0.0.0/0');
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: ports.map((port) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp }] })) }));
  return GroupId!;
}

/** A subnet that gives its instances public addresses and leads to the Internet. */
export async function publicSubnet(site: Site, CidrBlock: string): Promise<string> {
  const [ec2, { vpcId: VpcId }] = [new EC2Client(site.options), await site.network()];
  const SubnetId = (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: 'eu-west-1a' }))).Subnet!.SubnetId!;
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
  const GatewayId = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway!.InternetGatewayId!;
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }));
  const { RouteTableId } = (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable!;
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId }));
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  return SubnetId;
}
