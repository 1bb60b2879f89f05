import { recorded } from './recorded';

const arn = (resource: string) => `arn:aws:batch:eu-west-1:111122223333:${resource}`;
const role = 'arn:aws:iam::111122223333:role/orders';
const container = {
  image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1',
  command: ['settle'],
  jobRoleArn: role,
  executionRoleArn: role,
  privileged: false,
  environment: [{ name: 'TABLE', value: 'orders' }],
};

export const batch = recorded<typeof import('@aws-sdk/client-batch')>({
  DescribeComputeEnvironments: {
    computeEnvironments: [{
      computeEnvironmentName: 'orders',
      computeEnvironmentArn: arn('compute-environment/orders'),
      ecsClusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/AWSBatch-orders-11111111',
      type: 'MANAGED',
      state: 'ENABLED',
      status: 'VALID',
      serviceRole: 'arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch',
      computeResources: {
        type: 'SPOT',
        maxvCpus: 16,
        subnets: ['subnet-0a1b2c3d'],
        securityGroupIds: ['sg-0a1b2c3d'],
        instanceRole: 'orders',
        spotIamFleetRole: 'arn:aws:iam::111122223333:role/spot-fleet',
      },
      tags: { team: 'orders' },
    }],
  },
  DescribeJobQueues: {
    jobQueues: [{
      jobQueueName: 'orders',
      jobQueueArn: arn('job-queue/orders'),
      state: 'ENABLED',
      status: 'VALID',
      priority: 1,
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: arn('compute-environment/orders') }],
    }],
  },
  DescribeJobDefinitions: {
    jobDefinitions: [{
      jobDefinitionName: 'settle',
      jobDefinitionArn: arn('job-definition/settle:3'),
      revision: 3,
      status: 'ACTIVE',
      type: 'container',
      parameters: { day: 'today' },
      containerProperties: container,
      platformCapabilities: ['FARGATE'],
    }],
  },
  ListJobs: { jobSummaryList: [{ jobId: '11111111-2222-4333-8444-555555555555', jobName: 'settle', status: 'SUCCEEDED' }] },
  DescribeJobs: {
    jobs: [{
      jobId: '11111111-2222-4333-8444-555555555555',
      jobArn: arn('job/11111111-2222-4333-8444-555555555555'),
      jobName: 'settle',
      jobQueue: arn('job-queue/orders'),
      jobDefinition: arn('job-definition/settle:3'),
      status: 'SUCCEEDED',
      createdAt: 1_790_000_000_000,
      startedAt: 1_790_000_060_000,
      stoppedAt: 1_790_000_120_000,
      container: { ...container, logStreamName: 'settle/default/0123456789abcdef' },
    }],
  },
});
