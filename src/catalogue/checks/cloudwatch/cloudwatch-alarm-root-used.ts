import { trailAlarmCheck } from '../../trail-alarm';

/** CIS "Ensure usage of the 'root' account is monitored". */
export const cloudwatchAlarmRootUsed = trailAlarmCheck({
  id: 'cloudwatch-alarm-root-used',
  of: 'every use of the root user',
  why: 'Nothing limits the root user, so each use of it needs a reason that somebody knows.',
  prowler: 'cloudwatch_log_metric_filter_root_usage',
  events: [
    { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn', sourceIPAddress: '192.0.2.1', userIdentity: { type: 'Root' } },
    { eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', eventType: 'AwsApiCall', sourceIPAddress: '192.0.2.1', userIdentity: { type: 'Root' } },
  ],
  pattern: '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  good: [
    '{($.userIdentity.type="Root")&&($.userIdentity.invokedBy NOT EXISTS)&&($.eventType!="AwsServiceEvent")}',
    '{ $.userIdentity.type = Root }',
  ],
  bad: [
    '{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }',
    '{ $.userIdentity.type = "IAMUser" }',
    '{ $.userIdentity.type = "Root" && $.eventType = "AwsServiceEvent" }',
  ],
});
