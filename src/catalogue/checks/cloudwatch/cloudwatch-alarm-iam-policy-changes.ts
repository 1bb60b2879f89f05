import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure IAM policy changes are monitored". */
export const cloudwatchAlarmIamPolicyChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-iam-policy-changes',
  of: 'changes of IAM policies',
  why: 'Rights that somebody gives to himself go unnoticed.',
  prowler: 'cloudwatch_log_metric_filter_policy_changes',
  events: trailEvents(
    'iam',
    'DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy', 'CreatePolicy',
    'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion', 'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy',
    'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy',
  ),
  pattern: '{ ($.eventSource = iam.amazonaws.com) && (($.eventName = DeleteGroupPolicy) || ($.eventName = DeleteRolePolicy) || '
    + '($.eventName = DeleteUserPolicy) || ($.eventName = PutGroupPolicy) || ($.eventName = PutRolePolicy) || '
    + '($.eventName = PutUserPolicy) || ($.eventName = CreatePolicy) || ($.eventName = DeletePolicy) || '
    + '($.eventName = CreatePolicyVersion) || ($.eventName = DeletePolicyVersion) || ($.eventName = AttachRolePolicy) || '
    + '($.eventName = DetachRolePolicy) || ($.eventName = AttachUserPolicy) || ($.eventName = DetachUserPolicy) || '
    + '($.eventName = AttachGroupPolicy) || ($.eventName = DetachGroupPolicy)) }',
  good: [
    '{ $.eventSource = "iam.amazonaws.com" && ( $.eventName = Attach* || $.eventName = Create* || $.eventName = Delete* || $.eventName = Detach* || $.eventName = Put* ) }',
  ],
  bad: [
    '{ ($.eventSource = iam.amazonaws.com) && ($.eventName = DeleteGroupPolicy) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = D*) }',
    '{ ($.eventName = DeleteGroupPolicy) && ($.eventName = DeleteRolePolicy) }',
  ],
});
