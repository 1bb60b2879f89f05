import { constants, publicEncrypt, randomBytes } from 'node:crypto';
import { ACMClient, ImportCertificateCommand } from '@aws-sdk/client-acm';
import { CreateListenerCommand, CreateLoadBalancerCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, UploadServerCertificateCommand } from '@aws-sdk/client-iam';
import {
  CreateKeyCommand, EnableKeyRotationCommand, GetParametersForImportCommand, ImportKeyMaterialCommand, KMSClient, PutKeyPolicyCommand, ScheduleKeyDeletionCommand,
  type CreateKeyCommandInput,
} from '@aws-sdk/client-kms';
import { CreateSecretCommand, PutResourcePolicyCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Authority, ecKey, rsaKey, type Wanted } from '../../engine/crypto/openssl';
import { allows, everyone, ofAccount, policy, proof, STRANGER, type Proof, type Site } from '../proof';

const DAY = 24 * 60 * 60 * 1000;
const SOON = 20;

async function key({ options, accountId }: Site, input: CreateKeyCommandInput = {}): Promise<string> {
  return (await new KMSClient(options).send(new CreateKeyCommand({ Policy: policy(allows(accountId, 'kms:*')), ...input }))).KeyMetadata!.Arn!;
}

async function managedKey(site: Site): Promise<string> {
  const [kms, KeyId] = [new KMSClient(site.options), await key(site)];
  if (site.isGood) await kms.send(new EnableKeyRotationCommand({ KeyId }));
  else await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy: policy(allows(site.accountId, 'kms:*'), everyone('kms:Decrypt', '*')) }));
  return KeyId;
}

async function lostKey(site: Site): Promise<string> {
  const KeyId = await key(site);
  if (!site.isGood) await new KMSClient(site.options).send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  return KeyId;
}

const sharedKey = (site: Site) => key(site, { Policy: policy(allows(site.accountId, 'kms:*'), allows(site.either(site.accountId, STRANGER), 'kms:Decrypt')) });

async function importedKey(site: Site): Promise<string> {
  const [kms, KeyId] = [new KMSClient(site.options), await key(site, { Origin: 'EXTERNAL' })];
  const { ImportToken, PublicKey } = await kms.send(new GetParametersForImportCommand({ KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }));
  const wrapping = { key: Buffer.from(PublicKey!), format: 'der' as const, type: 'spki' as const, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  await kms.send(new ImportKeyMaterialCommand({
    KeyId, ImportToken, EncryptedKeyMaterial: publicEncrypt(wrapping, randomBytes(32)), ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: new Date(Date.now() + site.either(300, SOON) * DAY),
  }));
  return KeyId;
}

const quantumKey = (site: Site) => key(site, site.isGood ? {} : { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });

async function certificate({ options }: Site, wanted: Wanted): Promise<string> {
  const authority = new Authority();
  const { pem, keyFile } = authority.make(wanted);
  const imported = await new ACMClient(options).send(new ImportCertificateCommand({ Certificate: Buffer.from(pem), PrivateKey: Buffer.from(authority.text(keyFile)) }));
  authority.close();
  return imported.CertificateArn!;
}

/** A certificate that a load balancer shows. */
async function shown(site: Site, name: string, wanted: Wanted): Promise<string> {
  const [elb, CertificateArn, { subnetIds: Subnets }] = [new ElasticLoadBalancingV2Client(site.options), await certificate(site, wanted), await site.network()];
  const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand({ Name: name, Type: 'application', Subnets }));
  await elb.send(new CreateListenerCommand({
    LoadBalancerArn: LoadBalancers![0].LoadBalancerArn, Protocol: 'HTTPS', Port: 443, Certificates: [{ CertificateArn }], DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
  }));
  return CertificateArn;
}

const stamp = (days: number) => `${new Date(Date.now() + days * DAY).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
const until = (days: number): Wanted['dates'] => [stamp(-100), stamp(days)];

const strongCertificate = (site: Site) => certificate(site, { key: rsaKey(site.either(2048, 1024)), subject: '/CN=strong.example.com' });
const lastingCertificate = (site: Site) => shown(site, 'lasting', { key: ecKey('P-256'), subject: '/CN=lasting.example.com', dates: until(site.either(300, SOON)) });
const usedCertificate = (site: Site) => (site.isGood ? shown(site, 'used', { key: ecKey('P-256'), subject: '/CN=used.example.com' }) : certificate(site, { key: ecKey('P-256'), subject: '/CN=used.example.com' }));

async function serverCertificate({ options, isGood }: Site): Promise<void> {
  const [authority, iam] = [new Authority(), new IAMClient(options)];
  const wanted: Wanted[] = isGood ? [{ key: ecKey('P-256'), subject: '/CN=good.example.com', dates: until(300) }]
    : [{ key: rsaKey(1024), subject: '/CN=bad.example.com', dates: until(-1) }, { key: ecKey('P-256'), subject: '/CN=soon.example.com', dates: until(SOON) }];
  for (const [index, each] of wanted.entries()) {
    const { pem, keyFile } = authority.make(each);
    await iam.send(new UploadServerCertificateCommand({ ServerCertificateName: `c${index}`, CertificateBody: pem, PrivateKey: authority.text(keyFile) }));
  }
  authority.close();
}

async function secret({ options }: Site, Name: string, statement?: object): Promise<string> {
  const secrets = new SecretsManagerClient(options);
  const { ARN } = await secrets.send(new CreateSecretCommand({ Name, SecretString: 'x' }));
  if (statement) await secrets.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: policy(statement) }));
  return ARN!;
}

const hiddenSecret = (site: Site) => secret(site, 'hidden', site.either(allows(site.accountId, 'secretsmanager:GetSecretValue'), everyone('secretsmanager:GetSecretValue', '*')));
const sharedSecret = (site: Site) => secret(site, 'shared', allows(site.either(site.accountId, STRANGER), 'secretsmanager:GetSecretValue'));

async function rotatingSecret(site: Site): Promise<string> {
  const SecretId = await secret(site, 'rotating');
  if (site.isGood) {
    await new SecretsManagerClient(site.options).send(new RotateSecretCommand({ SecretId, RotationLambdaARN: site.arn('lambda', 'function:rotate'), RotationRules: { AutomaticallyAfterDays: 30 }, RotateImmediately: false }));
  }
  return SecretId;
}

async function parameter(site: Site): Promise<string> {
  await new SSMClient(site.options).send(new PutParameterCommand({ Name: '/token', Value: 'x', Type: 'SecureString' }));
  return site.arn('ssm', 'parameter/token');
}

/** Keys, certificates, secrets and parameters. */
export const keys: readonly Proof[] = [
  proof(managedKey, 'kms-key-rotates', 'kms-key-not-public'),
  proof(lostKey, 'kms-key-not-pending-deletion'),
  proof(sharedKey, 'kms-key-not-shared-outside'),
  proof(quantumKey, 'kms-key-quantum-safe'),
  proof(importedKey, 'kms-imported-material-not-expiring'),
  proof(strongCertificate, 'acm-certificate-strong-key'),
  proof(lastingCertificate, 'acm-certificate-not-expiring'),
  proof(usedCertificate, 'acm-certificate-used'),
  ofAccount(serverCertificate, 'iam-server-certificates-strong', 'iam-server-certificates-valid', 'iam-server-certificates-not-expiring'),
  proof(hiddenSecret, 'secret-not-public'),
  proof(sharedSecret, 'secret-not-shared-outside'),
  proof(rotatingSecret, 'secret-rotates'),
  { ...proof((site) => secret(site, 'old'), 'secret-rotated'), inDays: 100 },
  { ...proof(parameter, 'ssm-secret-parameter-changed'), inDays: 400 },
];
