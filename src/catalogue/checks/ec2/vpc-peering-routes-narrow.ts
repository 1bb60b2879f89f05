import { defineCheck } from '../../model/check';
import { covers } from '../../model/cidr';
import { ec2 } from '../../services/ec2';

interface Side {
  readonly VpcId?: string;
  readonly CidrBlock?: string;
  readonly CidrBlockSet?: readonly { readonly CidrBlock?: string }[];
  readonly Ipv6CidrBlockSet?: readonly { readonly Ipv6CidrBlock?: string }[];
}

const blocksOf = ({ CidrBlock, CidrBlockSet = [], Ipv6CidrBlockSet = [] }: Side) =>
  [CidrBlock, ...CidrBlockSet.map((each) => each.CidrBlock), ...Ipv6CidrBlockSet.map((each) => each.Ipv6CidrBlock)].flatMap((block) => block ?? []);

const peered = {
  aws_vpc: [{ VpcPeeringConnections: [{ VpcPeeringConnectionId: 'pcx-1', RequesterVpcInfo: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }, AccepterVpcInfo: { VpcId: 'vpc-2', CidrBlock: '10.1.0.0/16' } }] }],
};

/** CIS "Ensure routing tables for VPC peering are 'least access'": https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html */
export const vpcPeeringRoutesNarrow = defineCheck(ec2, {
  id: 'vpc-peering-routes-narrow',
  entity: 'aws_route_table',
  severity: 'medium',
  title: 'Routes to peered VPCs lead to a part of them only',
  why: 'Who breaks into one VPC reaches everything in the other.',
  needs: [ec2.need('DescribeRouteTables'), ec2.need('DescribeVpcs'), ec2.need('DescribeVpcPeeringConnections')],
  remedy: {
    cli: 'aws ec2 create-route --route-table-id <table-id> --destination-cidr-block <subnet of the peer> --vpc-peering-connection-id <connection-id> # then delete-route of the wide one',
    cdk: "new ec2.CfnRoute(this, 'ToPeer', { routeTableId, destinationCidrBlock: '10.1.2.0/24', vpcPeeringConnectionId })",
  },
  prowler: ['vpc_peering_routing_tables_with_least_privilege'],
  fails: (table, look) => {
    const routes = table.Routes?.filter(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId) ?? [];
    if (routes.length === 0) return undefined;
    const connections = look.all(ec2, 'aws_vpc').flatMap(({ VpcPeeringConnections }) => VpcPeeringConnections);
    const wide = routes.flatMap((route) => {
      const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? '';
      const connection = connections.find((each) => each.VpcPeeringConnectionId === route.VpcPeeringConnectionId);
      const peer: Side = [connection?.RequesterVpcInfo, connection?.AccepterVpcInfo].find((side) => side && side.VpcId !== table.VpcId) ?? {};
      const whole = ['0.0.0.0/0', '::/0'].includes(destination) ? destination : blocksOf(peer).find((block) => covers(destination, block));
      return whole ? [`the route to ${destination} by ${route.VpcPeeringConnectionId} has all of ${whole}`] : [];
    });
    return wide.length > 0 ? wide.join('; ') : undefined;
  },
  examples: {
    pass: [
      { entity: { VpcId: 'vpc-1', Routes: [{ DestinationCidrBlock: '10.1.2.0/24', VpcPeeringConnectionId: 'pcx-1' }] }, others: peered },
      { entity: { VpcId: 'vpc-1', Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }] }, others: peered },
      { entity: { VpcId: 'vpc-2', Routes: [{ DestinationCidrBlock: '10.0.1.0/24', VpcPeeringConnectionId: 'pcx-1' }] }, others: peered },
    ],
    fail: [
      { entity: { VpcId: 'vpc-1', Routes: [{ DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: 'pcx-1' }] }, others: peered },
      { entity: { VpcId: 'vpc-1', Routes: [{ DestinationCidrBlock: '10.0.0.0/8', VpcPeeringConnectionId: 'pcx-1' }] }, others: peered },
      { entity: { VpcId: 'vpc-2', Routes: [{ DestinationCidrBlock: '0.0.0.0/0', VpcPeeringConnectionId: 'pcx-1' }] }, others: peered },
    ],
  },
});
