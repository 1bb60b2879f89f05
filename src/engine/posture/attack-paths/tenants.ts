import type { Acting } from './path';
import type { Scene } from './scene';
import { statements } from '../../../catalogue/model/policy-document';
import type { Entity } from '../../contracts';

/**
 * The roles of what runs on an instance: of the ECS tasks and Batch jobs that its container agent runs, and of the pods of the EKS cluster that it
 * is a node of. Who has the instance has their credentials too.
 */
export function* rolesOnInstance(scene: Scene, instance: Entity): Iterable<Acting> {
  for (const { entity: agent, edge: runs } of scene.next(instance, 'RUNS', ['aws_ecs_container_instance'])) {
    const onAgent = { from: instance._key, to: agent._key, how: 'is a container instance', relationship: runs._key };
    for (const { entity: task, edge: ran } of scene.next(agent, 'RUNS', ['aws_ecs_task'])) {
      const toTask = [onAgent, { from: agent._key, to: task._key, how: 'runs this task', relationship: ran._key }];
      for (const { role, how } of rolesOfTask(scene, task)) yield { role, hops: [...toTask, { from: task._key, to: role._key, how }] };
    }
  }
  for (const cluster of clustersOf(scene, instance)) {
    const toCluster = { from: instance._key, to: cluster._key, how: 'is a node of it' };
    for (const { role, how } of rolesOfPods(scene, cluster)) yield { role, hops: [toCluster, { from: cluster._key, to: role._key, how }] };
  }
}

interface Given { readonly role: Entity; readonly how: string }

/** The role that the definition of a task gives it, and that of the Batch job that the task is. */
function* rolesOfTask(scene: Scene, task: Entity): Iterable<Given> {
  for (const { entity: definition } of scene.before(task, 'DEFINES', ['aws_ecs_task_definition'])) {
    for (const { entity: role } of scene.next(definition, 'ASSIGNED', ['aws_iam_role'])) yield { role, how: `is its role by ${definition.displayName}` };
  }
  const job = scene.jobOf(task);
  const role = scene.role((job?.container as { jobRoleArn?: string } | undefined)?.jobRoleArn);
  if (job && role) yield { role, how: `is the role of the job ${job.displayName}` };
}

/** The EKS clusters that an instance says that it is a node of, by the tag that Kubernetes looks for. */
const clustersOf = (scene: Scene, { tags, region }: Entity): readonly Entity[] =>
  scene.read('aws_eks_cluster').filter((cluster) => cluster.region === region && `kubernetes.io/cluster/${cluster.displayName}` in tags);

/**
 * The roles whose trust policy admits pods of a cluster: by its OIDC issuer (IRSA), or by EKS Pod Identity where it names the cluster.
 * https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 */
function* rolesOfPods(scene: Scene, cluster: Entity): Iterable<Given> {
  const { issuer } = ((cluster.identity ?? {}) as { oidc?: { issuer?: string } }).oidc ?? {};
  const provider = issuer && `:oidc-provider/${issuer.replace(/^https:\/\//, '')}"`;
  for (const role of scene.read('aws_iam_role')) {
    for (const { Effect, Principal, Condition } of statements(role.AssumeRolePolicyDocument as string | undefined)) {
      if (Effect !== 'Allow') continue;
      const [admitted, conditions] = [JSON.stringify(Principal ?? ''), JSON.stringify(Condition ?? '')];
      if (provider && admitted.includes(provider)) yield { role, how: `trusts its service accounts (${issuer})` };
      else if (admitted.includes('"pods.eks.amazonaws.com"') && namesCluster(conditions, cluster)) yield { role, how: 'trusts its pods by EKS Pod Identity' };
    }
  }
}

const namesCluster = (conditions: string, { _key, displayName }: Entity) =>
  conditions.includes(`"${_key}"`) || conditions.includes('aws:RequestTag/eks-cluster-name') && conditions.includes(`"${displayName}"`);
