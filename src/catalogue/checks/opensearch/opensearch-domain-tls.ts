import { endedVersions, tlsWhy } from '../../crypto/ended-versions';
import { defineCheck } from '../../model/check';
import { opensearch } from '../../services/opensearch';

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html */
export const opensearchDomainTls = defineCheck(opensearch, {
  id: 'opensearch-domain-tls',
  entity: 'aws_elasticsearch_domain',
  severity: 'medium',
  title: 'OpenSearch domains accept TLS 1.2 and newer only',
  why: tlsWhy,
  needs: [opensearch.need('ListDomainNames'), opensearch.need('DescribeDomains')],
  remedy: {
    cli: 'aws opensearch update-domain-config --domain-name <name> --domain-endpoint-options TLSSecurityPolicy=Policy-Min-TLS-1-2-PFS-2023-10',
    cdk: "new opensearch.Domain(this, 'Search', { version, tlsSecurityPolicy: opensearch.TLSSecurityPolicy.TLS_1_2_PFS, enforceHttps: true })",
  },
  applies: ({ DomainEndpointOptions }) => DomainEndpointOptions?.TLSSecurityPolicy !== undefined,
  fails: (entity) => endedVersions('aws_elasticsearch_domain', entity),
  examples: {
    pass: [
      { entity: { DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' } } },
      { entity: { DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-2019-07' } } },
    ],
    fail: [
      { entity: { DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07' } } },
    ],
  },
});
