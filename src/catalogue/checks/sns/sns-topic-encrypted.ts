import { defineCheck } from '../../model/check';
import { sns } from '../../services/sns';

/** AWS FSBP SNS.1: https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html */
export const snsTopicEncrypted = defineCheck(sns, {
  id: 'sns-topic-encrypted',
  entity: 'aws_sns_topic',
  severity: 'high',
  title: 'SNS topics are encrypted with a KMS key',
  why: 'Messages that wait for delivery are in clear on the disks of the service, and no key policy says who may read them.',
  needs: [sns.need('GetTopicAttributes')],
  remedy: {
    cli: 'aws sns set-topic-attributes --topic-arn <topic> --attribute-name KmsMasterKeyId --attribute-value <key>',
    cdk: "new sns.Topic(this, 'Topic', { masterKey: key })",
  },
  prowler: ['sns_topics_kms_encryption_at_rest_enabled'],
  fails: (topic) => topic.KmsMasterKeyId ? undefined : 'KmsMasterKeyId is not set',
  examples: {
    pass: [{ entity: { KmsMasterKeyId: 'alias/orders' } }],
    fail: [{ entity: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders' } }, { entity: { KmsMasterKeyId: '' } }],
  },
});
