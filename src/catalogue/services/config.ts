import { configResources } from '../config-resources';
import { defineService, type Relationship } from '../model/service';

const rule = 'arn:${Partition}:config:*:${Account}:config-rule/*';

/** One resource that a rule evaluated, as AWS Config names it. */
export interface Evaluation { readonly ResourceType?: string; readonly ResourceId?: string; readonly ComplianceType?: string }

const evaluates: readonly Relationship<{ readonly Evaluations: readonly Evaluation[] }>[] = configResources.map(({ resourceType, type, key }) => ({
  verb: 'EVALUATES',
  to: type,
  key: ({ Evaluations }, at) => Evaluations.filter(({ ResourceType }) => ResourceType === resourceType).map(({ ResourceId = '', ComplianceType }) => {
    const target = key(ResourceId, at);
    return target === undefined ? undefined : { key: target, ComplianceType };
  }),
}));

/** AWS Config: https://docs.aws.amazon.com/config/latest/APIReference/ (the recorder of a Region is a fact of the account). */
export const config = defineService({
  id: 'config',
  title: 'AWS Config',
  scope: 'regional',
  eventSource: 'config.amazonaws.com',
  node: 'aws_config',
  client: () => import('@aws-sdk/client-config-service'),
  operations: {
    DescribeConfigRules: { action: 'config:DescribeConfigRules' },
    DescribeComplianceByConfigRule: { action: 'config:DescribeComplianceByConfigRule' },
    GetComplianceDetailsByConfigRule: { action: 'config:GetComplianceDetailsByConfigRule', resource: rule },
    ListTagsForResource: { action: 'config:ListTagsForResource', resource: rule, detail: true },
  },
  entities: (entity) => ({
    aws_config_rule: entity({
      class: ['ControlPolicy'],
      ofNode: true,
      reads: ['DescribeConfigRules', 'DescribeComplianceByConfigRule', 'GetComplianceDetailsByConfigRule', 'ListTagsForResource'],
      async *list(read) {
        const compliance = new Map<string | undefined, string | undefined>();
        for await (const { ConfigRuleName, Compliance } of read.items('DescribeComplianceByConfigRule', 'ComplianceByConfigRules', {})) {
          compliance.set(ConfigRuleName, Compliance?.ComplianceType);
        }
        for await (const each of read.items('DescribeConfigRules', 'ConfigRules', {})) {
          yield { ...each, ComplianceType: compliance.get(each.ConfigRuleName) };
        }
      },
      async describe(read, each) {
        const { ConfigRuleName, ConfigRuleArn: ResourceArn, ComplianceType } = each;
        const evaluations: Evaluation[] = [];
        const tags: { Key?: string; Value?: string }[] = [];
        const readTags = async () => {
          for await (const tag of read.items('ListTagsForResource', 'Tags', { ResourceArn, Limit: 100 })) tags.push(tag);
        };
        const readEvaluations = async () => {
          if (ComplianceType === 'INSUFFICIENT_DATA' || ComplianceType === 'NOT_APPLICABLE') return;
          const input = { ConfigRuleName, ComplianceTypes: ['NON_COMPLIANT' as const, 'COMPLIANT' as const], Limit: 100 };
          for await (const result of read.items('GetComplianceDetailsByConfigRule', 'EvaluationResults', input)) {
            const { ResourceType, ResourceId } = result.EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
            evaluations.push({ ResourceType, ResourceId, ComplianceType: result.ComplianceType });
          }
        };
        await Promise.all([readTags(), readEvaluations()]);
        return { ...each, Evaluations: evaluations, Tags: tags };
      },
      key: (r) => r.ConfigRuleArn!,
      name: (r) => r.ConfigRuleName,
      tags: (r) => r.Tags,
      facts: (r) => ({ nonCompliantResources: r.Evaluations.filter(({ ComplianceType }) => ComplianceType === 'NON_COMPLIANT').length }),
      relationships: evaluates,
      changes: [
        'PutConfigRule', 'DeleteConfigRule', 'PutEvaluations', 'DeleteEvaluationResults', 'StartConfigRulesEvaluation', 'PutConformancePack',
        'DeleteConformancePack', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
