import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IGrantable, IPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import type { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import type { aws_events } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { CloudTrailConsumerProps } from './cloud-trail-consumer-props';
import type { ILogSource } from './log-source';
import { acknowledge } from './private/acknowledge';
import { acknowledgeWildcards, handlerFunction, serviceName } from './private/handler-function';
import { alarmOn, handlerMetric, handlerWatch } from './private/ingest-monitoring';
import { CONSUMER_TIMEOUT } from './private/ingest-queue';
import { compactStatements, consumeStatements, lakeOf, type Lake } from './private/lake';
import { liveEvents } from './private/live-events';
import { Environment } from '../handlers/environment';

const COMPACTION_TIMEOUT = Duration.minutes(15);

/**
 * Consumes the log files of a pipeline: each becomes Parquet files of a lake, partitioned by account, Region and day, with the findings of the
 * detections for which one event suffices. A notice that comes again changes nothing; a file that cannot be read goes to the dead letters of the
 * pipeline with the reason, the rest of its notice is consumed.
 *
 * It brings two functions, so it deploys to a bootstrapped account only.
 */
export class CloudTrailConsumer extends Construct implements IGrantable {
  /** The function that consumes. */
  public readonly function: IFunction;
  /** The function that merges the small files of the lake. */
  public readonly compactor: IFunction;
  /** Role of the function that consumes. */
  public readonly role: IRole;
  /** The role as the receiver of a grant. */
  public readonly grantPrincipal: IPrincipal;
  /** Name of the bucket of the lake. */
  public readonly lakeBucketName: string;
  /** The alarms, each with a section in docs/runbook.md. */
  public readonly alarms: Alarm[];

  private readonly handler: Function;
  private readonly props: CloudTrailConsumerProps;

  constructor(scope: Construct, id: string, props: CloudTrailConsumerProps) {
    super(scope, id);
    assertConsumerProps(props);
    const { pipeline, alarmTopic, maxConcurrency = 10 } = props;
    const lake = lakeOf(this, props);
    const environment = { [Environment.LAKE_BUCKET]: lake.bucketName, [Environment.LAKE_PREFIX]: lake.prefix };
    const consumer = handlerFunction(this, 'Function', {
      handler: 'cloudtrail-consumer',
      description: 'Brings log files of CloudTrail into the lake',
      memorySize: props.memorySize ?? 1024,
      timeout: pipeline.consumerTimeout ?? CONSUMER_TIMEOUT,
      logRetention: props.logRetention,
      reservedConcurrency: props.reserveConcurrency ? maxConcurrency : undefined,
      environment: {
        ...environment,
        [Environment.DEAD_LETTER_QUEUE_URL]: pipeline.deadLetterQueueUrl,
        [Environment.DETECTION_SETTINGS]: settingsOf(this, props),
      },
    });
    pipeline.grantRead(consumer);
    const statements = consumeStatements(this, pipeline, lake);
    for (const statement of statements) consumer.addToRolePolicy(statement);
    // Not before it may read the queue: Lambda tries at once.
    consumer.addEventSourceMapping('Notices', {
      eventSourceArn: pipeline.queueArn, batchSize: props.batchSize ?? 10, maxConcurrency, reportBatchItemFailures: true,
    }).node.addDependency(consumer.role!);
    acknowledgeWildcards(consumer, [...pipeline.readStatements, ...statements]);

    const { compactor, deadLetters } = compactorOf(this, lake, environment, props);
    this.props = props;
    this.handler = consumer;
    this.function = consumer;
    this.compactor = compactor;
    this.role = consumer.role!;
    this.grantPrincipal = consumer.grantPrincipal;
    this.lakeBucketName = lake.bucketName;
    const lost = deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' });
    const errors = (of: IFunction) => of.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' });
    this.alarms = [
      handlerWatch('ConsumerErrors', 'The consumer fails.', errors(consumer)),
      handlerWatch('ConsumerRetries', 'The consumer hands notices back to come again.', handlerMetric(serviceName(this, 'Function'), 'Retries')),
      handlerWatch('CompactionErrors', 'Small files of the lake are not merged.', errors(compactor)),
      { id: 'CompactionsLost', meaning: 'Compactions could not be started, or failed.', metric: lost },
    ].map((watch) => alarmOn(this, watch, alarmTopic));
  }

  /**
   * Lets the consumer read what others than the trail bring to the queue of the pipeline.
   *
   * @param source such as an `EksAuditLogPipeline` of the same pipeline
   */
  public addSource(source: ILogSource): void {
    source.grantRead(this);
    acknowledgeWildcards(this.handler, source.readStatements);
  }

  /**
   * Runs the detections for which one event suffices within seconds, over changes and sign-ins as they happen. What they find has the ids that it has
   * when the log file comes, and counts once. Each is put on the default bus of Amazon EventBridge, too, with the source `cdk-security-scanner` and the
   * detail type `Activity Finding`. Delivery of events is best effort: the log files stay what is complete.
   *
   * @param eventBus such as that of the hub of an `EventBridgeForwarder`, for the events of all its accounts and Regions; by default that of this account
   * and Region
   */
  public addEvents(eventBus?: aws_events.IEventBusRef): void {
    const { pipeline, alarmTopic, batchSize = 10, maxConcurrency = 10 } = this.props;
    const id = `Events${this.node.children.filter(({ node }) => node.id.startsWith('Events')).length || ''}`;
    const timeout = pipeline.consumerTimeout ?? CONSUMER_TIMEOUT;
    const lost = liveEvents(this, id, { handler: this.handler, timeout, batchSize, maxConcurrency, bus: eventBus });
    const metric = lost.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' });
    this.alarms.push(alarmOn(this.node.findChild(id) as Construct, { id: 'EventsLost', meaning: 'Events were not looked at as they happened.', metric }, alarmTopic));
  }
}

/** The function that merges small files, what calls it, and where the calls go that it could not take. */
function compactorOf(scope: Construct, lake: Lake, environment: Record<string, string>, props: CloudTrailConsumerProps) {
  const { logRetention, compactEvery, reserveConcurrency } = props;
  const deadLetterQueue = new Queue(scope, 'CompactionsLost', {
    encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14),
  });
  acknowledge(deadLetterQueue, { 'AwsSolutions-SQS3': 'It is a dead-letter queue itself.' });
  const compactor = handlerFunction(scope, 'Compactor', {
    handler: 'lake-compactor',
    description: 'Merges the small files of the lake',
    memorySize: 3008,
    timeout: COMPACTION_TIMEOUT,
    logRetention,
    reservedConcurrency: reserveConcurrency ? 1 : undefined,
    deadLetterQueue,
    environment,
  });
  const statements = compactStatements(lake);
  for (const statement of statements) compactor.addToRolePolicy(statement);
  acknowledgeWildcards(compactor, statements);
  new Rule(scope, 'Schedule', {
    description: 'Merges the small files of the lake',
    schedule: Schedule.rate(compactEvery ?? Duration.hours(1)),
    // The next one does what this one could not.
    targets: [new LambdaFunction(compactor, { retryAttempts: 0, deadLetterQueue, event: RuleTargetInput.fromObject({}) })],
  });
  return { compactor, deadLetters: deadLetterQueue };
}

function assertConsumerProps({ lakePrefix, lakeBucket, lakeKey, maxConcurrency, batchSize, compactEvery }: CloudTrailConsumerProps): void {
  const between = (name: string, value: number | undefined, least: number, most: number) => {
    if (value !== undefined && !Token.isUnresolved(value) && !(Number.isInteger(value) && value >= least && value <= most)) {
      throw new Error(`${name} must be a whole number from ${least} to ${most.toLocaleString('en')}, got ${value}.`);
    }
  };
  between('maxConcurrency', maxConcurrency, 2, 1000);
  between('batchSize', batchSize, 1, 10);
  if (lakePrefix !== undefined && !/^[\w!.()'=-]+(\/[\w!.()'=-]+)*$/.test(lakePrefix)) {
    throw new Error(`lakePrefix must have neither wildcards nor a slash at its ends, got '${lakePrefix}'.`);
  }
  if (lakeKey && !lakeBucket) throw new Error('lakeKey is the key of an existing bucket: give lakeBucket, too.');
  if (compactEvery && compactEvery.toSeconds() < COMPACTION_TIMEOUT.toSeconds()) {
    throw new Error(`compactEvery must be at least ${COMPACTION_TIMEOUT.toHumanString()}, as long as a compaction may take, got ${compactEvery.toHumanString()}.`);
  }
}

/** What the detections have to know: the accounts, the networks, and whose loss would blind them. */
function settingsOf(scope: Construct, { pipeline, organizationAccounts, trustedNetworks }: CloudTrailConsumerProps): string {
  const { trailArn, bucketName, topicArn, queueArn, queueUrl, logKeyArn, messageKeyArn } = pipeline;
  const protectedResources = [trailArn, bucketName, topicArn, queueArn, queueUrl, logKeyArn, messageKeyArn].filter((name) => name !== undefined);
  return Stack.of(scope).toJsonString({ organizationAccounts, trustedNetworks, protectedResources });
}
