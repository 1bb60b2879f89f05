import { lookup } from 'node:dns';
import { Agent } from 'node:http';
import type { Sdk } from '../../catalogue/model/reader';

/** Credentials of one account, as AWS STS gives them. */
export interface Credentials { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string; readonly expiration?: Date }

/** A function that gives valid credentials, renewing them when they near their end. */
export type CredentialProvider = () => Promise<Credentials>;

/** An SDK client, its operations erased. */
export interface Client {
  readonly middlewareStack: { add(middleware: Middleware, options: { step: 'initialize' }): void };
  send(command: object): Promise<object>;
  destroy(): void;
}
type Middleware = (next: (args: object) => Promise<object>, context: { commandName?: string }) => (args: object) => Promise<object>;

/** Settings every client gets. */
export interface ClientSettings {
  /** Endpoint of an emulator. @default - AWS */
  readonly endpoint?: string;
  /** Attempts of one call, the first included, spread by the SDK's adaptive retries. @default 8 */
  readonly maxAttempts?: number;
}

type ClientClass = new (config: object) => Client;
type CommandClass = new (input: object) => object;
type Paginate = (config: { client: Client }, input: object) => AsyncIterable<object>;

const member = <T>(module: Sdk, name: string) => (module as Record<string, T | undefined>)[name];

/** The operation as a command class and, for lists, the SDK's own paginator. */
export function operationIn(module: Sdk, operation: string): { Command: CommandClass; paginate?: Paginate } {
  return { Command: member<CommandClass>(module, `${operation}Command`)!, paginate: member<Paginate>(module, `paginate${operation}`) };
}

/** Settings of a client of an emulator, which has one host for every bucket and account; S3 Control still puts the account before it. */
export function emulated(endpoint: string) {
  const find: typeof lookup = ((host: string, ...rest: [never, never]) => lookup(host.endsWith('.localhost') ? 'localhost' : host, ...rest)) as never;
  return { endpoint, forcePathStyle: true, requestHandler: { httpAgent: new Agent({ keepAlive: true, lookup: find }) } };
}

/**
 * A client for one account, Region and service: the SDK's adaptive mode learns the rate of each, so clients are never shared.
 * @param onSend told of every request by the name of its operation, each page of a list included, retries not
 */
export function createClient(
  module: Sdk, region: string, credentials: CredentialProvider, settings: ClientSettings, onSend: (operation: string) => void): Client {
  const name = Object.keys(module).find((key) => /^[A-Z]\w*Client$/.test(key))!;
  const client = new (member<ClientClass>(module, name)!)({
    region,
    credentials,
    retryMode: 'adaptive',
    maxAttempts: settings.maxAttempts ?? 8,
    ...settings.endpoint && emulated(settings.endpoint),
  });
  client.middlewareStack.add((next, { commandName = '' }) => (args) => {
    onSend(commandName.replace(/Command$/, ''));
    return next(args);
  }, { step: 'initialize' });
  return client;
}

/** The account that credentials belong to: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function callerAccount(region: string, credentials: CredentialProvider, settings: ClientSettings): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ region, credentials, endpoint: settings.endpoint });
  return client.send(new GetCallerIdentityCommand({})).then(({ Account }) => Account!).finally(() => client.destroy());
}
