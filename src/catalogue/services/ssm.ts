import { keyArn } from '../model/key-reference';
import { defineService } from '../model/service';

/** AWS Systems Manager Parameter Store: https://docs.aws.amazon.com/systems-manager/latest/APIReference/ (metadata only, never GetParameter). */
export const ssm = defineService({
  id: 'ssm',
  title: 'AWS Systems Manager',
  scope: 'regional',
  eventSource: 'ssm.amazonaws.com',
  client: () => import('@aws-sdk/client-ssm'),
  operations: {
    DescribeParameters: { action: 'ssm:DescribeParameters' },
    ListTagsForResource: { action: 'ssm:ListTagsForResource', resource: 'arn:${Partition}:ssm:*:${Account}:parameter/*', detail: true },
  },
  entities: (entity) => ({
    aws_ssm_parameter: entity({
      class: ['Secret'],
      reads: ['DescribeParameters', 'ListTagsForResource'],
      list: (read) => read.items('DescribeParameters', 'Parameters', { MaxResults: 50 }),
      async describe(read, parameter) {
        const tags = await read.call('ListTagsForResource', { ResourceType: 'Parameter', ResourceId: parameter.Name });
        return { ...parameter, TagList: tags?.TagList };
      },
      key: (p, at) => p.ARN ?? at.arn('ssm', `parameter/${p.Name?.replace(/^\//, '')}`),
      name: (p) => p.Name,
      tags: (p) => p.TagList,
      facts: (p) => ({ isEncrypted: p.Type === 'SecureString' }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (p, at) => keyArn(at, p.KeyId) }],
      changes: ['PutParameter', 'DeleteParameter', 'DeleteParameters', 'LabelParameterVersion', 'UnlabelParameterVersion', 'AddTagsToResource', 'RemoveTagsFromResource'],
    }),
  }),
});
