import {
  CreateListenerCommand, CreateLoadBalancerCommand, CreateTargetGroupCommand, DeleteLoadBalancerCommand, ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ClientOptions } from '../../../emulator/client';
import { createNetwork } from '../network';
import type { Truth } from '../seeded';

/** An application and a network load balancer, and a target group. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const elb = new ElasticLoadBalancingV2Client(options);
  const { vpcId: VpcId, subnetIds: Subnets } = await createNetwork(options);
  const create = async (Name: string, Type: 'application' | 'network') =>
    (await elb.send(new CreateLoadBalancerCommand({ Name, Type, Subnets, Tags: [{ Key: 'team', Value: 'orders' }] }))).LoadBalancers![0].LoadBalancerArn!;
  const [alb, nlb] = [await create('orders', 'application'), await create('feed', 'network')];
  const group = (await elb.send(new CreateTargetGroupCommand({ Name: 'orders', Protocol: 'HTTP', Port: 80, VpcId }))).TargetGroups![0].TargetGroupArn!;
  await elb.send(new CreateListenerCommand({ LoadBalancerArn: alb, Protocol: 'HTTP', Port: 80, DefaultActions: [{ Type: 'forward', TargetGroupArn: group }] }));
  return { aws_alb: [alb], aws_nlb: [nlb], aws_lb_target_group: [group] };
}

/** Deletes the network load balancer. */
export async function remove(options: ClientOptions, { aws_nlb: balancers = [] }: Truth): Promise<readonly string[]> {
  await new ElasticLoadBalancingV2Client(options).send(new DeleteLoadBalancerCommand({ LoadBalancerArn: balancers[0] }));
  return balancers;
}
