import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure AWS Config configuration changes are monitored". */
export const cloudwatchAlarmConfigChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-config-changes',
  of: 'AWS Config being changed or stopped',
  why: 'Whoever hides a change stops the recorder first.',
  prowler: 'cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled',
  events: trailEvents('config', 'StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'),
  pattern: '{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || '
    + '($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }',
  good: [
    '{ $.eventSource = "config.amazonaws.com" && ( $.eventName = Delete* || $.eventName = Put* || $.eventName = Stop* ) }',
  ],
  bad: [
    '{ ($.eventSource = config.amazonaws.com) && ($.eventName = StopConfigurationRecorder) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = S*) }',
    '{ ($.eventName = StopConfigurationRecorder) && ($.eventName = DeleteDeliveryChannel) }',
  ],
});
