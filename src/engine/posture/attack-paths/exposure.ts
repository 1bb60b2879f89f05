import { openSubnet, throughGroup, worldOpening } from './network';
import type { Exposed, Hop } from './path';
import type { Scene } from './scene';
import { INTERNET } from '../../../catalogue/model/outside';
import type { Entity } from '../../contracts';

interface Instance extends Entity {
  readonly State?: { readonly Name?: string };
  readonly SecurityGroups?: readonly { readonly GroupId?: string }[];
  readonly SubnetId?: string;
}

interface Awsvpc { readonly assignPublicIp?: string; readonly subnets?: readonly string[]; readonly securityGroups?: readonly string[] }

/** Resources that a check found open to everybody: its reason is the way. */
export function* openDoors(scene: Scene): Iterable<Exposed> {
  for (const [key, { reason }] of scene.openDoors) {
    const entity = scene.graph.get(key);
    if (entity) yield { entity, hops: [{ from: INTERNET, to: key, how: reason }] };
  }
}

/** Instances that run with a public address, in a subnet that leads to the Internet, behind a security group and a network ACL that let it in. */
export function* publicInstances(scene: Scene): Iterable<Exposed> {
  for (const instance of scene.read('aws_instance')) {
    const { State, hasPublicAddress, SecurityGroups = [], SubnetId } = instance as Instance;
    if (State?.Name !== 'running' || hasPublicAddress !== true) continue;
    const opening = worldOpening(scene.groupsOf(SecurityGroups.map(({ GroupId }) => GroupId)));
    if (!opening || openSubnet(scene, [SubnetId], opening) === undefined) continue;
    const how = `has the address ${String(instance.PublicIpAddress ?? instance.Ipv6Address)} in ${SubnetId}`;
    yield { entity: instance, hops: throughGroup(scene, opening, instance, how) };
  }
}

/** ECS services whose tasks get public addresses behind a security group that lets the Internet in. */
export function* publicServices(scene: Scene): Iterable<Exposed> {
  for (const service of scene.read('aws_ecs_service')) {
    const { awsvpcConfiguration = {} } = (service.networkConfiguration ?? {}) as { awsvpcConfiguration?: Awsvpc };
    const { assignPublicIp, subnets = [], securityGroups = [] } = awsvpcConfiguration;
    const opening = assignPublicIp === 'ENABLED' && service.status !== 'INACTIVE' ? worldOpening(scene.groupsOf(securityGroups)) : undefined;
    const subnet = opening && openSubnet(scene, subnets, opening);
    if (opening && subnet) yield { entity: service, hops: throughGroup(scene, opening, service, `gives its tasks public addresses in ${subnet}`) };
  }
}

/** TCP ports that a load balancer listens on. */
function listeningOn({ Listeners, ListenerDescriptions }: Entity): number[] {
  const ports = (Listeners ?? []) as readonly { Port?: number }[];
  const classic = (ListenerDescriptions ?? []) as readonly { Listener?: { LoadBalancerPort?: number } }[];
  return [...ports.map(({ Port }) => Port), ...classic.map(({ Listener }) => Listener?.LoadBalancerPort)].filter((port) => port !== undefined);
}

/** The way to a load balancer on the Internet: by its security groups, or at once where it has none. */
function toBalancer(scene: Scene, balancer: Entity): readonly Hop[] | undefined {
  const [ports, ids] = [listeningOn(balancer), (balancer.SecurityGroups ?? []) as readonly string[]];
  if (balancer.isInternetFacing !== true || ports.length === 0) return undefined;
  const listens = `is internet-facing and listens on ${ports.join(', ')}`;
  if (ids.length === 0) return balancer._type === 'aws_nlb' ? [{ from: INTERNET, to: balancer._key, how: listens }] : undefined;
  const opening = worldOpening(scene.groupsOf(ids), ports);
  return opening && throughGroup(scene, opening, balancer, listens);
}

/** What stands behind a target group: instances and functions, and the ECS services that register their tasks there. */
function* targets(scene: Scene, group: Entity, hops: readonly Hop[]): Iterable<Exposed> {
  for (const { entity, edge } of scene.next(group, 'HAS', ['aws_instance', 'aws_lambda_function'])) {
    yield { entity, hops: [...hops, { from: group._key, to: entity._key, how: 'is a target', relationship: edge._key }] };
  }
  for (const service of scene.servicesBehind(group)) {
    yield { entity: service, hops: [...hops, { from: group._key, to: service._key, how: 'has its tasks as targets' }] };
  }
}

/** What load balancers on the Internet lead to. */
export function* behindBalancers(scene: Scene): Iterable<Exposed> {
  for (const balancer of (['aws_alb', 'aws_nlb', 'aws_elb'] as const).flatMap((type) => scene.read(type))) {
    const hops = toBalancer(scene, balancer);
    if (!hops) continue;
    for (const { entity: group, edge } of scene.next(balancer, 'CONNECTS', ['aws_lb_target_group'])) {
      yield* targets(scene, group, [...hops, { from: balancer._key, to: group._key, how: 'forwards to it', relationship: edge._key }]);
    }
    const registered = ((balancer.Instances ?? []) as readonly { InstanceId?: string }[]).map(({ InstanceId }) => InstanceId);
    for (const instance of scene.instancesOf(registered)) yield { entity: instance, hops: [...hops, { from: balancer._key, to: instance._key, how: 'forwards to it' }] };
  }
}

interface Method { readonly authorizationType?: string; readonly httpMethod?: string; readonly path?: string; readonly integration?: { readonly uri?: string } }

/** Functions that REST APIs on the Internet call without asking who calls. */
export function* behindApis(scene: Scene): Iterable<Exposed> {
  for (const api of scene.read('aws_api_gateway_rest_api')) {
    const { isPrivate, stages, methods, policy, allowsEveryone } = api as Entity & { stages?: readonly object[]; methods?: readonly Method[] };
    if (isPrivate !== false || !stages?.length || policy && !allowsEveryone) continue;
    for (const { entity, edge } of scene.next(api, 'TRIGGERS', ['aws_lambda_function'])) {
      const open = methods?.find(({ authorizationType, integration }) => authorizationType === 'NONE' && integration?.uri?.includes(entity._key));
      if (!open) continue;
      const how = `${open.httpMethod} ${open.path} calls it without authorization`;
      yield { entity, hops: [{ from: INTERNET, to: api._key, how: 'is a REST API on the Internet' }, { from: api._key, to: entity._key, how, relationship: edge._key }] };
    }
  }
}

/** Functions that CloudFront runs for whoever asks. */
export function* behindDistributions(scene: Scene): Iterable<Exposed> {
  for (const distribution of scene.read('aws_cloudfront_distribution')) {
    if (distribution.Enabled === false) continue;
    for (const { entity, edge } of scene.next(distribution, 'TRIGGERS', ['aws_lambda_function'])) {
      const hops = [
        { from: INTERNET, to: distribution._key, how: 'is a distribution on the Internet' },
        { from: distribution._key, to: entity._key, how: 'runs it for its requests', relationship: edge._key },
      ];
      yield { entity, hops };
    }
  }
}

/** Every rule of exposure. */
export const exposures: readonly ((scene: Scene) => Iterable<Exposed>)[] =
  [openDoors, publicInstances, publicServices, behindBalancers, behindApis, behindDistributions];
