import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure route table changes are monitored". */
export const cloudwatchAlarmRouteTableChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-route-table-changes',
  of: 'changes of route tables',
  why: 'Traffic that is led elsewhere, past a firewall or to a stranger, goes unnoticed.',
  prowler: 'cloudwatch_changes_to_network_route_tables_alarm_configured',
  events: trailEvents(
    'ec2',
    'CreateRoute', 'CreateRouteTable', 'ReplaceRoute', 'ReplaceRouteTableAssociation', 'DeleteRouteTable', 'DeleteRoute',
    'DisassociateRouteTable',
  ),
  pattern: '{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || '
    + '($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || '
    + '($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)) }',
  good: [
    '{ $.eventSource = "ec2.amazonaws.com" && ( $.eventName = Create* || $.eventName = Delete* || $.eventName = Disassociate* || $.eventName = Replace* ) }',
  ],
  bad: [
    '{ ($.eventSource = ec2.amazonaws.com) && ($.eventName = CreateRoute) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = C*) }',
    '{ ($.eventName = CreateRoute) && ($.eventName = CreateRouteTable) }',
  ],
});
