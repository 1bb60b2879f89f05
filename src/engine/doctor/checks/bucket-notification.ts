import { GetBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { isObject, type Json } from '../../json';
import { isOpen } from '../compare';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';

/** Whether each bucket tells of new log files whom the template names. */
export const bucketNotification: DoctorCheck = {
  id: 'bucket-notification',
  title: 'The bucket tells of new log files',
  part: 'log files',
  reads: ['s3:GetBucketNotification'],
  afterInStack: ['bucket-policy'],
  tasks: eachResource('AWS::S3::Bucket', async ({ physicalId: Bucket, properties: { NotificationConfiguration }, stack: { aws } }) => {
    const wanted = NotificationConfiguration as Json;
    const actual = await aws.client(S3Client).send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    const text = JSON.stringify(actual);
    const arns = (JSON.stringify(wanted).match(/arn:[^"]+/g) ?? []).filter((arn) => !isOpen(arn));
    const missing = [
      ...arns.filter((arn) => !text.includes(JSON.stringify(arn))),
      ...wanted.EventBridgeConfiguration !== undefined && actual.EventBridgeConfiguration === undefined ? ['Amazon EventBridge'] : [],
    ];
    return missing.length === 0
      ? pass(`The bucket ${Bucket} tells ${arns.join(', ') || 'Amazon EventBridge'}.`)
      : fail(`The bucket ${Bucket} no longer tells ${missing.join(', ')} of new log files.`, 'Make a change to the notification in the template and deploy the stack, or turn it on in the properties of the bucket.');
  }, ({ properties }) => isObject(properties.NotificationConfiguration)),
};
