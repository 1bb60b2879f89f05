import { defineCheck } from '../../model/check';
import { opensearch } from '../../services/opensearch';

/** AWS FSBP Opensearch.3: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html */
export const opensearchDomainEncryptedBetweenNodes = defineCheck(opensearch, {
  id: 'opensearch-domain-encrypted-between-nodes',
  entity: 'aws_elasticsearch_domain',
  severity: 'high',
  title: 'OpenSearch domains encrypt the traffic between their nodes',
  why: 'What the nodes copy to each other can be read and changed on the way.',
  needs: [opensearch.need('DescribeDomains')],
  remedy: {
    cli: 'aws opensearch update-domain-config --domain-name <domain> --node-to-node-encryption-options Enabled=true',
    cdk: "new opensearch.Domain(this, 'Domain', { version, nodeToNodeEncryption: true })",
  },
  prowler: ['opensearch_service_domains_node_to_node_encryption_enabled'],
  applies: (domain) => !domain.Deleted,
  fails: ({ NodeToNodeEncryptionOptions: options }) => options?.Enabled ? undefined : `NodeToNodeEncryptionOptions.Enabled is ${options?.Enabled ?? 'not set'}`,
  examples: {
    pass: [{ entity: { NodeToNodeEncryptionOptions: { Enabled: true } } }],
    fail: [{ entity: { NodeToNodeEncryptionOptions: { Enabled: false } } }, { entity: { DomainName: 'orders' } }],
  },
});
