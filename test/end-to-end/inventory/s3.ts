import { CreateBucketCommand, DeleteBucketCommand, PutBucketPolicyCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const names = ['inventory-orders', 'inventory-audit', 'inventory-pages'];

/** Three buckets, one with a policy. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new S3Client(options);
  for (const Bucket of names) await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await client.send(new PutBucketTaggingCommand({ Bucket: names[0], Tagging: { TagSet: [{ Key: 'team', Value: 'orders' }] } }));
  const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `arn:aws:s3:::${names[0]}/*`, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }];
  await client.send(new PutBucketPolicyCommand({ Bucket: names[0], Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
  const arns = names.map((name) => `arn:aws:s3:::${name}`);
  return { aws_s3_bucket: arns, aws_s3_bucket_policy: [`${arns[0]}/policy`] };
}

/** Deletes one bucket. */
export async function remove(options: ClientOptions): Promise<readonly string[]> {
  await new S3Client(options).send(new DeleteBucketCommand({ Bucket: names[2] }));
  return [`arn:aws:s3:::${names[2]}`];
}
