import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { present } from '../aws';
import { policyDifferences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';
import { policyFor } from '../resource-policy';

/** Whether each queue takes messages from whom the template names. */
export const queuePolicy: DoctorCheck = {
  id: 'queue-policy',
  title: 'The policy of the queue is that of the template',
  part: 'log files',
  reads: ['sqs:GetQueueAttributes'],
  tasks: eachResource('AWS::SQS::Queue', async (queue) => {
    const { physicalId: QueueUrl, stack: { aws } } = queue;
    const name = QueueUrl.split('/').at(-1)!;
    const answer = await present(aws.client(SQSClient).send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] })));
    if (!answer) return fail(`The queue ${name} is gone.`, 'Delete the stack and deploy it again, or make a change to the queue in the template.');
    const expected = policyFor(queue, 'AWS::SQS::QueuePolicy', 'Queues') ?? { Statement: [] };
    const drift = policyDifferences(expected, answer.Attributes?.Policy ?? { Statement: [] });
    return drift.length === 0
      ? pass(`The policy of the queue ${name} is that of the template.`)
      : drifted(`The policy of the queue ${name} was changed`, drift);
  }),
};
