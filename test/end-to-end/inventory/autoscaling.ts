import {
  AutoScalingClient, CreateAutoScalingGroupCommand, CreateLaunchConfigurationCommand, DeleteAutoScalingGroupCommand, DescribeAutoScalingGroupsCommand,
} from '@aws-sdk/client-auto-scaling';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two groups without instances. Creating one answers nothing, so their ARNs are asked for. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new AutoScalingClient(options);
  await client.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName: 'orders', ImageId: 'ami-0a1b2c3d', InstanceType: 't3.micro' }));
  for (const AutoScalingGroupName of ['orders', 'unused']) {
    await client.send(new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      LaunchConfigurationName: 'orders',
      MinSize: 0,
      MaxSize: 1,
      AvailabilityZones: [`${options.region}a`],
      Tags: [{ Key: 'team', Value: 'orders', ResourceId: AutoScalingGroupName, ResourceType: 'auto-scaling-group', PropagateAtLaunch: true }],
    }));
  }
  const { AutoScalingGroups: groups } = await client.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['orders', 'unused'] }));
  return { aws_autoscaling_group: groups!.map(({ AutoScalingGroupARN }) => AutoScalingGroupARN!) };
}

/** Deletes one of the groups. */
export async function remove(options: ClientOptions, { aws_autoscaling_group: groups = [] }: Truth): Promise<readonly string[]> {
  await new AutoScalingClient(options).send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: 'unused' }));
  return groups.filter((arn) => arn.endsWith('/unused'));
}
