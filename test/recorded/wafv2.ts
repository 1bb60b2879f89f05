import { recorded } from './recorded';

const regional = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/orders/44444444-5555-4666-8777-888888888888';
const global = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/33333333-4444-4555-8666-777777777777';
const visibility = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'orders' };

export const wafv2 = recorded<typeof import('@aws-sdk/client-wafv2')>({
  ListWebACLs: ({ Scope, NextMarker }, region) => {
    if (Scope === 'CLOUDFRONT') return region === 'us-east-1' ? { WebACLs: [{ Name: 'edge', Id: global.split('/')[3], LockToken: 'l', ARN: global }] } : new Error('wrong Region');
    if (!NextMarker) return { NextMarker: 'more', WebACLs: [] };
    return { WebACLs: [{ Name: 'orders', Id: regional.split('/')[3], Description: 'Orders', LockToken: 'l', ARN: regional }] };
  },
  GetWebACL: ({ Name, Id }) => ({
    LockToken: 'l',
    WebACL: {
      Name,
      Id,
      ARN: Name === 'edge' ? global : regional,
      DefaultAction: { Allow: {} },
      Capacity: 702,
      ManagedByFirewallManager: false,
      VisibilityConfig: visibility,
      Rules: [
        {
          Name: 'common',
          Priority: 0,
          Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
          OverrideAction: { None: {} },
          VisibilityConfig: visibility,
        },
        { Name: 'rate', Priority: 1, Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } }, Action: { Block: {} }, VisibilityConfig: visibility },
      ],
    },
  }),
  ListResourcesForWebACL: { ResourceArns: ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/orders/0123456789abcdef'] },
  GetLoggingConfiguration: ({ ResourceArn }) => ({
    LoggingConfiguration: { ResourceArn, LogDestinationConfigs: ['arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-orders'] },
  }),
  ListTagsForResource: ({ ResourceARN }) => ({ TagInfoForResource: { ResourceARN, TagList: [{ Key: 'team', Value: 'orders' }] } }),
});
