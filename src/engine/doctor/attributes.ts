import type { Aws } from './aws';
import { ANY, REST } from './compare';
import type { Json } from '../json';

/** What the attributes of a resource follow from. */
export interface Identified { readonly physicalId: string; readonly properties: Json; readonly aws: Aws }

const arnOf = (service: string) => (resource: string, { partition, region, accountId }: Aws) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
const last = (text: string) => text.split('/').at(-1)!;
const [events, sqs, kms, cloudtrail, cloudwatch] = ['events', 'sqs', 'kms', 'cloudtrail', 'cloudwatch'].map(arnOf);

type Attribute = (identified: Identified) => string;

/** Attributes that follow from the physical id, by type: EventBridge puts a UUID into some ARNs, which only a look at the resource tells. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  'AWS::CloudTrail::Trail': { Arn: ({ physicalId, aws }) => cloudtrail(`trail/${physicalId}`, aws) },
  'AWS::CloudWatch::Alarm': { Arn: ({ physicalId, aws }) => cloudwatch(`alarm:${physicalId}`, aws) },
  'AWS::Events::ApiDestination': { Arn: ({ physicalId, aws }) => events(`api-destination/${physicalId}${REST}`, aws) },
  'AWS::Events::Connection': { Arn: ({ physicalId, aws }) => events(`connection/${physicalId}${REST}`, aws) },
  'AWS::Events::EventBus': { Arn: ({ physicalId, aws }) => events(`event-bus/${physicalId}`, aws), Name: ({ physicalId }) => physicalId },
  'AWS::Events::Rule': {
    Arn: ({ physicalId, properties: { EventBusName: bus = 'default' }, aws }) => {
      const name = physicalId.split('|').at(-1)!;
      return events(`rule/${bus === 'default' ? name : `${String(bus).split('/').at(-1)}/${name}`}`, aws);
    },
  },
  'AWS::IAM::Role': {
    Arn: ({ physicalId, properties: { Path = '/' }, aws: { partition, accountId } }) => `arn:${partition}:iam::${accountId}:role${String(Path)}${physicalId}`,
  },
  'AWS::KMS::Key': { Arn: ({ physicalId, aws }) => kms(`key/${physicalId}`, aws), KeyId: ({ physicalId }) => physicalId },
  'AWS::S3::Bucket': { Arn: ({ physicalId, aws: { partition } }) => `arn:${partition}:s3:::${physicalId}` },
  'AWS::SNS::Topic': { TopicName: ({ physicalId }) => physicalId.split(':').at(-1)!, TopicArn: ({ physicalId }) => physicalId },
  'AWS::SQS::Queue': {
    Arn: ({ physicalId, aws }) => sqs(last(physicalId), aws), QueueName: ({ physicalId }) => last(physicalId), QueueUrl: ({ physicalId }) => physicalId,
  },
};

/** An attribute of a resource as Fn::GetAtt gives it; any text where only AWS knows it. */
export const attributeOfResource = (type: string, name: string, identified: Identified): string => ATTRIBUTES[type]?.[name]?.(identified) ?? ANY;
