import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure security group changes are monitored". */
export const cloudwatchAlarmSecurityGroupChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-security-group-changes',
  of: 'changes of security groups',
  why: 'A port that is opened to the world goes unnoticed.',
  prowler: 'cloudwatch_log_metric_filter_security_group_changes',
  events: trailEvents(
    'ec2',
    'AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress',
    'CreateSecurityGroup', 'DeleteSecurityGroup',
  ),
  pattern: '{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = AuthorizeSecurityGroupIngress) || '
    + '($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || '
    + '($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup)) }',
  good: [
    '{ $.eventSource = "ec2.amazonaws.com" && ( $.eventName = Authorize* || $.eventName = Create* || $.eventName = Delete* || $.eventName = Revoke* ) }',
  ],
  bad: [
    '{ ($.eventSource = ec2.amazonaws.com) && ($.eventName = AuthorizeSecurityGroupIngress) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = A*) }',
    '{ ($.eventName = AuthorizeSecurityGroupIngress) && ($.eventName = AuthorizeSecurityGroupEgress) }',
  ],
});
