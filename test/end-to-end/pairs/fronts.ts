import {
  APIGatewayClient, CreateBasePathMappingCommand, CreateDeploymentCommand, CreateDomainNameCommand, CreateRestApiCommand, GenerateClientCertificateCommand, GetResourcesCommand,
  PutIntegrationCommand, PutMethodCommand, UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client, CreateApiCommand, CreateStageCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFrontClient, CreateDistributionCommand, type DistributionConfig, type Origin } from '@aws-sdk/client-cloudfront';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AssociateWebACLCommand, CreateWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { ofAccount, proof, type Proof, type Site } from '../proof';

const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-4333-8444-555555555555';

async function restApi({ options }: Site, name: string): Promise<{ api: APIGatewayClient; restApiId: string; key: string }> {
  const api = new APIGatewayClient(options);
  const { id: restApiId } = await api.send(new CreateRestApiCommand({ name }));
  const { items } = await api.send(new GetResourcesCommand({ restApiId }));
  const method = { restApiId, resourceId: items![0].id, httpMethod: 'GET' };
  await api.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  await api.send(new PutIntegrationCommand({ ...method, type: 'HTTP_PROXY', integrationHttpMethod: 'GET', uri: 'https://backend.example.com/' }));
  await api.send(new CreateDeploymentCommand({ restApiId, stageName: 'live' }));
  return { api, restApiId: restApiId!, key: `arn:aws:apigateway:${options.region}::/restapis/${restApiId}` };
}

async function stage(site: Site): Promise<string> {
  const { api, restApiId, key } = await restApi(site, 'orders');
  if (!site.isGood) return key;
  const { clientCertificateId } = await api.send(new GenerateClientCertificateCommand({}));
  await api.send(new UpdateStageCommand({
    restApiId,
    stageName: 'live',
    patchOperations: [
      { op: 'replace', path: '/clientCertificateId', value: clientCertificateId },
      { op: 'replace', path: '/accessLogSettings/destinationArn', value: site.arn('logs', 'log-group:orders') },
      { op: 'replace', path: '/accessLogSettings/format', value: '$context.requestId' },
    ],
  }));
  const waf = new WAFV2Client(site.options);
  const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'orders' };
  const { Summary } = await waf.send(new CreateWebACLCommand({ Name: 'orders', Scope: 'REGIONAL', DefaultAction: { Allow: {} }, VisibilityConfig }));
  await waf.send(new AssociateWebACLCommand({ WebACLArn: Summary!.ARN, ResourceArn: `${key}/stages/live` }));
  return key;
}

async function domain(site: Site): Promise<string> {
  const { api, restApiId, key } = await restApi(site, 'shop');
  const domainName = `${site.name}.example.com`;
  await api.send(new CreateDomainNameCommand({ domainName, regionalCertificateArn: certificate, endpointConfiguration: { types: ['REGIONAL'] }, securityPolicy: site.isGood ? 'TLS_1_2' : 'TLS_1_0' }));
  await api.send(new CreateBasePathMappingCommand({ domainName, restApiId, stage: 'live' }));
  return key;
}

async function httpApi(site: Site): Promise<void> {
  const api = new ApiGatewayV2Client(site.options);
  const { ApiId } = await api.send(new CreateApiCommand({ Name: 'feed', ProtocolType: 'HTTP' }));
  const AccessLogSettings = site.isGood ? { DestinationArn: site.arn('logs', 'log-group:feed'), Format: '$context.requestId' } : undefined;
  await api.send(new CreateStageCommand({ ApiId, StageName: 'live', AccessLogSettings }));
}

async function distribution({ options }: Site, origin: Partial<Origin>, more: Partial<DistributionConfig> = {}): Promise<string> {
  const { Distribution } = await new CloudFrontClient(options).send(new CreateDistributionCommand({
    DistributionConfig: {
      CallerReference: origin.DomainName,
      Comment: '',
      Enabled: true,
      Origins: { Quantity: 1, Items: [{ Id: 'origin', DomainName: undefined, ...origin }] },
      DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'redirect-to-https', MinTTL: 0, ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } } },
      ...more,
    },
  }));
  return Distribution!.ARN!;
}

const backend = (OriginProtocolPolicy: 'http-only' | 'https-only', protocol: 'TLSv1.2' | 'TLSv1') => ({
  DomainName: `${OriginProtocolPolicy}-${protocol}.example.com`.toLowerCase(),
  CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy, OriginSslProtocols: { Quantity: 1, Items: [protocol] } },
});

const shop = (site: Site) => distribution(site, backend(site.isGood ? 'https-only' : 'http-only', 'TLSv1.2'), {
  DefaultRootObject: site.either('index.html', ''),
  Logging: { Enabled: site.isGood, IncludeCookies: false, Bucket: site.either('logs.s3.amazonaws.com', ''), Prefix: '' },
  Aliases: { Quantity: 1, Items: [`${site.name}.example.com`] },
  ViewerCertificate: { ACMCertificateArn: certificate, SSLSupportMethod: 'sni-only', MinimumProtocolVersion: site.isGood ? 'TLSv1.2_2021' : 'TLSv1' },
});

async function assets(site: Site): Promise<string> {
  const Bucket = `assets-${site.name}`;
  if (site.isGood) await new S3Client(site.options).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  return distribution(site, { DomainName: `${Bucket}.s3.eu-west-1.amazonaws.com`, S3OriginConfig: { OriginAccessIdentity: '' } });
}

/** APIs and distributions. */
export const fronts: readonly Proof[] = [
  proof(stage, 'apigateway-stage-client-certificate', 'apigateway-stage-logging', 'apigateway-stage-web-acl'),
  proof(domain, 'apigateway-domain-tls'),
  ofAccount(httpApi, 'apigateway-http-api-access-logs'),
  proof(shop, 'cloudfront-distribution-origin-encrypted', 'cloudfront-distribution-root-object', 'cloudfront-distribution-logging', 'cloudfront-distribution-viewer-tls'),
  proof((site) => distribution(site, backend('https-only', site.isGood ? 'TLSv1.2' : 'TLSv1')), 'cloudfront-distribution-origin-tls'),
  proof(assets, 'cloudfront-distribution-origin-bucket-exists'),
];
