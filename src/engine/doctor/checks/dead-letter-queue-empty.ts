import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { present, Unreadable, type Aws } from '../aws';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import type { DeployedResource } from '../deployed';

/** Why an event was not delivered, by the beginning of what EventBridge says, and what to do: the table of the runbook. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/HTTP status 40[13]\b/, 'The key is wrong or revoked: put one that the platform takes into the secret and run doctor --fix.'],
  [/HTTP status (429|5\d\d)\b/, 'The endpoint was down or slow for a day: ask its owner; lower invocationsPerSecond where it was 429.'],
  [/HTTP status 4\d\d\b/, 'The endpoint refuses what it gets: hello: false if it is the hello, inputTemplate if it wants another shape.'],
  [/NO_PERMISSIONS/, 'At a hub: may the role of the rule invoke the API destination? At a spoke: does the bus of the hub let this account send?'],
  [/RESOURCE_NOT_FOUND|does not exist/i, 'Deploy the hub: the primary Region must be among the Regions.'],
  [/not authorized|not active/i, 'Authorise the connection anew: run doctor --fix.'],
];
const OTHERWISE = 'Look at the attributes of the messages, and whether the endpoint can be reached.';

/** Whether everything could be delivered. */
export const deadLetterQueueEmpty: DoctorCheck = {
  id: 'dead-letter-queue-empty',
  title: 'Nothing waits in the dead-letter queue',
  part: 'events',
  reads: ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  after: ['queue-policy'],
  afterInStack: ['connection-authorized', 'role-policies', 'role-exists', 'hub-reachable'],
  afterAny: ['primary-region', 'hub-bus-policy'],
  tasks: eachResource('AWS::SQS::Queue', async (queue) => {
    const { physicalId: QueueUrl, stack: { aws } } = queue;
    const name = QueueUrl.split('/').at(-1)!;
    const { Attributes = {} } = await aws.client(SQSClient).send(new GetQueueAttributesCommand({
      QueueUrl, AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
    }));
    const waiting = Object.values(Attributes).map(Number).reduce((sum, each) => sum + each, 0);
    if (waiting === 0) return pass(`Nothing waits in ${name}.`);
    const reason = await reasonOfOne(aws, QueueUrl);
    const [, advice] = REASONS.find(([pattern]) => pattern.test(reason ?? '')) ?? [];
    return fail(`${waiting === 1 ? '1 message waits' : `${waiting} messages wait`} in ${name}${reason ? `; of one the reason is ${reason}` : ''}.`,
      `${advice ?? OTHERWISE} Then purge or redrive the queue: docs/runbook.md.`);
  }, takesDeadLetters),
};

/** Whether another resource of the stack sends to the queue what it could not deliver. */
function takesDeadLetters({ logicalId, stack }: DeployedResource): boolean {
  const reference = JSON.stringify(logicalId);
  return stack.resources.some(({ declared: { Targets, RedrivePolicy } }) =>
    [RedrivePolicy, ...(Array.isArray(Targets) ? Targets.map((target) => (target as { DeadLetterConfig?: unknown }).DeadLetterConfig) : [])]
      .some((part) => part !== undefined && JSON.stringify(part).includes(reference)));
}

/** What EventBridge or Amazon SNS says of one message, which stays visible to others; undefined where the caller may not look. */
async function reasonOfOne(aws: Aws, QueueUrl: string): Promise<string | undefined> {
  const received = aws.client(SQSClient).send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['ERROR_CODE', 'ERROR_MESSAGE'], VisibilityTimeout: 0 }));
  const answer = await present(received).catch((error: unknown) => {
    if (error instanceof Unreadable) return undefined;
    throw error;
  });
  const { ERROR_CODE: code, ERROR_MESSAGE: message } = answer?.Messages?.[0]?.MessageAttributes ?? {};
  return [code, message].flatMap((each) => each?.StringValue ?? []).join(': ') || undefined;
}
