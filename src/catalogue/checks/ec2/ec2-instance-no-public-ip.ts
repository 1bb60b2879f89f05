import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** AWS FSBP EC2.9: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html */
export const ec2InstanceNoPublicIp = defineCheck(ec2, {
  id: 'ec2-instance-no-public-ip',
  entity: 'aws_instance',
  severity: 'medium',
  title: 'EC2 instances have no public IPv4 address',
  why: 'One wrong rule of a security group is then enough to open the instance to the Internet.',
  needs: [ec2.need('DescribeInstances')],
  remedy: {
    cli: 'aws ec2 modify-network-interface-attribute --network-interface-id <interface-id> --no-associate-public-ip-address',
    cdk: "new ec2.Instance(this, 'Instance', { vpc, instanceType, machineImage, associatePublicIpAddress: false, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } })",
  },
  prowler: ['ec2_instance_public_ip'],
  applies: (instance) => instance.State?.Name === 'running',
  fails: (instance) => instance.PublicIpAddress ? `PublicIpAddress is ${instance.PublicIpAddress}` : undefined,
  examples: {
    pass: [{ entity: { State: { Name: 'running' }, PrivateIpAddress: '10.0.1.10' } }],
    fail: [{ entity: { State: { Name: 'running' }, PublicIpAddress: '203.0.113.10' } }],
  },
});
