import type { Finding, ScanSummary } from '../contracts';
import { Tally } from '../summary';
import { accountsOf, keys, left, type AccountOutcome, type Job, type Worker } from './job';

/** What an account without an outcome is told with. */
const unfinished = (accountId: string) => new Error(`The scan of account ${accountId} did not come to its end: the child execution of the map run says why.`);

/** Adds up what became of every account, one after the other, and writes the summary and the ledger of the run. */
export async function summarize(worker: Worker, job: Job, now: Date): Promise<ScanSummary> {
  const { lake } = worker;
  const tally = new Tally();
  const accounts = await accountsOf(worker, job);
  for (const { accountId } of accounts) {
    const outcome = await left<AccountOutcome>(lake.objects, keys.outcome(job, accountId));
    if (!outcome || outcome.refused !== undefined) {
      tally.refuse(accountId, outcome ? new Error(outcome.refused) : unfinished(accountId), outcome?.ledger ?? []);
      continue;
    }
    const findings: Finding[] = [];
    for (const source of ['posture', 'imported']) for await (const finding of lake.findings(source, accountId)) findings.push(finding);
    tally.saw(outcome.regions);
    tally.add({ ...outcome, findings });
  }
  const startedAt = new Date(job.startedAt);
  const summary = tally.summary(job.run, { accounts, lake, now: startedAt }, now.getTime() - startedAt.getTime());
  await lake.writeRun(summary);
  return summary;
}
