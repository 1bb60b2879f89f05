import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { emulated, type ClientSettings, type CredentialProvider } from '../collect/clients';
import { partitionOf } from '../collect/place';

/** AWS did not let something be read, or could not be asked. */
export class Unreadable extends Error {
  /**
   * @param action the IAM action of the call
   * @param code error code of AWS
   * @param denied whether a permission is missing
   */
  constructor(readonly action: string, readonly code: string, readonly denied: boolean, detail: string) {
    super(detail);
  }
}

/** IAM prefixes of services by their client, where the client is not called so. */
const PREFIXES: Readonly<Record<string, string>> = {
  AccountClient: 'account',
  CloudFormationClient: 'cloudformation',
  CloudTrailClient: 'cloudtrail',
  CloudWatchClient: 'cloudwatch',
  EventBridgeClient: 'events',
  IAMClient: 'iam',
  KMSClient: 'kms',
  S3Client: 's3',
  SNSClient: 'sns',
  SQSClient: 'sqs',
  STSClient: 'sts',
  SecretsManagerClient: 'secretsmanager',
};

/** Operations whose action has another name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const ACTIONS: Readonly<Record<string, string>> = { 's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification' };

const DENIED = /AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|^403$/;
const MISSING = /NotFound|NoSuch|NonExistent|DoesNotExist/;
const NETWORK = /^(TimeoutError|ENOTFOUND|ECONN\w+|EAI_AGAIN|NetworkingError)$/;

type Middleware = (next: (args: object) => Promise<object>, context: { clientName?: string; commandName?: string }) => (args: object) => Promise<object>;
interface AnyClient { readonly middlewareStack: { add(middleware: Middleware, options: { step: 'initialize' }): void }; destroy(): void }

interface AwsError extends Error { readonly $metadata?: object; readonly Code?: string; readonly code?: string }

/** Errors of AWS and of the network are gaps in what is known, not defects of this program; what is missing is told by `present`. */
const naming: Middleware = (next, { clientName = '', commandName = '' }) => (args) => next(args).catch((error: AwsError) => {
  const code = [error.Code, error.code, error.name].find((each) => each && each !== 'Error') ?? 'Error';
  const outside = error.$metadata !== undefined || NETWORK.test(code);
  const missing = MISSING.test(code) || /does not exist/i.test(error.message);
  if (!outside || missing) throw error;
  const operation = `${PREFIXES[clientName]}:${commandName.replace(/Command$/, '')}`;
  throw new Unreadable(ACTIONS[operation] ?? operation, code, DENIED.test(code), error.message);
});

/** Clients of one account and Region, each opened once. */
export class Aws {
  private readonly clients = new Map<unknown, AnyClient>();

  constructor(
    readonly accountId: string, readonly region: string, private readonly credentials: CredentialProvider, private readonly settings: ClientSettings) {}

  get partition(): string {
    return partitionOf(this.region);
  }

  /** The client of a service. */
  client<C>(Client: new (config: never) => C): C {
    const opened = this.clients.get(Client) as C | undefined;
    if (opened) return opened;
    const { endpoint, maxAttempts = 4 } = this.settings;
    const config = { region: this.region, credentials: this.credentials, maxAttempts, ...endpoint && emulated(endpoint) };
    const client = new Client(config as never) as C & AnyClient;
    client.middlewareStack.add(naming, { step: 'initialize' });
    this.clients.set(Client, client);
    return client;
  }

  /** The same account in another Region. */
  in(region: string): Aws {
    return region === this.region ? this : new Aws(this.accountId, region, this.credentials, this.settings);
  }

  close(): void {
    for (const client of this.clients.values()) client.destroy();
  }
}

/** The account of credentials, in a Region. */
export async function awsOf(region: string, credentials: CredentialProvider, settings: ClientSettings): Promise<Aws> {
  const client = new STSClient({ region, credentials, endpoint: settings.endpoint });
  const { Account } = await client.send(new GetCallerIdentityCommand({})).finally(() => client.destroy());
  return new Aws(Account!, region, credentials, settings);
}

/** The answer, or undefined where AWS says that there is no such thing. */
export async function present<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: AwsError) => {
    const code = [error.Code, error.code, error.name].join(' ');
    if (!(error instanceof Unreadable) && (MISSING.test(code) || /does not exist/i.test(error.message))) return undefined;
    throw error;
  });
}
