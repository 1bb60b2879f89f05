import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient, CreateStackInstancesCommand, DeactivateOrganizationsAccessCommand, ActivateOrganizationsAccessCommand, DeleteStackInstancesCommand, DescribeStackSetCommand,
  ListStackInstancesCommand, ListStacksCommand, UpdateStackCommand, UpdateStackSetCommand, waitUntilStackRollbackComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, PutEventSelectorsCommand, StartLoggingCommand, StopLoggingCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  DeauthorizeConnectionCommand, DeleteRuleCommand, DescribeEventBusCommand, DescribeRuleCommand, DisableRuleCommand, EnableRuleCommand, EventBridgeClient, ListTargetsByRuleCommand,
  PutPermissionCommand, PutRuleCommand, PutTargetsCommand, RemovePermissionCommand, RemoveTargetsCommand, UpdateApiDestinationCommand, UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand, DeleteRolePolicyCommand, DetachRolePolicyCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { DisableKeyCommand, EnableKeyCommand, GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, SetTopicAttributesCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, PurgeQueueCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CUSTOMER, MEMBER, OTHER, PLATFORM, PRIMARY, type DeployedIntegration } from './integration';
import type { DoctorFlags } from '../../src/cli/doctor';

/** A fault: how it is planted and undone, and what the doctor must name, of which evidence a part. */
export interface Fault {
  readonly name: string;
  readonly check: string;
  /** where the doctor must see it: account/region */
  readonly at: string;
  readonly evidence: RegExp;
  readonly flags?: DoctorFlags;
  /** Plants it; answers how to undo it. */
  readonly plant?: () => Promise<() => Promise<unknown>>;
}

const fault = (name: string, check: string, at: string, evidence: RegExp, plant?: Fault['plant'], flags?: DoctorFlags): Fault => ({ name, check, at, evidence, plant, flags });

const documentOf = (text: string | undefined) => JSON.parse(text!.startsWith('%') ? decodeURIComponent(text!) : text!) as { Version: string; Statement: Record<string, unknown>[] };
const withoutSid = (text: string | undefined, sid: string) => {
  const document = documentOf(text);
  return JSON.stringify({ ...document, Statement: document.Statement.filter(({ Sid }) => Sid !== sid) });
};

/** Waits until an account has no stack of a name any more. */
async function untilGone(client: CloudFormationClient, prefix: string): Promise<void> {
  for (let left = 200; left > 0; left--) {
    const { StackSummaries } = await client.send(new ListStacksCommand({}));
    if (StackSummaries!.every(({ StackName, StackStatus }) => !StackName!.startsWith(prefix) || StackStatus === 'DELETE_COMPLETE')) return;
    await sleep(100);
  }
  throw new Error(`The stacks ${prefix}… are not gone.`);
}

/** The faults, each to be planted into a healthy integration. */
export function faults({ options, outputs: { hub, spoke, logs }, endpoint, emulator }: DeployedIntegration): Fault[] {
  const [events, spokeEvents] = [PRIMARY, OTHER].map((region) => new EventBridgeClient(options(CUSTOMER, region)));
  const [iam, memberIam] = [CUSTOMER, MEMBER].map((account) => new IAMClient(options(account)));
  const sqs = new SQSClient(options());
  const sns = new SNSClient(options());
  const s3 = new S3Client(options());
  const kms = new KMSClient(options());
  const trails = new CloudTrailClient(options());
  const cloudFormation = new CloudFormationClient(options());
  const here = `${CUSTOMER}/${PRIMARY}`;

  const rule = async (client: EventBridgeClient, Name: string) => {
    const { EventPattern, State, Description } = await client.send(new DescribeRuleCommand({ Name }));
    return () => client.send(new PutRuleCommand({ Name, EventPattern, State, Description }));
  };
  const targets = async (client: EventBridgeClient, Rule: string) => {
    const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule }));
    return { Targets, restore: () => client.send(new PutTargetsCommand({ Rule, Targets })) };
  };
  const trust = (client: IAMClient, RoleName: string, change: (text: string) => string) => async () => {
    const { Role } = await client.send(new GetRoleCommand({ RoleName }));
    const before = JSON.stringify(documentOf(Role!.AssumeRolePolicyDocument));
    await client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: change(before) }));
    return () => client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: before }));
  };
  const inline = (RoleName: string, PolicyName: string, change: (text: string) => string | undefined) => async () => {
    const before = JSON.stringify(documentOf((await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument));
    const PolicyDocument = change(before);
    if (PolicyDocument === undefined) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    else await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    return () => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: before }));
  };
  const queuePolicy = (QueueUrl: string, sid: string) => async () => {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: withoutSid(Attributes!.Policy, sid) } }));
    return () => sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: Attributes!.Policy } }));
  };
  const happens = async (region: string) => {
    const detail = { eventSource: 'kms.amazonaws.com', eventName: 'CreateKey', sourceIPAddress: '192.0.2.1', readOnly: false, requestParameters: {} };
    await emulator.serviceEvents({ accountId: CUSTOMER, region, entries: [{ Source: 'aws.kms', DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify(detail) }] });
  };
  const waiting = async (QueueUrl: string) => {
    for (let left = 100; left > 0; left--) {
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }));
      if (Number(Attributes!.ApproximateNumberOfMessages) > 0) return;
      await sleep(100);
    }
    throw new Error('No message came within 10 seconds.');
  };
  const instances = async (StackSetName: string, done: (statuses: string[]) => boolean) => {
    for (let left = 200; left > 0; left--) {
      const { Summaries } = await cloudFormation.send(new ListStackInstancesCommand({ StackSetName }));
      if (done(Summaries!.map(({ StackInstanceStatus }) => StackInstanceStatus!.DetailedStatus!))) return;
      await sleep(100);
    }
    throw new Error(`The instances of ${StackSetName} are not as they should be.`);
  };

  return [
    fault('a disabled rule', 'rule-enabled', here, /Events is DISABLED/, async () => { const undo = await rule(events, 'Events'); await events.send(new DisableRuleCommand({ Name: 'Events' })); return undo; }),
    fault('a rule that does not see reads', 'rule-enabled', `${CUSTOMER}/${OTHER}`, /is ENABLED, it should be ENABLED_WITH_ALL/, async () => { const undo = await rule(spokeEvents, 'Events'); await spokeEvents.send(new EnableRuleCommand({ Name: 'Events' })); return undo; }),
    fault('a deleted rule', 'rule-exists', `${CUSTOMER}/${OTHER}`, /The rule Events is gone/, async () => {
      const [undo, { Targets, restore }] = [await rule(spokeEvents, 'Events'), await targets(spokeEvents, 'Events')];
      await spokeEvents.send(new RemoveTargetsCommand({ Rule: 'Events', Ids: Targets!.map(({ Id }) => Id!) }));
      await spokeEvents.send(new DeleteRuleCommand({ Name: 'Events' }));
      return async () => { await undo(); await restore(); };
    }),
    fault('another event pattern', 'rule-pattern', here, /\+ \{"source":\["aws.s3"\]\}/, async () => {
      const undo = await rule(events, 'Events');
      const { State, Description } = await events.send(new DescribeRuleCommand({ Name: 'Events' }));
      await events.send(new PutRuleCommand({ Name: 'Events', State, Description, EventPattern: '{"source":["aws.s3"]}' }));
      return undo;
    }),
    fault('a target removed', 'rule-target', here, /- target Delivery/, async () => { const { Targets, restore } = await targets(events, 'Events'); await events.send(new RemoveTargetsCommand({ Rule: 'Events', Ids: [Targets![0].Id!] })); return restore; }),
    fault('a target without its dead-letter queue', 'rule-target', `${CUSTOMER}/${OTHER}`, /- DeadLetterConfig/, async () => {
      const { Targets, restore } = await targets(spokeEvents, 'Events');
      await spokeEvents.send(new PutTargetsCommand({ Rule: 'Events', Targets: Targets!.map(({ DeadLetterConfig, ...target }) => target) }));
      return restore;
    }),
    fault('a connection de-authorised', 'connection-authorized', here, /Events is DEAUTHORIZED/, async () => {
      await events.send(new DeauthorizeConnectionCommand({ Name: 'Events' }));
      return () => events.send(new UpdateConnectionCommand({ Name: 'Events', AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: 'key-1' } } }));
    }),
    fault('a new key that the connection has not', 'connection-key-current', here, /it still shows the key before/, async () => {
      // The emulator counts whole seconds.
      await sleep(1100);
      await new SecretsManagerClient(options()).send(new PutSecretValueCommand({ SecretId: 'platform-key', SecretString: 'key-2' }));
      return async () => {
        await sleep(1100);
        await events.send(new UpdateConnectionCommand({ Name: 'Events', AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: 'key-2' } } }));
      };
    }),
    fault('another endpoint', 'api-destination-active', here, /\+ InvocationEndpoint: "https:\/\/elsewhere.example"/, async () => {
      await events.send(new UpdateApiDestinationCommand({ Name: 'Events', InvocationEndpoint: 'https://elsewhere.example' }));
      return () => events.send(new UpdateApiDestinationCommand({ Name: 'Events', InvocationEndpoint: endpoint.url }));
    }),
    fault('the bus policy removed', 'hub-bus-policy', here, /- .*aws:principalorgid/, async () => {
      const { Statement: [statement] } = documentOf((await events.send(new DescribeEventBusCommand({ Name: 'Events' }))).Policy);
      await events.send(new RemovePermissionCommand({ EventBusName: 'Events', StatementId: String(statement.Sid) }));
      return () => events.send(new PutPermissionCommand({ EventBusName: 'Events', Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }));
    }),
    fault('a bus that lets a stranger in', 'hub-bus-policy', here, /\+ .*333333333333/, async () => {
      await events.send(new PutPermissionCommand({ EventBusName: 'Events', StatementId: 'stranger', Action: 'events:PutEvents', Principal: PLATFORM }));
      return () => events.send(new RemovePermissionCommand({ EventBusName: 'Events', StatementId: 'stranger' }));
    }),
    fault('a wrong key: the endpoint refuses what comes', 'dead-letter-queue-empty', here, /1 message waits .*HTTP status 403/, async () => {
      endpoint.answers.push(403);
      await happens(PRIMARY);
      await waiting(hub.Queue);
      return async () => { await sqs.send(new PurgeQueueCommand({ QueueUrl: hub.Queue })); await happens(PRIMARY); await endpoint.settled(1); };
    }),
    fault('a dead-letter queue that is not empty', 'dead-letter-queue-empty', `${CUSTOMER}/${OTHER}`, /2 messages wait/, async () => {
      const spokeSqs = new SQSClient(options(CUSTOMER, OTHER));
      for (const MessageBody of ['1', '2']) await spokeSqs.send(new SendMessageCommand({ QueueUrl: spoke.Queue, MessageBody }));
      return () => spokeSqs.send(new PurgeQueueCommand({ QueueUrl: spoke.Queue }));
    }),
    fault('a dead-letter queue that takes nothing', 'queue-policy', here, /- .*UndeliveredEvents/, queuePolicy(hub.Queue, 'UndeliveredEvents')),
    fault('a role that delivers to anything', 'role-policies', here, /\+ .*"Resource":\["\*"\]/, inline(hub.Role, 'Deliver', (text) => text.replace(/"Resource":"[^"]*"/, '"Resource":"*"'))),
    fault('a role that lost its policy', 'role-policies', `${CUSTOMER}/${OTHER}`, /- inline policy Send/, inline(spoke.Role, 'Send', () => undefined)),
    fault('a mighty policy on the scanner', 'role-policies', here, /\+ attached policy arn:aws:iam::aws:policy\/AdministratorAccess/, async () => {
      const policy = { RoleName: 'Scanner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
      await iam.send(new AttachRolePolicyCommand(policy));
      return () => iam.send(new DetachRolePolicyCommand(policy));
    }),
    fault('another external id in the trust policy', 'role-trust', here, /\+ .*agreed-8b/, trust(iam, 'Scanner', (text) => text.replace('agreed-7f3a', 'agreed-8b'))),
    fault('a trust policy that asks for no external id', 'role-trust', here, /- .*sts:externalid/, trust(iam, 'Scanner', (text) => JSON.stringify({ ...documentOf(text), Statement: documentOf(text).Statement.map(({ Condition, ...statement }) => statement) }))),
    fault('the wrong external id', 'platform-gets-in', here, /Not allowed to assume/, undefined, { stack: ['Scanner'], stackSet: [], memberRole: undefined, externalId: 'agreed-wrong' }),
    fault('a trail stopped', 'trail-logging', here, /is not logging since 20/, async () => {
      await trails.send(new StopLoggingCommand({ Name: logs.Trail }));
      return () => trails.send(new StartLoggingCommand({ Name: logs.Trail }));
    }),
    fault('a trail of one Region', 'trail-exists', here, /- IsMultiRegionTrail: true/, async () => {
      await trails.send(new UpdateTrailCommand({ Name: logs.Trail, IsMultiRegionTrail: false }));
      return () => trails.send(new UpdateTrailCommand({ Name: logs.Trail, IsMultiRegionTrail: true }));
    }),
    fault('a trail that records writes only', 'trail-records', here, /no longer records all management events/, async () => {
      const select = (ReadWriteType: 'All' | 'WriteOnly') => trails.send(new PutEventSelectorsCommand({
        TrailName: logs.Trail, EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType }],
      }));
      await select('WriteOnly');
      return () => select('All');
    }),
    fault('the topic policy removed', 'topic-policy', here, /- .*NoticePublished/, async () => {
      const topic = { TopicArn: logs.Topic, AttributeName: 'Policy' };
      const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: logs.Topic }));
      await sns.send(new SetTopicAttributesCommand({ ...topic, AttributeValue: withoutSid(Attributes!.Policy, 'NoticePublished') }));
      return () => sns.send(new SetTopicAttributesCommand({ ...topic, AttributeValue: Attributes!.Policy }));
    }),
    fault('the queue unsubscribed', 'subscription-confirmed', here, /is not subscribed/, async () => {
      const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: logs.Topic }));
      const [{ SubscriptionArn, Endpoint, Protocol }] = Subscriptions!;
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      return () => sns.send(new SubscribeCommand({ TopicArn: logs.Topic, Protocol, Endpoint }));
    }),
    fault('the queue policy removed', 'queue-policy', here, /- .*NoticeSent/, queuePolicy(logs.Queue, 'NoticeSent')),
    fault('the bucket policy changed', 'bucket-policy', here, /- .*TrailWrites/, async () => {
      const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: logs.Bucket }));
      await s3.send(new PutBucketPolicyCommand({ Bucket: logs.Bucket, Policy: withoutSid(Policy, 'TrailWrites') }));
      return () => s3.send(new PutBucketPolicyCommand({ Bucket: logs.Bucket, Policy }));
    }),
    fault('a key disabled', 'key-usable', here, /is Disabled/, async () => { await kms.send(new DisableKeyCommand({ KeyId: logs.LogKey })); return () => kms.send(new EnableKeyCommand({ KeyId: logs.LogKey })); }),
    fault('a key that the trail may not use', 'key-usable', here, /- .*TrailEncrypts/, async () => {
      const key = { KeyId: logs.LogKey, PolicyName: 'default' };
      const { Policy } = await kms.send(new GetKeyPolicyCommand(key));
      await kms.send(new PutKeyPolicyCommand({ ...key, Policy: withoutSid(Policy, 'TrailEncrypts') }));
      return () => kms.send(new PutKeyPolicyCommand({ ...key, Policy }));
    }),
    fault('a stack set instance failed', 'stack-set-instances', `${MEMBER}/${OTHER}`, /OUTDATED, FAILED: .*Event pattern is not valid/, async () => {
      const { StackSet } = await cloudFormation.send(new DescribeStackSetCommand({ StackSetName: 'regional' }));
      const update = (TemplateBody: string) => cloudFormation.send(new UpdateStackSetCommand({ StackSetName: 'regional', TemplateBody, Parameters: StackSet!.Parameters }));
      const template = JSON.parse(StackSet!.TemplateBody!) as { Resources: object };
      const broken = { Type: 'AWS::Events::Rule', Condition: 'There', Properties: { EventPattern: { source: [{ begins: 'x' }] } } };
      await update(JSON.stringify({ ...template, Conditions: { There: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, OTHER] } }, Resources: { ...template.Resources, Broken: broken } }));
      await instances('regional', (all) => all.filter((each) => each === 'FAILED').length === 1 && !all.includes('RUNNING'));
      // The stack that failed is as it was: only a change makes an update that succeeds.
      const changed = JSON.stringify({ ...template, Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 31 } } } });
      return async () => { await update(changed); await instances('regional', (all) => all.every((each) => each === 'SUCCEEDED')); };
    }),
    fault('an account that has no stack', 'region-deployed', `${MEMBER}/${PRIMARY}`, /no stack in us-east-1 of account 222222222222, only in none/, async () => {
      const instance = { StackSetName: 'SecurityScanner-onboarding', Regions: [PRIMARY], Accounts: [MEMBER] };
      await cloudFormation.send(new DeleteStackInstancesCommand({ ...instance, RetainStacks: false }));
      await instances(instance.StackSetName, (all) => all.length === 0);
      return async () => {
        await untilGone(new CloudFormationClient(options(MEMBER)), 'StackSet-SecurityScanner-onboarding-');
        await cloudFormation.send(new CreateStackInstancesCommand(instance));
        await instances(instance.StackSetName, (all) => all.length === 1 && all[0] === 'SUCCEEDED');
      };
    }),
    fault('no stack in the primary Region', 'primary-region', here, /primary Region of regional is us-east-1; it is in eu-west-1/, async () => {
      const there = async () => {
        const { Summaries } = await cloudFormation.send(new ListStackInstancesCommand({ StackSetName: 'regional' }));
        return { OrganizationalUnitIds: [Summaries![0].OrganizationalUnitId!] };
      };
      const DeploymentTargets = await there();
      const primary = { StackSetName: 'regional', Regions: [PRIMARY], DeploymentTargets };
      await cloudFormation.send(new DeleteStackInstancesCommand({ ...primary, RetainStacks: false }));
      await instances('regional', (all) => all.length === 1);
      return async () => { await cloudFormation.send(new CreateStackInstancesCommand(primary)); await instances('regional', (all) => all.length === 2 && all.every((each) => each === 'SUCCEEDED')); };
    }),
    fault('trusted access switched off', 'stack-set-access', here, /is DISABLED/, async () => {
      await cloudFormation.send(new DeactivateOrganizationsAccessCommand({}));
      return () => cloudFormation.send(new ActivateOrganizationsAccessCommand({}));
    }),
    fault('an execution role that trusts another', 'execution-role', `${MEMBER}/${PRIMARY}`, /does not let/, trust(memberIam, 'SecurityScannerStackSetExecution', (text) => text.replaceAll('SecurityScannerStackSetAdministration', 'Another'))),
    fault('an administration role that may assume nothing', 'administration-role', here, /ConsoleAdmin may not assume arn:aws:iam::222222222222:role\/ConsoleExecution/, inline('ConsoleAdmin', 'StackSetAdminInlinePolicy', () => undefined)),
    fault('an account that cannot be entered', 'account-reachable', `${MEMBER}/${PRIMARY}`, /Not allowed to assume/, undefined, { memberRole: 'Nobody' }),
    fault('a Region that is not enabled', 'region-enabled', `${CUSTOMER}/me-south-1`, /me-south-1 is DISABLED/, undefined, { regions: [PRIMARY, OTHER, 'me-south-1'] }),
    fault('a Region without its forwarder', 'region-deployed', `${CUSTOMER}/us-west-2`, /not in us-west-2/, undefined, { stackSet: ['console'], regions: [PRIMARY, OTHER, 'us-west-2'] }),
    fault('a stack that is not there', 'stack-found', here, /no stack Nowhere/, undefined, { stack: ['Scanner', 'Nowhere'], stackSet: [], memberRole: undefined }),
    fault('a deployment that failed', 'stack-complete', here, /UPDATE_ROLLBACK_COMPLETE.*\n.*Event pattern is not valid/, async () => {
      const TemplateBody = (more: object) => JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' }, ...more } });
      await cloudFormation.send(new UpdateStackCommand({ StackName: 'Small', TemplateBody: TemplateBody({ Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: [{ begins: 'x' }] } } } }) }));
      await waitUntilStackRollbackComplete({ client: cloudFormation, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StackName: 'Small' });
      return async () => undefined;
    }, { stack: ['Small'], stackSet: [], memberRole: undefined }),
  ];
}

/** The names of all faults, known before anything is deployed. */
export const faultNames = (): string[] => {
  const options = () => ({ region: PRIMARY });
  return faults({ options, outputs: { hub: {}, spoke: {}, logs: {} } } as unknown as DeployedIntegration).map(({ name }) => name);
};
