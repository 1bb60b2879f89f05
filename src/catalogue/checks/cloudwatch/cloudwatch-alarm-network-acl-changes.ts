import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure changes to Network Access Control Lists (NACL) are monitored". */
export const cloudwatchAlarmNetworkAclChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-network-acl-changes',
  of: 'changes of network ACLs',
  why: 'A network ACL that opens goes unnoticed.',
  prowler: 'cloudwatch_changes_to_network_acls_alarm_configured',
  events: trailEvents(
    'ec2',
    'CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl', 'DeleteNetworkAclEntry', 'ReplaceNetworkAclEntry',
    'ReplaceNetworkAclAssociation',
  ),
  pattern: '{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || '
    + '($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || '
    + '($.eventName = ReplaceNetworkAclAssociation)) }',
  good: [
    '{ $.eventSource = "ec2.amazonaws.com" && ( $.eventName = Create* || $.eventName = Delete* || $.eventName = Replace* ) }',
  ],
  bad: [
    '{ ($.eventSource = ec2.amazonaws.com) && ($.eventName = CreateNetworkAcl) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = C*) }',
    '{ ($.eventName = CreateNetworkAcl) && ($.eventName = CreateNetworkAclEntry) }',
  ],
});
