import { defineService } from '../model/service';

// The trail of an organisation carries the account id of the management account in every member.
const trail = 'arn:${Partition}:cloudtrail:*:*:trail/*';

interface FieldSelector { readonly Field?: string; readonly Equals?: readonly string[]; readonly NotEquals?: readonly string[] }
interface Selectors {
  readonly EventSelectors?: readonly { IncludeManagementEvents?: boolean; ReadWriteType?: string }[];
  readonly AdvancedEventSelectors?: readonly { FieldSelectors?: readonly FieldSelector[] }[];
}

/** Which management events the selectors of a trail record. */
function managementEvents({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors): 'All' | 'ReadOnly' | 'WriteOnly' | 'None' {
  const kinds = EventSelectors.filter((each) => each.IncludeManagementEvents).map(({ ReadWriteType = 'All' }) => ReadWriteType);
  for (const { FieldSelectors = [] } of AdvancedEventSelectors) {
    if (!FieldSelectors.some(({ Field, Equals }) => Field === 'eventCategory' && Equals?.includes('Management'))) continue;
    const readOnly = FieldSelectors.find(({ Field }) => Field === 'readOnly');
    const value = readOnly && (readOnly.Equals?.[0] ?? (readOnly.NotEquals?.[0] === 'true' ? 'false' : 'true'));
    kinds.push(value === undefined ? 'All' : value === 'true' ? 'ReadOnly' : 'WriteOnly');
  }
  if (kinds.includes('All') || (kinds.includes('ReadOnly') && kinds.includes('WriteOnly'))) return 'All';
  return kinds.length > 0 ? kinds[0] as 'ReadOnly' | 'WriteOnly' : 'None';
}

/** AWS CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/ */
export const cloudtrail = defineService({
  id: 'cloudtrail',
  title: 'AWS CloudTrail',
  scope: 'regional',
  eventSource: 'cloudtrail.amazonaws.com',
  client: () => import('@aws-sdk/client-cloudtrail'),
  operations: {
    DescribeTrails: { action: 'cloudtrail:DescribeTrails' },
    GetTrailStatus: { action: 'cloudtrail:GetTrailStatus', resource: trail },
    GetEventSelectors: { action: 'cloudtrail:GetEventSelectors', resource: trail },
    GetInsightSelectors: { action: 'cloudtrail:GetInsightSelectors', resource: trail, absent: ['InsightNotEnabledException'], detail: true },
    ListTags: { action: 'cloudtrail:ListTags', resource: trail, detail: true },
  },
  entities: (entity) => ({
    aws_cloudtrail: entity({
      class: ['Logs'],
      reads: ['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors', 'GetInsightSelectors', 'ListTags'],
      async *list(read, at) {
        // Shadow trails too: a trail whose home Region is not scanned is told once, by the Region that owns it here.
        const answer = await read.call('DescribeTrails', { includeShadowTrails: true });
        yield* answer?.trailList?.filter(({ HomeRegion }) => at.owns(HomeRegion)) ?? [];
      },
      async describe(read, each, at) {
        const home = each.HomeRegion ? read.in(each.HomeRegion) : read;
        const { TrailARN } = each;
        // Tags of an organisation's trail are for its owner, the management account, only.
        const isOwn = TrailARN?.split(':')[4] === at.accountId;
        const [status, selectors, insights, tags] = await Promise.all([
          home.call('GetTrailStatus', { Name: TrailARN }),
          home.call('GetEventSelectors', { TrailName: TrailARN }),
          each.HasInsightSelectors ? home.call('GetInsightSelectors', { TrailName: TrailARN }) : undefined,
          isOwn ? home.call('ListTags', { ResourceIdList: [TrailARN!] }) : undefined,
        ]);
        return {
          ...each,
          ...status,
          EventSelectors: selectors?.EventSelectors,
          AdvancedEventSelectors: selectors?.AdvancedEventSelectors,
          InsightSelectors: insights?.InsightSelectors,
          TagsList: tags?.ResourceTagList?.[0]?.TagsList,
        };
      },
      key: (t) => t.TrailARN!,
      name: (t) => t.Name,
      region: (t) => t.HomeRegion!,
      tags: (t) => t.TagsList,
      facts: (t) => ({ managementEvents: managementEvents(t) }),
      relationships: [
        { verb: 'LOGS', to: 'aws_s3_bucket', key: (t, at) => t.S3BucketName && at.arn('s3', t.S3BucketName, { region: '', accountId: '' }) },
        { verb: 'LOGS', to: 'aws_cloudwatch_log_group', key: (t) => t.CloudWatchLogsLogGroupArn?.replace(/:\*$/, '') },
        { verb: 'USES', to: 'aws_kms_key', key: (t) => t.KmsKeyId },
      ],
      changes: [
        'CreateTrail', 'DeleteTrail', 'UpdateTrail', 'StartLogging', 'StopLogging', 'PutEventSelectors', 'PutInsightSelectors', 'AddTags', 'RemoveTags',
      ],
    }),
  }),
});
