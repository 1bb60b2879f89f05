import { defineCheck } from '../../model/check';
import { opensearch } from '../../services/opensearch';

/** AWS FSBP Opensearch.5: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html */
export const opensearchDomainAuditLogs = defineCheck(opensearch, {
  id: 'opensearch-domain-audit-logs',
  entity: 'aws_elasticsearch_domain',
  severity: 'high',
  title: 'OpenSearch domains publish audit logs',
  why: 'Who logged in, was refused, or read which index cannot be looked into.',
  needs: [opensearch.need('DescribeDomains')],
  remedy: {
    cli: "aws opensearch update-domain-config --domain-name <domain> --log-publishing-options 'AUDIT_LOGS={CloudWatchLogsLogGroupArn=<log group>,Enabled=true}'",
    cdk: "new opensearch.Domain(this, 'Domain', { version, logging: { auditLogEnabled: true } })",
  },
  prowler: ['opensearch_service_domains_audit_logging_enabled'],
  applies: (domain) => !domain.Deleted,
  fails: ({ LogPublishingOptions: logs }) => logs?.AUDIT_LOGS?.Enabled ? undefined : `LogPublishingOptions.AUDIT_LOGS.Enabled is ${logs?.AUDIT_LOGS?.Enabled ?? 'not set'}`,
  examples: {
    pass: [
      { entity: { LogPublishingOptions: { AUDIT_LOGS: { Enabled: true, CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:orders' } } } },
    ],
    fail: [
      { entity: { LogPublishingOptions: { AUDIT_LOGS: { Enabled: false } } } },
      { entity: { LogPublishingOptions: { INDEX_SLOW_LOGS: { Enabled: true } } } },
      { entity: { DomainName: 'orders' } },
    ],
  },
});
