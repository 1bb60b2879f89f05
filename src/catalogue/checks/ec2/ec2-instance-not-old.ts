import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

const DAYS = 180;

/** A stop and start counts as a new launch: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html */
export const ec2InstanceNotOld = defineCheck(ec2, {
  id: 'ec2-instance-not-old',
  entity: 'aws_instance',
  severity: 'medium',
  title: 'EC2 instances run for 180 days at most',
  why: 'What has not been started anew for so long runs an old image and an old kernel, and nobody knows whether it would start again.',
  needs: [ec2.need('DescribeInstances')],
  remedy: {
    cli: 'aws ec2 terminate-instances --instance-ids <instance-id> # after a new one from a current image took its place',
    cdk: "new autoscaling.AutoScalingGroup(this, 'Group', { vpc, launchTemplate, maxInstanceLifetime: Duration.days(90) })",
  },
  prowler: ['ec2_instance_older_than_specific_days'],
  applies: (instance) => instance.State?.Name === 'running' && instance.LaunchTime !== undefined,
  fails: (instance, look) => look.daysSince(instance.LaunchTime!) > DAYS
    ? `LaunchTime is ${instance.LaunchTime!.slice(0, 10)}, ${look.daysSince(instance.LaunchTime!)} days ago` : undefined,
  examples: {
    pass: [
      { entity: { State: { Name: 'running' }, LaunchTime: '2025-12-01T00:00:00.000Z' } },
      { entity: { State: { Name: 'running' }, LaunchTime: '2025-07-05T00:00:00.000Z' } },
    ],
    fail: [
      { entity: { State: { Name: 'running' }, LaunchTime: '2025-07-04T00:00:00.000Z' } },
      { entity: { State: { Name: 'running' }, LaunchTime: '2023-01-01T00:00:00.000Z' } },
    ],
  },
});
