import type { ContainerDefinition, Task } from '@aws-sdk/client-ecs';
import { ec2Arn } from '../model/ec2-names';
import { described } from '../model/lists';
import { nameOfReference, parameterArn, secretReferences } from '../model/secret-references';
import { holdsSecret } from '../model/secret-values';
import { defineService, type Place } from '../model/service';
import { without } from '../model/without';

const arnOf = (resource: string) => `arn:\${Partition}:ecs:*:\${Account}:${resource}/*` as const;

/** Amazon ECS spells the parts of a tag in lower case. */
const tagsOf = (tags: readonly { key?: string; value?: string }[] | undefined) => tags?.map(({ key, value }) => ({ Key: key, Value: value }));

/** A container without what may be secret: values of environment variables, command lines, labels and options of its log driver. */
function containerOf(container: ContainerDefinition) {
  const { environment = [], logConfiguration: log, firelensConfiguration: router } = container;
  return {
    ...without(container, 'environment', 'command', 'entryPoint', 'healthCheck', 'dockerLabels'),
    environmentNames: environment.map(({ name }) => name),
    environmentReferences: secretReferences(environment.map(({ value }) => value)),
    environmentSecretNames: environment.filter(({ name, value }) => holdsSecret(name, value)).map(({ name }) => name),
    logConfiguration: log && { logDriver: log.logDriver, secretOptions: log.secretOptions },
    firelensConfiguration: router && { type: router.type },
  };
}

/** The service that started a task: its group says the name. */
const serviceOf = ({ group, clusterArn }: Pick<Task, 'group' | 'clusterArn'>) =>
  group?.startsWith('service:') ? `${clusterArn?.replace(':cluster/', ':service/')}/${group.slice('service:'.length)}` : undefined;

/** A task whose overrides are only told by name. */
const taskOf = ({ overrides, ...task }: Task) => ({
  ...task,
  overrides: overrides && {
    taskRoleArn: overrides.taskRoleArn,
    executionRoleArn: overrides.executionRoleArn,
    containerOverrides: overrides.containerOverrides?.map(({ name, environment }) => ({ name, environmentNames: environment?.map((each) => each.name) ?? [] })),
  },
});

const describeClusters = (clusters: string[]) =>
  ({ clusters, include: ['ATTACHMENTS' as const, 'CONFIGURATIONS' as const, 'SETTINGS' as const, 'STATISTICS' as const, 'TAGS' as const] });
const describeServices = (cluster: string | undefined, services: string[]) => ({ cluster, services, include: ['TAGS' as const] });
const describeTasks = (cluster: string | undefined, tasks: string[]) => ({ cluster, tasks, include: ['TAGS' as const] });

/** A role may be given by its name. */
const roleArn = (at: Place, role: string | undefined) => !role || role.startsWith('arn:') ? role : at.arn('iam', `role/${role}`, { region: '' });

/** Where the secrets of containers lie; what follows the name of a secret says which part of it is taken. */
const secretsOf = (containers: readonly ContainerDefinition[] = []) => containers.flatMap(({ secrets = [], logConfiguration }) =>
  [...secrets, ...logConfiguration?.secretOptions ?? []].flatMap(({ valueFrom }) => valueFrom ?? []));

/** Amazon Elastic Container Service: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ */
export const ecs = defineService({
  id: 'ecs',
  title: 'Amazon ECS',
  scope: 'regional',
  eventSource: 'ecs.amazonaws.com',
  node: 'aws_ecs',
  client: () => import('@aws-sdk/client-ecs'),
  operations: {
    ListClusters: { action: 'ecs:ListClusters', shared: 'unit' },
    DescribeClusters: { action: 'ecs:DescribeClusters', resource: arnOf('cluster'), shared: 'unit' },
    ListServices: { action: 'ecs:ListServices', shared: 'unit' },
    DescribeServices: { action: 'ecs:DescribeServices', resource: arnOf('service'), shared: 'unit' },
    ListContainerInstances: { action: 'ecs:ListContainerInstances', resource: arnOf('cluster') },
    DescribeContainerInstances: { action: 'ecs:DescribeContainerInstances', resource: arnOf('container-instance') },
    // AWS names container instances here; the tasks of a cluster are listed without one.
    ListTasks: { action: 'ecs:ListTasks', resource: 'arn:${Partition}:ecs:*:${Account}:*', shared: 'unit' },
    DescribeTasks: { action: 'ecs:DescribeTasks', resource: arnOf('task'), shared: 'unit' },
    ListTaskDefinitions: { action: 'ecs:ListTaskDefinitions' },
    DescribeTaskDefinition: { action: 'ecs:DescribeTaskDefinition' },
  },
  entities: (entity) => {
    const aws_ecs_cluster = entity({
      class: ['Cluster'],
      ofNode: true,
      reads: ['ListClusters', 'DescribeClusters'],
      list: (read) => described(read.items('ListClusters', 'clusterArns', { maxResults: 100 }), 100,
        async (arns) => (await read.call('DescribeClusters', describeClusters(arns)))?.clusters),
      key: (c) => c.clusterArn!,
      name: (c) => c.clusterName,
      tags: (c) => tagsOf(c.tags),
      changes: [
        'CreateCluster', 'DeleteCluster', 'UpdateCluster', 'UpdateClusterSettings', 'PutClusterCapacityProviders', 'TagResource', 'UntagResource',
      ],
    });

    return {
      aws_ecs_cluster,

      aws_ecs_container_instance: entity({
        class: ['Host', 'Container'],
        of: aws_ecs_cluster,
        reads: ['ListContainerInstances', 'DescribeContainerInstances'],
        async *list(read, _, { clusterArn: cluster, registeredContainerInstancesCount }) {
          if (registeredContainerInstancesCount === 0) return;
          const instances = described(read.items('ListContainerInstances', 'containerInstanceArns', { cluster, maxResults: 100 }), 100,
            async (containerInstances) => (await read.call('DescribeContainerInstances', { cluster, containerInstances, include: ['TAGS'] }))?.containerInstances);
          for await (const each of instances) yield { ...each, clusterArn: cluster };
        },
        key: (i) => i.containerInstanceArn!,
        name: (i) => i.ec2InstanceId ?? i.containerInstanceArn?.split('/').pop(),
        tags: (i) => tagsOf(i.tags),
        relationships: [
          { from: 'aws_ecs_cluster', verb: 'HAS', key: (i) => i.clusterArn },
          // An instance of ECS Anywhere is a managed node of Systems Manager, not of EC2.
          { from: 'aws_instance', verb: 'RUNS', key: (i, at) => i.ec2InstanceId?.startsWith('i-') ? ec2Arn(at, 'instance', i.ec2InstanceId) : undefined },
        ],
        changes: [
          'RegisterContainerInstance', 'DeregisterContainerInstance', 'UpdateContainerInstancesState', 'UpdateContainerAgent', 'TagResource', 'UntagResource',
        ],
      }),

      aws_ecs_service: entity({
        class: ['Service'],
        of: aws_ecs_cluster,
        reads: ['ListServices', 'DescribeServices'],
        async *list(read, _, { clusterArn: cluster, activeServicesCount }) {
          if (activeServicesCount === 0) return;
          const services = described(read.items('ListServices', 'serviceArns', { cluster, maxResults: 100 }), 10,
            async (arns) => (await read.call('DescribeServices', describeServices(cluster, arns)))?.services);
          for await (const service of services) yield without(service, 'events');
        },
        key: (s) => s.serviceArn!,
        name: (s) => s.serviceName,
        tags: (s) => tagsOf(s.tags),
        relationships: [
          { from: 'aws_ecs_cluster', verb: 'HAS', key: (s) => s.clusterArn },
          { from: 'aws_ecs_task_definition', verb: 'DEFINES', key: (s) => s.taskDefinition },
        ],
        changes: [
          'CreateService', 'DeleteService', 'UpdateService', 'UpdateServicePrimaryTaskSet', 'CreateTaskSet', 'DeleteTaskSet', 'TagResource', 'UntagResource',
        ],
      }),

      aws_ecs_task: entity({
        class: ['Task', 'Process'],
        of: aws_ecs_cluster,
        reads: ['ListTasks', 'DescribeTasks'],
        async *list(read, _, { clusterArn: cluster, runningTasksCount, pendingTasksCount }) {
          if (runningTasksCount === 0 && pendingTasksCount === 0) return;
          const tasks = described(read.items('ListTasks', 'taskArns', { cluster, maxResults: 100 }), 100,
            async (arns) => (await read.call('DescribeTasks', describeTasks(cluster, arns)))?.tasks);
          for await (const task of tasks) yield taskOf(task);
        },
        key: (t) => t.taskArn!,
        name: (t) => t.taskArn?.split('/').pop(),
        tags: (t) => tagsOf(t.tags),
        relationships: [
          { from: 'aws_ecs_cluster', verb: 'RUNS', key: (t) => t.clusterArn },
          { from: 'aws_ecs_container_instance', verb: 'RUNS', key: (t) => t.containerInstanceArn },
          { from: 'aws_ecs_service', verb: 'TRIGGERS', key: (t) => serviceOf(t) },
          { from: 'aws_ecs_task_definition', verb: 'DEFINES', key: (t) => t.taskDefinitionArn },
        ],
        changes: ['RunTask', 'StartTask', 'StopTask', 'TagResource', 'UntagResource'],
      }),

      aws_ecs_task_definition: entity({
        class: ['Function', 'Configuration'],
        ofNode: true,
        reads: [
          'ListClusters', 'DescribeClusters', 'ListServices', 'DescribeServices', 'ListTasks', 'DescribeTasks', 'ListTaskDefinitions', 'DescribeTaskDefinition',
        ],
        // Revisions can be many: the newest of each family, and those that services and tasks use, deregistered ones included.
        async *list(read) {
          const used = new Set<string | undefined>();
          const clusters = described(read.items('ListClusters', 'clusterArns', { maxResults: 100 }), 100,
            async (arns) => (await read.call('DescribeClusters', describeClusters(arns)))?.clusters);
          for await (const { clusterArn: cluster, activeServicesCount, runningTasksCount, pendingTasksCount } of clusters) {
            const services = activeServicesCount === 0 ? [] : described(read.items('ListServices', 'serviceArns', { cluster, maxResults: 100 }), 10,
              async (arns) => (await read.call('DescribeServices', describeServices(cluster, arns)))?.services);
            for await (const { taskDefinition } of services) used.add(taskDefinition);
            const tasks = runningTasksCount === 0 && pendingTasksCount === 0 ? [] : described(read.items('ListTasks', 'taskArns', { cluster, maxResults: 100 }), 100,
              async (arns) => (await read.call('DescribeTasks', describeTasks(cluster, arns)))?.tasks);
            for await (const { taskDefinitionArn } of tasks) used.add(taskDefinitionArn);
          }
          const families = new Set<string>();
          for await (const taskDefinitionArn of read.items('ListTaskDefinitions', 'taskDefinitionArns', { status: 'ACTIVE', sort: 'DESC', maxResults: 100 })) {
            const family = taskDefinitionArn.replace(/:\d+$/, '');
            if (used.delete(taskDefinitionArn) || !families.has(family)) yield { taskDefinitionArn };
            families.add(family);
          }
          for (const taskDefinitionArn of used) if (taskDefinitionArn) yield { taskDefinitionArn };
        },
        async describe(read, { taskDefinitionArn }) {
          const answer = await read.call('DescribeTaskDefinition', { taskDefinition: taskDefinitionArn, include: ['TAGS'] });
          const containerDefinitions = answer?.taskDefinition?.containerDefinitions?.map(containerOf);
          return { ...answer?.taskDefinition, taskDefinitionArn, containerDefinitions, tags: answer?.tags };
        },
        key: (d) => d.taskDefinitionArn,
        name: (d) => d.taskDefinitionArn.split('/').pop(),
        tags: (d) => tagsOf(d.tags),
        relationships: [
          { verb: 'ASSIGNED', to: 'aws_iam_role', key: (d, at) => roleArn(at, d.taskRoleArn) },
          { verb: 'USES', to: 'aws_iam_role', key: (d, at) => roleArn(at, d.executionRoleArn) },
          {
            verb: 'USES',
            to: 'aws_secretsmanager_secret',
            key: (d) => secretsOf(d.containerDefinitions).filter((from) => from.split(':')[2] === 'secretsmanager')
              .map((from) => from.split(':').slice(0, 7).join(':')),
          },
          {
            verb: 'USES',
            to: 'aws_ssm_parameter',
            key: (d, at) => [
              ...secretsOf(d.containerDefinitions).filter((from) => from.split(':')[2] !== 'secretsmanager'),
              ...d.containerDefinitions?.flatMap(({ environmentReferences }) => environmentReferences.parameters) ?? [],
            ].map((name) => parameterArn(at, name)),
          },
        ],
        matches: [{
          verb: 'USES',
          to: 'aws_secretsmanager_secret',
          name: (d) => d.containerDefinitions?.flatMap(({ environmentReferences }) => environmentReferences.secrets)
            .map((each) => nameOfReference(each, d.region)),
        }],
        changes: ['RegisterTaskDefinition', 'DeregisterTaskDefinition', 'DeleteTaskDefinitions', 'TagResource', 'UntagResource'],
      }),
    };
  },
});
