/**
 * Calls that CloudTrail records only where somebody pays for data events, by service: their absence from a trail says nothing.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const DATA_EVENTS: Readonly<Record<string, readonly string[]>> = {
  's3': [
    'GetObject', 'GetObjectAcl', 'GetObjectAttributes', 'GetObjectTagging', 'GetObjectVersion', 'GetObjectVersionTagging', 'GetObjectRetention', 'GetObjectLegalHold', 'PutObject', 'PutObjectAcl',
    'PutObjectTagging', 'PutObjectRetention', 'PutObjectLegalHold', 'DeleteObject', 'DeleteObjectVersion', 'DeleteObjectTagging', 'AbortMultipartUpload', 'ListBucket', 'ListBucketVersions',
    'ListBucketMultipartUploads', 'ListMultipartUploadParts', 'RestoreObject', 'ReplicateObject',
  ],
  'dynamodb': [
    'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'PartiQLSelect', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete',
    'GetRecords', 'GetShardIterator', 'DescribeStream',
  ],
  'lambda': ['InvokeFunction', 'InvokeFunctionUrl', 'InvokeAsync'],
  'sqs': ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes', 'GetQueueUrl'],
  'sns': ['Publish'],
  'kinesis': ['PutRecord', 'PutRecords', 'GetRecords', 'GetShardIterator', 'SubscribeToShard'],
  'firehose': ['PutRecord', 'PutRecordBatch'],
  'logs': ['PutLogEvents', 'CreateLogStream', 'GetLogEvents', 'FilterLogEvents'],
  'cloudwatch': ['PutMetricData', 'GetMetricData', 'GetMetricStatistics', 'ListMetrics'],
  'events': ['PutEvents'],
  'xray': ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets', 'GetSamplingStatisticSummaries'],
  'execute-api': ['Invoke', 'ManageConnections'],
  'elasticfilesystem': ['ClientMount', 'ClientWrite', 'ClientRootAccess'],
  'ssmmessages': ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'],
  'ec2messages': ['AcknowledgeMessage', 'DeleteMessage', 'FailMessage', 'GetEndpoint', 'GetMessages', 'SendReply'],
  'rds-db': ['connect'],
  'iot': ['Connect', 'Publish', 'Subscribe', 'Receive'],
  'bedrock': ['InvokeModel', 'InvokeModelWithResponseStream', 'InvokeAgent', 'Retrieve', 'RetrieveAndGenerate'],
  'sagemaker': ['InvokeEndpoint', 'GetRecord', 'PutRecord', 'BatchGetRecord'],
};

/** Names of the actions of a service that need data events to be seen. */
export const dataEventsOf = (service: string): readonly string[] => DATA_EVENTS[service.toLowerCase()] ?? [];

/** iam:PassRole is a permission, not a call: no event and no last-accessed data has its name. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const PASS_ROLE = 'iam:PassRole';

/** Whether a call may hand a role to a service. */
export const mayPassRole = (action: string): boolean =>
  /:(Create|Update|Put|Run|Start|Register|Submit|Modify|Associate|Add|Import|Replace|Restore|Request|Launch|Deploy|Publish|Enable|Export)/i.test(action);
