import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** AWS FSBP EC2.15: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html */
export const vpcSubnetNoPublicIp = defineCheck(ec2, {
  id: 'vpc-subnet-no-public-ip',
  entity: 'aws_subnet',
  severity: 'high',
  title: 'Subnets do not give public IPv4 addresses by default',
  why: 'Whatever is started there is on the Internet, whether meant so or not.',
  needs: [ec2.need('DescribeSubnets')],
  remedy: {
    cli: 'aws ec2 modify-subnet-attribute --subnet-id <subnet-id> --no-map-public-ip-on-launch',
    cdk: "new ec2.Vpc(this, 'Vpc', { subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false }] })",
  },
  prowler: ['vpc_subnet_no_public_ip_by_default'],
  applies: (subnet) => subnet.OwnerId === undefined || subnet.OwnerId === subnet.accountId,
  fails: (subnet) => subnet.MapPublicIpOnLaunch ? 'MapPublicIpOnLaunch is true' : undefined,
  examples: {
    pass: [{ entity: { SubnetId: 'subnet-1', MapPublicIpOnLaunch: false } }],
    fail: [{ entity: { SubnetId: 'subnet-1', MapPublicIpOnLaunch: true } }],
  },
});
