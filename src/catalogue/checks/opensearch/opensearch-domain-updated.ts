import { defineCheck } from '../../model/check';
import { opensearch } from '../../services/opensearch';

/** AWS FSBP Opensearch.10: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/service-software.html */
export const opensearchDomainUpdated = defineCheck(opensearch, {
  id: 'opensearch-domain-updated',
  entity: 'aws_elasticsearch_domain',
  severity: 'high',
  title: 'OpenSearch domains run the latest service software',
  why: 'Known flaws of the domain stay open.',
  needs: [opensearch.need('DescribeDomains')],
  remedy: {
    cli: 'aws opensearch start-service-software-update --domain-name <domain>',
    cdk: "new opensearch.Domain(this, 'Domain', { version, enableAutoSoftwareUpdate: true })",
  },
  prowler: ['opensearch_service_domains_updated_to_the_latest_service_software_version'],
  applies: (domain) => !domain.Deleted,
  fails: ({ ServiceSoftwareOptions: software }) => software?.UpdateAvailable
    ? `version ${software.CurrentVersion} is in place, ${software.NewVersion} is available (${software.UpdateStatus ?? 'no update planned'})` : undefined,
  examples: {
    pass: [{ entity: { ServiceSoftwareOptions: { UpdateAvailable: false, CurrentVersion: 'OpenSearch_2_17_R20250403' } } }],
    fail: [
      { entity: { ServiceSoftwareOptions: { UpdateAvailable: true, CurrentVersion: 'OpenSearch_2_17_R20250101', NewVersion: 'OpenSearch_2_17_R20250403', UpdateStatus: 'ELIGIBLE' } } },
    ],
  },
});
