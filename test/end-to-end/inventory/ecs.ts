import { CreateClusterCommand, CreateServiceCommand, DeleteClusterCommand, ECSClient, RegisterTaskDefinitionCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** A cluster with a service that uses the older of two revisions of its task definition, a task, and an empty cluster. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const ecs = new ECSClient(options);
  const clusters = await Promise.all(['orders', 'unused'].map((clusterName) => ecs.send(new CreateClusterCommand({ clusterName }))));
  const register = async (image: string) => (await ecs.send(new RegisterTaskDefinitionCommand({
    family: 'orders',
    containerDefinitions: [{ name: 'app', image, memory: 128, environment: [{ name: 'TABLE', value: 'orders' }] }],
  }))).taskDefinition!.taskDefinitionArn!;
  const revisions = [await register('nginx:1'), await register('nginx:2'), await register('nginx:3')];
  const { service } = await ecs.send(new CreateServiceCommand({ cluster: 'orders', serviceName: 'orders', taskDefinition: revisions[0], desiredCount: 0 }));
  const { tasks = [] } = await ecs.send(new RunTaskCommand({ cluster: 'orders', taskDefinition: revisions[2] }));
  return {
    aws_ecs_cluster: clusters.map(({ cluster }) => cluster!.clusterArn!),
    aws_ecs_task_definition: [revisions[0], revisions[2]],
    aws_ecs_service: [service!.serviceArn!],
    aws_ecs_task: tasks.map(({ taskArn }) => taskArn!),
  };
}

/** Deletes the empty cluster. */
export async function remove(options: ClientOptions, { aws_ecs_cluster: clusters = [] }: Truth): Promise<readonly string[]> {
  await new ECSClient(options).send(new DeleteClusterCommand({ cluster: 'unused' }));
  return clusters.filter((arn) => arn.endsWith('/unused'));
}
