import { defineCheck } from '../../model/check';
import { publicActions } from '../../model/public-policy';
import { sns } from '../../services/sns';

const open = (Condition?: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: ['sns:Publish', 'sns:Subscribe'], Resource: '*', Condition }] });

/** AWS FSBP SNS.4, once conditions and denials of the policy are taken into account: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
export const snsTopicNotPublic = defineCheck(sns, {
  id: 'sns-topic-not-public',
  entity: 'aws_sns_topic',
  severity: 'high',
  title: 'The policy of an SNS topic is not for everybody',
  why: 'Everybody can subscribe and read the messages, or publish false ones.',
  needs: [sns.need('GetTopicAttributes')],
  remedy: {
    cli: 'aws sns set-topic-attributes --topic-arn <topic> --attribute-name Policy --attribute-value file://policy.json',
    cdk: 'topic.grantPublish(role) // or addToResourcePolicy with the principals that need it',
  },
  prowler: ['sns_topics_not_publicly_accessible'],
  fails: (topic) => {
    const actions = publicActions(topic.Policy);
    return actions.length > 0 ? `the policy allows everybody ${actions.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { Policy: open({ StringEquals: { 'AWS:SourceOwner': '111122223333' } }) } },
      { entity: { Policy: open({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::orders' } }) } },
      { entity: { Policy: open({ StringLike: { 'sns:Endpoint': '*@example.com' } }) } },
    ],
    fail: [
      { entity: { Policy: open() } },
      { entity: { Policy: open({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }) } },
      { entity: { Policy: open({ StringEquals: { 'sns:Protocol': 'https' } }) } },
    ],
  },
});
