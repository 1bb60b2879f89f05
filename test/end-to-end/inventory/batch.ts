import {
  BatchClient, CreateComputeEnvironmentCommand, CreateJobQueueCommand, RegisterJobDefinitionCommand, SubmitJobCommand,
} from '@aws-sdk/client-batch';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** A compute environment, a queue, two job definitions and a job. The emulator cannot delete any of them. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const batch = new BatchClient(options);
  const { computeEnvironmentArn } = await batch.send(new CreateComputeEnvironmentCommand({
    computeEnvironmentName: 'orders', type: 'MANAGED', computeResources: { type: 'FARGATE', maxvCpus: 4, subnets: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] },
  }));
  const { jobQueueArn } = await batch.send(new CreateJobQueueCommand({
    jobQueueName: 'orders', priority: 1, computeEnvironmentOrder: [{ order: 1, computeEnvironment: computeEnvironmentArn }],
  }));
  const definitions = await Promise.all(['settle', 'unused'].map((jobDefinitionName) => batch.send(new RegisterJobDefinitionCommand({
    jobDefinitionName, type: 'container', containerProperties: { image: 'busybox', command: ['true'], environment: [{ name: 'TABLE', value: 'orders' }] },
  }))));
  const job = await batch.send(new SubmitJobCommand({ jobName: 'settle', jobQueue: jobQueueArn, jobDefinition: definitions[0].jobDefinitionArn }));
  return {
    aws_batch_compute_environment: [computeEnvironmentArn!],
    aws_batch_job_queue: [jobQueueArn!],
    aws_batch_job_definition: definitions.map(({ jobDefinitionArn }) => jobDefinitionArn!),
    aws_batch_job: [job.jobArn!],
  };
}
