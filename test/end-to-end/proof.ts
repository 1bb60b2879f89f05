import { createNetwork } from './network';
import type { ClientOptions } from '../../emulator/client';
import type { Emulator } from '../../emulator/start';

/** An account of the emulator in which everything is made as it should be, or nothing is. */
export class Site {
  readonly accountId: string;
  private made?: ReturnType<typeof createNetwork>;
  constructor(readonly options: ClientOptions, readonly emulator: Emulator, readonly isGood: boolean) { this.accountId = options.credentials.accessKeyId; }

  /** A name that no other site has: buckets are named in the whole of AWS. */
  get name(): string { return `${this.isGood ? 'good' : 'bad'}-${this.accountId}`; }

  /** What a good resource has here, or what a bad one has there. */
  either<T, U>(good: T, bad: U): T | U { return this.isGood ? good : bad; }

  arn(service: string, resource: string): string { return `arn:aws:${service}:${this.options.region}:${this.accountId}:${resource}`; }

  /** The key of the account itself. */
  get account(): string { return `arn:aws:iam::${this.accountId}:root`; }

  /** A VPC with two subnets; one for the whole site. */
  network(): ReturnType<typeof createNetwork> { return (this.made ??= createNetwork(this.options)); }
}

/** Checks with what makes a resource that they must pass on a good site, and fail on a bad one. */
export interface Proof {
  readonly checks: readonly string[];
  /** Makes the resource by calls of the SDK; answers its key. */
  readonly make: (site: Site) => Promise<string>;
  /** Days after which the bad resource is looked at: it becomes so by age alone. @default 0 */
  readonly inDays?: number;
}

/** Declares a proof. */
export const proof = (make: Proof['make'], ...checks: readonly string[]): Proof => ({ checks, make });

/** Declares a proof of checks on the account; what it makes has no key. */
export const ofAccount = (make: (site: Site) => Promise<unknown>, ...checks: readonly string[]): Proof => proof(async (site) => {
  await make(site);
  return site.account;
}, ...checks);

/** A policy document. */
export const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** A statement that lets everybody in. */
export const everyone = (Action: string, Resource: string): object => ({ Effect: 'Allow', Principal: '*', Action, Resource });

/** A statement that lets an account in. */
export const allows = (account: string, Action: string, Resource = '*'): object => ({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource });

/** An account that no site is. */
export const STRANGER = '999999999999';
