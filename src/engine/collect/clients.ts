import { lookup } from 'node:dns';
import { Agent } from 'node:http';
import { AnswerKeeper } from './answers';
import { makeFrugal, type Command, type SdkClient } from './frugal';
import { RateLimiter } from './rates';
import type { Sdk } from '../../catalogue/model/reader';

/** Credentials of one account, as AWS STS gives them. */
export interface Credentials { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string; readonly expiration?: Date }

/** A function that gives valid credentials, renewing them when they near their end. */
export type CredentialProvider = () => Promise<Credentials>;

/** An SDK client, its operations erased. */
export interface Client extends SdkClient {
  readonly config: SdkClient['config'] & { readonly defaultSigningName?: string };
  readonly middlewareStack: { add(middleware: Middleware, options: { step: 'finalizeRequest' }): void };
  destroy(): void;
}
type Middleware = (next: (args: object) => Promise<object>, context: { commandName?: string }) => (args: object) => Promise<object>;

/** Settings every client gets. */
export interface ClientSettings {
  /** Endpoint of an emulator. @default - AWS */
  readonly endpoint?: string;
  /** Attempts of one call, the first included, spread by the SDK's adaptive retries. @default 8 */
  readonly maxAttempts?: number;
  /** Whether calls wait for the rates that AWS fixes. @default - they do, unless `endpoint` is given */
  readonly limited?: boolean;
}

type ClientClass = new (config: object) => Client;
type CommandClass = new (input: object) => Command;
type Paginate = (config: { client: Client }, input: object) => AsyncIterable<object>;

const member = <T>(module: Sdk, name: string) => (module as Record<string, T | undefined>)[name];

/** An operation of an SDK client. */
export interface SdkOperation {
  readonly Command: CommandClass;
  /** The SDK's own paginator, for lists. */
  readonly paginate?: Paginate;
}

/** The operation as the SDK has it. */
export function operationIn(module: Sdk, operation: string): SdkOperation {
  return { Command: member<CommandClass>(module, `${operation}Command`)!, paginate: member<Paginate>(module, `paginate${operation}`) };
}

/** Settings of a client of an emulator: it has one host for every bucket and account; S3 Control still puts the account before it. */
export function emulated(endpoint: string) {
  const here = endpoint.includes('//127.0.0.1') ? '127.0.0.1' : 'localhost';
  const find: typeof lookup = ((host: string, ...rest: [never, never]) => lookup(/(^|\.)localhost$/.test(host) ? here : host, ...rest)) as never;
  // An address, unlike a name, cannot have the account before it.
  return { endpoint: endpoint.replace('//127.0.0.1', '//localhost'), forcePathStyle: true, requestHandler: { httpAgent: new Agent({ keepAlive: true, lookup: find }) } };
}

/**
 * The clients of one account, one for each Region and SDK service: the SDK's adaptive mode learns a rate of each, so none is ever shared
 * between accounts or Regions, and none stands beside another. The rates that AWS fixes hold for all of them together.
 */
export class ClientPool {
  /** What several services of the account read. */
  readonly answers = new AnswerKeeper();
  private readonly opened = new Map<Sdk, Map<string, Client>>();
  private readonly rates?: RateLimiter;
  private isClosed = false;

  constructor(private readonly credentials: CredentialProvider, private readonly settings: ClientSettings) {
    if (settings.limited ?? settings.endpoint === undefined) this.rates = new RateLimiter();
  }

  /** The client of the SDK module in the Region. */
  get(module: Sdk, region: string): Client {
    const regions = this.opened.get(module) ?? new Map<string, Client>();
    const client = regions.get(region) ?? this.open(module, region);
    this.opened.set(module, regions.set(region, client));
    return client;
  }

  /** Ends the clients; what still runs fails, and is not tried again. */
  close(): void {
    this.isClosed = true;
    for (const regions of this.opened.values()) for (const client of regions.values()) client.destroy();
    this.opened.clear();
  }

  private open(module: Sdk, region: string): Client {
    const name = Object.keys(module).find((key) => /^[A-Z]\w*Client$/.test(key))!;
    const { endpoint, maxAttempts = 8 } = this.settings;
    const client = new (member<ClientClass>(module, name)!)({
      region,
      credentials: this.credentials,
      retryMode: 'adaptive',
      maxAttempts,
      ...endpoint && emulated(endpoint),
    });
    makeFrugal(client);
    const { rates } = this;
    const prefix = client.config.defaultSigningName;
    // In this step each attempt passes, a retry too: AWS counts them all.
    client.middlewareStack.add((next, { commandName = '' }) => async (args) => {
      if (this.isClosed) throw new Error('The client was closed.');
      if (rates && prefix) await rates.turn(prefix, commandName.replace(/Command$/, ''), region);
      return next(args);
    }, { step: 'finalizeRequest' });
    return client;
  }
}

/** The account that credentials belong to: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function callerAccount(region: string, credentials: CredentialProvider, settings: ClientSettings): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ region, credentials, endpoint: settings.endpoint });
  return client.send(new GetCallerIdentityCommand({})).then(({ Account }) => Account!).finally(() => client.destroy());
}
