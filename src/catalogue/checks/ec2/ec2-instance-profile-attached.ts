import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** CIS "Ensure IAM instance roles are used for AWS resource access from instances": https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html */
export const ec2InstanceProfileAttached = defineCheck(ec2, {
  id: 'ec2-instance-profile-attached',
  entity: 'aws_instance',
  severity: 'medium',
  title: 'EC2 instances have an instance profile',
  why: 'Programs on the instance that need AWS are then given access keys, which do not expire and can be copied.',
  needs: [ec2.need('DescribeInstances')],
  remedy: {
    cli: 'aws ec2 associate-iam-instance-profile --instance-id <instance-id> --iam-instance-profile Name=<profile>',
    cdk: "new ec2.Instance(this, 'Instance', { vpc, instanceType, machineImage, role })",
  },
  prowler: ['ec2_instance_profile_attached'],
  applies: (instance) => !['shutting-down', 'terminated'].includes(instance.State?.Name ?? ''),
  fails: (instance) => instance.IamInstanceProfile?.Arn ? undefined : 'IamInstanceProfile is not set',
  examples: {
    pass: [{ entity: { State: { Name: 'running' }, IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/orders' } } }],
    fail: [{ entity: { State: { Name: 'running' } } }, { entity: { State: { Name: 'stopped' } } }],
  },
});
