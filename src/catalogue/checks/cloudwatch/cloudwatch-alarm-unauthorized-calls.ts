import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure unauthorized API calls are monitored". */
export const cloudwatchAlarmUnauthorizedCalls = trailAlarmCheck({
  id: 'cloudwatch-alarm-unauthorized-calls',
  of: 'calls that were refused',
  why: 'Somebody who tries out what stolen credentials may do goes unnoticed.',
  prowler: 'cloudwatch_log_metric_filter_unauthorized_api_calls',
  events: ['Client.UnauthorizedOperation', 'AccessDenied', 'AccessDeniedException'].map((errorCode) => ({ ...trailEvents('ec2', 'RunInstances')[0], errorCode })),
  pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  good: [
    '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") }',
    '{ $.errorCode = *Unauthorized* || $.errorCode = *AccessDenied* }',
  ],
  bad: [
    '{ $.errorCode = "AccessDenied*" }',
    '{ ($.errorCode = "*UnauthorizedOperation") && ($.errorCode = "AccessDenied*") }',
    '{ ($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  ],
});
