import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure AWS Organizations changes are monitored". */
export const cloudwatchAlarmOrganizationChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-organization-changes',
  of: 'changes of the organisation',
  why: 'An account that leaves, or a policy that is detached, goes unnoticed.',
  prowler: 'cloudwatch_log_metric_filter_aws_organizations_changes',
  events: trailEvents(
    'organizations',
    'AcceptHandshake', 'AttachPolicy', 'CreateAccount', 'CreateOrganizationalUnit', 'CreatePolicy', 'DeclineHandshake',
    'DeleteOrganization', 'DeleteOrganizationalUnit', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType', 'EnablePolicyType',
    'InviteAccountToOrganization', 'LeaveOrganization', 'MoveAccount', 'RemoveAccountFromOrganization', 'UpdatePolicy',
    'UpdateOrganizationalUnit',
  ),
  pattern: '{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = AcceptHandshake) || ($.eventName = AttachPolicy) || '
    + '($.eventName = CreateAccount) || ($.eventName = CreateOrganizationalUnit) || ($.eventName = CreatePolicy) || '
    + '($.eventName = DeclineHandshake) || ($.eventName = DeleteOrganization) || ($.eventName = DeleteOrganizationalUnit) || '
    + '($.eventName = DeletePolicy) || ($.eventName = DetachPolicy) || ($.eventName = DisablePolicyType) || '
    + '($.eventName = EnablePolicyType) || ($.eventName = InviteAccountToOrganization) || ($.eventName = LeaveOrganization) || '
    + '($.eventName = MoveAccount) || ($.eventName = RemoveAccountFromOrganization) || ($.eventName = UpdatePolicy) || '
    + '($.eventName = UpdateOrganizationalUnit)) }',
  good: [
    '{ $.eventSource = "organizations.amazonaws.com" && ( $.eventName = Accept* || $.eventName = Attach* || $.eventName = Create* || $.eventName = Decline* || $.eventName = Delete* || $.eventName = Detach* || $.eventName = Disable* || $.eventName = Enable* || $.eventName = Invite* || $.eventName = Leave* || $.eventName = Move* || $.eventName = Remove* || $.eventName = Update* ) }',
  ],
  bad: [
    '{ ($.eventSource = organizations.amazonaws.com) && ($.eventName = AcceptHandshake) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = A*) }',
    '{ ($.eventName = AcceptHandshake) && ($.eventName = AttachPolicy) }',
  ],
});
