import { trailAlarmCheck, trailEvents } from '../../trail-alarm';

/** CIS "Ensure S3 bucket policy changes are monitored". */
export const cloudwatchAlarmBucketPolicyChanges = trailAlarmCheck({
  id: 'cloudwatch-alarm-bucket-policy-changes',
  of: 'changes of who may use S3 buckets',
  why: 'A bucket that is opened, or emptied by a lifecycle rule, goes unnoticed.',
  prowler: 'cloudwatch_log_metric_filter_for_s3_bucket_policy_changes',
  events: trailEvents(
    's3',
    'PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle', 'PutBucketReplication', 'DeleteBucketPolicy',
    'DeleteBucketCors', 'DeleteBucketLifecycle', 'DeleteBucketReplication',
  ),
  pattern: '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || '
    + '($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || '
    + '($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || '
    + '($.eventName = DeleteBucketReplication)) }',
  good: [
    '{ $.eventSource = "s3.amazonaws.com" && ( $.eventName = Delete* || $.eventName = Put* ) }',
  ],
  bad: [
    '{ ($.eventSource = s3.amazonaws.com) && ($.eventName = PutBucketAcl) }',
    '{ ($.eventSource = other.amazonaws.com) && ($.eventName = P*) }',
    '{ ($.eventName = PutBucketAcl) && ($.eventName = PutBucketPolicy) }',
  ],
});
