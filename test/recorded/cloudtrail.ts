import { recorded } from './recorded';

const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/orders';

export const cloudtrail = recorded<typeof import('@aws-sdk/client-cloudtrail')>({
  DescribeTrails: {
    trailList: [{
      Name: 'orders',
      TrailARN: arn,
      HomeRegion: 'eu-west-1',
      S3BucketName: 'orders-trail',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: false,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: true,
      HasInsightSelectors: true,
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:/orders/trail:*',
      CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/trail',
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
    }],
  },
  GetTrailStatus: { IsLogging: true, LatestDeliveryTime: new Date('2026-10-31T23:50:00Z'), LatestCloudWatchLogsDeliveryTime: new Date('2026-10-31T23:50:00Z') },
  GetEventSelectors: {
    TrailARN: arn,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
  },
  GetInsightSelectors: { TrailARN: arn, InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] },
  ListTags: { ResourceTagList: [{ ResourceId: arn, TagsList: [{ Key: 'team', Value: 'security' }] }] },
});
