import { setTimeout as sleep } from 'node:timers/promises';
import { globParts, matchesGlob } from '../../catalogue/model/glob';
import catalogue from '../../catalogue/rates.json';

/** A rate that AWS fixes, as the catalogue has it. */
interface Rate {
  readonly prefix: string;
  /** Names or globs. @default - every operation */
  readonly operations?: readonly string[];
  readonly except?: readonly string[];
  /** Whether each operation has a bucket of its own. @default - one for all of them */
  readonly each?: boolean;
  /** Requests a second. */
  readonly rate: number;
  /** Requests at once. @default - those of a second */
  readonly burst?: number;
  /** Whether all Regions share a bucket. */
  readonly global?: boolean;
}

/** Time for the buckets: milliseconds, and a pause of some. */
export interface Timer { now(): number; pause(milliseconds: number): Promise<unknown> }

/** The time of the machine. */
export const realTime: Timer = { now: () => performance.now(), pause: sleep };

/** `rate` tokens a second flow in, up to `burst`; who comes when there is none waits for the next, in the order of coming. */
class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(private readonly rate: number, private readonly burst: number, private readonly time: Timer) {
    this.tokens = burst;
    this.filledAt = time.now();
  }

  async take(): Promise<void> {
    const now = this.time.now();
    this.tokens = Math.min(this.burst, this.tokens + (now - this.filledAt) / 1000 * this.rate) - 1;
    this.filledAt = now;
    if (this.tokens < 0) await this.time.pause(-this.tokens / this.rate * 1000);
  }
}

const matches = (patterns: readonly string[] | undefined, operation: string) => patterns?.some((pattern) => matchesGlob(globParts(pattern), operation));

/** The rates that AWS fixes for an operation. */
export function ratesOf(prefix: string, operation: string): readonly Rate[] {
  return (catalogue.rates as readonly Rate[]).filter((rate) =>
    rate.prefix === prefix && (matches(rate.operations, operation) ?? true) && !matches(rate.except, operation));
}

/** Keeps the calls of one account within the rates that AWS fixes, so that they are not refused for being too many. */
export class RateLimiter {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(private readonly time: Timer = realTime) {}

  /**
   * Waits until one more call may be sent.
   * @param prefix IAM prefix of the service, by which it signs too
   */
  async turn(prefix: string, operation: string, region: string): Promise<void> {
    for (const rate of ratesOf(prefix, operation)) {
      const key = JSON.stringify([rate.prefix, rate.operations, rate.each ? operation : '', rate.global ? '' : region]);
      const bucket = this.buckets.get(key) ?? new TokenBucket(rate.rate, rate.burst ?? rate.rate, this.time);
      this.buckets.set(key, bucket);
      await bucket.take();
    }
  }
}
