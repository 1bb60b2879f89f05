import {
  CreateFlowLogsCommand, CreateNetworkAclCommand, CreateNetworkAclEntryCommand, CreateRouteCommand, CreateRouteTableCommand, CreateSubnetCommand, CreateTransitGatewayCommand,
  CreateVpcCommand, CreateVpcPeeringConnectionCommand, DescribeSecurityGroupsCommand, EC2Client, ModifySubnetAttributeCommand, RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand, CreateLoadBalancerCommand, CreateTargetGroupCommand, ElasticLoadBalancingV2Client, ModifyLoadBalancerAttributesCommand, type CreateListenerCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AssociateWebACLCommand, CreateWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { ofAccount, proof, type Proof, type Site } from '../proof';

const certificate = (site: Site) => site.arn('acm', 'certificate/11111111-2222-4333-8444-555555555555');

async function balancer(site: Site, Name: string, Type: 'application' | 'network', ...listeners: readonly Partial<CreateListenerCommandInput>[]): Promise<string> {
  const [elb, { vpcId: VpcId, subnetIds: Subnets }] = [new ElasticLoadBalancingV2Client(site.options), await site.network()];
  const LoadBalancerArn = (await elb.send(new CreateLoadBalancerCommand({ Name, Type, Subnets }))).LoadBalancers![0].LoadBalancerArn!;
  const Value = String(site.isGood);
  await elb.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: [{ Key: 'deletion_protection.enabled', Value }, { Key: 'access_logs.s3.enabled', Value }] }));
  const { TargetGroups } = await elb.send(new CreateTargetGroupCommand({ Name, Protocol: Type === 'network' ? 'TCP' : 'HTTP', Port: 80, VpcId }));
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: TargetGroups![0].TargetGroupArn }];
  for (const listener of listeners) await elb.send(new CreateListenerCommand({ LoadBalancerArn, DefaultActions, ...listener }));
  return LoadBalancerArn;
}

const policies = (site: Site) => ({ SslPolicy: site.either('ELBSecurityPolicy-TLS13-1-2-2021-06', 'ELBSecurityPolicy-TLS-1-0-2015-04'), Certificates: [{ CertificateArn: certificate(site) }] });

const redirect = [{ Type: 'redirect' as const, RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' as const } }];

const application = (site: Site) => balancer(site, 'web', 'application', { Protocol: 'HTTPS', Port: 443, ...policies(site) }, { Protocol: 'HTTP', Port: 80, ...site.isGood && { DefaultActions: redirect } });

const network = (site: Site) => balancer(site, 'feed', 'network', { Protocol: 'TLS', Port: 443, ...policies(site) });

async function firewalled(site: Site): Promise<string> {
  const [waf, ResourceArn] = [new WAFV2Client(site.options), await balancer(site, 'firewalled', 'application')];
  const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'web' };
  const { Summary } = await waf.send(new CreateWebACLCommand({ Name: 'web', Scope: 'REGIONAL', DefaultAction: { Allow: {} }, VisibilityConfig }));
  if (site.isGood) await waf.send(new AssociateWebACLCommand({ WebACLArn: Summary!.ARN, ResourceArn }));
  return ResourceArn;
}

const vpc = async ({ options }: Site, CidrBlock: string) => (await new EC2Client(options).send(new CreateVpcCommand({ CidrBlock }))).Vpc!.VpcId!;

async function watched(site: Site): Promise<string> {
  const VpcId = await vpc(site, '10.9.0.0/16');
  await new EC2Client(site.options).send(new CreateFlowLogsCommand({
    ResourceIds: [VpcId], ResourceType: 'VPC', TrafficType: site.isGood ? 'ALL' : 'ACCEPT', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flow-logs',
  }));
  return site.arn('ec2', `vpc/${VpcId}`);
}

async function defaultGroup(site: Site): Promise<string> {
  const [ec2, VpcId] = [new EC2Client(site.options), await vpc(site, '10.8.0.0/16')];
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  const { GroupId, IpPermissions = [], IpPermissionsEgress = [] } = SecurityGroups!.find(({ GroupName }) => GroupName === 'default')!;
  if (site.isGood) {
    if (IpPermissions.length > 0) await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }));
  }
  return site.arn('ec2', `security-group/${GroupId}`);
}

async function acl(site: Site): Promise<string> {
  const ec2 = new EC2Client(site.options);
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId: (await site.network()).vpcId }));
  const entry = { NetworkAclId: NetworkAcl!.NetworkAclId, RuleNumber: 100, Egress: false, RuleAction: 'allow' as const };
  await ec2.send(new CreateNetworkAclEntryCommand(site.isGood ? { ...entry, Protocol: '6', CidrBlock: '10.0.0.0/8', PortRange: { From: 22, To: 22 } } : { ...entry, Protocol: '-1', CidrBlock: '0.0.0.0/0' }));
  return site.arn('ec2', `network-acl/${NetworkAcl!.NetworkAclId}`);
}

async function subnet(site: Site): Promise<string> {
  const [ec2, { vpcId: VpcId }] = [new EC2Client(site.options), await site.network()];
  const SubnetId = (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.40.0/24', AvailabilityZone: 'eu-west-1a' }))).Subnet!.SubnetId!;
  if (!site.isGood) await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
  return site.arn('ec2', `subnet/${SubnetId}`);
}

async function peering(site: Site): Promise<string> {
  const [ec2, VpcId, PeerVpcId] = [new EC2Client(site.options), await vpc(site, '10.20.0.0/16'), await vpc(site, '10.21.0.0/16')];
  const { VpcPeeringConnection } = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }));
  const { RouteTableId } = (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable!;
  const { VpcPeeringConnectionId } = VpcPeeringConnection!;
  await ec2.send(new CreateRouteCommand({ RouteTableId, VpcPeeringConnectionId, DestinationCidrBlock: site.either('10.21.3.0/24', '10.21.0.0/16') }));
  return site.arn('ec2', `route-table/${RouteTableId}`);
}

const gateway = ({ options, isGood }: Site) => new EC2Client(options).send(new CreateTransitGatewayCommand({ Options: { AutoAcceptSharedAttachments: isGood ? 'disable' : 'enable' } }));

/** VPCs and what is in them, and load balancers. */
export const networks: readonly Proof[] = [
  proof(application, 'alb-tls-listeners', 'alb-tls-version', 'alb-deletion-protection', 'alb-access-logs'),
  proof(network, 'nlb-tls-version', 'nlb-deletion-protection', 'nlb-access-logs'),
  proof(firewalled, 'alb-web-acl'),
  proof(watched, 'vpc-flow-logs'),
  proof(defaultGroup, 'ec2-default-security-group-without-rules'),
  proof(acl, 'ec2-network-acl-no-world-traffic', 'ec2-network-acl-no-world-admin-ports'),
  proof(subnet, 'vpc-subnet-no-public-ip'),
  proof(peering, 'vpc-peering-routes-narrow'),
  ofAccount(gateway, 'transit-gateway-no-auto-accept'),
];
