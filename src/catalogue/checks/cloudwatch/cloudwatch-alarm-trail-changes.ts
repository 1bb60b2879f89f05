import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure CloudTrail configuration changes are monitored". */
export const cloudwatchAlarmTrailChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-trail-changes',
  of: 'trails being made, changed or stopped',
  why: 'Whoever hides what they do stops the trail first.',
  prowler: 'cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled',
  events: trailEvents('cloudtrail', 'CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'),
  pattern: '{ ($.eventSource = cloudtrail.amazonaws.com) && (($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || '
    + '($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging)) }',
  good: [
    '{ $.eventName="StopLogging" || $.eventName="StartLogging" || $.eventName="DeleteTrail" || $.eventName="UpdateTrail" || $.eventName="CreateTrail" }',
  ],
  bad: [
    '{ ($.eventSource = cloudtrail.amazonaws.com) && ($.eventName = CreateTrail) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = C*) }',
    '{ ($.eventName = CreateTrail) && ($.eventName = UpdateTrail) }',
  ],
});
