import { recorded } from './recorded';

const arn = (resource: string) => `arn:aws:ecs:eu-west-1:111122223333:${resource}`;
const role = 'arn:aws:iam::111122223333:role/orders';
const [cluster, empty] = [arn('cluster/orders'), arn('cluster/empty')];

export const ecs = recorded<typeof import('@aws-sdk/client-ecs')>({
  ListClusters: { clusterArns: [cluster, empty] },
  DescribeClusters: {
    clusters: [
      {
        clusterArn: cluster,
        clusterName: 'orders',
        status: 'ACTIVE',
        registeredContainerInstancesCount: 1,
        runningTasksCount: 1,
        pendingTasksCount: 0,
        activeServicesCount: 1,
        settings: [{ name: 'containerInsights', value: 'enabled' }],
        tags: [{ key: 'team', value: 'orders' }],
      },
      {
        clusterArn: empty, clusterName: 'empty', status: 'ACTIVE', registeredContainerInstancesCount: 0, runningTasksCount: 0, pendingTasksCount: 0, activeServicesCount: 0,
      },
    ],
  },
  ListContainerInstances: { containerInstanceArns: [arn('container-instance/orders/0123456789abcdef')] },
  DescribeContainerInstances: {
    containerInstances: [{
      containerInstanceArn: arn('container-instance/orders/0123456789abcdef'),
      ec2InstanceId: 'i-0a1b2c3d',
      status: 'ACTIVE',
      agentConnected: true,
      runningTasksCount: 1,
      versionInfo: { agentVersion: '1.99.0', dockerVersion: 'DockerVersion: 25.0.8' },
    }],
  },
  ListServices: { serviceArns: [arn('service/orders/orders')] },
  DescribeServices: {
    services: [{
      serviceArn: arn('service/orders/orders'),
      serviceName: 'orders',
      clusterArn: cluster,
      status: 'ACTIVE',
      desiredCount: 1,
      runningCount: 1,
      launchType: 'EC2',
      taskDefinition: arn('task-definition/orders:6'),
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'], assignPublicIp: 'DISABLED' } },
      events: [{ id: '1', message: '(service orders) has reached a steady state.' }],
    }],
  },
  ListTasks: { taskArns: [arn('task/orders/0123456789abcdef0123456789abcdef')] },
  DescribeTasks: {
    tasks: [{
      taskArn: arn('task/orders/0123456789abcdef0123456789abcdef'),
      clusterArn: cluster,
      containerInstanceArn: arn('container-instance/orders/0123456789abcdef'),
      taskDefinitionArn: arn('task-definition/orders:6'),
      group: 'service:orders',
      lastStatus: 'RUNNING',
      launchType: 'EC2',
      overrides: { containerOverrides: [{ name: 'app', command: ['serve'], environment: [{ name: 'MODE', value: 'live' }] }] },
    }],
  },
  ListTaskDefinitions: { taskDefinitionArns: [7, 6, 5].map((revision) => arn(`task-definition/orders:${revision}`)) },
  DescribeTaskDefinition: ({ taskDefinition }) => ({
    taskDefinition: {
      taskDefinitionArn: taskDefinition,
      family: 'orders',
      revision: Number(taskDefinition!.split(':').pop()),
      status: 'ACTIVE',
      taskRoleArn: 'orders',
      executionRoleArn: role,
      networkMode: 'awsvpc',
      containerDefinitions: [{
        name: 'app',
        image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1',
        command: ['serve'],
        environment: [{ name: 'TABLE', value: 'orders' }, { name: 'DB_PASSWORD', value: 'hush-hush' }, { name: 'LOGIN', value: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/database' }],
        secrets: [
          { name: 'PASSWORD', valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf:password::' },
          { name: 'ENDPOINT', valueFrom: '/orders/endpoint' },
        ],
        logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'orders' } },
        readonlyRootFilesystem: true,
        privileged: false,
      }],
    },
    tags: [{ key: 'team', value: 'orders' }],
  }),
});
