import { CloudTrailClient, CreateTrailCommand, DeleteTrailCommand, PutEventSelectorsCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two trails, one of them logging. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new CloudTrailClient(options);
  const Bucket = `trail-${options.credentials.accessKeyId}`;
  await new S3Client(options).send(new CreateBucketCommand({ Bucket }));
  const create = async (Name: string) => (await client.send(new CreateTrailCommand({ Name, S3BucketName: Bucket, TagsList: [{ Key: 'team', Value: 'security' }] }))).TrailARN!;
  const trails = [await create('orders'), await create('other')];
  await client.send(new StartLoggingCommand({ Name: trails[0] }));
  await client.send(new PutEventSelectorsCommand({ TrailName: trails[0], EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }));
  return { aws_cloudtrail: trails };
}

/** The second trail. */
export async function remove(options: ClientOptions, { aws_cloudtrail: [, key] = [] }: Truth): Promise<string[]> {
  await new CloudTrailClient(options).send(new DeleteTrailCommand({ Name: key }));
  return [key];
}
