import { AddressInfo, createServer } from 'node:net';
import { startServer } from './server-process';
import { prepareEnvironment } from './virtual-environment';

/** How to start the emulator. */
export interface EmulatorOptions {
  /** Whether IAM policies are enforced. @default false */
  readonly auth?: boolean;
  /** The port on 127.0.0.1. @default - a free one */
  readonly port?: number;
  /** Told about the first installation, which takes a while. @default - nobody is told */
  readonly log?: (line: string) => void;
}

/** What only time or a person at the console makes; see `Emulator.history`. */
export interface AccountHistory {
  readonly accountId: string;
  /** Whether the root user has an access key. @default false */
  readonly rootAccessKey?: boolean;
  /** Whether the root user has an MFA device, a virtual one unless told otherwise. @default true */
  readonly rootMfa?: boolean | 'hardware';
  /** When the root user last signed in to the console. @default - never */
  readonly rootUsedDaysAgo?: number;
  /** Ages of users' access keys, in each user's order of creation; a key that is missing is created. */
  readonly accessKeys?: readonly {
    readonly userName: string;
    readonly createdDaysAgo: number;
    readonly lastUsedDaysAgo?: number;
    readonly region?: string;
    readonly service?: string;
    readonly status?: 'Active' | 'Inactive';
  }[];
  /** Users with a virtual MFA device. */
  readonly mfaDevices?: readonly { readonly userName: string }[];
  /** Users with a console password. */
  readonly consolePasswords?: readonly (string | { readonly userName: string; readonly changedDaysAgo?: number; readonly lastUsedDaysAgo?: number })[];
}

/** Events as an AWS service puts them on the default bus of an account and a Region: PutEvents refuses such sources to everybody else. */
export interface ServiceEvents {
  readonly accountId: string;
  readonly region: string;
  /** `Detail` is JSON text. */
  readonly entries: readonly { readonly Source: string; readonly DetailType: string; readonly Detail: string }[];
}

/** A running emulator. */
export interface Emulator {
  /** Where it listens, as AWS_ENDPOINT_URL takes it. */
  readonly endpoint: string;
  /** The id of the server's process group. */
  readonly pid: number;
  /** Environment variables that make AWS's SDKs and command line the root user of an account in the emulator. */
  environment(accountId: string, region: string): Record<string, string>;
  /** Plants an account's history; its users must exist. */
  history(history: AccountHistory): Promise<void>;
  /** Puts events as an AWS service does. */
  serviceEvents(events: ServiceEvents): Promise<void>;
  /** Forgets every account and resource. */
  reset(): Promise<void>;
  /** Ends the server and all it started. */
  stop(): Promise<void>;
}

/** Starts the emulator of AWS on this machine; installs it first if this is the first time. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const interpreter = await prepareEnvironment(options.log);
  const port = await freePort(options.port);
  const endpoint = `http://localhost:${port}`;
  const server = startServer(interpreter, port, options.auth ?? false);
  // The name localhost may mean ::1 first; the server listens on IPv4 only.
  await server.untilHealthy(`http://127.0.0.1:${port}`);
  return {
    endpoint,
    pid: server.pid,
    environment: (accountId, region) => environment(endpoint, accountId, region),
    history: (history) => post(endpoint, '/_emulator/history', history),
    serviceEvents: (events) => post(endpoint, '/_emulator/events', events),
    reset: () => post(endpoint, '/_ministack/reset'),
    stop: () => server.stop(),
  };
}

/** Calls an endpoint of the emulator's own; throws with its answer when it refuses. */
export async function post(endpoint: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${endpoint}${path}`, { method: 'POST', body: body === undefined ? undefined : JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
  }
}

function environment(endpoint: string, accountId: string, region: string): Record<string, string> {
  if (!/^\d{12}$/.test(accountId)) {
    throw new Error(`An account id is 12 digits, not '${accountId}'.`);
  }
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accountId,
    AWS_SECRET_ACCESS_KEY: 'emulator',
    // Empty, so that none of the surrounding shell joins in.
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** A free port; the given one if that is free. */
async function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(new Error(`Port ${wanted} on 127.0.0.1 cannot be used: ${error.message}`)));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
