import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, BootstraplessSynthesizer, CfnParameter, Duration, SecretValue, Stack, type Environment } from 'aws-cdk-lib/core';
import { matches } from './event-matcher';
import { nag } from './nag';
import { EventBridgeForwarder, ForwarderAuthorization, ForwarderEvents, ScannerStream, type EventBridgeForwarderProps } from '../../src';
import { services } from '../../src/catalogue/services';
import { changePatterns } from '../../src/derive/event-patterns';

const delivery = { endpoint: 'https://events.example.com/aws', authorization: ForwarderAuthorization.apiKey(SecretValue.secretsManager('platform-key')) };
const HUB = { account: '111111111111', region: 'us-east-1' };

interface Made { readonly stack: Stack; readonly forwarder: EventBridgeForwarder; readonly template: Template }

function make(props: Partial<EventBridgeForwarderProps> | ((stack: Stack) => Partial<EventBridgeForwarderProps>) = {}, env?: Environment): Made {
  const app = new App({ analyticsReporting: false, context: { '@aws-cdk/core:checkSecretUsage': true } });
  const stack = new Stack(app, 'Stack', { env, synthesizer: new BootstraplessSynthesizer() });
  const forwarder = new EventBridgeForwarder(stack, 'Forwarder', { ...delivery, ...typeof props === 'function' ? props(stack) : props });
  return { stack, forwarder, template: Template.fromStack(stack) };
}

type Json = Record<string, any>;
const ROLE = 'arn:aws-us-gov:iam::111111111111:role/event-forwarder/SomeForwarder';

/** A value of a template as CloudFormation would fill it in. */
const filledIn = (value: object): Json => JSON.parse(JSON.stringify(value), (_, each) => (
  each?.['Fn::Join']?.[1].join('') ?? { 'AWS::Partition': 'aws-us-gov', 'AWS::AccountId': '111111111111' }[each?.Ref as string] ?? each
));

/** The event patterns of the rules that forward CloudTrail's events. */
const patternsOf = ({ template }: Made): Json[] => Object.values(template.findResources('AWS::Events::Rule'))
  .map(({ Properties }) => filledIn(Properties.EventPattern))
  .filter((pattern) => !pattern.source.includes('aws.cloudformation'));

const call = (eventSource: string, eventName: string, more: Json = {}) => ({
  'source': `aws.${eventSource.split('.')[0]}`,
  'detail-type': 'AWS API Call via CloudTrail',
  'detail': { eventSource, eventName, sourceIPAddress: '192.0.2.1', userIdentity: { type: 'IAMUser' }, requestParameters: null, ...more },
});
const howMany = (patterns: Json[], event: object) => patterns.filter((pattern) => matches(pattern, event)).length;

describe('event patterns', () => {
  const patterns = patternsOf(make());

  test('match each change of the catalogue in one rule, and no other call', () => {
    for (const { eventSource: [source], eventName } of changePatterns(services)) {
      for (const name of eventName) expect([name, howMany(patterns, call(source, name))]).toEqual([name, 1]);
      expect(howMany(patterns, call(source, 'DescribeSomething'))).toBe(0);
    }
    expect(howMany(patterns, call('bedrock.amazonaws.com', 'TagResource'))).toBe(0);
  });

  test('fit the quota, in the partition with the longest name too', () => {
    expect(patterns.length).toBeGreaterThan(1);
    for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
  });

  test('match nothing forged', () => {
    const event = call('kms.amazonaws.com', 'CreateKey');
    for (const source of ['kms', 'my.aws.kms', 'AWS.kms', 'aws']) expect(howMany(patterns, { ...event, source })).toBe(0);
    expect(howMany(patterns, { ...event, 'detail-type': 'CreateKey' })).toBe(0);
  });

  test.each([
    ['the secret of the connection is read', call('secretsmanager.amazonaws.com', 'GetSecretValue', { sourceIPAddress: 'apidestinations.events.amazonaws.com' })],
    ['the secret is decrypted', call('kms.amazonaws.com', 'Decrypt', {
      sourceIPAddress: 'secretsmanager.amazonaws.com', userIdentity: { sessionContext: { sessionIssuer: { userName: 'AWSServiceRoleForAmazonEventBridgeApiDestinations' } } },
    })],
    ['the role of a forwarder is assumed', call('sts.amazonaws.com', 'AssumeRole', { sourceIPAddress: 'events.amazonaws.com', requestParameters: { roleArn: ROLE } })],
  ])('match every call but the ones of a delivery: %s', (_, event) => {
    const all = patternsOf(make({ events: ForwarderEvents.all(), readOnlyEvents: true }));
    expect(all).toHaveLength(1);
    expect(howMany(all, event)).toBe(0);
    const elsewhere = { ...event.detail, sourceIPAddress: 'events.amazonaws.com', userIdentity: { type: 'AWSService' }, requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/another' } };
    expect(howMany(all, { ...event, detail: elsewhere })).toBe(1);
  });

  test('of a service match all its calls; of one stream its changes', () => {
    const some = patternsOf(make({ events: ForwarderEvents.services('kms.amazonaws.com', 'acm.amazonaws.com') }));
    expect(['kms.amazonaws.com', 'acm.amazonaws.com', 'ec2.amazonaws.com'].map((source) => howMany(some, call(source, 'DescribeKey')))).toEqual([1, 1, 0]);
    const changes = patternsOf(make({ events: ForwarderEvents.changes(ScannerStream.KMS) }));
    expect([['kms.amazonaws.com', 'CreateKey'], ['kms.amazonaws.com', 'Encrypt'], ['iam.amazonaws.com', 'CreateRole']].map(([source, name]) => howMany(changes, call(source, name)))).toEqual([1, 0, 0]);
  });

  test('take sign-ins in where asked, not otherwise', () => {
    const signIn = { ...call('signin.amazonaws.com', 'ConsoleLogin'), 'detail-type': 'AWS Console Sign In via CloudTrail' };
    for (const events of [ForwarderEvents.all(), ForwarderEvents.changes(ScannerStream.KMS)]) {
      expect(howMany(patternsOf(make({ events, signInEvents: true })), signIn)).toBe(1);
      expect(howMany(patternsOf(make({ events })), signIn)).toBe(0);
    }
  });

  test('of your own keep the guard, also where both say something of the same object', () => {
    const own = patternsOf(make({ events: ForwarderEvents.matching({ requestParameters: { bucketName: [{ prefix: 'prod-' }] } }) }));
    const put = (requestParameters: object) => howMany(own, call('s3.amazonaws.com', 'PutBucketPolicy', { requestParameters }));
    expect([put({ bucketName: 'prod-a' }), put({ bucketName: 'test-a' }), put({ bucketName: 'prod-a', roleArn: ROLE })]).toEqual([1, 0, 0]);
  });

  test.each([
    [{ sourceIPAddress: [{ exists: true }] }, 'sourceIPAddress'],
    [{ requestParameters: { roleArn: ['x'] } }, 'requestParameters.roleArn'],
    [{ $or: [{ eventName: ['a'] }, { requestParameters: { $or: [{ roleArn: ['x'] }, { bucketName: ['y'] }] } }] }, 'requestParameters.roleArn'],
    [{ userIdentity: [{ exists: false }] }, 'userIdentity'],
    [{ userIdentity: { sessionContext: { sessionIssuer: { userName: ['x'] } } } }, 'userIdentity.sessionContext.sessionIssuer.userName'],
  ])('of your own that would lift the guard are refused: %j', (pattern, field) => {
    expect(() => ForwarderEvents.matching(pattern)).toThrow(`The forwarder itself says what ${field} must be: leave it out of the event pattern.`);
  });
});

test.each([
  [{}, 'An event pattern names at least one field, got none; ForwarderEvents.all() is every management event.'],
  [{ eventName: 'CreateKey' }, 'An event pattern lists values or operators, got eventName: "CreateKey".'],
  [{ requestParameters: { bucketName: [] } }, 'An event pattern lists values or operators, got requestParameters.bucketName: [].'],
])('%j is no event pattern', (pattern, message) => expect(() => ForwarderEvents.matching(pattern)).toThrow(message));

describe('one Region', () => {
  const made = make();

  test('has no conditions, no hub, and rules that only listen to changes', () => {
    const { Conditions, Resources } = made.template.toJSON();
    expect(Conditions).toBeUndefined();
    expect(Object.values(Resources).filter(({ Type }: any) => Type === 'AWS::Events::EventBus')).toEqual([]);
    made.template.allResourcesProperties('AWS::Events::Rule', { State: 'ENABLED' });
    expect(made.forwarder.ruleNames).toEqual(made.forwarder.ruleNames.map((_, at) => `SecurityScannerEvents${at === 0 ? '' : at + 1}`));
  });

  test('delivers with the key by dynamic reference, a day long', () => {
    made.template.hasResourceProperties('AWS::Events::Connection', {
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: '{{resolve:secretsmanager:platform-key:SecretString:::}}' } },
    });
    made.template.hasResourceProperties('AWS::Events::ApiDestination', { InvocationEndpoint: 'https://events.example.com/aws', HttpMethod: 'POST', InvocationRateLimitPerSecond: 300 });
    made.template.allResourcesProperties('AWS::Events::Rule', {
      Targets: [{
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Destination'), 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] } },
      }],
    });
  });

  test('lets EventBridge do one thing, for its rules only', () => {
    const { AssumeRolePolicyDocument: trust, Policies: inline } = Object.values(made.template.findResources('AWS::IAM::Role'))[0].Properties;
    expect(trust.Statement).toHaveLength(1);
    expect(trust.Statement[0]).toMatchObject({
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': [{ 'Fn::Join': ['', expect.arrayContaining([':rule/SecurityScannerEvents*'])] }] } },
    });
    expect(inline).toBeUndefined();
    expect(Object.values(made.template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties.PolicyDocument.Statement)).toEqual([[
      { Effect: 'Allow', Action: 'events:InvokeApiDestination', Resource: { 'Fn::GetAtt': [expect.stringContaining('Destination'), 'Arn'] } },
    ]]);
  });

  test('keeps what is not delivered encrypted, from its rules only, over TLS only', () => {
    made.template.hasResourceProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
    made.template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': Match.anyValue() } },
          }),
        ],
      },
    });
  });

  test('alarms on dead letters and on failures of each rule', () => {
    const alarms = Object.values(made.template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => [Properties.MetricName, Properties.Dimensions[0].Value]);
    expect(alarms).toHaveLength(1 + made.forwarder.ruleNames.length);
    expect(alarms.filter(([name]) => name === 'FailedInvocations').map(([, rule]) => rule)).toEqual(made.forwarder.ruleNames);
    make({ alarms: false }).template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    make((stack) => ({ alarmTopic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111111111111:alarms') })).template
      .allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: ['arn:aws:sns:us-east-1:111111111111:alarms'] });
  });

  test('says hello when its stack is complete', () => {
    const rule = { Name: 'SecurityScannerEventsHello', EventPattern: { detail: { 'stack-id': [{ Ref: 'AWS::StackId' }] } } };
    made.template.hasResourceProperties('AWS::Events::Rule', rule);
    expect(make({ hello: false }).template.findResources('AWS::Events::Rule', { Properties: rule })).toEqual({});
  });

  test('tries as often and as long as asked, and transforms what it delivers', () => {
    const { template } = make({ retryAttempts: 3, maxEventAge: Duration.minutes(10), invocationsPerSecond: 5, httpMethod: 'PUT', hello: false, inputTemplate: '{"id": <id>}', inputPaths: { id: '$.detail.eventID' } });
    template.hasResourceProperties('AWS::Events::ApiDestination', { InvocationRateLimitPerSecond: 5, HttpMethod: 'PUT' });
    template.allResourcesProperties('AWS::Events::Rule', {
      Targets: [{ RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 3 }, InputTransformer: { InputTemplate: '{"id": <id>}', InputPathsMap: { id: '$.detail.eventID' } } }],
    });
  });

  test('listens to reads where asked', () => {
    const state = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
    make({ readOnlyEvents: true, hello: false }).template.allResourcesProperties('AWS::Events::Rule', { State: state });
  });
});

describe('a hub', () => {
  const both = { primaryRegion: 'us-east-1', hubAccountId: HUB.account, organizationId: 'o-a1b2c3d4e5', memberAccountIds: ['222222222222'] };

  test('is decided at synthesis where account and Region are known', () => {
    const hub = make(both, HUB);
    expect(hub.template.toJSON().Conditions).toBeUndefined();
    hub.template.resourceCountIs('AWS::Events::EventBus', 1);
    for (const env of [{ ...HUB, region: 'eu-west-1' }, { ...HUB, account: '222222222222' }]) {
      const spoke = make(both, env);
      expect(spoke.template.toJSON().Conditions).toBeUndefined();
      for (const type of ['EventBus', 'EventBusPolicy', 'Connection', 'ApiDestination']) spoke.template.resourceCountIs(`AWS::Events::${type}`, 0);
      spoke.template.allResourcesProperties('AWS::Events::Rule', { Targets: [{ Arn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':events:us-east-1:111111111111:event-bus/SecurityScannerEvents']] } }] });
      expect([spoke.forwarder.isSpoke, hub.forwarder.isSpoke, spoke.forwarder.hubCondition, hub.forwarder.hubCondition]).toEqual([true, false, undefined, undefined]);
    }
  });

  test('is decided by CloudFormation otherwise, in one template', () => {
    const { stack, template, forwarder } = make((of) => ({ ...both, primaryRegion: new CfnParameter(of, 'PrimaryRegion', { default: '' }).valueAsString }));
    const hub = stack.resolve(forwarder.hubCondition!.logicalId);
    const { [hub]: condition, ...others } = template.toJSON().Conditions;
    expect(condition).toEqual({
      'Fn::And': [
        { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'PrimaryRegion' }, ''] }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'PrimaryRegion' }] }] },
        { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, HUB.account] },
      ],
    });
    const [[spoke, opposite]] = Object.entries(others);
    expect(opposite).toEqual({ 'Fn::Not': [{ Condition: hub }] });
    for (const type of ['EventBus', 'EventBusPolicy', 'Connection', 'ApiDestination']) template.allResources(`AWS::Events::${type}`, { Condition: hub });
    const allowed = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Condition, Properties }) => [Condition, Properties.PolicyDocument.Statement[0].Action]);
    expect(allowed).toEqual([[hub, 'events:InvokeApiDestination'], [spoke, 'events:PutEvents']]);
    template.allResources('AWS::SQS::Queue', { Condition: Match.absent() });
  });

  test('takes events of the organisation and of named accounts only', () => {
    const statements = (props: Partial<EventBridgeForwarderProps>) => Object.values(make({ ...both, ...props }, HUB).template.findResources('AWS::Events::EventBusPolicy')).map(({ Properties }) => Properties.Statement);
    const [organization, members] = statements({});
    expect(organization).toMatchObject({ Action: 'events:PutEvents', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } });
    expect(members.Principal).toEqual({ AWS: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::222222222222:root']] }] });
    expect(members.Condition).toBeUndefined();
    expect(statements({ organizationId: undefined, memberAccountIds: undefined })).toEqual([]);
  });

  test('delivers what arrives by one rule, and hellos by another', () => {
    const made = make({ ...both, events: ForwarderEvents.changes(ScannerStream.KMS) }, HUB);
    const onBus = Object.values(made.template.findResources('AWS::Events::Rule', { Properties: { EventBusName: Match.anyValue() } })).map(({ Properties }) => Properties);
    expect(onBus.map(({ Name }) => Name)).toEqual(['SecurityScannerEvents', 'SecurityScannerEventsHello']);
    const count = (event: object) => howMany(onBus.map(({ EventPattern }) => EventPattern), event);
    expect(count(call('kms.amazonaws.com', 'CreateKey'))).toBe(1);
    expect(count({ ...call('kms.amazonaws.com', 'CreateKey'), source: 'kms' })).toBe(0);
    expect(count({ 'source': 'aws.cloudformation', 'detail-type': 'CloudFormation Stack Status Change', 'detail': { 'stack-id': 'x', 'status-details': { status: 'CREATE_COMPLETE' } } })).toBe(1);
  });

  test('elsewhere needs neither endpoint nor key here', () => {
    const spoke = make({ ...both, endpoint: undefined, authorization: undefined });
    spoke.template.resourceCountIs('AWS::Events::Connection', 0);
    expect(spoke.forwarder.hubBusArn).toContain(':event-bus/SecurityScannerEvents');
  });

  test('has its Region among those deployed to, and is first', () => {
    expect(EventBridgeForwarder.deploymentOrder('eu-west-1', ['us-east-1', 'eu-west-1', 'us-west-2'])).toEqual(['eu-west-1', 'us-east-1', 'us-west-2']);
    expect(() => EventBridgeForwarder.deploymentOrder('eu-west-1', ['us-east-1'])).toThrow("The primary Region must be among the Regions, got 'eu-west-1' for us-east-1.");
  });
});

test('the names of a platform are kept to the letter', () => {
  const { template } = make({ ruleName: 'AQtiveGuardFilteredEventsRule', apiDestinationName: 'AQGAWSDestinationApiRoute', connectionName: 'AQGAWSConnectionKey', events: ForwarderEvents.all(), readOnlyEvents: true });
  template.hasResourceProperties('AWS::Events::Rule', { Name: 'AQtiveGuardFilteredEventsRule', State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' });
  template.hasResourceProperties('AWS::Events::ApiDestination', { Name: 'AQGAWSDestinationApiRoute' });
  template.hasResourceProperties('AWS::Events::Connection', { Name: 'AQGAWSConnectionKey' });
});

describe('authorisation', () => {
  const parametersOf = (authorization: ForwarderAuthorization) => Object.values(make({ authorization }).template.findResources('AWS::Events::Connection'))[0].Properties;
  const secret = SecretValue.secretsManager('platform', { jsonField: 'key' });
  const reference = '{{resolve:secretsmanager:platform:SecretString:key::}}';

  test('by a key in a header of another name', () => {
    expect(parametersOf(ForwarderAuthorization.apiKey(secret, 'Authorization')).AuthParameters).toEqual({ ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue: reference } });
  });

  test('by user name and password', () => {
    expect(parametersOf(ForwarderAuthorization.basic('ann', secret))).toMatchObject({ AuthorizationType: 'BASIC', AuthParameters: { BasicAuthParameters: { Username: 'ann', Password: reference } } });
  });

  test('by OAuth client credentials', () => {
    const props = { authorizationEndpoint: 'https://login.example.com/token', clientId: 'aws', clientSecret: secret, scope: 'events' };
    expect(parametersOf(ForwarderAuthorization.oauthClientCredentials(props))).toMatchObject({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: {
        OAuthParameters: {
          AuthorizationEndpoint: 'https://login.example.com/token',
          ClientParameters: { ClientID: 'aws', ClientSecret: reference },
          HttpMethod: 'POST',
          OAuthHttpParameters: { BodyParameters: [{ Key: 'grant_type', Value: 'client_credentials', IsValueSecret: false }, { Key: 'scope', Value: 'events', IsValueSecret: false }] },
        },
      },
    });
  });

  test('by a parameter that is never shown', () => {
    const { template } = make((stack) => ({ authorization: ForwarderAuthorization.apiKey(SecretValue.cfnParameter(new CfnParameter(stack, 'AQGAPIKeyParameter', { noEcho: true }))) }));
    template.hasResourceProperties('AWS::Events::Connection', { AuthParameters: { ApiKeyAuthParameters: { ApiKeyValue: { Ref: 'AQGAPIKeyParameter' } } } });
  });

  test.each<[string, (stack: Stack) => SecretValue]>([
    ['plain text', () => SecretValue.unsafePlainText('key-7f3a')],
    ['a parameter that is shown', (stack) => SecretValue.unsafePlainText(new CfnParameter(stack, 'Key').valueAsString)],
    ['Systems Manager, which EventBridge does not take', () => SecretValue.ssmSecure('key', '1')],
  ])('is refused as %s', (_, key) => {
    expect(() => make((stack) => ({ authorization: ForwarderAuthorization.apiKey(key(stack)) }))).toThrow('A secret must not stand in the template');
  });
});

test.each<[Partial<EventBridgeForwarderProps>, string]>([
  [{ endpoint: 'http://events.example.com' }, "endpoint must be an HTTPS address, got 'http://events.example.com'."],
  [{ endpoint: undefined }, 'endpoint and authorization belong together, got one of them alone.'],
  [{ endpoint: undefined, authorization: undefined }, 'Give endpoint and authorization to deliver events, or primaryRegion and hubAccountId to send them to a hub, got neither.'],
  [{ hubAccountId: '222222222222' }, 'hubAccountId is of a hub: give its Region as primaryRegion too.'],
  [{ organizationId: 'o-a1b2c3d4e5' }, 'organizationId is of a hub: give its Region as primaryRegion too.'],
  [{ primaryRegion: '' }, "primaryRegion must be a Region, got ''."],
  [{ primaryRegion: 'Ireland' }, "primaryRegion must be a Region, got 'Ireland'."],
  [{ primaryRegion: 'us-east-1', hubAccountId: '2222' }, "hubAccountId must be an AWS account id of 12 digits, got '2222'."],
  [{ primaryRegion: 'us-east-1', organizationId: 'acme' }, "organizationId must be the id of an organisation such as o-a1b2c3d4e5, got 'acme'."],
  [{ primaryRegion: 'us-east-1', memberAccountIds: [] }, 'memberAccountIds must name at least one account, got none; leave it out for no other account.'],
  [{ primaryRegion: 'us-east-1', memberAccountIds: ['*'] }, "memberAccountIds must hold AWS account ids of 12 digits, got '*'."],
  [{ ruleName: 'a b' }, "ruleName must have 1 to 59 characters of A-Z a-z 0-9 _ . -, got 'a b'."],
  [{ ruleName: 'x'.repeat(60) }, 'ruleName must have 1 to 59 characters'],
  [{ invocationsPerSecond: 0 }, 'invocationsPerSecond must be a whole number from 1 to 300, got 0.'],
  [{ invocationsPerSecond: 1.5 }, 'invocationsPerSecond must be a whole number from 1 to 300, got 1.5.'],
  [{ retryAttempts: 186 }, 'retryAttempts must be a whole number from 0 to 185, got 186.'],
  [{ maxEventAge: Duration.days(2) }, 'maxEventAge must be 1 minute to 24 hours, got 2 days.'],
  [{ inputPaths: { id: '$.id' } }, 'inputPaths are the values of an inputTemplate, got none.'],
  [{ httpMethod: 'SEND' }, "httpMethod must be DELETE, GET, HEAD, OPTIONS, PATCH, POST or PUT, got 'SEND'."],
])('%j is refused', (props, message) => expect(() => make(props)).toThrow(message));

test('event sources are those of CloudTrail', () => {
  expect(() => ForwarderEvents.services('kms')).toThrow("eventSources must name services as CloudTrail does, such as kms.amazonaws.com, got 'kms'.");
  expect(() => ForwarderEvents.services()).toThrow('got none');
  expect(() => ForwarderEvents.matching()).toThrow('Give at least one event pattern, got none');
});

test.each<[string, Partial<EventBridgeForwarderProps>, Environment | undefined]>([
  ['one Region', {}, undefined],
  ['a hub or a spoke', { primaryRegion: 'us-east-1', organizationId: 'o-a1b2c3d4e5', memberAccountIds: ['222222222222'] }, undefined],
  ['a spoke', { primaryRegion: 'us-east-1' }, { ...HUB, region: 'eu-west-1' }],
])('cdk-nag has nothing to say of %s, and no partition is written down', (_, props, env) => {
  const { stack, template } = make(props, env);
  expect(nag(stack)).toEqual([]);
  expect(JSON.stringify(template.toJSON())).not.toContain('arn:aws');
});
