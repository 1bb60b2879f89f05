import { trailAlarmCheck } from '../../trail-alarm';

/** CIS "Ensure management console sign-in without MFA is monitored". */
export const cloudwatchAlarmLoginWithoutMfa = trailAlarmCheck({
  id: 'cloudwatch-alarm-login-without-mfa',
  of: 'sign-ins to the console without MFA',
  why: 'A stolen password that works goes unnoticed.',
  prowler: 'cloudwatch_log_metric_filter_sign_in_without_mfa',
  events: [{
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    sourceIPAddress: '192.0.2.1',
    userIdentity: { type: 'IAMUser', userName: 'ann' },
    additionalEventData: { MFAUsed: 'No' },
    responseElements: { ConsoleLogin: 'Success' },
  }],
  pattern: ''
    + '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  good: [
    '{ $.additionalEventData.MFAUsed = No && $.eventName = ConsoleLogin }',
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  ],
  bad: [
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "Yes") }',
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "No") }',
  ],
});
