import { trailAlarmCheck } from '../../trail-alarm';

/** CIS "Ensure AWS Management Console authentication failures are monitored". */
export const cloudwatchAlarmFailedLogins = trailAlarmCheck({
  id: 'cloudwatch-alarm-failed-logins',
  of: 'failed sign-ins to the console',
  why: 'Somebody who tries passwords goes unnoticed.',
  prowler: 'cloudwatch_log_metric_filter_authentication_failures',
  events: [{
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    sourceIPAddress: '192.0.2.1',
    userIdentity: { type: 'IAMUser', userName: 'ann' },
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
  }],
  pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  good: [
    '{ $.errorMessage = "Failed*" && $.eventName = "ConsoleLogin" }',
    '{ ($.eventName = ConsoleLogin) && ($.responseElements.ConsoleLogin = Failure) }',
  ],
  bad: [
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "No such user") }',
    '{ ($.eventName = ConsoleLogin) && ($.responseElements.ConsoleLogin = "Success") }',
  ],
});
