import * as account from '@aws-sdk/client-account';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as s3Control from '@aws-sdk/client-s3-control';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import type { Operation } from './operations';
import type { ClientOptions } from '../../emulator/client';

const SDK: Record<string, object> = { account, cloudtrail, ec2, iam, kms, lambda, organizations, s3, 's3-control': s3Control, ssm, sts };

interface AnyClient {
  send(command: object): Promise<Record<string, unknown>>;
}
type Constructors = Record<string, new (input: object) => object>;

/** Calls an operation by its name through AWS's SDK. */
export async function invoke(operation: Operation, options: ClientOptions): Promise<Record<string, unknown>> {
  const sdk = SDK[operation.client] as Constructors;
  const client = clientOf(operation.client, sdk, options);
  const { $metadata, ...answer } = await client.send(new sdk[`${operation.operation}Command`](operation.input ?? {}));
  return answer;
}

// Making a client takes longer than a call.
const clients = new WeakMap<ClientOptions, Map<string, AnyClient>>();

function clientOf(service: string, sdk: Constructors, options: ClientOptions): AnyClient {
  if (!clients.has(options)) clients.set(options, new Map());
  const known = clients.get(options)!;
  if (!known.has(service)) known.set(service, newClient(sdk, options));
  return known.get(service)!;
}

function newClient(sdk: Constructors, options: ClientOptions): AnyClient {
  const clientName = Object.keys(sdk).find((name) => name.endsWith('Client') && !name.startsWith('_') && 'destroy' in (sdk[name].prototype as object))!;
  return new sdk[clientName]({ ...options, maxAttempts: 1 }) as AnyClient;
}
