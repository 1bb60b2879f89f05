import { keyArn } from '../model/key-reference';
import { batches } from '../model/lists';
import { allowsEveryone } from '../model/public-policy';
import { defineService } from '../model/service';

const domains = 'arn:${Partition}:es:*:${Account}:domain/*';

// The most that one call describes.
const BATCH = 5;

/** Amazon OpenSearch Service, Elasticsearch domains too: https://docs.aws.amazon.com/opensearch-service/latest/APIReference/ (never a call of a domain). */
export const opensearch = defineService({
  id: 'opensearch',
  title: 'Amazon OpenSearch Service',
  scope: 'regional',
  eventSource: 'es.amazonaws.com',
  client: () => import('@aws-sdk/client-opensearch'),
  operations: {
    ListDomainNames: { action: 'es:ListDomainNames' },
    DescribeDomains: { action: 'es:DescribeDomains', resource: domains },
    ListTags: { action: 'es:ListTags', resource: domains, detail: true },
  },
  entities: (entity) => ({
    aws_elasticsearch_domain: entity({
      class: ['Database', 'DataStore', 'Cluster'],
      reads: ['ListDomainNames', 'DescribeDomains', 'ListTags'],
      async *list(read) {
        const names = (await read.call('ListDomainNames', {}))?.DomainNames?.flatMap(({ DomainName }) => DomainName ?? []) ?? [];
        for await (const DomainNames of batches(names, BATCH)) {
          const batch = await read.call('DescribeDomains', { DomainNames });
          for (const { AdvancedSecurityOptions: { SAMLOptions, ...security } = {}, ...domain } of batch?.DomainStatusList ?? []) {
            // The metadata document of an identity provider can name contact persons.
            yield { ...domain, AdvancedSecurityOptions: { ...security, SAMLOptions: { Enabled: SAMLOptions?.Enabled, EntityId: SAMLOptions?.Idp?.EntityId } } };
          }
        }
      },
      async describe(read, domain) {
        return { ...domain, TagList: (await read.call('ListTags', { ARN: domain.ARN }))?.TagList };
      },
      key: (d) => d.ARN!,
      name: (d) => d.DomainName,
      tags: (d) => d.TagList,
      facts: (d) => ({
        allowsEveryone: allowsEveryone(d.AccessPolicies),
        // A domain in a VPC is reached from there only.
        isPublic: !d.VPCOptions?.VPCId && allowsEveryone(d.AccessPolicies),
      }),
      relationships: [
        { from: 'aws_security_group', verb: 'PROTECTS', key: (d, at) => d.VPCOptions?.SecurityGroupIds?.map((id) => at.arn('ec2', `security-group/${id}`)) },
        { verb: 'USES', to: 'aws_kms_key', key: (d, at) => d.EncryptionAtRestOptions?.Enabled ? keyArn(at, d.EncryptionAtRestOptions.KmsKeyId) : undefined },
      ],
      changes: [
        'CreateDomain', 'UpdateDomainConfig', 'DeleteDomain', 'UpgradeDomain', 'StartServiceSoftwareUpdate', 'CreateElasticsearchDomain',
        'UpdateElasticsearchDomainConfig', 'DeleteElasticsearchDomain', 'UpgradeElasticsearchDomain', 'StartElasticsearchServiceSoftwareUpdate',
        'AddTags', 'RemoveTags',
      ],
    }),
  }),
});
