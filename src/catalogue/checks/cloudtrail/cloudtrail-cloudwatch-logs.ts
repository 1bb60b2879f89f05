import { defineCheck } from '../../model/check';
import { cloudtrail } from '../../services/cloudtrail';

const group = 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*';

/** AWS FSBP CloudTrail.5. */
export const cloudtrailCloudwatchLogs = defineCheck(cloudtrail, {
  id: 'cloudtrail-cloudwatch-logs',
  entity: 'aws_cloudtrail',
  severity: 'low',
  title: 'Trails deliver to CloudWatch Logs, and did so in the last day',
  why: 'Nothing raises an alarm while it happens, and a search has to go through files.',
  needs: [cloudtrail.need('DescribeTrails'), cloudtrail.need('GetTrailStatus')],
  remedy: {
    cli: 'aws cloudtrail update-trail --name <trail> --cloud-watch-logs-log-group-arn <log-group-arn> --cloud-watch-logs-role-arn <role-arn>',
    cdk: "new cloudtrail.Trail(this, 'Trail', { sendToCloudWatchLogs: true })",
  },
  prowler: ['cloudtrail_cloudwatch_logging_enabled'],
  fails: ({ CloudWatchLogsLogGroupArn, LatestCloudWatchLogsDeliveryTime: latest, LatestCloudWatchLogsDeliveryError: error }, look) => {
    if (!CloudWatchLogsLogGroupArn) return 'CloudWatchLogsLogGroupArn is not set';
    if (latest && look.daysSince(latest) < 1) return undefined;
    return `LatestCloudWatchLogsDeliveryTime is ${latest ?? 'not set'}${error ? `, the error is ${error}` : ''}`;
  },
  examples: {
    pass: [{ entity: { CloudWatchLogsLogGroupArn: group, LatestCloudWatchLogsDeliveryTime: '2025-12-31T23:00:00Z' } }],
    fail: [
      { entity: { LatestCloudWatchLogsDeliveryTime: '2025-12-31T23:00:00Z' } },
      { entity: { CloudWatchLogsLogGroupArn: group } },
      { entity: { CloudWatchLogsLogGroupArn: group, LatestCloudWatchLogsDeliveryTime: '2025-12-30T23:00:00Z' } },
    ],
  },
});
