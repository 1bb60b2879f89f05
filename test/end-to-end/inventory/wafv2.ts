import { CreateWebACLCommand, DeleteWebACLCommand, GetWebACLCommand, WAFV2Client, type Scope } from '@aws-sdk/client-wafv2';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'orders' };

const create = async (options: ClientOptions, Name: string, Scope: Scope) => {
  const { Summary } = await new WAFV2Client(options).send(new CreateWebACLCommand({ Name, Scope, DefaultAction: { Allow: {} }, Rules: [], VisibilityConfig }));
  return Summary!.ARN!;
};

/** Two regional web ACLs, and one of CloudFront, which is kept in us-east-1. */
export async function seed(options: ClientOptions): Promise<Truth> {
  return {
    aws_waf_web_acl: [
      await create(options, 'orders', 'REGIONAL'), await create(options, 'other', 'REGIONAL'), await create({ ...options, region: 'us-east-1' }, 'edge', 'CLOUDFRONT'),
    ],
  };
}

/** The second regional one. */
export async function remove(options: ClientOptions, { aws_waf_web_acl: [, key] = [] }: Truth): Promise<string[]> {
  const client = new WAFV2Client(options);
  const acl = { Name: 'other', Id: key.split('/').pop(), Scope: 'REGIONAL' as const };
  const { LockToken } = await client.send(new GetWebACLCommand(acl));
  await client.send(new DeleteWebACLCommand({ ...acl, LockToken }));
  return [key];
}
