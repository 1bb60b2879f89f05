import { defineCheck } from '../../model/check';
import { opensearch } from '../../services/opensearch';

/** AWS FSBP Opensearch.4: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html */
export const opensearchDomainSlowLogs = defineCheck(opensearch, {
  id: 'opensearch-domain-slow-logs',
  entity: 'aws_elasticsearch_domain',
  severity: 'low',
  about: 'availability',
  title: 'OpenSearch domains publish the slow logs of searching and of indexing',
  why: 'Queries that overload the domain, by mistake or on purpose, cannot be found.',
  needs: [opensearch.need('DescribeDomains')],
  remedy: {
    cli: "aws opensearch update-domain-config --domain-name <domain> --log-publishing-options 'SEARCH_SLOW_LOGS={CloudWatchLogsLogGroupArn=<log group>,Enabled=true},INDEX_SLOW_LOGS={CloudWatchLogsLogGroupArn=<log group>,Enabled=true}'",
    cdk: "new opensearch.Domain(this, 'Domain', { version, logging: { slowSearchLogEnabled: true, slowIndexLogEnabled: true } })",
  },
  prowler: ['opensearch_service_domains_cloudwatch_logging_enabled'],
  applies: (domain) => !domain.Deleted,
  fails: ({ LogPublishingOptions: logs }) => {
    const missing = (['SEARCH_SLOW_LOGS', 'INDEX_SLOW_LOGS'] as const).filter((type) => !logs?.[type]?.Enabled);
    return missing.length > 0 ? `not published: ${missing.join(' and ')}` : undefined;
  },
  examples: {
    pass: [{ entity: { LogPublishingOptions: { SEARCH_SLOW_LOGS: { Enabled: true }, INDEX_SLOW_LOGS: { Enabled: true } } } }],
    fail: [
      { entity: { LogPublishingOptions: { SEARCH_SLOW_LOGS: { Enabled: true } } } },
      { entity: { LogPublishingOptions: { SEARCH_SLOW_LOGS: { Enabled: false }, INDEX_SLOW_LOGS: { Enabled: true } } } },
      { entity: { DomainName: 'orders' } },
    ],
  },
});
