import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** AWS FSBP SSM.1: https://docs.aws.amazon.com/systems-manager/latest/userguide/managed_instances.html */
export const ec2InstanceManaged = defineCheck(ec2, {
  id: 'ec2-instance-managed',
  entity: 'aws_instance',
  severity: 'medium',
  title: 'Running EC2 instances are managed by Systems Manager',
  why: 'Nobody can patch the instance, list what runs on it, or look into it without opening SSH.',
  needs: [ec2.need('DescribeInstances'), ec2.need('ssm.DescribeInstanceInformation')],
  remedy: {
    cli: 'aws ec2 associate-iam-instance-profile --instance-id <instance-id> --iam-instance-profile Name=<profile with AmazonSSMManagedInstanceCore>',
    cdk: "new ec2.Instance(this, 'Instance', { vpc, instanceType, machineImage, ssmSessionPermissions: true })",
  },
  prowler: ['ec2_instance_managed_by_ssm'],
  applies: (instance) => instance.State?.Name === 'running',
  fails: ({ InstanceInformation: node }) => {
    if (!node) return 'Systems Manager does not list the instance';
    return node.PingStatus === 'ConnectionLost' ? 'Systems Manager has lost the connection to the instance (PingStatus is ConnectionLost)' : undefined;
  },
  examples: {
    pass: [
      { entity: { State: { Name: 'running' }, InstanceInformation: { PingStatus: 'Online', PlatformName: 'Amazon Linux', PlatformType: 'Linux', PlatformVersion: '2023', AgentVersion: '3.3' } } },
    ],
    fail: [
      { entity: { State: { Name: 'running' } } },
      { entity: { State: { Name: 'running' }, InstanceInformation: { PingStatus: 'ConnectionLost', PlatformName: 'Amazon Linux', PlatformType: 'Linux', PlatformVersion: '2023', AgentVersion: '3.3' } } },
    ],
  },
});
