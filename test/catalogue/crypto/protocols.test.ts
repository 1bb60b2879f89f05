import { SecurityPolicy } from '@aws-sdk/client-api-gateway';
import { MinimumProtocolVersion } from '@aws-sdk/client-cloudfront';
import { TLSSecurityPolicy } from '@aws-sdk/client-opensearch';
import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { protocolsOf } from '../../../src/catalogue/crypto/protocols';
import { entity } from '../../engine/report/export/support';
import facts from '../../facts/tls-policies.json';

const versions = (type: Parameters<typeof entity>[1], more: object) => protocolsOf(entity('e', type, more)).map(({ version }) => version);

// What AWS's pages say of each policy; what the SDKs and the CDK name must be known.
const listener = (policy: string) => versions('aws_alb', { Listeners: [{ Protocol: 'HTTPS', SslPolicy: policy }, { Protocol: 'HTTP' }] });
const viewer = (policy: string) => versions('aws_cloudfront_distribution', { ViewerCertificate: { MinimumProtocolVersion: policy } });
const domainName = (securityPolicy: string) => versions('aws_api_gateway_rest_api', { domainNames: [{ securityPolicy }] });
const searchDomain = (policy: string) => versions('aws_elasticsearch_domain', { DomainEndpointOptions: { TLSSecurityPolicy: policy } });

const cases = [
  { service: 'elb', told: facts.elb, named: Object.values(SslPolicy) as string[], accepts: listener },
  { service: 'cloudfront', told: facts.cloudfront, named: Object.values(MinimumProtocolVersion) as string[], accepts: viewer },
  { service: 'apigateway', told: facts.apigateway, named: Object.values(SecurityPolicy) as string[], accepts: domainName },
  { service: 'opensearch', told: facts.opensearch, named: Object.values(TLSSecurityPolicy) as string[], accepts: searchDomain },
];

test.each(cases)('the policies of $service accept what AWS says', ({ told, accepts }) => {
  const ours = Object.keys(told).map((policy) => [policy, accepts(policy).join(' ')]);
  expect(Object.fromEntries(ours)).toEqual(told);
});

test.each(cases)('every policy that a library of AWS names for $service is known', ({ named, accepts }) => {
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((policy) => accepts(policy).includes(undefined))).toEqual([]);
});

test('what has no version in its name tells none', () => expect(listener('ELBSecurityPolicy-Newest')).toEqual([undefined]));

test('others', () => {
  const attribute = (AttributeName: string, AttributeValue: string) => ({ AttributeName, AttributeValue });
  const attributes = [attribute('Protocol-SSLv3', 'true'), attribute('Protocol-TLSv1', 'false'), attribute('Protocol-TLSv1.2', 'true'), attribute('AES256-SHA', 'true')];
  expect(versions('aws_elb', { PolicyDescriptions: [{ PolicyAttributeDescriptions: attributes }] })).toEqual(['SSLv3', '1.2']);
  expect(protocolsOf(entity('t', 'aws_transfer_server', { Protocols: ['SFTP', 'FTP'], SecurityPolicyName: 'TransferSecurityPolicy-2024-01' })))
    .toEqual([{ type: 'ssh', policy: 'TransferSecurityPolicy-2024-01' }]);
  expect(versions('aws_elasticache_redis_cluster', { TransitEncryptionEnabled: false })).toEqual([]);
  expect(versions('aws_alb', { Listeners: [{ Protocol: 'HTTP' }] })).toEqual([]);
});
