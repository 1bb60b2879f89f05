import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { Environment } from './environment';
import { checks } from '../catalogue/checks';
import type { ScanSettings } from '../derive/scan-settings';
import { servicesOf } from '../derive/streams';
import { assumeRole } from '../engine/collect/credentials';
import type { Worker } from '../engine/distributed/job';
import { Lake } from '../engine/store/lake';
import { S3Objects } from '../engine/store/s3';

/** What the handlers of a scan share: their worker, and how they tell what they did. */
export function scanWorker() {
  const [logger, metrics, tracer] = [new Logger(), new Metrics(), new Tracer()];
  const env = (name: keyof typeof Environment) => process.env[Environment[name]] ?? '';
  const s3 = tracer.captureAWSv3Client(new S3Client());
  const [settings, clients, region] = [JSON.parse(env('SCAN_SETTINGS')) as ScanSettings, { endpoint: process.env.AWS_ENDPOINT_URL }, process.env.AWS_REGION!];
  const lake = new Lake(new S3Objects(s3, env('LAKE_BUCKET'), env('LAKE_PREFIX')));
  const worker: Worker = {
    lake, settings, services: servicesOf(settings.streams), checks, clients, region, enter: (account) => assumeRole({ ...account, region }, undefined, clients),
  };
  const tell = (context: Context, message: string, details: object, counts: Readonly<Record<string, number>> = {}) => {
    logger.addContext(context);
    logger.info(message, { ...details, ...counts });
    for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
    metrics.publishStoredMetrics();
  };
  return { worker, env, s3, logger, tracer, tell };
}

/** What the handlers share. */
export type ScanShare = ReturnType<typeof scanWorker>;
