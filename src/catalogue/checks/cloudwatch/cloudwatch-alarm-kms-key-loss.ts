import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure disabling or scheduled deletion of customer created CMKs is monitored". */
export const cloudwatchAlarmKmsKeyLoss = trailAlarmCheck({
  id: 'cloudwatch-alarm-kms-key-loss',
  of: 'KMS keys being disabled or scheduled for deletion',
  why: 'Data under a deleted key is lost for good.',
  prowler: 'cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk',
  events: trailEvents('kms', 'DisableKey', 'ScheduleKeyDeletion'),
  pattern: '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }',
  good: [
    '{ $.eventName="ScheduleKeyDeletion" || $.eventName="DisableKey" }',
  ],
  bad: [
    '{ ($.eventSource = kms.amazonaws.com) && ($.eventName = DisableKey) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = D*) }',
    '{ ($.eventName = DisableKey) && ($.eventName = ScheduleKeyDeletion) }',
  ],
});
