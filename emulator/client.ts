import { lookup, LookupOptions } from 'node:dns';
import { Agent } from 'node:http';
import type { Emulator } from './start';

type Lookup = (error: NodeJS.ErrnoException | null, address: never, family?: number) => void;

/** Options of every AWS client that talks to the emulator as an account's root user. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  readonly forcePathStyle: boolean;
  readonly requestHandler: { readonly httpAgent: Agent };
}

/** Client options for an account in a Region, or for credentials that STS gave out. */
export function clientOptions(emulator: Pick<Emulator, 'endpoint'>, account: string | ClientOptions['credentials'], region = 'us-east-1'): ClientOptions {
  return {
    endpoint: emulator.endpoint,
    region,
    credentials: typeof account === 'string' ? { accessKeyId: account, secretAccessKey: 'emulator' } : account,
    forcePathStyle: true,
    requestHandler: { httpAgent: localhostAgent() },
  };
}

/** An agent that finds `<account>.localhost`, the host S3 Control prepends the account to, on this machine. */
export function localhostAgent(): Agent {
  return new Agent({
    keepAlive: true,
    lookup: (hostname: string, options: LookupOptions, callback: Lookup) =>
      lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback as never),
  });
}
