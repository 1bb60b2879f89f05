import { ec2Arn } from '../model/ec2-names';
import { defineService } from '../model/service';

/**
 * Amazon EC2 Auto Scaling: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/ (never DescribeLaunchConfigurations, which hands out the user
 * data).
 */
export const autoscaling = defineService({
  id: 'autoscaling',
  title: 'Amazon EC2 Auto Scaling',
  scope: 'regional',
  eventSource: 'autoscaling.amazonaws.com',
  client: () => import('@aws-sdk/client-auto-scaling'),
  operations: {
    DescribeAutoScalingGroups: { action: 'autoscaling:DescribeAutoScalingGroups' },
  },
  entities: (entity) => ({
    aws_autoscaling_group: entity({
      class: ['Deployment', 'Group'],
      reads: ['DescribeAutoScalingGroups'],
      list: (read) => read.items('DescribeAutoScalingGroups', 'AutoScalingGroups', { MaxRecords: 100 }),
      key: (g) => g.AutoScalingGroupARN!,
      name: (g) => g.AutoScalingGroupName,
      tags: (g) => g.Tags,
      facts: (g) => ({ subnetIds: g.VPCZoneIdentifier?.split(',').filter(Boolean) ?? [] }),
      relationships: [{ verb: 'HAS', to: 'aws_instance', key: (g, at) => g.Instances?.map(({ InstanceId }) => ec2Arn(at, 'instance', InstanceId)) }],
      changes: [
        'CreateAutoScalingGroup', 'DeleteAutoScalingGroup', 'UpdateAutoScalingGroup', 'SetDesiredCapacity', 'AttachInstances', 'DetachInstances',
        'TerminateInstanceInAutoScalingGroup', 'AttachLoadBalancers', 'DetachLoadBalancers', 'AttachLoadBalancerTargetGroups', 'DetachLoadBalancerTargetGroups',
        'AttachTrafficSources', 'DetachTrafficSources', 'StartInstanceRefresh', 'CreateOrUpdateTags', 'DeleteTags',
      ],
    }),
  }),
});
