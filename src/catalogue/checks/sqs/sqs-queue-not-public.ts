import { defineCheck } from '../../model/check';
import { publicActions } from '../../model/public-policy';
import { sqs } from '../../services/sqs';

const allow = (Condition?: object) => ({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*', Condition });
const policy = (...Statement: object[]) => JSON.stringify({ Statement });

/** AWS FSBP SQS.3, once conditions and denials of the policy are taken into account: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-using-identity-based-policies.html */
export const sqsQueueNotPublic = defineCheck(sqs, {
  id: 'sqs-queue-not-public',
  entity: 'aws_sqs_queue',
  severity: 'critical',
  exposes: true,
  title: 'The policy of an SQS queue is not for everybody',
  why: 'Everybody can read, delete or forge messages.',
  needs: [sqs.need('GetQueueAttributes')],
  remedy: {
    cli: 'aws sqs set-queue-attributes --queue-url <queue> --attributes file://attributes.json',
    cdk: 'queue.grantSendMessages(role) // or addToResourcePolicy with the principals that need it',
  },
  prowler: ['sqs_queues_not_publicly_accessible'],
  fails: (queue) => {
    const actions = publicActions(queue.Policy);
    return actions.length > 0 ? `the policy allows everybody ${actions.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { QueueName: 'orders' } },
      { entity: { Policy: policy(allow({ ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:orders' } })) } },
      { entity: { Policy: policy(allow(), { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }) } },
      { entity: { Policy: policy({ ...allow(), Principal: { AWS: 'arn:aws:iam::444455556666:root' } }) } },
    ],
    fail: [
      { entity: { Policy: policy(allow()) } },
      { entity: { Policy: policy({ ...allow(), Principal: { AWS: ['arn:aws:iam::444455556666:root', '*'] } }) } },
      { entity: { Policy: policy(allow({ StringEquals: { 'aws:SourceArn': '*' } })) } },
      { entity: { Policy: policy(allow(), { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) } },
    ],
  },
});
