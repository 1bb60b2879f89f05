/** Prefixes of IAM actions where the event source of CloudTrail has another name: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const PREFIXES: Readonly<Record<string, string>> = {
  'api.ecr': 'ecr',
  'api.pricing': 'pricing',
  'api.sagemaker': 'sagemaker',
  'email': 'ses',
  'entitlement.marketplace': 'aws-marketplace',
  'models.lex': 'lex',
  'models-v2-lex': 'lex',
  'monitoring': 'cloudwatch',
  'opensearch': 'es',
  'pinpoint': 'mobiletargeting',
  'runtime.lex': 'lex',
  'runtime.sagemaker': 'sagemaker',
  'streams.dynamodb': 'dynamodb',
  'tagging': 'tag',
  'servicecatalog-appregistry': 'servicecatalog',
};

const whole = undefined;

/** PUT and DELETE of a setting of a bucket are one permission: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
const settingsOfBuckets = (names: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(names).flatMap(([operation, action]) => ['Put', 'Delete'].map((verb) => [verb + operation, [`s3:Put${action}`]])));

const S3: Readonly<Record<string, readonly string[] | undefined>> = {
  ...settingsOfBuckets({
    BucketAccelerateConfiguration: 'AccelerateConfiguration',
    BucketAnalyticsConfiguration: 'AnalyticsConfiguration',
    BucketCors: 'BucketCORS',
    BucketEncryption: 'EncryptionConfiguration',
    BucketIntelligentTieringConfiguration: 'IntelligentTieringConfiguration',
    BucketInventoryConfiguration: 'InventoryConfiguration',
    BucketLifecycle: 'LifecycleConfiguration',
    BucketLifecycleConfiguration: 'LifecycleConfiguration',
    BucketMetricsConfiguration: 'MetricsConfiguration',
    BucketNotification: 'BucketNotification',
    BucketNotificationConfiguration: 'BucketNotification',
    BucketOwnershipControls: 'BucketOwnershipControls',
    BucketReplication: 'ReplicationConfiguration',
    BucketTagging: 'BucketTagging',
    ObjectLockConfiguration: 'BucketObjectLockConfiguration',
  }),
  // With an account instead of a bucket, the same names mean the settings of the account.
  PutPublicAccessBlock: ['s3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
  PutBucketPublicAccessBlock: ['s3:PutBucketPublicAccessBlock'],
  PutAccountPublicAccessBlock: ['s3:PutAccountPublicAccessBlock'],
  DeletePublicAccessBlock: ['s3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
  DeleteBucketPublicAccessBlock: ['s3:PutBucketPublicAccessBlock'],
  DeleteAccountPublicAccessBlock: ['s3:PutAccountPublicAccessBlock'],
  GetPublicAccessBlock: ['s3:GetBucketPublicAccessBlock', 's3:GetAccountPublicAccessBlock'],
  GetBucketAccelerateConfiguration: ['s3:GetAccelerateConfiguration'],
  GetBucketAnalyticsConfiguration: ['s3:GetAnalyticsConfiguration'],
  GetBucketCors: ['s3:GetBucketCORS'],
  GetBucketEncryption: ['s3:GetEncryptionConfiguration'],
  GetBucketIntelligentTieringConfiguration: ['s3:GetIntelligentTieringConfiguration'],
  GetBucketInventoryConfiguration: ['s3:GetInventoryConfiguration'],
  GetBucketLifecycle: ['s3:GetLifecycleConfiguration'],
  GetBucketLifecycleConfiguration: ['s3:GetLifecycleConfiguration'],
  GetBucketMetricsConfiguration: ['s3:GetMetricsConfiguration'],
  GetBucketNotificationConfiguration: ['s3:GetBucketNotification'],
  GetBucketReplication: ['s3:GetReplicationConfiguration'],
  GetObjectLockConfiguration: ['s3:GetBucketObjectLockConfiguration'],
  ListBucketAnalyticsConfigurations: ['s3:GetAnalyticsConfiguration'],
  ListBucketIntelligentTieringConfigurations: ['s3:GetIntelligentTieringConfiguration'],
  ListBucketInventoryConfigurations: ['s3:GetInventoryConfiguration'],
  ListBucketMetricsConfigurations: ['s3:GetMetricsConfiguration'],
  ListBuckets: ['s3:ListAllMyBuckets'],
  ListMultipartUploads: ['s3:ListBucketMultipartUploads'],
  ListObjectVersions: ['s3:ListBucketVersions'],
  ListObjects: ['s3:ListBucket'],
  ListObjectsV2: ['s3:ListBucket'],
  ListParts: ['s3:ListMultipartUploadParts'],
  HeadBucket: ['s3:ListBucket'],
  HeadObject: ['s3:GetObject', 's3:GetObjectVersion'],
  GetObject: ['s3:GetObject', 's3:GetObjectVersion'],
  SelectObjectContent: ['s3:GetObject'],
  DeleteObject: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  DeleteObjects: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  CreateMultipartUpload: ['s3:PutObject'],
  CompleteMultipartUpload: ['s3:PutObject'],
  UploadPart: ['s3:PutObject'],
  CopyObject: ['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging', 's3:PutObjectTagging'],
  UploadPartCopy: ['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion'],
  // Of directory buckets, of metadata tables and of access points for Object Lambda: other services, or several.
  CreateSession: whole,
  RenameObject: whole,
  ListDirectoryBuckets: whole,
  ListAccessPointsForDirectoryBuckets: whole,
  CreateBucketMetadataConfiguration: whole,
  DeleteBucketMetadataConfiguration: whole,
  GetBucketMetadataConfiguration: whole,
  WriteGetObjectResponse: ['s3-object-lambda:WriteGetObjectResponse'],
  DeleteAccessPointScope: whole,
  GetAccessPointScope: whole,
  PutAccessPointScope: whole,
  GetBucket: whole,
  ListRegionalBuckets: whole,
};

const PARTIQL = ['dynamodb:PartiQLSelect', 'dynamodb:PartiQLInsert', 'dynamodb:PartiQLUpdate', 'dynamodb:PartiQLDelete'];

/** Calls whose action has another name, several calls of them with one action, by the prefix of the service; undefined: the name does not tell. */
const CALLS: Readonly<Record<string, Readonly<Record<string, readonly string[] | undefined>>>> = {
  's3': S3,
  'access-analyzer': { GetFindingV2: ['access-analyzer:GetFinding'], ListFindingsV2: ['access-analyzer:ListFindings'] },
  'cloudfront': { CreateDistributionWithTags: ['cloudfront:CreateDistribution', 'cloudfront:TagResource'] },
  'dynamodb': {
    BatchExecuteStatement: PARTIQL,
    ExecuteStatement: PARTIQL,
    ExecuteTransaction: PARTIQL,
    TransactGetItems: ['dynamodb:GetItem'],
    TransactWriteItems: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
  },
  'kms': { ReEncrypt: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'] },
  'lambda': {
    GetLayerVersionByArn: ['lambda:GetLayerVersion'], Invoke: ['lambda:InvokeFunction'], InvokeWithResponseStream: ['lambda:InvokeFunction'],
  },
  'route53': { ListHostedZonesByVPC: ['route53:ListHostedZonesByVPC', 'ec2:DescribeVpcs'] },
  'securityhub': {
    GetFindingStatisticsV2: ['securityhub:GetAdhocInsightResults'],
    GetFindingsV2: ['securityhub:GetFindings'],
    ListOrganizationAdminAccounts: ['securityhub:ListOrganizationAdminAccounts', 'organizations:DescribeOrganization'],
  },
  'sns': { PublishBatch: ['sns:Publish'] },
  'sqs': { ChangeMessageVisibilityBatch: ['sqs:ChangeMessageVisibility'], DeleteMessageBatch: ['sqs:DeleteMessage'], SendMessageBatch: ['sqs:SendMessage'] },
  'ssm': { GetInventorySchema: ['ssm:GetInventory', 'ssm:GetInventorySchema'] },
  'sts': { GetCallerIdentity: [] },
};

/** Services whose events do not tell the action: API Gateway's actions are GET, POST and the like. */
const UNTOLD = new Set(['apigateway', 'execute-api']);

/** Sources of events that are no calls with a permission. */
const NO_CALLS = new Set(['signin', 'health', 'sso-oauth']);

/** Dates that Lambda and CloudFront append to names: `AddPermission20150331v2`, `CreateDistribution2020_05_31`. */
const DATED = /^([A-Za-z]+?)_?20\d\d_?\d\d_?\d\d(?:v\d+)?$/;

/** What an event of CloudTrail tells of permissions: `actions` undefined where its name does not tell which of the service it needed. */
export interface EventActions { readonly service: string; readonly actions?: readonly string[] }

/**
 * The IAM actions that a call needed, by what CloudTrail calls it. Permissions that a call needs besides (tags on creation, a key) are not among them.
 * @param eventSource for instance `s3.amazonaws.com`
 * @returns undefined for what is no call with a permission
 */
export function actionsOfEvent(eventSource: string, eventName: string): EventActions | undefined {
  const host = eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '').toLowerCase();
  if (NO_CALLS.has(host) || !/^[a-z0-9.-]{1,60}$/.test(host) || !/^[A-Za-z0-9_]{1,128}$/.test(eventName)) return undefined;
  const service = PREFIXES[host] ?? host;
  const name = DATED.exec(eventName)?.[1] ?? eventName;
  if (UNTOLD.has(service)) return { service };
  const calls = CALLS[service] ?? {};
  if (!Object.hasOwn(calls, name)) return { service, actions: [`${service}:${name}`] };
  const actions = calls[name];
  return actions ? { service, actions } : { service };
}
