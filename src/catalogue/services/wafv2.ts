import type { Rule, Scope } from '@aws-sdk/client-wafv2';
import { followed } from '../model/pages';
import { defineService } from '../model/service';

const webAcl = 'arn:${Partition}:wafv2:*:${Account}:*/webacl/*/*';

// Web ACLs of CloudFront are kept and asked for here.
const CLOUDFRONT_HOME = 'us-east-1';

const first = (choice: object | undefined) => Object.entries(choice ?? {}).find(([, value]) => value !== undefined)?.[0];

/** What of a rule is kept: what a statement searches for can be a secret, such as the header that an origin expects. */
const ruleOf = ({ Name, Priority, Action, OverrideAction, Statement }: Rule) => {
  const { VendorName, Name: group, Version } = Statement?.ManagedRuleGroupStatement ?? {};
  return {
    Name,
    Priority,
    Action: first(Action),
    OverrideAction: first(OverrideAction),
    StatementType: first(Statement),
    ManagedRuleGroup: group === undefined ? undefined : { VendorName, Name: group, Version },
    RateLimit: Statement?.RateBasedStatement?.Limit,
  };
};

/** AWS WAF: https://docs.aws.amazon.com/waf/latest/APIReference/ */
export const wafv2 = defineService({
  id: 'wafv2',
  title: 'AWS WAF',
  scope: 'regional',
  eventSource: 'wafv2.amazonaws.com',
  node: 'aws_waf',
  client: () => import('@aws-sdk/client-wafv2'),
  operations: {
    ListWebACLs: { action: 'wafv2:ListWebACLs' },
    GetWebACL: { action: 'wafv2:GetWebACL', resource: webAcl },
    ListResourcesForWebACL: { action: 'wafv2:ListResourcesForWebACL', resource: webAcl, detail: true },
    GetLoggingConfiguration: { action: 'wafv2:GetLoggingConfiguration', resource: webAcl, absent: ['WAFNonexistentItemException'], detail: true },
    ListTagsForResource: { action: 'wafv2:ListTagsForResource', resource: webAcl, detail: true },
  },
  entities: (entity) => ({
    aws_waf_web_acl: entity({
      class: ['Firewall'],
      ofNode: true,
      reads: ['ListWebACLs', 'GetWebACL', 'ListResourcesForWebACL', 'GetLoggingConfiguration', 'ListTagsForResource'],
      async *list(read, at) {
        const scopes: Scope[] = at.partition === 'aws' && at.owns(CLOUDFRONT_HOME) ? ['REGIONAL', 'CLOUDFRONT'] : ['REGIONAL'];
        for (const Scope of scopes) {
          const there = Scope === 'CLOUDFRONT' ? read.in(CLOUDFRONT_HOME) : read;
          const pages = followed((NextMarker?: string) => there.call('ListWebACLs', { Scope, Limit: 100, NextMarker }), (page) => page.NextMarker);
          for await (const { WebACLs = [] } of pages) {
            for (const { LockToken, ...acl } of WebACLs) yield { ...acl, Scope };
          }
        }
      },
      async describe(read, { ARN, Id, Name, Description, Scope }) {
        const there = Scope === 'CLOUDFRONT' ? read.in(CLOUDFRONT_HOME) : read;
        const [answer, resources, logging, tags] = await Promise.all([
          there.call('GetWebACL', { Id, Name, Scope }),
          // Distributions and stages of API Gateway name their web ACL themselves, load balancers do not.
          Scope === 'REGIONAL' ? there.call('ListResourcesForWebACL', { WebACLArn: ARN, ResourceType: 'APPLICATION_LOAD_BALANCER' }) : undefined,
          there.call('GetLoggingConfiguration', { ResourceArn: ARN }),
          there.call('ListTagsForResource', { ResourceARN: ARN, Limit: 100 }),
        ]);
        const { Capacity, DefaultAction, Rules, VisibilityConfig, ManagedByFirewallManager } = answer?.WebACL ?? {};
        return {
          ARN,
          Id,
          Name,
          Description,
          Scope,
          Capacity,
          DefaultAction: first(DefaultAction),
          Rules: Rules?.map(ruleOf) ?? [],
          VisibilityConfig,
          ManagedByFirewallManager,
          ProtectedLoadBalancerArns: resources?.ResourceArns,
          LogDestinationConfigs: logging?.LoggingConfiguration?.LogDestinationConfigs,
          Tags: tags?.TagInfoForResource?.TagList,
        };
      },
      key: (w) => w.ARN!,
      name: (w) => w.Name,
      region: (w) => (w.Scope === 'CLOUDFRONT' ? 'global' : w.ARN!.split(':')[3]),
      tags: (w) => w.Tags,
      facts: (w) => ({ hasLogging: (w.LogDestinationConfigs?.length ?? 0) > 0 }),
      changes: [
        'CreateWebACL', 'UpdateWebACL', 'DeleteWebACL', 'AssociateWebACL', 'DisassociateWebACL', 'PutLoggingConfiguration', 'DeleteLoggingConfiguration',
        'PutFirewallManagerRuleGroups', 'DeleteFirewallManagerRuleGroups', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
