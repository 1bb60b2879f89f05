import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnTrail, InsightType } from 'aws-cdk-lib/aws-cloudtrail';
import { ArnPrincipal, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, BootstraplessSynthesizer, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { CloudTrailIngestPipeline, LogNotification, LogReaderRole, ScannerTrust, type CloudTrailIngestPipelineProps } from '../../src';

const env = { account: '111111111111', region: 'eu-central-1' };
const [MANAGEMENT, ARCHIVE, ORGANIZATION] = ['999999999999', '222222222222', 'o-a1b2c3d4e5'];
const TRAIL = `arn:aws:cloudtrail:eu-central-1:${env.account}:trail/theirs`;

function pipelineIn(props: CloudTrailIngestPipelineProps | ((stack: Stack) => CloudTrailIngestPipelineProps) = {}, stack = new Stack(new App(), 'Stack', { env })) {
  const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline', typeof props === 'function' ? props(stack) : props);
  // Synthesized when it is asked for: what comes before may still add to the stack.
  return { stack, pipeline, get template() { return Template.fromStack(stack); } };
}
type Statement = { Sid?: string; Effect: string; Principal?: unknown; Action: string | string[]; Resource: unknown; Condition?: Record<string, Record<string, unknown>> };
type Resources = Record<string, { Type: string; Properties: Record<string, { Statement?: Statement[] }>; DeletionPolicy?: string; UpdateReplacePolicy?: string }>;
const resourcesOf = (template: Template) => template.toJSON().Resources as Resources;
const typesOf = (template: Template) => [...new Set(Object.values(resourcesOf(template)).map(({ Type }) => Type))].sort();
const statementsOf = (template: Template) => Object.values(resourcesOf(template)).flatMap(({ Properties }) => Object.values(Properties).flatMap((value) => value?.Statement ?? []));
/** The changes to make that the stack has as outputs, by their names. */
const changesOf = (stack: Stack) => Object.fromEntries(Object.entries(Template.fromStack(stack).findOutputs('*')).map(([id, { Value }]) => [id.replace(/^Pipeline|[0-9A-F]{8}$/g, ''), Value]));
const json = (value: unknown) => JSON.parse(value as string) as { Statement: Statement[] };
const existing = (stack: Stack) => ({
  trail: CfnTrail.fromTrailArn(stack, 'Trail', TRAIL),
  bucket: Bucket.fromBucketName(stack, 'Bucket', 'their-logs'),
  topic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:eu-central-1:${env.account}:theirs`),
});
const everyMode = Object.values(LogNotification).map((notification) => [notification] as const);

describe('a new pipeline', () => {
  test('is made of resources of AWS alone: no assets, no custom resources, no functions, and room for others in the template', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { synthesizer: new BootstraplessSynthesizer(), analyticsReporting: false });
    const { template } = pipelineIn({}, stack);
    expect(typesOf(template)).toEqual([
      'AWS::CloudTrail::Trail', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard', 'AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::SNS::Subscription', 'AWS::SNS::Topic',
      'AWS::SNS::TopicPolicy', 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy',
    ]);
    expect(template.toJSON().Parameters).toBeUndefined();
    expect(JSON.stringify(template.toJSON()).length).toBeLessThan(20_000);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('the trail records every Region of one account, validated, encrypted, after the policies that let it write', () => {
    const { template } = pipelineIn();
    const [trail] = Object.values(template.findResources('AWS::CloudTrail::Trail'));
    expect(trail.Properties).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      IsOrganizationTrail: false,
      KMSKeyId: { 'Fn::GetAtt': [expect.stringMatching('LogKey'), 'Arn'] },
      SnsTopicName: { Ref: expect.stringMatching('Topic') },
      TrailName: 'Stack-Pipeline-3A0C6D8B'.replace(/3A.*/, trail.Properties.TrailName.split('-').at(-1)),
    });
    expect(trail.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching('LogsPolicy'), expect.stringMatching('TopicPolicy')]));
  });

  test('of an organisation: its prefix, its management account, a log prefix, insights, selectors', () => {
    const advancedEventSelectors = [{ fieldSelectors: [{ field: 'eventCategory', equalTo: ['Data'] }, { field: 'resources.type', equalTo: ['AWS::S3::Object'] }] }];
    const { template, pipeline } = pipelineIn({
      organizationId: ORGANIZATION, managementAccountId: MANAGEMENT, logPrefix: 'audit', trailName: 'org', insights: [InsightType.API_CALL_RATE, InsightType.API_ERROR_RATE], advancedEventSelectors,
    });
    template.hasResourceProperties('AWS::CloudTrail::Trail', {
      IsOrganizationTrail: true,
      S3KeyPrefix: 'audit',
      TrailName: 'org',
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }] }],
    });
    const write = statementsOf(template).find(({ Sid }) => Sid === 'TrailWrites')!;
    expect(JSON.stringify(write.Resource)).toMatch(new RegExp(`/audit/AWSLogs/${MANAGEMENT}/\\*.*/audit/AWSLogs/${ORGANIZATION}/\\*`));
    expect(JSON.stringify(write.Condition)).toContain(`:cloudtrail:eu-central-1:${MANAGEMENT}:trail/org`);
    expect(JSON.stringify(pipeline.readStatements[0].resources)).toContain(`/audit/AWSLogs/${ORGANIZATION}/*/CloudTrail-Insight/*`);
  });

  test('selectors without management events are warned of', () => {
    const selecting = (...categories: string[]) => pipelineIn({ advancedEventSelectors: categories.map((each) => ({ fieldSelectors: [{ field: 'eventCategory', equalTo: [each] }] })) }).stack;
    Annotations.fromStack(selecting('Data')).hasWarning('/Stack/Pipeline', Match.stringLikeRegexp('name no management events'));
    Annotations.fromStack(selecting('Data', 'Management')).hasNoWarning('*', Match.anyValue());
  });

  test('is told by the bucket, without a custom resource that would own its notifications', () => {
    const { template } = pipelineIn({ notification: LogNotification.S3, insights: [InsightType.API_CALL_RATE] });
    const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
    const { TopicConfigurations } = bucket.Properties.NotificationConfiguration;
    expect(TopicConfigurations.map((each: { Filter: { S3Key: { Rules: object[] } } }) => each.Filter.S3Key.Rules)).toEqual([
      [{ Name: 'prefix', Value: 'AWSLogs/111111111111/CloudTrail/' }, { Name: 'suffix', Value: '.json.gz' }],
      [{ Name: 'prefix', Value: 'AWSLogs/111111111111/CloudTrail-Insight/' }, { Name: 'suffix', Value: '.json.gz' }],
    ]);
    expect(bucket.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching('TopicPolicy')]));
    template.hasResourceProperties('AWS::CloudTrail::Trail', { SnsTopicName: Match.absent() });
  });

  test('of an organisation, told by the bucket: one configuration, as prefixes must not overlap', () => {
    const { template } = pipelineIn({ notification: LogNotification.S3, insights: [InsightType.API_CALL_RATE], organizationId: ORGANIZATION });
    const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
    expect(bucket.Properties.NotificationConfiguration.TopicConfigurations).toHaveLength(1);
  });

  test('is told by Amazon EventBridge: a rule for log files, no topic', () => {
    const { template, pipeline } = pipelineIn({ notification: LogNotification.EVENT_BRIDGE });
    expect(pipeline.topicArn).toBeUndefined();
    expect(typesOf(template)).not.toContain('AWS::SNS::Topic');
    template.hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { object: { key: [{ wildcard: 'AWSLogs/111111111111/CloudTrail/*.json.gz' }] } } },
      Targets: [{ DeadLetterConfig: { Arn: Match.anyValue() } }],
    });
  });

  test('hides a message six times as long as the consumer may take', () => {
    pipelineIn({ consumerTimeout: Duration.minutes(5), maxReceiveCount: 8, queueName: 'trail-notices' }).template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'trail-notices', VisibilityTimeout: 1800, RedrivePolicy: { maxReceiveCount: 8 }, MessageRetentionPeriod: 1_209_600,
    });
    pipelineIn({ queueName: 'trail-notices' }).template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'trail-notices-dead-letters' });
  });

  test.each(everyMode)('cdk-nag has nothing to say that is not answered: %s', (notification) => {
    expect(nag(pipelineIn({ notification }).stack)).toEqual([]);
    const accessLogs = pipelineIn((stack) => ({ notification, serverAccessLogsBucket: Bucket.fromBucketName(stack, 'AccessLogs', 'access-logs') }));
    expect(nag(accessLogs.stack)).toEqual([]);
    accessLogs.template.hasResourceProperties('AWS::S3::Bucket', { LoggingConfiguration: { DestinationBucketName: 'access-logs' } });
  });
});

describe('what the modules of vendors get wrong', () => {
  test.each(everyMode)('every right of a service names its source: %s', (notification) => {
    const allowed = statementsOf(pipelineIn({ notification }).template).filter(({ Effect, Principal }) => Effect === 'Allow' && JSON.stringify(Principal).includes('Service'));
    expect(allowed.length).toBeGreaterThanOrEqual(7);
    expect(allowed.filter(({ Condition }) => !JSON.stringify(Condition ?? {}).includes('aws:SourceArn'))).toEqual([]);
  });

  test.each(everyMode)('no right is everybody\'s: %s', (notification) => {
    const everybody = statementsOf(pipelineIn({ notification }).template).filter(({ Principal }) => Principal === '*' || JSON.stringify(Principal)?.includes('"*"'));
    expect(everybody.length).toBeGreaterThan(0);
    expect(everybody.filter(({ Effect }) => Effect !== 'Deny')).toEqual([]);
  });

  test.each(everyMode)('every queue but the last has a dead-letter queue, and so has what sends to it: %s', (notification) => {
    const { template } = pipelineIn({ notification });
    const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
    expect(queues.filter(([, { Properties }]) => !Properties.RedrivePolicy).map(([id]) => id)).toEqual([expect.stringMatching('DeadLetters')]);
    const senders = [...Object.values(template.findResources('AWS::SNS::Subscription')).map(({ Properties }) => Properties.RedrivePolicy?.deadLetterTargetArn),
      ...Object.values(template.findResources('AWS::Events::Rule')).flatMap(({ Properties }) => Properties.Targets.map((target: { DeadLetterConfig?: { Arn: object } }) => target.DeadLetterConfig?.Arn))];
    expect(senders).toEqual([{ 'Fn::GetAtt': [expect.stringMatching('DeadLetters'), 'Arn'] }]);
  });

  test('ListBucket is asked of a bucket, and objects of objects', () => {
    const { pipeline } = pipelineIn();
    const all = [...pipeline.readStatements, ...pipeline.diagnosticStatements];
    const resourcesWith = (action: string) => all.filter(({ actions }) => actions.includes(action)).flatMap(({ resources }) => resources);
    expect(resourcesWith('s3:ListBucket')).toEqual([pipeline.bucketArn]);
    expect(resourcesWith('s3:GetObject').every((resource) => resource.startsWith(`${pipeline.bucketArn}/`))).toBe(true);
  });

  test('versions are kept whether or not there are access logs', () => {
    for (const { template } of [pipelineIn(), pipelineIn((stack) => ({ serverAccessLogsBucket: Bucket.fromBucketName(stack, 'AccessLogs', 'access-logs') }))]) {
      template.hasResourceProperties('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } });
    }
  });

  test('evidence outlives the stack, and is never emptied, even where the bucket may go', () => {
    const kept = (template: Template) => Object.entries(resourcesOf(template)).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain').map(([id]) => id);
    const { template } = pipelineIn();
    expect(kept(template)).toEqual([expect.stringMatching('LogKey'), expect.stringMatching(/Logs[0-9A-F]{8}/), expect.stringMatching('LogsPolicy')]);
    const gone = pipelineIn({ removalPolicy: RemovalPolicy.DESTROY }).template;
    expect(kept(gone)).toEqual([]);
    expect(typesOf(gone).filter((type) => type.includes('Custom') || type.includes('Lambda'))).toEqual([]);
  });

  test.each([['us-gov-west-1'], ['cn-north-1'], [undefined]])('no ARN names a partition of its own: %s', (region) => {
    const stack = new Stack(new App(), 'Stack', { env: region ? { account: '111111111111', region } : undefined });
    const { pipeline } = pipelineIn({ notification: LogNotification.S3 }, stack);
    new LogReaderRole(stack, 'Reader', { source: pipeline, trust: ScannerTrust.account('222222222222', 'agreed-7f3a'), diagnostics: true });
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(/arn:aws[:-]/);
  });
});

describe('what exists is used, and not changed', () => {
  test('trail, bucket and topic: a queue is subscribed, and there is nothing to do', () => {
    const { stack, template } = pipelineIn(existing);
    expect(typesOf(template)).toEqual(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard', 'AWS::KMS::Key', 'AWS::SNS::Subscription', 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy']);
    expect(changesOf(stack)).toEqual({});
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
    expect(nag(stack)).toEqual([]);
  });

  test('trail and bucket: a rule, and the notification to turn on beside those that the bucket has', () => {
    const { stack, template } = pipelineIn((each) => ({ ...existing(each), topic: undefined }));
    template.resourceCountIs('AWS::Events::Rule', 1);
    template.resourceCountIs('AWS::S3::Bucket', 0);
    expect(changesOf(stack)).toEqual({ BucketNotificationToAdd: '{"EventBridgeConfiguration":{}}' });
    Annotations.fromStack(stack).hasWarning('/Stack/Pipeline', Match.stringLikeRegexp('Add to the notifications of the bucket their-logs, beside those that it has'));
  });

  test('the bucket tells a topic: the configuration to add', () => {
    const { stack } = pipelineIn((each) => ({ ...existing(each), topic: undefined, topicName: 'notices', notification: LogNotification.S3 }));
    expect(JSON.stringify(changesOf(stack).BucketNotificationToAdd)).toContain('\\"Filter\\":{\\"Key\\":{\\"FilterRules\\":[{\\"Name\\":\\"prefix\\",\\"Value\\":\\"AWSLogs/111111111111/CloudTrail/\\"},{\\"Name\\":\\"suffix\\",\\"Value\\":\\".json.gz\\"}]}}');
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::TopicPolicy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 's3.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' }, ArnEquals: Match.anyValue() } })]) } });
  });

  test('the trail tells a new topic: the setting to change, which says what it replaces', () => {
    const { stack } = pipelineIn((each) => ({ ...existing(each), topic: undefined, notification: LogNotification.CLOUD_TRAIL }));
    expect(Object.keys(changesOf(stack))).toEqual(['TrailSettingsToChange']);
    Annotations.fromStack(stack).hasWarning('/Stack/Pipeline', Match.stringLikeRegexp(`Change the trail ${TRAIL} by UpdateTrail, which replaces what it has`));
  });

  test('a trail and no bucket: the new bucket lets that trail in, and the trail has to be told', () => {
    const { stack, template } = pipelineIn((each) => ({ trail: existing(each).trail, logPrefix: 'audit' }));
    template.resourceCountIs('AWS::CloudTrail::Trail', 0);
    template.hasResourceProperties('AWS::S3::BucketPolicy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'TrailWrites', Condition: { StringEquals: { 'aws:SourceArn': TRAIL } } })]) } });
    const settings = JSON.stringify(changesOf(stack).TrailSettingsToChange);
    for (const name of ['S3BucketName', 'S3KeyPrefix', 'KmsKeyId', 'SnsTopicName']) expect(settings).toContain(name);
  });

  test('a new trail, a bucket, a key and a topic of other accounts: the statements to add to each, before the trail can be made', () => {
    const { stack } = pipelineIn((each) => ({
      bucket: Bucket.fromBucketAttributes(each, 'Bucket', { bucketName: 'archive-logs', account: ARCHIVE, region: 'eu-central-1' }),
      logKey: CfnKey.fromKeyArn(each, 'Key', `arn:aws:kms:eu-central-1:${ARCHIVE}:key/1234`),
      topic: Topic.fromTopicArn(each, 'Topic', `arn:aws:sns:eu-west-1:${ARCHIVE}:notices`),
      trailName: 'org',
      organizationId: ORGANIZATION,
    }));
    const changes = changesOf(stack);
    expect(Object.keys(changes).sort()).toEqual(['BucketPolicyToAdd', 'LogKeyPolicyToAdd', 'TopicPolicyToAdd']);
    const text = (name: string) => JSON.stringify(changes[name]);
    expect(text('BucketPolicyToAdd')).toContain(':cloudtrail:eu-central-1:111111111111:trail/org');
    expect(text('LogKeyPolicyToAdd')).toContain('kms:EncryptionContext:aws:cloudtrail:arn');
    expect(text('TopicPolicyToAdd')).toMatch(/sns:Publish.*sns:Subscribe/);
    for (const name of ['Bucket', 'LogKey', 'Topic']) Annotations.fromStack(stack).hasWarning('/Stack/Pipeline', Match.stringLikeRegexp(`${name}PolicyToAdd`));
    // The dead-letter queue of a subscription has to be in the Region of the topic.
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', { Region: 'eu-west-1', RedrivePolicy: Match.absent() });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudTrail::Trail', { S3BucketName: 'archive-logs', SnsTopicName: `arn:aws:sns:eu-west-1:${ARCHIVE}:notices`, KMSKeyId: `arn:aws:kms:eu-central-1:${ARCHIVE}:key/1234` });
  });

  test('a topic, where the Region of the stack is known at deployment only: its dead letters there, if it is that Region', () => {
    const stack = new Stack(new App(), 'Stack');
    const { template } = pipelineIn(existing, stack);
    const [condition] = Object.keys(template.findConditions('*'));
    expect(template.toJSON().Conditions[condition]).toEqual({ 'Fn::Equals': ['eu-central-1', { Ref: 'AWS::Region' }] });
    template.hasResourceProperties('AWS::SNS::Subscription', { Region: 'eu-central-1', RedrivePolicy: { 'Fn::If': [condition, { deadLetterTargetArn: Match.anyValue() }, { Ref: 'AWS::NoValue' }] } });
  });

  test('the statements to add are those that a resource of this app gets', () => {
    const { stack } = pipelineIn((each) => ({ bucket: CfnBucket.fromBucketName(each, 'Bucket', 'logs'), trailName: 'audit' }));
    const shown = json(stack.resolve(changesOf(stack).BucketPolicyToAdd)['Fn::Join'][1].map((part: string | object) => (typeof part === 'string' ? part : 'aws')).join(''));
    const made = new Stack(new App(), 'Made', { env });
    new CloudTrailIngestPipeline(made, 'Pipeline', { bucket: new Bucket(made, 'Bucket', { bucketName: 'logs' }), trailName: 'audit' });
    const [policy] = Object.values(Template.fromStack(made).findResources('AWS::S3::BucketPolicy'));
    expect(shown.Statement.map(({ Sid, Action, Principal }) => ({ Sid, Action, Principal }))).toEqual((policy.Properties.PolicyDocument.Statement as Statement[]).map(({ Sid, Action, Principal }) => ({ Sid, Action, Principal })));
    expect(changesOf(made)).toEqual({});
  });

  test('what belongs to the app is changed: nothing is left to do', () => {
    const app = new App();
    const archive = new Stack(app, 'Archive', { env });
    const owned = { bucket: new Bucket(archive, 'Bucket', { bucketName: 'logs' }), logKey: new Key(archive, 'Key'), topic: new Topic(archive, 'Topic', { topicName: 'notices' }), queue: new Queue(archive, 'Queue', { queueName: 'notices' }), messageKey: new Key(archive, 'Messages') };
    const stack = new Stack(app, 'Stack', { env });
    new CloudTrailIngestPipeline(stack, 'Pipeline', owned);
    expect(changesOf(stack)).toEqual({});
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
    const sids = statementsOf(Template.fromStack(archive)).map(({ Sid }) => Sid);
    expect(sids).toEqual(expect.arrayContaining(['TrailChecksAcl', 'TrailWrites', 'TrailEncrypts', 'TrailDescribes', 'NoticePublished', 'NoticeSent']));
  });

  test('the warning can be acknowledged', () => {
    const { stack, pipeline } = pipelineIn((each) => ({ ...existing(each), topic: undefined }));
    Validations.of(pipeline).acknowledge({ id: CloudTrailIngestPipeline.WARNING_ID, reason: 'turned on by the log archive team' });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('a queue of another account is not watched from here', () => {
    const { pipeline } = pipelineIn((stack) => ({ ...existing(stack), queue: Queue.fromQueueArn(stack, 'Queue', `arn:aws:sqs:eu-central-1:${ARCHIVE}:notices`) }));
    expect(pipeline.alarms.map(({ node }) => node.id)).toEqual(['DeadLettersAlarm']);
    expect([pipeline.queueName, pipeline.topicName]).toEqual(['notices', 'theirs']);
  });
});

describe('readers', () => {
  test('of the account of bucket and queue need no policy but their own', () => {
    const { stack, pipeline } = pipelineIn(existing);
    new LogReaderRole(stack, 'Reader', { source: pipeline, trust: ScannerTrust.account('222222222222', 'agreed-7f3a') });
    expect(changesOf(stack)).toEqual({});
  });

  test('beside a bucket and a key of another account: what their owner has to allow', () => {
    const { stack, pipeline } = pipelineIn((each) => ({
      ...existing(each),
      bucket: Bucket.fromBucketAttributes(each, 'Archive', { bucketName: 'archive-logs', account: ARCHIVE }),
      logKey: Key.fromKeyArn(each, 'Key', `arn:aws:kms:eu-central-1:${ARCHIVE}:key/1234`),
    }));
    new LogReaderRole(stack, 'Reader', { source: pipeline, trust: ScannerTrust.account('222222222222', 'agreed-7f3a') });
    expect(Object.keys(changesOf(stack)).sort()).toEqual(['BucketPolicyToAdd', 'LogKeyPolicyToAdd']);
    expect(JSON.stringify(changesOf(stack).BucketPolicyToAdd)).toContain('aws:PrincipalArn');
  });

  test('that are no IAM principals are refused', () => {
    expect(() => pipelineIn().pipeline.grantRead(new ServicePrincipal('lambda.amazonaws.com'))).toThrow('A reader must be an IAM principal');
  });
});

describe('AWS Control Tower: queue in Audit, reader in Log Archive', () => {
  const app = new App();
  const audit = new Stack(app, 'Audit', { env: { account: '333333333333', region: 'eu-central-1' } });
  const trailArn = `arn:aws:cloudtrail:eu-central-1:${MANAGEMENT}:trail/aws-controltower-BaselineCloudTrail`;
  const bucketArn = `arn:aws:s3:::aws-controltower-logs-${ARCHIVE}-eu-central-1`;
  const pipeline = new CloudTrailIngestPipeline(audit, 'Pipeline', {
    trail: CfnTrail.fromTrailArn(audit, 'Trail', trailArn),
    bucket: Bucket.fromBucketAttributes(audit, 'Bucket', { bucketArn, account: ARCHIVE, region: 'eu-central-1' }),
    topic: Topic.fromTopicArn(audit, 'Topic', 'arn:aws:sns:eu-central-1:333333333333:aws-controltower-AllConfigNotifications'),
    organizationId: ORGANIZATION,
    logPrefix: ORGANIZATION,
  });
  pipeline.grantRead(new ArnPrincipal(`arn:aws:iam::${ARCHIVE}:role/reader`));
  const archive = new Stack(app, 'Archive', { env: { account: ARCHIVE, region: 'eu-central-1' } });
  const source = CloudTrailIngestPipeline.fromAttributes(archive, 'Logs', {
    trailArn, bucketArn, organizationId: ORGANIZATION, logPrefix: ORGANIZATION, queueArn: 'arn:aws:sqs:eu-central-1:333333333333:q', messageKeyArn: 'arn:aws:kms:eu-central-1:333333333333:key/k',
  });
  new LogReaderRole(archive, 'Reader', { roleName: 'reader', source, trust: ScannerTrust.account('444444444444', 'agreed-7f3a') });

  test('nothing of AWS Control Tower is changed or has to be', () => {
    const template = Template.fromStack(audit);
    expect(typesOf(template).filter((type) => /S3|CloudTrail|SNS::Topic/.test(type))).toEqual([]);
    expect(Object.keys(changesOf(audit))).toEqual(['ReaderPolicyToAdd']);
  });

  test('queue and key let the role of Log Archive in, by its name, before it exists', () => {
    const template = Template.fromStack(audit);
    const condition = { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ARCHIVE}:role/reader` } };
    template.hasResourceProperties('AWS::SQS::QueuePolicy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'TakeNotices', Condition: condition })]) } });
    template.hasResourceProperties('AWS::KMS::Key', { KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'DecryptNotices', Action: 'kms:Decrypt', Condition: { ...condition, StringEquals: Match.anyValue() } })]) } });
  });

  test('the role reads log files of every account, and the queue of Audit', () => {
    Template.fromStack(archive).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'ReadLogs', Resource: `${bucketArn}/${ORGANIZATION}/AWSLogs/${ORGANIZATION}/*/CloudTrail/*` }),
          Match.objectLike({ Sid: 'TakeNotices', Resource: 'arn:aws:sqs:eu-central-1:333333333333:q' }),
        ]),
      },
    });
    expect(nag(archive)).toEqual([]);
  });
});

describe('wrong properties', () => {
  test.each<[string, CloudTrailIngestPipelineProps | ((stack: Stack) => CloudTrailIngestPipelineProps)]>([
    ["organizationId must be the id of an organisation such as o-a1b2c3d4e5, got 'acme'", { organizationId: 'acme' }],
    ["managementAccountId must be an AWS account id of 12 digits, got '1'", { managementAccountId: '1' }],
    ["logPrefix must have neither wildcards nor a slash at its ends, got '*'", { logPrefix: '*' }],
    ["logPrefix must have neither wildcards nor a slash at its ends, got 'audit/'", { logPrefix: 'audit/' }],
    ["trailName must have 3 to 128 letters and digits, with single . _ - between them, got 'a--b'", { trailName: 'a--b' }],
    ['retention must be longer than activeStorage, got 30 and 365 days', { retention: Duration.days(30) }],
    ['consumerTimeout must be at most 2 hours', { consumerTimeout: Duration.hours(3) }],
    ['maxReceiveCount must be a whole number from 1 to 1,000, got 0', { maxReceiveCount: 0 }],
    ['silence must be 1 to 24 whole hours, got 1 hour 30 minutes', { silence: Duration.minutes(90) }],
    ['trailName says how a new trail is made: leave it out where trail is given', (stack) => ({ ...existing(stack), trailName: 'audit' })],
    ['retention says how a new bucket is made: leave it out where bucket is given', (stack) => ({ ...existing(stack), retention: Duration.days(2000) })],
    ['consumerTimeout says how a new queue is made', (stack) => ({ queue: Queue.fromQueueArn(stack, 'Q', 'arn:aws:sqs:eu-central-1:111111111111:q'), consumerTimeout: Duration.minutes(2) })],
    ["An ARN must name one resource, without wildcards, got 'arn:aws:s3:::*'", (stack) => ({ bucket: CfnBucket.fromBucketArn(stack, 'B', 'arn:aws:s3:::*') })],
    ['With LogNotification.EVENT_BRIDGE the queue is told by a rule', (stack) => ({ ...existing(stack), notification: LogNotification.EVENT_BRIDGE })],
    ['Amazon EventBridge has the events of a bucket in its account and Region, 222222222222 and eu-central-1 here', (stack) => ({ trail: existing(stack).trail, bucket: Bucket.fromBucketAttributes(stack, 'B', { bucketName: 'logs', account: ARCHIVE }) })],
    ['Amazon S3 publishes to a topic of the Region of the bucket only: the bucket is in us-east-1, the topic in eu-central-1', (stack) => ({ notification: LogNotification.S3, bucket: Bucket.fromBucketAttributes(stack, 'B', { bucketName: 'logs', region: 'us-east-1' }) })],
  ])('%s', (message, props) => {
    expect(() => pipelineIn(props)).toThrow(message);
  });
});

describe('alarms', () => {
  const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');

  test.each(everyMode)('each has a section in the runbook: %s', (notification) => {
    const { template } = pipelineIn({ notification });
    const anchors = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => /docs\/runbook\.md#([\w-]+)$/.exec(Properties.AlarmDescription)![1]);
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-'));
    expect(anchors).toHaveLength(4);
    for (const anchor of anchors) expect(sections).toContain(anchor);
  });

  test('tell a topic where one is given, and silence counts as an alarm', () => {
    const { template } = pipelineIn((stack) => ({ alarmTopic: existing(stack).topic, silence: Duration.hours(6), oldestMessageAge: Duration.minutes(20), dashboard: false }));
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    for (const { Properties } of Object.values(template.findResources('AWS::CloudWatch::Alarm'))) expect(Properties.AlarmActions).toEqual([`arn:aws:sns:eu-central-1:${env.account}:theirs`]);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'NumberOfMessagesSent', EvaluationPeriods: 6, Period: 3600, TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold' });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 1200 });
  });
});

test('two pipelines of a stack do not share a name', () => {
  const { stack } = pipelineIn();
  new CloudTrailIngestPipeline(stack, 'Second');
  const names = (type: string, property: string) => Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties }) => JSON.stringify(Properties[property]));
  for (const [type, property] of [['AWS::S3::Bucket', 'BucketName'], ['AWS::CloudTrail::Trail', 'TrailName'], ['AWS::SNS::Topic', 'TopicName']]) expect(new Set(names(type, property)).size).toBe(2);
});
