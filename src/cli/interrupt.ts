import { Interrupted } from './errors';

/**
 * Runs `work`; the first Ctrl-C aborts its signal, the second ends the process as usual.
 * @throws Interrupted when it was broken off
 */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const broken = new Interrupted('Broken off. What was read whole is stored: the same command goes on from there.');
  const abort = () => stop.abort(broken);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abort);
  return work(stop.signal).finally(() => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, abort);
  });
}
