import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Arn, ArnFormat, CfnResource, Stack, type Duration } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import { Construct, type IConstruct } from 'constructs';
import type { CloudTrailIngestPipelineAttributes, CloudTrailIngestPipelineProps } from './cloud-trail-ingest-pipeline-props';
import { LogNotification } from './log-notification';
import type { ILogSource } from './log-source';
import { auditLogNotices, type AuditLogPlace } from './private/audit-log-notices';
import { ChangesToMake } from './private/changes-to-make';
import { ImportedLogSource } from './private/imported-log-source';
import { ingestBucket } from './private/ingest-bucket';
import { assertIngestProps, assertReachable, notificationOf } from './private/ingest-checks';
import { ingestLogKey, ingestMessageKey } from './private/ingest-keys';
import { monitor } from './private/ingest-monitoring';
import { mayDiffer, namesOf, type IngestNames } from './private/ingest-names';
import { connect, CONSUMER_TIMEOUT, deadLetterQueue, ingestQueue, ingestTopic } from './private/ingest-queue';
import * as statements from './private/ingest-statements';
import { ingestTrail } from './private/ingest-trail';

/**
 * CloudTrail to Amazon S3 to Amazon SNS to Amazon SQS, for a platform or a function that reads log files: for one account or an organisation, with
 * what is given, and the rest created. No custom resources and no assets: it deploys without a bootstrapped account.
 *
 * What exists is changed only where it belongs to this app. What else has to be changed is shown by the stack as outputs and by `cdk synth` as
 * a warning, which you acknowledge once it is done.
 */
export class CloudTrailIngestPipeline extends Construct implements ILogSource {
  /** Id of the warning, to acknowledge it with. */
  public static readonly WARNING_ID = 'cdk-security-scanner:changes-to-make';

  /**
   * A pipeline of another app or account, for a `LogReaderRole` of this one.
   *
   * @param attributes the outputs of its stack
   */
  public static fromAttributes(scope: Construct, id: string, attributes: CloudTrailIngestPipelineAttributes): ILogSource {
    return new ImportedLogSource(scope, id, attributes, CloudTrailIngestPipeline.WARNING_ID);
  }

  /** ARN of the trail. */
  public readonly trailArn: string;
  /** Name of the bucket. */
  public readonly bucketName: string;
  /** ARN of the bucket. */
  public readonly bucketArn: string;
  /** ARN of the topic; undefined where Amazon EventBridge tells the queue. */
  public readonly topicArn?: string;
  /** Name of the topic; undefined where Amazon EventBridge tells the queue. */
  public readonly topicName?: string;
  /** ARN of the queue. */
  public readonly queueArn: string;
  /** URL of the queue. */
  public readonly queueUrl: string;
  /** Name of the queue. */
  public readonly queueName: string;
  /** ARN of the queue of messages that could not be consumed or delivered. */
  public readonly deadLetterQueueArn: string;
  /** URL of the same queue. */
  public readonly deadLetterQueueUrl: string;
  /** ARN of the key of the log files; undefined where there is none, or none that was given. */
  public readonly logKeyArn?: string;
  /** ARN of the key of topic and queues. */
  public readonly messageKeyArn: string;
  /** How long a consumer may take for a batch; undefined for an existing queue, whose visibility timeout is not known. */
  public readonly consumerTimeout?: Duration;
  /** The alarms, each with a section in docs/runbook.md. */
  public readonly alarms: Alarm[];

  private readonly names: IngestNames;
  private readonly changes: ChangesToMake;
  private readonly deadLetters: Queue;
  private auditLogs?: AuditLogPlace;
  private readonly resources: { readonly [name in keyof typeof statements.READ]?: IConstruct & IEnvironmentAware };

  constructor(scope: Construct, id: string, props: CloudTrailIngestPipelineProps = {}) {
    super(scope, id);
    assertIngestProps(props);
    const stack = Stack.of(this);
    const planned = namesOf(this, props);
    const notification = notificationOf(props);
    assertReachable(planned, stack, props, notification);
    const changes = new ChangesToMake(this, CloudTrailIngestPipeline.WARNING_ID);

    const logKey = ingestLogKey(this, planned, changes, props);
    const messageKey = ingestMessageKey(this, planned, changes, notification, props);
    const bucket = ingestBucket(this, planned, changes, notification, { ...props, logKey });
    const deadLetters = deadLetterQueue(this, messageKey, props);
    const queue = props.queue ?? ingestQueue(this, messageKey, deadLetters, props);
    const topic = notification === LogNotification.EVENT_BRIDGE ? undefined : props.topic ?? ingestTopic(this, planned, messageKey);
    connect(this, planned, changes, { topic, queue, deadLetters, notification });
    // From here on nothing refers back: the resources themselves, not the names that were planned for them.
    const names = { ...planned, ...bucket.bucketRef, topicArn: topic?.topicRef.topicArn ?? planned.topicArn };
    const delivery = { logKey, topic: notification === LogNotification.CLOUD_TRAIL ? topic : undefined };
    // CloudTrail tries at once whether it may write.
    if (!props.trail) ingestTrail(this, names, delivery, props).node.addDependency(...policiesBelow(bucket), ...policiesBelow(topic));
    else changes.tellTrail(names, { ...delivery, newBucket: !props.bucket, logPrefix: props.logPrefix });
    if (!props.bucket && notification === LogNotification.S3 && topic) bucket.node.defaultChild?.node.addDependency(topic);

    this.names = names;
    this.changes = changes;
    this.deadLetters = deadLetters;
    this.resources = { bucket, queue, ...logKey && { logKey }, messageKey };
    this.trailArn = names.trailArn;
    this.bucketName = names.bucketName;
    this.bucketArn = names.bucketArn;
    this.topicArn = topic?.topicRef.topicArn;
    this.topicName = topic instanceof Topic ? topic.topicName : this.topicArn && nameIn(this.topicArn);
    this.queueArn = queue.queueRef.queueArn;
    this.queueUrl = queue.queueRef.queueUrl;
    this.queueName = queue instanceof Queue ? queue.queueName : nameIn(this.queueArn);
    this.deadLetterQueueArn = deadLetters.queueArn;
    this.deadLetterQueueUrl = deadLetters.queueUrl;
    this.consumerTimeout = props.queue ? undefined : props.consumerTimeout ?? CONSUMER_TIMEOUT;
    this.logKeyArn = logKey?.keyRef.keyArn;
    this.messageKeyArn = messageKey.keyArn;
    this.alarms = monitor(this, {
      queueName: mayDiffer(queue.env.account, stack.account) ? undefined : this.queueName,
      deadLetterQueueName: deadLetters.queueName,
      topicName: props.topic ? undefined : this.topicName,
      ruleName: topic ? undefined : names.ruleName,
    }, props);
  }

  public get readStatements(): PolicyStatement[] {
    return statements.readStatements(this.names, this.queueArn, { logKeyArn: this.logKeyArn, messageKeyArn: this.messageKeyArn }, Stack.of(this));
  }

  public get diagnosticStatements(): PolicyStatement[] {
    return statements.diagnosticStatements(this.names, this.topicArn);
  }

  public grantRead(reader: IGrantable): void {
    this._grant(reader, this.readStatements);
  }

  /**
   * Lets a principal read, with what has to be changed on resources of other accounts than its own.
   *
   * @internal
   */
  public _grant(reader: IGrantable, granted: PolicyStatement[]): void {
    this.changes.grant(reader, granted);
    const { principalAccount, policyFragment } = reader.grantPrincipal;
    const [readerArn] = [policyFragment.principalJson.AWS].flat() as (string | undefined)[];
    if (readerArn === undefined) throw new Error(`A reader must be an IAM principal, got ${JSON.stringify(policyFragment.principalJson)}.`);
    const readerAccount = principalAccount ?? Arn.split(readerArn, ArnFormat.NO_RESOURCE_NAME).account!;
    for (const [name, resource] of Object.entries(this.resources)) {
      const wanted = statements.READ[name as keyof typeof statements.READ];
      const statement = granted.find(({ sid }) => sid === wanted || (name === 'bucket' && sid === statements.READ_AUDIT_LOGS));
      if (!statement || !mayDiffer(resource.env.account, readerAccount)) continue;
      this.changes.allow(resource, `${name[0].toUpperCase()}${name.slice(1)}`, statement.resources[0], [statements.forReader(statement, readerAccount, readerArn)]);
    }
  }

  public grantDiagnostics(reader: IGrantable): void {
    this.changes.grant(reader, this.diagnosticStatements);
  }

  /**
   * Where others than the trail put log files, and how the queue learns of them: by a rule, whatever tells it of those of the trail.
   *
   * @internal
   */
  public _auditLogs(): AuditLogPlace {
    const { names, changes, resources: { bucket, queue, messageKey }, deadLetters } = this;
    this.auditLogs ??= auditLogNotices(this, { names, changes, bucket: bucket as never, queue: queue as never, messageKey: messageKey as never, deadLetters });
    return this.auditLogs;
  }
}

const nameIn = (arn: string): string => Arn.split(arn, ArnFormat.NO_RESOURCE_NAME).resource;

/** The resource policies of a construct; the rest of it is referred to. */
const policiesBelow = (construct?: IConstruct) => construct?.node.findAll().filter((each) => CfnResource.isCfnResource(each) && each.cfnResourceType.endsWith('Policy')) ?? [];
