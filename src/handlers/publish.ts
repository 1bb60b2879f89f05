import { GlueClient } from '@aws-sdk/client-glue';
import type { Context } from 'aws-lambda';
import { scanOutlets } from './outlets';
import { scanWorker } from './scan-worker';
import type { Job } from '../engine/distributed/job';
import { publish, type Published } from '../engine/distributed/publish';
import { linkTo } from '../engine/outlets/presign';

/** Sums a scan up and tells of it. */
export function publishScan() {
  const share = scanWorker();
  const { worker, env, s3, tracer, tell } = share;
  const [seconds, bucket] = [worker.settings.reportLinkSeconds, env('LAKE_BUCKET')];
  const outlets = {
    ...scanOutlets(share).outlets,
    tables: { client: tracer.captureAWSv3Client(new GlueClient()), database: env('DATABASE') },
    ...seconds && { linkTo: async (key: string) => linkTo({ bucket, key, region: worker.region, seconds }, await s3.config.credentials(), new Date()) },
  };
  return async function handler(job: Job, context: Context): Promise<Published> {
    const published = await publish(worker, job, outlets, new Date());
    const counts = { AccountsNotScanned: published.refused.length, AccountsNotTold: published.untold.length, NewFindings: published.newFindings };
    tell(context, 'published', published, counts);
    return published;
  };
}
