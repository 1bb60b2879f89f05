import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { Environment } from './environment';
import { compact } from '../engine/activity/ingest/compact';
import { S3Objects } from '../engine/store/s3';

const LEFT_TO_STOP = 120_000;

const [logger, metrics, tracer] = [new Logger(), new Metrics(), new Tracer()];
const lake = new S3Objects(tracer.captureAWSv3Client(new S3Client()), process.env[Environment.LAKE_BUCKET]!, process.env[Environment.LAKE_PREFIX]);

/** Merges the small files of the lake, on a schedule. */
export async function handler(_event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  const { failed, ...done } = await compact(lake, () => context.getRemainingTimeInMillis() < LEFT_TO_STOP);
  logger.info('compacted', { ...done, failed });
  metrics.addMetric('MergedFiles', MetricUnit.Count, done.files);
  metrics.addMetric('RepeatedRows', MetricUnit.Count, done.repeated);
  metrics.publishStoredMetrics();
  if (failed.length > 0) throw new Error(`${failed.length} partitions stay as they were, the first ${failed[0].folder}: ${failed[0].reason}`);
}
