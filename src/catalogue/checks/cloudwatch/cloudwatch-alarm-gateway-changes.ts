import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure changes to network gateways are monitored". */
export const cloudwatchAlarmGatewayChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-gateway-changes',
  of: 'changes of network gateways',
  why: 'A new way into or out of the network goes unnoticed.',
  prowler: 'cloudwatch_changes_to_network_gateways_alarm_configured',
  events: trailEvents(
    'ec2',
    'CreateCustomerGateway', 'DeleteCustomerGateway', 'AttachInternetGateway', 'CreateInternetGateway', 'DeleteInternetGateway',
    'DetachInternetGateway',
  ),
  pattern: '{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || '
    + '($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || '
    + '($.eventName = DetachInternetGateway)) }',
  good: [
    '{ $.eventSource = "ec2.amazonaws.com" && ( $.eventName = Attach* || $.eventName = Create* || $.eventName = Delete* || $.eventName = Detach* ) }',
  ],
  bad: [
    '{ ($.eventSource = ec2.amazonaws.com) && ($.eventName = CreateCustomerGateway) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = C*) }',
    '{ ($.eventName = CreateCustomerGateway) && ($.eventName = DeleteCustomerGateway) }',
  ],
});
