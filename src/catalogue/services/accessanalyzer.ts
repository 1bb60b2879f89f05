import type { FindingSummary } from '@aws-sdk/client-accessanalyzer';
import { defineService } from '../model/service';

const analyzer = 'arn:${Partition}:access-analyzer:*:${Account}:analyzer/*';

/** AWS IAM Access Analyzer: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/ */
export const accessanalyzer = defineService({
  id: 'accessanalyzer',
  title: 'AWS IAM Access Analyzer',
  scope: 'regional',
  eventSource: 'access-analyzer.amazonaws.com',
  client: () => import('@aws-sdk/client-accessanalyzer'),
  operations: {
    ListAnalyzers: { action: 'access-analyzer:ListAnalyzers' },
    ListFindingsV2: { action: 'access-analyzer:ListFindings', resource: analyzer },
    ListFindings: { action: 'access-analyzer:ListFindings', resource: analyzer, detail: true },
  },
  entities: (entity) => {
    const aws_accessanalyzer_analyzer = entity({
      class: ['Accessment', 'Scanner'],
      reads: ['ListAnalyzers'],
      list: (read) => read.items('ListAnalyzers', 'analyzers', { maxResults: 100 }),
      key: (a) => a.arn!,
      name: (a) => a.name,
      tags: (a) => a.tags,
      changes: ['CreateAnalyzer', 'UpdateAnalyzer', 'DeleteAnalyzer', 'TagResource', 'UntagResource'],
    });

    return {
      aws_accessanalyzer_analyzer,

      aws_accessanalyzer_finding: entity({
        class: ['Finding'],
        of: aws_accessanalyzer_analyzer,
        reads: ['ListFindingsV2', 'ListFindings'],
        async *list(read, at, { arn, type }) {
          // An analyzer of the organization finds in every account, which its own scan tells.
          const input = { analyzerArn: arn, maxResults: 100, filter: { status: { eq: ['ACTIVE'] }, resourceOwnerAccount: { eq: [at.accountId] } } };
          const external = new Map<string | undefined, Pick<FindingSummary, 'principal' | 'action' | 'condition' | 'isPublic'>>();
          if (type === 'ACCOUNT' || type === 'ORGANIZATION') {
            for await (const { id, principal, action, condition, isPublic } of read.items('ListFindings', 'findings', input)) {
              external.set(id, { principal, action, condition, isPublic });
            }
          }
          for await (const each of read.items('ListFindingsV2', 'findings', input)) yield { ...each, ...external.get(each.id), analyzerArn: arn };
        },
        // The ARN of the analyzer with the id that is unique in it: findings have none of their own.
        key: (f) => `${f.analyzerArn}/finding/${f.id}`,
        name: (f) => f.resource ?? f.id,
        relationships: [{ from: 'aws_accessanalyzer_analyzer', verb: 'IDENTIFIED', key: (f) => f.analyzerArn }],
        changes: ['UpdateFindings', 'CreateArchiveRule', 'UpdateArchiveRule', 'DeleteArchiveRule', 'ApplyArchiveRule', 'StartResourceScan', 'DeleteAnalyzer'],
      }),
    };
  },
});
