import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACMClient, ImportCertificateCommand } from '@aws-sdk/client-acm';
import { CreateRestApiCommand, APIGatewayClient, PutMethodCommand, PutIntegrationCommand, GetResourcesCommand, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway';
import { ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { IAMClient, UploadServerCertificateCommand } from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateKeyCommand, EncryptCommand, KMSClient, type KeySpec, type KeyUsageType } from '@aws-sdk/client-kms';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { ClientOptions } from '../../emulator/client';
import { Authority, ecKey, rsaKey, type Wanted } from '../engine/crypto/openssl';

const DAY = 24 * 60 * 60 * 1000;
const at = (now: Date, days: number) => `${new Date(now.getTime() + days * DAY).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

/** Certificates of every sort, by name. */
const wanted = (now: Date): Readonly<Record<string, Wanted>> => ({
  rsa1024: { key: rsaKey(1024), subject: '/CN=old.example.com' },
  rsa2048: { key: rsaKey(2048), subject: '/C=DE/O=Example, Inc./CN=www.example.com', extensions: ['keyUsage=critical,digitalSignature,keyEncipherment', 'extendedKeyUsage=serverAuth'] },
  rsa4096: { key: rsaKey(4096), subject: '/CN=big.example.com', digest: 'sha512' },
  p256: { key: ecKey('P-256'), subject: '/CN=ec.example.com', extensions: ['keyUsage=digitalSignature'] },
  p384: { key: ecKey('P-384'), subject: '/CN=ec384.example.com', digest: 'sha384' },
  sha1: { key: rsaKey(2048), subject: '/CN=sha1.example.com', digest: 'sha1' },
  expired: { key: ecKey('P-256'), subject: '/CN=past.example.com', dates: [at(now, -400), at(now, -30)] },
  soon: { key: ecKey('P-256'), subject: '/CN=soon.example.com', dates: [at(now, -300), at(now, 10)] },
  wildcard: { key: ecKey('P-256'), subject: '/CN=*.example.com', extensions: ['subjectAltName=DNS:*.example.com,DNS:example.com,IP:192.0.2.7'] },
});

/** A certificate with its chain, in PEM. */
export interface Made { readonly pem: string; readonly chain: string; readonly key: string }

/** Makes the certificates, and one that an authority below a root issued. */
export function certificates(authority: Authority, now: Date): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  for (const [name, how] of Object.entries(wanted(now))) {
    const { pem, keyFile } = authority.make(how);
    made.set(name, { pem, chain: '', key: authority.text(keyFile) });
  }
  const ca = ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign,cRLSign'];
  const root = authority.make({ key: rsaKey(2048), subject: '/O=Example/CN=Root', extensions: ca });
  const middle = authority.make({ key: ecKey('P-384'), subject: '/O=Example/CN=Middle', extensions: ca, digest: 'sha384' }, root);
  const leaf = authority.make({ key: ecKey('P-256'), subject: '/CN=shop.example.com', extensions: ['subjectAltName=DNS:shop.example.com'] }, middle);
  made.set('chain', { pem: leaf.pem, chain: middle.pem + root.pem, key: authority.text(leaf.keyFile) });
  return made;
}

const bytes = (text: string) => (text === '' ? undefined : Buffer.from(text));

/** Imports the certificates into AWS Certificate Manager and AWS IAM; answers their ARNs by name. */
export async function importCertificates(options: ClientOptions, made: ReadonlyMap<string, Made>) {
  const [acm, iam] = [new ACMClient(options), new IAMClient(options)];
  const arns = new Map<string, { acm: string; iam: string }>();
  for (const [name, { pem, chain, key }] of made) {
    const imported = await acm.send(new ImportCertificateCommand({ Certificate: Buffer.from(pem), CertificateChain: bytes(chain), PrivateKey: Buffer.from(key) }));
    const uploaded = await iam.send(new UploadServerCertificateCommand({
      ServerCertificateName: name, CertificateBody: pem, CertificateChain: chain || undefined, PrivateKey: key,
    }));
    arns.set(name, { acm: imported.CertificateArn!, iam: uploaded.ServerCertificateMetadata!.Arn! });
  }
  return arns;
}

/** The key specs that the emulator makes, each with what its keys are for; it lacks SM2, ML-DSA and ML-KEM. */
export const SPECS: readonly (readonly [KeySpec, KeyUsageType])[] = [
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'], ['RSA_2048', 'SIGN_VERIFY'], ['RSA_3072', 'ENCRYPT_DECRYPT'], ['RSA_4096', 'SIGN_VERIFY'], ['ECC_NIST_P256', 'SIGN_VERIFY'],
  ['ECC_NIST_P384', 'SIGN_VERIFY'], ['ECC_NIST_P521', 'SIGN_VERIFY'], ['ECC_SECG_P256K1', 'SIGN_VERIFY'], ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY'],
  ['HMAC_224', 'GENERATE_VERIFY_MAC'], ['HMAC_256', 'GENERATE_VERIFY_MAC'], ['HMAC_384', 'GENERATE_VERIFY_MAC'], ['HMAC_512', 'GENERATE_VERIFY_MAC'],
];

/** A key of each spec; the first has an alias and was used. Answers their ARNs. */
export async function createKeys(options: ClientOptions): Promise<string[]> {
  const kms = new KMSClient(options);
  const arns: string[] = [];
  for (const [KeySpec, KeyUsage] of SPECS) arns.push((await kms.send(new CreateKeyCommand({ KeySpec, KeyUsage }))).KeyMetadata!.Arn!);
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/vault', TargetKeyId: arns[0] }));
  await kms.send(new EncryptCommand({ KeyId: arns[0], Plaintext: Buffer.from('x') }));
  return arns;
}

/** What is secret, and must not be seen outside of AWS. */
export const PLANTED = { secret: 'planted-secret-7f3a', parameter: 'planted-parameter-7f3a', variable: 'planted-variable-7f3a', stage: 'planted-stage-7f3a' };

/** A secret and a parameter, and a function, a task definition and an API that name them beside planted values. Answers the keys. */
export async function createUsers(options: ClientOptions) {
  const secret = await new SecretsManagerClient(options).send(new CreateSecretCommand({ Name: 'shop/login', SecretString: PLANTED.secret, KmsKeyId: 'alias/vault' }));
  const name = '/shop/token';
  await new SSMClient(options).send(new PutParameterCommand({ Name: name, Value: PLANTED.parameter, Type: 'SecureString', KeyId: 'alias/vault' }));
  const parameter = `arn:aws:ssm:${options.region}:${options.credentials.accessKeyId}:parameter${name}`;
  const Variables = { LOGIN: secret.ARN!, TOKEN: `{{resolve:ssm-secure:${name}:1}}`, PASSWORD: PLANTED.variable };
  const lambda = await new LambdaClient(options).send(new CreateFunctionCommand({
    FunctionName: 'shop', Role: `arn:aws:iam::${options.credentials.accessKeyId}:role/shop`, Runtime: 'nodejs22.x', Handler: 'index.handler', Environment: { Variables }, Code: { ZipFile: Buffer.from('PK\x05\x06'.padEnd(22, '\0')) },
  }));
  const task = await new ECSClient(options).send(new RegisterTaskDefinitionCommand({
    family: 'shop',
    containerDefinitions: [{
      name: 'app',
      image: 'shop:1',
      memory: 128,
      environment: [{ name: 'PASSWORD', value: PLANTED.variable }, { name: 'LOGIN', value: '{{resolve:secretsmanager:shop/login:SecretString:password}}' }],
      secrets: [{ name: 'TOKEN', valueFrom: name }],
    }],
  }));
  return { secret: secret.ARN!, parameter, lambda: lambda.FunctionArn!, task: task.taskDefinition!.taskDefinitionArn!, api: await createApi(options, secret.ARN!) };
}

async function createApi(options: ClientOptions, secret: string): Promise<string> {
  const client = new APIGatewayClient(options);
  const { id: restApiId } = await client.send(new CreateRestApiCommand({ name: 'shop' }));
  const { items } = await client.send(new GetResourcesCommand({ restApiId }));
  const method = { restApiId, resourceId: items![0].id, httpMethod: 'GET' };
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  await client.send(new PutIntegrationCommand({ ...method, type: 'MOCK' }));
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'live', variables: { login: secret, password: PLANTED.stage } }));
  return `arn:aws:apigateway:${options.region}::/restapis/${restApiId}`;
}

/** A request that was sent, and what came back. */
export interface Recorded { readonly operation: string; readonly sent: string; readonly answered: string }

/** Stands between the scanner and the emulator, and keeps what passes. */
export class Recorder {
  /** Listens before an endpoint. */
  static async before(endpoint: string): Promise<Recorder> {
    const [server, { port }] = [createServer(), new URL(endpoint)];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const recorder = new Recorder(server, `http://localhost:${(server.address() as AddressInfo).port}`);
    server.on('request', (incoming, outgoing) => {
      const [sent, answered]: Buffer[][] = [[], []];
      const onward = request({ host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.on('data', (chunk: Buffer) => { answered.push(chunk); outgoing.write(chunk); });
        answer.on('end', () => {
          outgoing.end();
          const body = Buffer.concat(sent).toString();
          const operation = String(incoming.headers['x-amz-target'] ?? /Action=(\w+)/.exec(body)?.[1] ?? `${incoming.method} ${incoming.url}`);
          recorder.passed.push({ operation, sent: `${incoming.url} ${JSON.stringify(incoming.headers)} ${body}`, answered: Buffer.concat(answered).toString() });
        });
      });
      onward.on('error', () => outgoing.destroy());
      incoming.on('data', (chunk: Buffer) => { sent.push(chunk); onward.write(chunk); });
      incoming.on('end', () => onward.end());
    });
    return recorder;
  }

  readonly passed: Recorded[] = [];

  private constructor(private readonly server: Server, readonly endpoint: string) {}

  close(): void { this.server.closeAllConnections(); this.server.close(); }
}
