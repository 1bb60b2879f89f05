import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { Environment } from './environment';
import { detections } from '../catalogue/detections';
import { compileDetections } from '../engine/activity/compile';
import { Consumer } from '../engine/activity/ingest/consumer';
import { toQueue } from '../engine/activity/ingest/dead-letters';
import { Ledger } from '../engine/activity/ingest/ledger';
import { S3LogSource } from '../engine/activity/ingest/log-bucket';
import { sendEvent } from '../engine/outlets/tell';
import { S3Objects } from '../engine/store/s3';

const LEFT_TO_STOP = 5_000;

const [logger, metrics, tracer] = [new Logger(), new Metrics(), new Tracer()];
const [s3, sqs] = [tracer.captureAWSv3Client(new S3Client()), tracer.captureAWSv3Client(new SQSClient())];
const bus = tracer.captureAWSv3Client(new EventBridgeClient());
const env = (name: keyof typeof Environment) => process.env[Environment[name]] ?? '';
const rules = compileDetections(detections, JSON.parse(env('DETECTION_SETTINGS') || '{}'));
const [source, lake] = [new S3LogSource(s3), new S3Objects(s3, env('LAKE_BUCKET'), env('LAKE_PREFIX'))];
const tell = (finding: object) => sendEvent({ bus: { client: bus, name: env('EVENT_BUS') } }, 'Activity Finding', finding);
const consumer = new Consumer({ source, lake, rules, giveUp: toQueue(sqs, env('DEAD_LETTER_QUEUE_URL')), tell });

/** Consumes a batch of notices of log files: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export async function handler({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  logger.addContext(context);
  const ledger = new Ledger(logger, () => context.getRemainingTimeInMillis() < LEFT_TO_STOP);
  const failed = await consumer.consume(Records, ledger);
  for (const [name, count] of Object.entries(ledger.counts)) metrics.addMetric(name, name === 'Bytes' ? MetricUnit.Bytes : MetricUnit.Count, count);
  metrics.publishStoredMetrics();
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
