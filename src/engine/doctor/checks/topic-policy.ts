import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { present } from '../aws';
import { policyDifferences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';
import { policyFor } from '../resource-policy';

/** Whether each topic takes notices from whom the template names. */
export const topicPolicy: DoctorCheck = {
  id: 'topic-policy',
  title: 'The policy of the topic is that of the template',
  part: 'log files',
  reads: ['sns:GetTopicAttributes'],
  tasks: eachResource('AWS::SNS::Topic', async (topic) => {
    const { physicalId: TopicArn, stack: { aws } } = topic;
    const answer = await present(aws.client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn })));
    if (!answer) return fail(`The topic ${TopicArn} is gone.`, 'Delete the stack and deploy it again, or make a change to the topic in the template.');
    const expected = policyFor(topic, 'AWS::SNS::TopicPolicy', 'Topics');
    // A topic that was given no policy has one of AWS's own.
    if (!expected) return pass(`The topic ${TopicArn} is there.`);
    const drift = policyDifferences(expected, answer.Attributes?.Policy ?? { Statement: [] });
    return drift.length === 0
      ? pass(`The policy of the topic ${TopicArn} is that of the template.`)
      : drifted(`The policy of the topic ${TopicArn} was changed`, drift);
  }),
};
