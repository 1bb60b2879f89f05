import { GetBucketPolicyCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { present } from '../aws';
import { policyDifferences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';
import { policyFor } from '../resource-policy';

/** Whether each bucket takes log files from the trail of the template, and from nobody else. */
export const bucketPolicy: DoctorCheck = {
  id: 'bucket-policy',
  title: 'The policy of the bucket is that of the template',
  part: 'log files',
  reads: ['s3:GetBucketPolicy', 's3:ListBucket'],
  tasks: eachResource('AWS::S3::Bucket', async (bucket) => {
    const { physicalId: Bucket, stack: { aws } } = bucket;
    const expected = policyFor(bucket, 'AWS::S3::BucketPolicy', 'Bucket');
    const client = aws.client(S3Client);
    const policy = (await present(client.send(new GetBucketPolicyCommand({ Bucket }))))?.Policy;
    if (policy === undefined && !await present(client.send(new HeadBucketCommand({ Bucket })))) {
      return fail(`The bucket ${Bucket} is gone, and the log files with it.`, 'Delete the stack and deploy it again.');
    }
    const drift = policyDifferences(expected, policy ?? { Statement: [] });
    return drift.length === 0
      ? pass(`The policy of the bucket ${Bucket} is that of the template.`)
      : drifted(`The policy of the bucket ${Bucket} was changed`, drift);
  }, (bucket) => policyFor(bucket, 'AWS::S3::BucketPolicy', 'Bucket') !== undefined),
};
