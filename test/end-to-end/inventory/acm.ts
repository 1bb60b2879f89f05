import { generateKeyPairSync } from 'node:crypto';
import { ACMClient, DeleteCertificateCommand, ImportCertificateCommand, RequestCertificateCommand } from '@aws-sdk/client-acm';
import type { ClientOptions } from '../../../emulator/client';
import { acm } from '../../recorded/acm';
import type { Truth } from '../seeded';

/** The recorded certificate; the emulator does not look whether the key is that of it. */
function importable() {
  const { Certificate, CertificateChain } = acm.GetCertificate as { Certificate: string; CertificateChain: string };
  const PrivateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  return { Certificate: Buffer.from(Certificate), CertificateChain: Buffer.from(CertificateChain), PrivateKey: Buffer.from(PrivateKey) };
}

/** A requested certificate, and an imported one. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new ACMClient(options);
  const requested = await client.send(new RequestCertificateCommand({ DomainName: 'orders.example.com', ValidationMethod: 'DNS', KeyAlgorithm: 'EC_prime256v1' }));
  const imported = await client.send(new ImportCertificateCommand({ ...importable(), Tags: [{ Key: 'team', Value: 'orders' }] }));
  return { aws_acm_certificate: [requested.CertificateArn!, imported.CertificateArn!] };
}

/** Deletes the requested certificate. */
export async function remove(options: ClientOptions, { aws_acm_certificate: [arn] = [] }: Truth): Promise<readonly string[]> {
  await new ACMClient(options).send(new DeleteCertificateCommand({ CertificateArn: arn }));
  return [arn];
}
