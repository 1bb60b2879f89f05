import { Metric, type Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import type { aws_sns } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { CloudTrailIngestPipeline } from './cloud-trail-ingest-pipeline';
import type { ILogSource } from './log-source';
import { auditLogDelivery } from './private/audit-log-delivery';
import { alarmOn } from './private/ingest-monitoring';
import { mayDiffer } from './private/ingest-names';
import { READ, READ_AUDIT_LOGS } from './private/ingest-statements';

/** Properties of an `EksAuditLogPipeline`. */
export interface EksAuditLogPipelineProps {
  /** Whose bucket and queue the audit logs go to. Its bucket must be in the account of this stack. */
  readonly pipeline: CloudTrailIngestPipeline;

  /** Name of the cluster, in the account and Region of this stack. Its control plane must log `audit`. */
  readonly clusterName: string;

  /**
   * How long audit logs are gathered before they are written, 1 to 15 minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly gatherFor?: Duration;

  /**
   * Topic that the alarms tell.
   *
   * @default - they tell nobody
   */
  readonly alarmTopic?: aws_sns.ITopicRef;
}

/**
 * Brings the audit logs of an EKS cluster to where the log files of a trail go: log group → subscription filter → Amazon Data Firehose → the bucket of
 * the pipeline → its queue. Of the log group only audit events are taken. A log group has two subscription filters at most.
 *
 * A reader needs the grants of both, this one's is for audit logs alone; a `CloudTrailConsumer` takes it by `addSource`.
 */
export class EksAuditLogPipeline extends Construct implements ILogSource {
  /** What the keys of the log files begin with. */
  public readonly keyPrefix: string;
  /** Name of the delivery stream. */
  public readonly deliveryStreamName: string;
  /** The alarms, each with a section in docs/runbook.md. */
  public readonly alarms: Alarm[];

  private readonly pipeline: CloudTrailIngestPipeline;

  constructor(scope: Construct, id: string, props: EksAuditLogPipelineProps) {
    super(scope, id);
    const { pipeline, clusterName, gatherFor = Duration.minutes(1), alarmTopic } = props;
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
    if (!Token.isUnresolved(clusterName) && !/^[0-9A-Za-z][\w-]{0,99}$/.test(clusterName)) {
      throw new Error(`clusterName must have 1 to 100 letters, digits, - and _, and begin with a letter or digit, got '${clusterName}'.`);
    }
    if (gatherFor.toSeconds() < 60 || gatherFor.toSeconds() > 900) throw new Error(`gatherFor must be 1 to 15 minutes, got ${gatherFor.toHumanString()}.`);
    const { account, region } = Stack.of(this);
    const place = pipeline._auditLogs();
    if (mayDiffer(Stack.of(pipeline).account, account)) {
      throw new Error(`The cluster and the bucket must be in one account, got ${account} and ${Stack.of(pipeline).account}.`);
    }
    const logGroupName = `/aws/eks/${clusterName}/cluster`;
    const filterName = this.node.path.replaceAll(/[:*]/g, '-');
    const stream = auditLogDelivery(this, { place, logKeyArn: pipeline.logKeyArn, clusterName, logGroupName, filterName, gatherFor });

    this.pipeline = pipeline;
    this.keyPrefix = `${place.prefix(account)}${region}/`;
    this.deliveryStreamName = stream.ref;
    this.alarms = [
      alarmOn(this, {
        id: 'UndeliveredAuditLogs',
        meaning: 'Amazon CloudWatch Logs could not hand audit logs on.',
        metric: new Metric({
          namespace: 'AWS/Logs',
          metricName: 'DeliveryErrors',
          dimensionsMap: { LogGroupName: logGroupName, DestinationType: 'Firehose', FilterName: filterName },
          statistic: 'Sum',
          period: Duration.minutes(5),
        }),
      }, alarmTopic),
      alarmOn(this, {
        id: 'StaleAuditLogs',
        meaning: 'Audit logs wait to be written to the bucket.',
        threshold: gatherFor.toSeconds() + Duration.minutes(15).toSeconds(),
        metric: new Metric({
          namespace: 'AWS/Firehose', metricName: 'DeliveryToS3.DataFreshness', dimensionsMap: { DeliveryStreamName: stream.ref }, statistic: 'Maximum', period: Duration.minutes(5),
        }),
      }, alarmTopic),
    ];
  }

  public get readStatements(): PolicyStatement[] {
    const others = this.pipeline.readStatements.filter(({ sid }) => sid !== READ.bucket);
    const resources = [`${this.pipeline.bucketArn}/${this.keyPrefix}*`];
    // The notices of these log files name the version.
    return [new PolicyStatement({ sid: READ_AUDIT_LOGS, effect: Effect.ALLOW, actions: ['s3:GetObject', 's3:GetObjectVersion'], resources }), ...others];
  }

  /** Those of the pipeline. */
  public get diagnosticStatements(): PolicyStatement[] {
    return this.pipeline.diagnosticStatements;
  }

  public grantRead(reader: IGrantable): void {
    this.pipeline._grant(reader, this.readStatements);
  }

  public grantDiagnostics(reader: IGrantable): void {
    this.pipeline.grantDiagnostics(reader);
  }
}
