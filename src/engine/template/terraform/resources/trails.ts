import { InvalidTemplate } from '../../template';
import { apart, as, block, blocks, inside, json, listOf, tags, type Converter, type Definition, type Place, type Properties } from '../arguments';
import { Expression, type Item } from '../hcl';

const OWNER = ['bucket', 'id'] as const;

const days = (name: string): Converter => (value, place) => block(name, { Days: as('days') })({ Days: value }, place);

const LIFECYCLE: Properties = {
  Id: as('id'),
  Status: as('status'),
  Prefix: (value, place) => block('filter', { Prefix: as('prefix') })({ Prefix: value }, place),
  ExpirationInDays: days('expiration'),
  // AWS takes this or days, not both in one rule.
  ExpiredObjectDeleteMarker: (value, place) => block('expiration', { Marker: as('expired_object_delete_marker') })({ Marker: value }, place),
  NoncurrentVersionExpiration: block('noncurrent_version_expiration', { NoncurrentDays: as('noncurrent_days'), NewerNoncurrentVersions: as('newer_noncurrent_versions') }),
  AbortIncompleteMultipartUpload: block('abort_incomplete_multipart_upload', { DaysAfterInitiation: as('days_after_initiation') }),
  Transitions: blocks('transition', { TransitionInDays: as('days'), StorageClass: as('storage_class') }),
  NoncurrentVersionTransitions: blocks('noncurrent_version_transition', {
    TransitionInDays: as('noncurrent_days'), NewerNoncurrentVersions: as('newer_noncurrent_versions'), StorageClass: as('storage_class'),
  }),
};

/** Terraform needs a name and a filter in every rule, be it an empty one. */
const lifecycleRules: Converter = (value, place) => ({
  body: listOf(value, place).flatMap((rule, index) => {
    const where = `${place.where}[${index}]`;
    const given = { Id: `rule-${index + 1}`, Prefix: '', ...rule as object };
    return blocks('rule', LIFECYCLE)([given], { ...place, where }).body!;
  }),
});

/** A filter by the beginning or the end of a key. */
const keyFilter: Converter = (value, place) => {
  const { S3Key: { Rules = [] } = {} } = value as { S3Key?: { Rules?: { Name: string; Value: unknown }[] } };
  return {
    body: Rules.map(({ Name, Value }): Item => {
      const name = { prefix: 'filter_prefix', suffix: 'filter_suffix' }[Name.toLowerCase()];
      if (!name) throw new InvalidTemplate(`${place.where} filters by '${Name}'; allowed are prefix and suffix.`);
      return { name, value: place.scope.value(Value, place.where) };
    }),
  };
};

const notification = (name: string, property: string, argument: string): Converter => blocks(name, {
  [property]: as(argument), Event: (value, place: Place) => ({ body: [{ name: 'events', value: [place.scope.value(value, place.where)] }] }), Filter: keyFilter,
});

/** Terraform needs a prefix, be it an empty one. */
const logging: Converter = (value, place) => apart('aws_s3_bucket_logging', 'logging', OWNER, {
  DestinationBucketName: as('target_bucket'), LogFilePrefix: as('target_prefix'),
})({ LogFilePrefix: '', ...value as object }, place);

/** Terraform's word for a canned ACL; a bucket takes one only once its ownership controls allow ACLs. */
const acl: Converter = (value, place) => {
  const word = String(value).replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
  const controls = place.properties.OwnershipControls === undefined ? [] : [{ name: 'depends_on', value: [new Expression(`aws_s3_bucket_ownership_controls.${place.self.split('.')[1]}_ownership`)] }];
  return { beside: [place.beside('aws_s3_bucket_acl', 'acl', [{ name: 'bucket', value: place.attribute('id') }, { name: 'acl', value: word }, ...controls])] };
};

const bucket: Definition = {
  type: 'aws_s3_bucket',
  ref: 'id',
  attributes: { Arn: 'arn', DomainName: 'bucket_domain_name', RegionalDomainName: 'bucket_regional_domain_name' },
  properties: {
    BucketName: as('bucket'),
    ObjectLockEnabled: as('object_lock_enabled'),
    Tags: tags,
    BucketEncryption: apart('aws_s3_bucket_server_side_encryption_configuration', 'encryption', OWNER, {
      ServerSideEncryptionConfiguration: blocks('rule', {
        BucketKeyEnabled: as('bucket_key_enabled'),
        ServerSideEncryptionByDefault: block('apply_server_side_encryption_by_default', { SSEAlgorithm: as('sse_algorithm'), KMSMasterKeyID: as('kms_master_key_id') }),
      }),
    }),
    VersioningConfiguration: apart('aws_s3_bucket_versioning', 'versioning', OWNER, {
      Status: (value, place) => block('versioning_configuration', { Status: as('status') })({ Status: value }, place),
    }),
    PublicAccessBlockConfiguration: apart('aws_s3_bucket_public_access_block', 'public_access', OWNER, {
      BlockPublicAcls: as('block_public_acls'),
      BlockPublicPolicy: as('block_public_policy'),
      IgnorePublicAcls: as('ignore_public_acls'),
      RestrictPublicBuckets: as('restrict_public_buckets'),
    }),
    OwnershipControls: apart('aws_s3_bucket_ownership_controls', 'ownership', OWNER, { Rules: blocks('rule', { ObjectOwnership: as('object_ownership') }) }),
    AccessControl: acl,
    LifecycleConfiguration: apart('aws_s3_bucket_lifecycle_configuration', 'lifecycle', OWNER, { Rules: lifecycleRules }),
    LoggingConfiguration: logging,
    NotificationConfiguration: apart('aws_s3_bucket_notification', 'notification', OWNER, {
      EventBridgeConfiguration: inside({ EventBridgeEnabled: as('eventbridge') }),
      TopicConfigurations: notification('topic', 'Topic', 'topic_arn'),
      QueueConfigurations: notification('queue', 'Queue', 'queue_arn'),
      LambdaConfigurations: notification('lambda_function', 'Function', 'lambda_function_arn'),
    }),
  },
};

const key: Definition = {
  type: 'aws_kms_key',
  ref: 'key_id',
  attributes: { Arn: 'arn', KeyId: 'key_id' },
  properties: {
    Description: as('description'),
    Enabled: as('is_enabled'),
    EnableKeyRotation: as('enable_key_rotation'),
    RotationPeriodInDays: as('rotation_period_in_days'),
    KeySpec: as('customer_master_key_spec'),
    KeyUsage: as('key_usage'),
    MultiRegion: as('multi_region'),
    PendingWindowInDays: as('deletion_window_in_days'),
    BypassPolicyLockoutSafetyCheck: as('bypass_policy_lockout_safety_check'),
    KeyPolicy: json('policy'),
    Tags: tags,
  },
};

const FIELDS: Properties = {
  Field: as('field'),
  Equals: as('equals'),
  NotEquals: as('not_equals'),
  StartsWith: as('starts_with'),
  NotStartsWith: as('not_starts_with'),
  EndsWith: as('ends_with'),
  NotEndsWith: as('not_ends_with'),
};

const trail: Definition = {
  type: 'aws_cloudtrail',
  ref: 'name',
  attributes: { Arn: 'arn', SnsTopicArn: 'sns_topic_arn' },
  named: 'name',
  properties: {
    TrailName: as('name'),
    S3BucketName: as('s3_bucket_name'),
    S3KeyPrefix: as('s3_key_prefix'),
    IsLogging: as('enable_logging'),
    IsMultiRegionTrail: as('is_multi_region_trail'),
    IsOrganizationTrail: as('is_organization_trail'),
    IncludeGlobalServiceEvents: as('include_global_service_events'),
    EnableLogFileValidation: as('enable_log_file_validation'),
    KMSKeyId: as('kms_key_id'),
    SnsTopicName: as('sns_topic_name'),
    CloudWatchLogsLogGroupArn: as('cloud_watch_logs_group_arn'),
    CloudWatchLogsRoleArn: as('cloud_watch_logs_role_arn'),
    Tags: tags,
    EventSelectors: blocks('event_selector', {
      ReadWriteType: as('read_write_type'),
      IncludeManagementEvents: as('include_management_events'),
      ExcludeManagementEventSources: as('exclude_management_event_sources'),
      DataResources: blocks('data_resource', { Type: as('type'), Values: as('values') }),
    }),
    AdvancedEventSelectors: blocks('advanced_event_selector', { Name: as('name'), FieldSelectors: blocks('field_selector', FIELDS) }),
    InsightSelectors: blocks('insight_selector', { InsightType: as('insight_type') }),
  },
};

/** Trails, and what they write to. */
export const trails: Readonly<Record<string, Definition>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': { type: 'aws_s3_bucket_policy', ref: 'id', properties: { Bucket: as('bucket'), PolicyDocument: json('policy') } },
  'AWS::KMS::Key': key,
  'AWS::KMS::Alias': { type: 'aws_kms_alias', ref: 'name', properties: { AliasName: as('name'), TargetKeyId: as('target_key_id') } },
  'AWS::CloudTrail::Trail': trail,
};
