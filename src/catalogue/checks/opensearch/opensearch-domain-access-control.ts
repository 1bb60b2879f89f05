import { defineCheck } from '../../model/check';
import { opensearch } from '../../services/opensearch';

const SAMLOptions = { Enabled: false, EntityId: undefined };

/** AWS FSBP Opensearch.7: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html */
export const opensearchDomainAccessControl = defineCheck(opensearch, {
  id: 'opensearch-domain-access-control',
  entity: 'aws_elasticsearch_domain',
  severity: 'high',
  title: 'OpenSearch domains use fine-grained access control',
  why: 'Whoever may call the domain reads and changes every index.',
  needs: [opensearch.need('DescribeDomains')],
  remedy: {
    cli: 'aws opensearch update-domain-config --domain-name <domain> --advanced-security-options \'{"Enabled":true,"MasterUserOptions":{"MasterUserARN":"<role>"}}\'',
    cdk: "new opensearch.Domain(this, 'Domain', { version, fineGrainedAccessControl: { masterUserArn: role.roleArn }, nodeToNodeEncryption: true, encryptionAtRest: { enabled: true }, enforceHttps: true })",
  },
  prowler: ['opensearch_service_domains_access_control_enabled'],
  applies: (domain) => !domain.Deleted,
  fails: ({ AdvancedSecurityOptions: security }) => security.Enabled ? undefined : `AdvancedSecurityOptions.Enabled is ${security.Enabled ?? 'not set'}`,
  examples: {
    pass: [{ entity: { AdvancedSecurityOptions: { Enabled: true, SAMLOptions } } }],
    fail: [{ entity: { AdvancedSecurityOptions: { Enabled: false, SAMLOptions } } }, { entity: { AdvancedSecurityOptions: { SAMLOptions } } }],
  },
});
