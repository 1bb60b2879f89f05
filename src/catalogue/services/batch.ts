import type { ContainerDetail, ContainerProperties } from '@aws-sdk/client-batch';
import { batches } from '../model/lists';
import { defineService, type Place } from '../model/service';
import { without } from '../model/without';

/** What is kept of a container: neither command lines nor values of environment variables, which may be secrets. */
const containerOf = (container: ContainerProperties | ContainerDetail | undefined) => container && {
  image: container.image,
  jobRoleArn: container.jobRoleArn,
  executionRoleArn: container.executionRoleArn,
  privileged: container.privileged,
  user: container.user,
  readonlyRootFilesystem: container.readonlyRootFilesystem,
  networkConfiguration: container.networkConfiguration,
  logDriver: container.logConfiguration?.logDriver,
  secrets: container.secrets,
  environmentNames: container.environment?.map(({ name }) => name) ?? [],
};

// Where jobs of several containers keep theirs.
const OTHER_CONTAINERS = ['nodeProperties', 'ecsProperties', 'eksProperties'] as const;

/** An instance role may be given by the name of its instance profile. */
const profileArn = (at: Place, profile: string | undefined) =>
  !profile || profile.startsWith('arn:') ? profile : at.arn('iam', `instance-profile/${profile}`, { region: '' });

/** AWS Batch: https://docs.aws.amazon.com/batch/latest/APIReference/ */
export const batch = defineService({
  id: 'batch',
  title: 'AWS Batch',
  scope: 'regional',
  eventSource: 'batch.amazonaws.com',
  node: 'aws_batch',
  client: () => import('@aws-sdk/client-batch'),
  operations: {
    DescribeComputeEnvironments: { action: 'batch:DescribeComputeEnvironments' },
    DescribeJobDefinitions: { action: 'batch:DescribeJobDefinitions' },
    DescribeJobQueues: { action: 'batch:DescribeJobQueues' },
    ListJobs: { action: 'batch:ListJobs' },
    DescribeJobs: { action: 'batch:DescribeJobs' },
  },
  entities: (entity) => {
    const aws_batch_job_queue = entity({
      class: ['Queue'],
      ofNode: true,
      reads: ['DescribeJobQueues'],
      list: (read) => read.items('DescribeJobQueues', 'jobQueues', { maxResults: 100 }),
      key: (q) => q.jobQueueArn!,
      name: (q) => q.jobQueueName,
      tags: (q) => q.tags,
      changes: ['CreateJobQueue', 'UpdateJobQueue', 'DeleteJobQueue', 'TagResource', 'UntagResource'],
    });

    return {
      aws_batch_job_queue,

      aws_batch_compute_environment: entity({
        class: ['Configuration'],
        ofNode: true,
        reads: ['DescribeComputeEnvironments'],
        list: (read) => read.items('DescribeComputeEnvironments', 'computeEnvironments', { maxResults: 100 }),
        key: (e) => e.computeEnvironmentArn!,
        name: (e) => e.computeEnvironmentName,
        tags: (e) => e.tags,
        relationships: [
          { verb: 'USES', to: 'aws_ecs_cluster', key: (e) => e.ecsClusterArn },
          { verb: 'ASSIGNED', to: 'aws_iam_role', key: (e) => e.serviceRole },
          { verb: 'USES', to: 'aws_iam_role', key: (e, at) => [e.computeResources?.spotIamFleetRole, profileArn(at, e.computeResources?.instanceRole)] },
        ],
        changes: ['CreateComputeEnvironment', 'UpdateComputeEnvironment', 'DeleteComputeEnvironment', 'TagResource', 'UntagResource'],
      }),

      aws_batch_job_definition: entity({
        class: ['Configuration', 'Function'],
        ofNode: true,
        reads: ['DescribeJobDefinitions'],
        async *list(read) {
          for await (const definition of read.items('DescribeJobDefinitions', 'jobDefinitions', { status: 'ACTIVE', maxResults: 100 })) {
            yield { ...without(definition, 'parameters', ...OTHER_CONTAINERS), containerProperties: containerOf(definition.containerProperties) };
          }
        },
        key: (d) => d.jobDefinitionArn!,
        name: (d) => `${d.jobDefinitionName}:${d.revision}`,
        tags: (d) => d.tags,
        changes: ['RegisterJobDefinition', 'DeregisterJobDefinition', 'TagResource', 'UntagResource'],
      }),

      aws_batch_job: entity({
        class: ['Process', 'Task'],
        of: aws_batch_job_queue,
        reads: ['ListJobs', 'DescribeJobs'],
        async *list(read, _, { jobQueueArn: jobQueue }) {
          // With this filter AWS lists jobs of every status; without one it takes a list for each.
          const ofEveryStatus = [{ name: 'AFTER_CREATED_AT', values: ['0'] }];
          for await (const summaries of batches(read.items('ListJobs', 'jobSummaryList', { jobQueue, filters: ofEveryStatus, maxResults: 100 }), 100)) {
            for (const job of (await read.call('DescribeJobs', { jobs: summaries.map(({ jobId }) => jobId!) }))?.jobs ?? []) {
              const { container } = job;
              yield {
                ...without(job, 'parameters', 'attempts', 'eksAttempts', ...OTHER_CONTAINERS),
                container: container && { ...containerOf(container), logStreamName: container.logStreamName, taskArn: container.taskArn },
              };
            }
          }
        },
        key: (j, at) => j.jobArn ?? at.arn('batch', `job/${j.jobId}`),
        name: (j) => j.jobName,
        tags: (j) => j.tags,
        relationships: [{ from: 'aws_batch_job_queue', verb: 'HAS', key: (j) => j.jobQueue }],
        changes: ['SubmitJob', 'CancelJob', 'TerminateJob', 'TagResource', 'UntagResource'],
      }),
    };
  },
});
