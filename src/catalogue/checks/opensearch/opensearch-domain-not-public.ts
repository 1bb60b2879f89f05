import { defineCheck } from '../../model/check';
import { publicActions } from '../../model/public-policy';
import { opensearch } from '../../services/opensearch';

const open = (Condition?: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'es:*', Resource: '*', Condition }] });

/** AWS FSBP Opensearch.2, once conditions and denials of the policy are taken into account: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html */
export const opensearchDomainNotPublic = defineCheck(opensearch, {
  id: 'opensearch-domain-not-public',
  entity: 'aws_elasticsearch_domain',
  severity: 'critical',
  exposes: true,
  title: 'OpenSearch domains are in a VPC, or their access policy is not for everybody',
  why: 'Everybody on the Internet can search, change and delete the indices.',
  needs: [opensearch.need('DescribeDomains')],
  remedy: {
    cli: 'aws opensearch update-domain-config --domain-name <domain> --access-policies file://policy.json',
    cdk: "new opensearch.Domain(this, 'Domain', { version, vpc, accessPolicies: [new iam.PolicyStatement({ principals: [role], actions: ['es:ESHttp*'], resources: ['*'] })] })",
  },
  prowler: ['opensearch_service_domains_not_publicly_accessible'],
  applies: (domain) => !domain.Deleted,
  fails: (domain) => {
    const actions = domain.VPCOptions?.VPCId ? [] : publicActions(domain.AccessPolicies);
    return actions.length > 0 ? `the domain is in no VPC, and its access policy allows everybody ${actions.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { VPCOptions: { VPCId: 'vpc-1' }, AccessPolicies: open() } },
      { entity: { AccessPolicies: open({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }) } },
      { entity: { DomainName: 'no-policy' } },
    ],
    fail: [
      { entity: { AccessPolicies: open() } },
      { entity: { VPCOptions: {}, AccessPolicies: open({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0'] } }) } },
      { entity: { AccessPolicies: open({ Bool: { 'aws:SecureTransport': 'true' } }) } },
    ],
  },
});
