import { protocolsOf } from '../../../src/catalogue/crypto/protocols';
import { entity } from '../../engine/report/export/support';

const versions = (type: Parameters<typeof entity>[1], more: object) => protocolsOf(entity('e', type, more)).map(({ version }) => version);

// The tables of the AWS pages that protocols.ts names.
test.each([
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', ['1.3']],
  ['ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', ['1.2', '1.3']],
  ['ELBSecurityPolicy-TLS13-1-0-2021-06', ['1.0', '1.1', '1.2', '1.3']],
  ['ELBSecurityPolicy-TLS-1-2-Ext-2018-06', ['1.2']],
  ['ELBSecurityPolicy-FS-1-1-2019-08', ['1.1', '1.2']],
  ['ELBSecurityPolicy-FS-2018-06', ['1.0', '1.1', '1.2']],
  ['ELBSecurityPolicy-2016-08', ['1.0', '1.1', '1.2']],
  ['ELBSecurityPolicy-Newest', [undefined]],
])('a listener with %s', (SslPolicy, expected) => {
  expect(versions('aws_alb', { Listeners: [{ Protocol: 'HTTPS', SslPolicy }, { Protocol: 'HTTP' }] })).toEqual(expected);
});

test.each([['SSLv3', ['SSLv3', '1.0', '1.1', '1.2', '1.3']], ['TLSv1_2016', ['1.0', '1.1', '1.2', '1.3']], ['TLSv1.2_2021', ['1.2', '1.3']], ['TLSv1.3_2025', ['1.3']]])(
  'a distribution with %s', (MinimumProtocolVersion, expected) => {
    expect(versions('aws_cloudfront_distribution', { ViewerCertificate: { MinimumProtocolVersion } })).toEqual(expected);
  });

test('others', () => {
  const attribute = (AttributeName: string, AttributeValue: string) => ({ AttributeName, AttributeValue });
  const attributes = [attribute('Protocol-SSLv3', 'true'), attribute('Protocol-TLSv1', 'false'), attribute('Protocol-TLSv1.2', 'true'), attribute('AES256-SHA', 'true')];
  expect(versions('aws_elb', { PolicyDescriptions: [{ PolicyAttributeDescriptions: attributes }] })).toEqual(['SSLv3', '1.2']);
  expect(versions('aws_api_gateway_rest_api', { domainNames: [{ securityPolicy: 'TLS_1_2' }] })).toEqual(['1.2', '1.3']);
  expect(versions('aws_elasticsearch_domain', { DomainEndpointOptions: { TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07' } })).toEqual(['1.0', '1.1', '1.2']);
  expect(versions('aws_elasticsearch_domain', { DomainEndpointOptions: { TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' } })).toEqual(['1.2', '1.3']);
  expect(protocolsOf(entity('t', 'aws_transfer_server', { Protocols: ['SFTP', 'FTP'], SecurityPolicyName: 'TransferSecurityPolicy-2024-01' })))
    .toEqual([{ type: 'ssh', policy: 'TransferSecurityPolicy-2024-01' }]);
  expect(versions('aws_elasticache_redis_cluster', { TransitEncryptionEnabled: false })).toEqual([]);
  expect(versions('aws_alb', { Listeners: [{ Protocol: 'HTTP' }] })).toEqual([]);
});
