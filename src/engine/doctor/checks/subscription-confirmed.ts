import { paginateListSubscriptionsByTopic, SNSClient, type Subscription } from '@aws-sdk/client-sns';
import { present } from '../aws';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';

/** Whether each queue is subscribed to its topic, by the subscription of the template or by another. */
export const subscriptionConfirmed: DoctorCheck = {
  id: 'subscription-confirmed',
  title: 'The queue is subscribed to the topic',
  part: 'log files',
  reads: ['sns:ListSubscriptionsByTopic'],
  afterInStack: ['topic-policy'],
  tasks: eachResource('AWS::SNS::Subscription', async ({ properties: { TopicArn, Endpoint }, stack: { aws } }) => {
    const listed = (await present(subscriptionsOf(aws.client(SNSClient), String(TopicArn)))) ?? [];
    const ours = listed.filter((each) => each.Endpoint === Endpoint);
    const what = `${String(Endpoint)} is not subscribed to ${String(TopicArn)}`;
    if (ours.length === 0) return fail(`${what}: notices of log files do not reach the queue.`, 'Make a change to the subscription in the template and deploy the stack, or aws sns subscribe.');
    return ours.every(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation')
      ? fail(`${what} yet: the subscription waits for its confirmation.`, 'Confirm it, from the account of the queue: aws sns confirm-subscription.')
      : pass(`${String(Endpoint)} is subscribed to ${String(TopicArn)}.`);
  }),
};

async function subscriptionsOf(client: SNSClient, TopicArn: string): Promise<Subscription[]> {
  const found: Subscription[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn })) found.push(...Subscriptions);
  return found;
}
