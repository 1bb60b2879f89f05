import { finishAccount } from '../../../src/engine/distributed/account';
import { collectBatch } from '../../../src/engine/distributed/collect';
import type { Worker } from '../../../src/engine/distributed/job';
import { planAccount, planScan } from '../../../src/engine/distributed/plan';
import { summarize } from '../../../src/engine/distributed/summarize';
import type { World } from '../../constructs/asl';

export const MINUTES = 60_000;

/** What the functions of a state machine run with. */
export interface Parts {
  /** The worker of the functions; those of one account may have another. */
  readonly workerOf: (accountId?: string) => Worker;
  readonly execution: string;
  readonly now: Date;
  /** What takes the place of a call. */
  readonly fault?: (part: string, payload: any, attempt: number) => Error | undefined; // eslint-disable-line @typescript-eslint/no-explicit-any
  /** Milliseconds that a function has left. */
  readonly left?: () => number;
  /** The last function. @default - the summary alone */
  readonly publish?: (worker: Worker, job: { run: string; startedAt: string }) => Promise<unknown>;
}

/** The functions of the state machine as the engine has them. */
export function worldOf({ workerOf, execution, now, fault = () => undefined, left = () => 15 * MINUTES, ...own }: Parts): World {
  const attempts = new Map<string, number>();
  const { publish = async (worker, job) => (await summarize(worker, job, now)).summary } = own;
  const parts: Record<string, World['invoke']> = {
    PlanAccounts: (_, { execution: by }) => planScan(workerOf(), by, async (other) => other === 'running', now),
    PlanAccount: (_, { account, ...job }) => planAccount(workerOf(account.accountId), job, account),
    Collect: async (_, { run, startedAt, ...batch }) => {
      const { ledger, left: services, stuck } = await collectBatch(workerOf(batch.accountId), { run, startedAt }, batch, { left });
      return { read: ledger.length, services, remaining: services.length, stuck };
    },
    Analyse: async (_, { accountId, ...job }) => { await finishAccount(workerOf(accountId), job, accountId); },
    Publish: (_, job) => publish(workerOf(), job),
  };
  return {
    execution,
    read: async (key) => Buffer.from((await workerOf().lake.objects.read(key))!).toString(),
    invoke: async (id, payload) => {
      const [, part] = /^Scanner(PlanAccounts|PlanAccount|Collect|Analyse|Publish)[0-9A-F]{8}$/.exec(id)!;
      const key = `${part} ${JSON.stringify(payload)}`;
      attempts.set(key, (attempts.get(key) ?? 0) + 1);
      const failure = fault(part, payload, attempts.get(key)!);
      if (failure) throw failure;
      return parts[part](id, payload) ?? null;
    },
  };
}
