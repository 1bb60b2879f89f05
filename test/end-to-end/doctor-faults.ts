import {
  CloudFormationClient, CreateStackInstancesCommand, DeactivateOrganizationsAccessCommand, ActivateOrganizationsAccessCommand, DeleteStackInstancesCommand, DescribeStackSetCommand,
  ListStackInstancesCommand, UpdateStackCommand, UpdateStackSetCommand, waitUntilStackRollbackComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
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
import { setTimeout as sleep } from 'node:timers/promises';
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

const documentOf = (text: string | undefined) => JSON.parse(text!.startsWith('%') ? decodeURIComponent(text!) : text!) as { Version: string; Statement: Record<string, unknown>[] };
const withoutSid = (text: string | undefined, sid: string) => {
  const document = documentOf(text);
  return JSON.stringify({ ...document, Statement: document.Statement.filter(({ Sid }) => Sid !== sid) });
};

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
    await iam.send(PolicyDocument === undefined ? new DeleteRolePolicyCommand({ RoleName, PolicyName }) : new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
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
    {
      name: 'a disabled rule', check: 'rule-enabled', at: here, evidence: /Events is DISABLED/,
      plant: async () => { const undo = await rule(events, 'Events'); await events.send(new DisableRuleCommand({ Name: 'Events' })); return undo; },
    },
    {
      name: 'a rule that does not see reads', check: 'rule-enabled', at: `${CUSTOMER}/${OTHER}`, evidence: /is ENABLED, it should be ENABLED_WITH_ALL/,
      plant: async () => { const undo = await rule(spokeEvents, 'Events'); await spokeEvents.send(new EnableRuleCommand({ Name: 'Events' })); return undo; },
    },
    {
      name: 'a deleted rule', check: 'rule-exists', at: `${CUSTOMER}/${OTHER}`, evidence: /The rule Events is gone/,
      plant: async () => {
        const [undo, { Targets, restore }] = [await rule(spokeEvents, 'Events'), await targets(spokeEvents, 'Events')];
        await spokeEvents.send(new RemoveTargetsCommand({ Rule: 'Events', Ids: Targets!.map(({ Id }) => Id!) }));
        await spokeEvents.send(new DeleteRuleCommand({ Name: 'Events' }));
        return async () => { await undo(); await restore(); };
      },
    },
    {
      name: 'another event pattern', check: 'rule-pattern', at: here, evidence: /\+ \{"source":\["aws.s3"\]\}/,
      plant: async () => {
        const undo = await rule(events, 'Events');
        const { State, Description } = await events.send(new DescribeRuleCommand({ Name: 'Events' }));
        await events.send(new PutRuleCommand({ Name: 'Events', State, Description, EventPattern: '{"source":["aws.s3"]}' }));
        return undo;
      },
    },
    {
      name: 'a target removed', check: 'rule-target', at: here, evidence: /- target Delivery/,
      plant: async () => { const { Targets, restore } = await targets(events, 'Events'); await events.send(new RemoveTargetsCommand({ Rule: 'Events', Ids: [Targets![0].Id!] })); return restore; },
    },
    {
      name: 'a target without its dead-letter queue', check: 'rule-target', at: `${CUSTOMER}/${OTHER}`, evidence: /- DeadLetterConfig/,
      plant: async () => {
        const { Targets, restore } = await targets(spokeEvents, 'Events');
        await spokeEvents.send(new PutTargetsCommand({ Rule: 'Events', Targets: Targets!.map(({ DeadLetterConfig, ...target }) => target) }));
        return restore;
      },
    },
    {
      name: 'a connection de-authorised', check: 'connection-authorized', at: here, evidence: /Events is DEAUTHORIZED/,
      plant: async () => {
        await events.send(new DeauthorizeConnectionCommand({ Name: 'Events' }));
        return () => events.send(new UpdateConnectionCommand({ Name: 'Events', AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: 'key-1' } } }));
      },
    },
    {
      name: 'a new key that the connection has not', check: 'connection-key-current', at: here, evidence: /it still shows the key before/,
      plant: async () => {
        // The emulator counts whole seconds.
        await sleep(1100);
        await new SecretsManagerClient(options()).send(new PutSecretValueCommand({ SecretId: 'platform-key', SecretString: 'key-2' }));
        return async () => {
          await sleep(1100);
          await events.send(new UpdateConnectionCommand({ Name: 'Events', AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: 'key-2' } } }));
        };
      },
    },
    {
      name: 'another endpoint', check: 'api-destination-active', at: here, evidence: /\+ InvocationEndpoint: "https:\/\/elsewhere.example"/,
      plant: async () => {
        await events.send(new UpdateApiDestinationCommand({ Name: 'Events', InvocationEndpoint: 'https://elsewhere.example' }));
        return () => events.send(new UpdateApiDestinationCommand({ Name: 'Events', InvocationEndpoint: endpoint.url }));
      },
    },
    {
      name: 'the bus policy removed', check: 'hub-bus-policy', at: here, evidence: /- .*aws:principalorgid/,
      plant: async () => {
        const { Statement: [statement] } = documentOf((await events.send(new DescribeEventBusCommand({ Name: 'Events' }))).Policy);
        await events.send(new RemovePermissionCommand({ EventBusName: 'Events', StatementId: String(statement.Sid) }));
        return () => events.send(new PutPermissionCommand({ EventBusName: 'Events', Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }));
      },
    },
    {
      name: 'a bus that lets a stranger in', check: 'hub-bus-policy', at: here, evidence: /\+ .*333333333333/,
      plant: async () => {
        await events.send(new PutPermissionCommand({ EventBusName: 'Events', StatementId: 'stranger', Action: 'events:PutEvents', Principal: PLATFORM }));
        return () => events.send(new RemovePermissionCommand({ EventBusName: 'Events', StatementId: 'stranger' }));
      },
    },
    {
      name: 'a wrong key: the endpoint refuses what comes', check: 'dead-letter-queue-empty', at: here, evidence: /1 message waits .*HTTP status 403/,
      plant: async () => {
        endpoint.answers.push(403);
        await happens(PRIMARY);
        await waiting(hub.Queue);
        return async () => { await sqs.send(new PurgeQueueCommand({ QueueUrl: hub.Queue })); await happens(PRIMARY); await endpoint.settled(1); };
      },
    },
    {
      name: 'a dead-letter queue that is not empty', check: 'dead-letter-queue-empty', at: `${CUSTOMER}/${OTHER}`, evidence: /2 messages wait/,
      plant: async () => {
        const spokeSqs = new SQSClient(options(CUSTOMER, OTHER));
        for (const MessageBody of ['1', '2']) await spokeSqs.send(new SendMessageCommand({ QueueUrl: spoke.Queue, MessageBody }));
        return () => spokeSqs.send(new PurgeQueueCommand({ QueueUrl: spoke.Queue }));
      },
    },
    { name: 'a dead-letter queue that takes nothing', check: 'queue-policy', at: here, evidence: /- .*UndeliveredEvents/, plant: queuePolicy(hub.Queue, 'UndeliveredEvents') },
    { name: 'a role that delivers to anything', check: 'role-policies', at: here, evidence: /\+ .*"Resource":\["\*"\]/, plant: inline(hub.Role, 'Deliver', (text) => text.replace(/"Resource":"[^"]*"/, '"Resource":"*"')) },
    { name: 'a role that lost its policy', check: 'role-policies', at: `${CUSTOMER}/${OTHER}`, evidence: /- inline policy Send/, plant: inline(spoke.Role, 'Send', () => undefined) },
    {
      name: 'a mighty policy on the scanner', check: 'role-policies', at: here, evidence: /\+ attached policy arn:aws:iam::aws:policy\/AdministratorAccess/,
      plant: async () => {
        const policy = { RoleName: 'Scanner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
        await iam.send(new AttachRolePolicyCommand(policy));
        return () => iam.send(new DetachRolePolicyCommand(policy));
      },
    },
    { name: 'another external id in the trust policy', check: 'role-trust', at: here, evidence: /\+ .*agreed-8b/, plant: trust(iam, 'Scanner', (text) => text.replace('agreed-7f3a', 'agreed-8b')) },
    {
      name: 'a trust policy that asks for no external id', check: 'role-trust', at: here, evidence: /- .*sts:externalid/,
      plant: trust(iam, 'Scanner', (text) => JSON.stringify({ ...documentOf(text), Statement: documentOf(text).Statement.map(({ Condition, ...statement }) => statement) })),
    },
    { name: 'the wrong external id', check: 'platform-gets-in', at: here, evidence: /Not allowed to assume/, flags: { stack: ['Scanner'], stackSet: [], memberRole: undefined, externalId: 'agreed-wrong' } },
    { name: 'a trail stopped', check: 'trail-logging', at: here, evidence: /is not logging since 20/, plant: async () => {
      await trails.send(new StopLoggingCommand({ Name: logs.Trail }));
      return () => trails.send(new StartLoggingCommand({ Name: logs.Trail }));
    } },
    {
      name: 'a trail of one Region', check: 'trail-exists', at: here, evidence: /- IsMultiRegionTrail: true/,
      plant: async () => {
        await trails.send(new UpdateTrailCommand({ Name: logs.Trail, IsMultiRegionTrail: false }));
        return () => trails.send(new UpdateTrailCommand({ Name: logs.Trail, IsMultiRegionTrail: true }));
      },
    },
    {
      name: 'the topic policy removed', check: 'topic-policy', at: here, evidence: /- .*NoticePublished/,
      plant: async () => {
        const topic = { TopicArn: logs.Topic, AttributeName: 'Policy' };
        const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: logs.Topic }));
        await sns.send(new SetTopicAttributesCommand({ ...topic, AttributeValue: withoutSid(Attributes!.Policy, 'NoticePublished') }));
        return () => sns.send(new SetTopicAttributesCommand({ ...topic, AttributeValue: Attributes!.Policy }));
      },
    },
    {
      name: 'the queue unsubscribed', check: 'subscription-confirmed', at: here, evidence: /is not subscribed/,
      plant: async () => {
        const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: logs.Topic }));
        const [{ SubscriptionArn, Endpoint, Protocol }] = Subscriptions!;
        await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
        return () => sns.send(new SubscribeCommand({ TopicArn: logs.Topic, Protocol, Endpoint }));
      },
    },
    { name: 'the queue policy removed', check: 'queue-policy', at: here, evidence: /- .*NoticeSent/, plant: queuePolicy(logs.Queue, 'NoticeSent') },
    {
      name: 'the bucket policy changed', check: 'bucket-policy', at: here, evidence: /- .*TrailWrites/,
      plant: async () => {
        const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: logs.Bucket }));
        await s3.send(new PutBucketPolicyCommand({ Bucket: logs.Bucket, Policy: withoutSid(Policy, 'TrailWrites') }));
        return () => s3.send(new PutBucketPolicyCommand({ Bucket: logs.Bucket, Policy }));
      },
    },
    {
      name: 'a key disabled', check: 'key-usable', at: here, evidence: /is Disabled/,
      plant: async () => { await kms.send(new DisableKeyCommand({ KeyId: logs.LogKey })); return () => kms.send(new EnableKeyCommand({ KeyId: logs.LogKey })); },
    },
    {
      name: 'a key that the trail may not use', check: 'key-usable', at: here, evidence: /- .*TrailEncrypts/,
      plant: async () => {
        const key = { KeyId: logs.LogKey, PolicyName: 'default' };
        const { Policy } = await kms.send(new GetKeyPolicyCommand(key));
        await kms.send(new PutKeyPolicyCommand({ ...key, Policy: withoutSid(Policy, 'TrailEncrypts') }));
        return () => kms.send(new PutKeyPolicyCommand({ ...key, Policy }));
      },
    },
    {
      name: 'a stack set instance failed', check: 'stack-set-instances', at: `${MEMBER}/${OTHER}`, evidence: /OUTDATED, FAILED: .*Event pattern is not valid/,
      plant: async () => {
        const { StackSet } = await cloudFormation.send(new DescribeStackSetCommand({ StackSetName: 'regional' }));
        const update = (TemplateBody: string) => cloudFormation.send(new UpdateStackSetCommand({ StackSetName: 'regional', TemplateBody, Parameters: StackSet!.Parameters }));
        const template = JSON.parse(StackSet!.TemplateBody!) as { Resources: object };
        const broken = { Type: 'AWS::Events::Rule', Condition: 'There', Properties: { EventPattern: { source: [{ begins: 'x' }] } } };
        await update(JSON.stringify({ ...template, Conditions: { There: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, OTHER] } }, Resources: { ...template.Resources, Broken: broken } }));
        await instances('regional', (all) => all.filter((each) => each === 'FAILED').length === 1 && !all.includes('RUNNING'));
        // The stack that failed is as it was: only a change makes an update that succeeds.
        const changed = JSON.stringify({ ...template, Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 31 } } } });
        return async () => { await update(changed); await instances('regional', (all) => all.every((each) => each === 'SUCCEEDED')); };
      },
    },
    {
      name: 'no stack in the primary Region', check: 'primary-region', at: here, evidence: /primary Region of regional is us-east-1; it is in eu-west-1/,
      plant: async () => {
        const there = async () => {
          const { Summaries } = await cloudFormation.send(new ListStackInstancesCommand({ StackSetName: 'regional' }));
          return { OrganizationalUnitIds: [Summaries![0].OrganizationalUnitId!] };
        };
        const DeploymentTargets = await there();
        const primary = { StackSetName: 'regional', Regions: [PRIMARY], DeploymentTargets };
        await cloudFormation.send(new DeleteStackInstancesCommand({ ...primary, RetainStacks: false }));
        await instances('regional', (all) => all.length === 1);
        return async () => { await cloudFormation.send(new CreateStackInstancesCommand(primary)); await instances('regional', (all) => all.length === 2 && all.every((each) => each === 'SUCCEEDED')); };
      },
    },
    {
      name: 'trusted access switched off', check: 'stack-set-access', at: here, evidence: /is DISABLED/,
      plant: async () => {
        await cloudFormation.send(new DeactivateOrganizationsAccessCommand({}));
        return () => cloudFormation.send(new ActivateOrganizationsAccessCommand({}));
      },
    },
    {
      name: 'an execution role that trusts another', check: 'execution-role', at: `${MEMBER}/${PRIMARY}`, evidence: /does not let/,
      plant: trust(memberIam, 'SecurityScannerStackSetExecution', (text) => text.replaceAll('SecurityScannerStackSetAdministration', 'Another')),
    },
    {
      name: 'an administration role that may assume nothing', check: 'administration-role', at: here, evidence: /ConsoleAdmin may not assume arn:aws:iam::222222222222:role\/ConsoleExecution/,
      plant: inline('ConsoleAdmin', 'StackSetAdminInlinePolicy', () => undefined),
    },
    { name: 'an account that cannot be entered', check: 'account-reachable', at: `${MEMBER}/${PRIMARY}`, evidence: /Not allowed to assume/, flags: { memberRole: 'Nobody' } },
    { name: 'a Region that is not enabled', check: 'region-enabled', at: `${CUSTOMER}/me-south-1`, evidence: /me-south-1 is DISABLED/, flags: { regions: [PRIMARY, OTHER, 'me-south-1'] } },
    { name: 'a Region without its forwarder', check: 'region-deployed', at: `${CUSTOMER}/us-west-2`, evidence: /not in us-west-2/, flags: { stackSet: ['console'], regions: [PRIMARY, OTHER, 'us-west-2'] } },
    { name: 'a stack that is not there', check: 'stack-found', at: here, evidence: /no stack Nowhere/, flags: { stack: ['Scanner', 'Nowhere'], stackSet: [], memberRole: undefined } },
    {
      name: 'a deployment that failed', check: 'stack-complete', at: here, evidence: /UPDATE_ROLLBACK_COMPLETE.*\n.*Event pattern is not valid/, flags: { stack: ['Small'], stackSet: [], memberRole: undefined },
      plant: async () => {
        const TemplateBody = (more: object) => JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' }, ...more } });
        await cloudFormation.send(new UpdateStackCommand({ StackName: 'Small', TemplateBody: TemplateBody({ Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: [{ begins: 'x' }] } } } }) }));
        await waitUntilStackRollbackComplete({ client: cloudFormation, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StackName: 'Small' });
        return async () => undefined;
      },
    },
  ];
}

/** The names of all faults, known before anything is deployed. */
export const faultNames = (): string[] => {
  const options = () => ({ region: PRIMARY });
  return faults({ options, outputs: { hub: {}, spoke: {}, logs: {} } } as unknown as DeployedIntegration).map(({ name }) => name);
};
