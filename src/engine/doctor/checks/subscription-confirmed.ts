import { GetSubscriptionAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { present } from '../aws';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';

/** Whether each queue is subscribed to its topic. */
export const subscriptionConfirmed: DoctorCheck = {
  id: 'subscription-confirmed',
  title: 'The queue is subscribed to the topic',
  part: 'log files',
  reads: ['sns:GetSubscriptionAttributes'],
  tasks: eachResource('AWS::SNS::Subscription', async ({ physicalId: SubscriptionArn, properties: { TopicArn, Endpoint }, stack: { aws } }) => {
    const what = `${String(Endpoint)} is not subscribed to ${String(TopicArn)}`;
    const fix = 'Make a change to the subscription in the template and deploy the stack, or aws sns subscribe.';
    const answer = await present(aws.client(SNSClient).send(new GetSubscriptionAttributesCommand({ SubscriptionArn })));
    if (!answer) return fail(`${what}: the subscription is gone.`, fix);
    return answer.Attributes?.PendingConfirmation === 'true'
      ? fail(`${what} yet: the subscription waits for its confirmation.`, 'Confirm it, from the account of the queue: aws sns confirm-subscription.')
      : pass(`${String(Endpoint)} is subscribed to ${String(TopicArn)}.`);
  }),
};
