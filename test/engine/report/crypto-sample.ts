import { edge, entity } from './export/support';
import type { Entity } from '../../../src/engine/contracts';
import { cryptoInventory, type CryptoInventory } from '../../../src/engine/crypto/inventory';

/** The day of the sample. */
export const NOW = new Date('2026-11-24T00:00:00.000Z');

const key = (id: string) => `arn:aws:kms:eu-west-1:111111111111:key/${id}`;
const certificate = (name: string, more: object) => entity(`arn:aws:acm:eu-west-1:111111111111:certificate/${name}`, 'aws_acm_certificate', {
  displayName: name, Type: 'IMPORTED', isInUse: true, KeyAlgorithm: 'RSA-2048', SignatureAlgorithm: 'SHA256WITHRSA', NotBefore: '2026-01-01T00:00:00.000Z', ...more,
});
const kms = (id: string, KeySpec: string, KeyUsage: string, more: object = {}) => entity(key(id), 'aws_kms_key', {
  displayName: id, KeySpec, KeyUsage, KeyState: 'Enabled', KeyManager: 'CUSTOMER', Origin: 'AWS_KMS', Aliases: [`alias/${id}`], CreationDate: '2025-01-01T00:00:00.000Z', ...more,
});

const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999999999999:root' }, Action: 'kms:Decrypt', Resource: '*' }] });

/** Assets of each kind, with users, some of them named as told. */
export const cryptoEntities = (names: readonly string[] = []): Entity[] => [
  certificate('past.example.com', { NotAfter: '2026-10-25T00:00:00.000Z' }),
  certificate('soon.example.com', { NotAfter: '2026-12-10T00:00:00.000Z', Type: 'AMAZON_ISSUED' }),
  certificate('spring.example.com', { NotAfter: '2027-02-10T00:00:00.000Z', KeyAlgorithm: 'EC_prime256v1', SignatureAlgorithm: 'SHA256WITHECDSA' }),
  certificate('old.example.com', { NotAfter: '2027-06-10T00:00:00.000Z', KeyAlgorithm: 'RSA-1024', SignatureAlgorithm: 'SHA1WITHRSA', isInUse: false }),
  ...names.map((name, at) => certificate(name, { _key: `arn:aws:acm:eu-west-1:111111111111:certificate/named-${at}`, NotAfter: '2028-06-10T00:00:00.000Z' })),
  kms('orders', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', { Policy: policy }),
  kms('documents', 'RSA_2048', 'ENCRYPT_DECRYPT'),
  kms('signing', 'ECC_NIST_P256', 'SIGN_VERIFY'),
  kms('future', 'ML_DSA_65', 'SIGN_VERIFY'),
  kms('leaving', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', { KeyState: 'PendingDeletion', DeletionDate: '2026-12-01T00:00:00.000Z' }),
  entity('arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders-a1b2c3', 'aws_secretsmanager_secret', { displayName: 'orders', KmsKeyId: 'alias/orders' }),
  entity('arn:aws:ssm:eu-west-1:111111111111:parameter/token', 'aws_ssm_parameter', { displayName: '/token', Type: 'SecureString', KeyId: 'alias/orders' }),
  ...Array.from({ length: 12 }, (_, at) => entity(`arn:aws:s3:::bucket-${at}`, 'aws_s3_bucket', { displayName: names[at] ?? `bucket-${at}`, Encryption: { Rules: [{ KMSMasterKeyID: key('orders') }] } })),
  entity('arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/shop/1', 'aws_alb', {
    displayName: 'shop', Listeners: [{ Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-2016-08', CertificateArns: ['arn:aws:acm:eu-west-1:111111111111:certificate/soon.example.com'] }],
  }),
  entity('arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/new/1', 'aws_alb', { displayName: 'new', Listeners: [{ Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }] }),
  entity('arn:aws:transfer:eu-west-1:111111111111:server/s-1', 'aws_transfer_server', {
    displayName: 's-1', Protocols: ['SFTP'], HostKeys: [{ Arn: 'arn:aws:transfer:eu-west-1:111111111111:host-key/s-1/hostkey-1', HostKeyId: 'hostkey-1', Type: 'ssh-ed25519' }],
  }),
];

/** Their inventory. */
export const cryptoSample = (names?: readonly string[]): Promise<CryptoInventory> => cryptoInventory({
  entities: () => cryptoEntities(names),
  relationships: () => [edge('arn:aws:s3:::bucket-0', 'USES', key('orders'), { _fromType: 'aws_s3_bucket', _toType: 'aws_kms_key' })],
});
