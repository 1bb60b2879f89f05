import { measured } from './model';
import { RateLimiter, ratesOf } from '../../src/engine/collect/rates';

/** How the calls of one operation come, when as many workers as like send them one after the other. */
export interface Flow { /** Seconds from the first to the last. */ readonly seconds: number; /** The most within one second. */ readonly peak: number }

/** The calls of an operation in one account and Region, kept to the rates by the very limiter that the scanner has, in a time of its own. */
export async function flowOf(prefix: string, operation: string, calls: number, workers: number): Promise<Flow> {
  const latency = measured.latencyMilliseconds;
  let now = 0;
  const limiter = new RateLimiter({ now: () => now, pause: async (milliseconds) => { now += milliseconds; } });
  const free = Array.from({ length: workers }, () => 0);
  const sent: number[] = [];
  for (let call = 0; call < calls; call++) {
    const next = free.indexOf(Math.min(...free));
    now = free[next];
    await limiter.turn(prefix, operation, 'region');
    sent.push(now);
    free[next] = now + latency;
  }
  sent.sort((a, b) => a - b);
  let [peak, first] = [0, 0];
  sent.forEach((time, at) => {
    while (time - sent[first] >= 1000) first++;
    peak = Math.max(peak, at - first + 1);
  });
  return { seconds: Math.max(...free) / 1000, peak };
}

/** Whether AWS documents a rate for the operation. */
export const isRated = (prefix: string, operation: string): boolean => ratesOf(prefix, operation).length > 0;
