import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from 'aws-lambda';
import { scanWorker } from './scan-worker';
import { planScan, type PlannedJob } from '../engine/distributed/plan';

/** Begins a scan: refuses it while another one runs, and writes down its accounts. */
export function planAccounts() {
  const { worker, tracer, tell } = scanWorker();
  const sfn = tracer.captureAWSv3Client(new SFNClient());

  async function isRunning(executionArn: string): Promise<boolean> {
    const status = await sfn.send(new DescribeExecutionCommand({ executionArn })).then((execution) => execution.status, (error: Error) => {
      // Forgotten 90 days after its end.
      if (error.name !== 'ExecutionDoesNotExist') throw error;
    });
    return status === 'RUNNING';
  }
  return async function handler({ execution }: { execution: string }, context: Context): Promise<PlannedJob> {
    const job = await planScan(worker, execution, isRunning, new Date());
    tell(context, 'planned', { run: job.run, execution }, { AccountsPlanned: job.accounts });
    return job;
  };
}
