import { defineCheck } from '../../model/check';
import { opensearch } from '../../services/opensearch';

/** AWS FSBP Opensearch.1: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html */
export const opensearchDomainEncrypted = defineCheck(opensearch, {
  id: 'opensearch-domain-encrypted',
  entity: 'aws_elasticsearch_domain',
  severity: 'critical',
  title: 'OpenSearch domains are encrypted at rest',
  why: 'Indices, logs and automatic snapshots are in clear on the disks of the service.',
  needs: [opensearch.need('DescribeDomains')],
  remedy: {
    cli: 'aws opensearch update-domain-config --domain-name <domain> --encryption-at-rest-options Enabled=true,KmsKeyId=<key>',
    cdk: "new opensearch.Domain(this, 'Domain', { version, encryptionAtRest: { enabled: true } })",
  },
  prowler: ['opensearch_service_domains_encryption_at_rest_enabled'],
  applies: (domain) => !domain.Deleted,
  fails: ({ EncryptionAtRestOptions: options }) => options?.Enabled ? undefined : `EncryptionAtRestOptions.Enabled is ${options?.Enabled ?? 'not set'}`,
  examples: {
    pass: [{ entity: { EncryptionAtRestOptions: { Enabled: true } } }],
    fail: [{ entity: { EncryptionAtRestOptions: { Enabled: false } } }, { entity: { DomainName: 'orders' } }],
  },
});
