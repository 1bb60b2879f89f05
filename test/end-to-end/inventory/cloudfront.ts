import { CloudFrontClient, CreateDistributionCommand, DeleteDistributionCommand, GetDistributionConfigCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const create = (client: CloudFrontClient, name: string) => client.send(new CreateDistributionCommand({
  DistributionConfig: {
    CallerReference: name,
    Comment: name,
    Enabled: true,
    DefaultRootObject: 'index.html',
    Origins: { Quantity: 1, Items: [{ Id: 'assets', DomainName: `${name}.s3.eu-west-1.amazonaws.com`, S3OriginConfig: { OriginAccessIdentity: '' } }] },
    DefaultCacheBehavior: {
      TargetOriginId: 'assets', ViewerProtocolPolicy: 'redirect-to-https', MinTTL: 0, ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
    },
  },
})).then(({ Distribution }) => Distribution!.ARN!);

/** Two distributions. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new CloudFrontClient(options);
  return { aws_cloudfront_distribution: [await create(client, 'orders'), await create(client, 'other')] };
}

/** The second, which must be disabled first. */
export async function remove(options: ClientOptions, { aws_cloudfront_distribution: [, key] = [] }: Truth): Promise<string[]> {
  const client = new CloudFrontClient(options);
  const Id = key.split('/').pop();
  const { DistributionConfig, ETag } = await client.send(new GetDistributionConfigCommand({ Id }));
  const disabled = await client.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: { ...DistributionConfig!, Enabled: false } }));
  await client.send(new DeleteDistributionCommand({ Id, IfMatch: disabled.ETag }));
  return [key];
}
