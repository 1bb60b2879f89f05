import { recorded } from './recorded';

export const autoscaling = recorded<typeof import('@aws-sdk/client-auto-scaling')>({
  DescribeAutoScalingGroups: {
    AutoScalingGroups: [{
      AutoScalingGroupName: 'orders',
      AutoScalingGroupARN: 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:11111111-2222-4333-8444-555555555555:autoScalingGroupName/orders',
      LaunchTemplate: { LaunchTemplateId: 'lt-0a1b2c3d', LaunchTemplateName: 'orders', Version: '$Latest' },
      MinSize: 1,
      MaxSize: 3,
      DesiredCapacity: 1,
      DefaultCooldown: 300,
      AvailabilityZones: ['eu-west-1a'],
      VPCZoneIdentifier: 'subnet-0a1b2c3d,subnet-0f0e0d0c',
      HealthCheckType: 'ELB',
      TargetGroupARNs: ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/orders/0123456789abcdef'],
      CreatedTime: new Date('2026-05-01T00:00:00Z'),
      Instances: [{
        InstanceId: 'i-0a1b2c3d', AvailabilityZone: 'eu-west-1a', LifecycleState: 'InService', HealthStatus: 'Healthy', ProtectedFromScaleIn: false,
      }],
      Tags: [{ Key: 'team', Value: 'orders', ResourceId: 'orders', ResourceType: 'auto-scaling-group', PropagateAtLaunch: true }],
    }],
  },
});
