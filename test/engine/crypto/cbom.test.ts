import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { asOpenSsl, Authority, ecKey, rsaKey } from './openssl';
import { reimported } from './reimport';
import { addReport } from '../../../src/cli/report';
import type { Entity, Relationship } from '../../../src/engine/contracts';
import { LocalLake } from '../../../src/engine/store/lake';
import { runCommand } from '../../cli/run';
import { edge, entity, lakeWith, ONE, TWO } from '../report/export/support';

interface Part {
  readonly 'bom-ref': string;
  readonly 'name': string;
  readonly 'cryptoProperties': Record<string, Record<string, unknown>>;
  readonly 'properties'?: { name: string; value: string }[];
}
interface Bom { readonly serialNumber: string; readonly components: Part[]; readonly services: Part[]; readonly dependencies: { ref: string; dependsOn?: string[] }[] }

const folder = mkdtempSync(join(tmpdir(), 'cbom-'));
const authority = new Authority();
afterAll(() => {
  rmSync(folder, { recursive: true });
  authority.close();
});

const root = authority.make({ key: rsaKey(2048), subject: '/CN=Root', extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign'] });
const middle = authority.make({ key: ecKey('P-384'), subject: '/CN=Middle', extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign'] }, root);
const leaf = authority.make({ key: ecKey('P-256'), subject: '/CN=www.example.com', extensions: ['subjectAltName=DNS:www.example.com'] }, middle);
const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const PLANTED = 'planted-hunter2-value';

const SPECS = [
  'SYMMETRIC_DEFAULT', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521', 'ECC_SECG_P256K1', 'ECC_NIST_EDWARDS25519', 'HMAC_224',
  'HMAC_256', 'HMAC_384', 'HMAC_512', 'SM2', 'ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87', 'NEW_SPEC',
];
const STATES = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport', 'Unavailable', 'NewState'];

const one: Entity[] = [
  entity('cert', 'aws_acm_certificate', { Certificate: leaf.pem, CertificateChain: middle.pem + root.pem, Type: 'IMPORTED', isInUse: true }),
  entity('broken', 'aws_acm_certificate', {
    Certificate: broken, Subject: 'CN=told', NotBefore: '2026-01-01T00:00:00.000Z', NotAfter: '2027-01-01T00:00:00.000Z', KeyAlgorithm: 'RSA-2048', SignatureAlgorithm: 'SHA256WITHRSA',
  }),
  entity('pending', 'aws_acm_certificate', {}),
  ...SPECS.map((KeySpec, at) => entity(`key-${KeySpec}`, 'aws_kms_key',
    { KeySpec, KeyUsage: 'SIGN_VERIFY', KeyState: STATES[at % STATES.length], Origin: 'AWS_KMS', CreationDate: '2026-01-01T00:00:00.000Z', KeyRotationEnabled: true })),
  entity('secret', 'aws_secretsmanager_secret', { CreatedDate: '2026-01-01T00:00:00.000Z', RotationEnabled: false, SecretString: PLANTED, Description: PLANTED }),
  entity('parameter', 'aws_ssm_parameter', { Type: 'SecureString', LastModifiedDate: '2026-01-01T00:00:00.000Z', Value: PLANTED }),
  entity('plain', 'aws_ssm_parameter', { Type: 'String', Value: PLANTED }),
  entity('pair', 'aws_key_pair', { KeyType: 'rsa', keyBits: 2048, PublicKey: PLANTED }),
  entity('arn:aws:iam::111111111111:root', 'aws_account', { ServerCertificates: [{ Arn: 'server', ServerCertificateName: 'old', Expiration: '2020-01-01T00:00:00.000Z' }] }),
  entity('alb', 'aws_alb', { Listeners: [{ Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-2016-08' }], displayName: '"</script>\n=1+1' }),
];
const uses = (from: string, fromType: Entity['_type'], to: string, toType: Entity['_type']): Relationship => edge(from, 'USES', to, { _fromType: fromType, _toType: toType });
const relationships = [
  uses('secret', 'aws_secretsmanager_secret', 'key-SYMMETRIC_DEFAULT', 'aws_kms_key'),
  edge('cert', 'CONNECTS', 'alb', { _fromType: 'aws_acm_certificate', _toType: 'aws_alb' }),
  edge('rule', 'EVALUATES', 'secret', { _fromType: 'aws_config_rule', _toType: 'aws_secretsmanager_secret' }),
];
const two = {
  entities: [entity('bucket', 'aws_s3_bucket', { accountId: TWO }), entity('rule', 'aws_config_rule', { accountId: TWO })],
  relationships: [uses('bucket', 'aws_s3_bucket', 'secret', 'aws_secretsmanager_secret')],
};

async function made(format: string, name: string): Promise<{ files: string[]; texts: string[]; boms: Bom[] }> {
  const lake = join(folder, `lake-${name}`);
  await lakeWith(lake, { [ONE]: { entities: one, relationships }, [TWO]: two });
  await new LocalLake(lake).writeRun({ run: '2026-01-01T00-00-00', ledger: [] } as never);
  const output = join(folder, name);
  expect(await runCommand(addReport, 'report', '--lake', lake, '--format', format, '--output', output)).toMatchObject({ code: 0 });
  const files = readdirSync(output).sort();
  const texts = files.map((file) => readFileSync(join(output, file), 'utf8'));
  return { files, texts, boms: texts.map((text) => JSON.parse(text) as Bom) };
}

const partOf = (bom: Bom, ref: string) => bom.components.find((each) => each['bom-ref'] === ref)!;
const dependsOn = (bom: Bom, ref: string) => bom.dependencies.find((each) => each.ref === ref)?.dependsOn;

/** Every reference in a part of the bill. */
const refsIn = (value: unknown): string[] => (typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([name, each]) =>
  (/^(.*Ref|ref)$/.test(name) ? [each as string] : name === 'dependsOn' ? each as string[] : refsIn(each))));

test.each([['cyclonedx', Spec.Version.v1dot6], ['cyclonedx-1.7', Spec.Version.v1dot7]])('%s is valid, whole and deterministic', async (format, version) => {
  const { files, texts, boms } = await made(format, format);
  expect(files).toEqual([`cbom-${ONE}.cdx.json`, `cbom-${TWO}.cdx.json`, 'cbom.cdx.json']);
  const validator = new Validation.JsonStrictValidator(version);
  for (const text of texts) expect(await validator.validate(text)).toBeNull();
  expect(await validator.validate(texts[0].replace('"certificate"', '"certificat"'))).not.toBeNull();
  expect(texts.filter((text) => text.includes(PLANTED))).toEqual([]);
  for (const bom of boms) {
    const known = [...bom.components, ...bom.services].map((each) => each['bom-ref']);
    expect(new Set(known).size).toBe(known.length);
    expect(refsIn(bom).filter((ref) => !known.includes(ref))).toEqual([]);
  }
  expect((await made(format, `${format}-again`)).texts).toEqual(texts);
  expect(new Set(boms.map(({ serialNumber }) => serialNumber)).size).toBe(boms.length);
});

test('the bill tells what is in the lake and who uses it', async () => {
  const { boms: [ofOne, ofTwo, whole] } = await made('cyclonedx', 'content');
  const openssl = asOpenSsl(leaf.pem);
  expect(partOf(whole, 'cert').cryptoProperties.certificateProperties).toEqual({
    subjectName: openssl.subject,
    issuerName: openssl.issuer,
    notValidBefore: openssl.notBefore,
    notValidAfter: openssl.notAfter,
    certificateFormat: 'X.509',
    signatureAlgorithmRef: `algorithm:${openssl.signature}:signature`,
    subjectPublicKeyRef: 'cert#public-key',
  });
  const [middleKey, rootKey] = [middle, root].map(({ pem }) => `certificate:sha256:${asOpenSsl(pem).fingerprint}`);
  expect([dependsOn(whole, 'cert'), dependsOn(whole, middleKey), dependsOn(whole, rootKey)]).toEqual([[middleKey], [rootKey], undefined]);
  expect(dependsOn(whole, 'alb')).toEqual(['cert', 'protocol:tls:1.0', 'protocol:tls:1.1', 'protocol:tls:1.2']);
  expect(partOf(whole, 'broken').cryptoProperties.certificateProperties).toMatchObject({ subjectName: 'CN=told', signatureAlgorithmRef: 'algorithm:sha256WithRSAEncryption:signature' });
  expect(partOf(whole, 'server').cryptoProperties.certificateProperties).toMatchObject({ notValidAfter: '2020-01-01T00:00:00.000Z' });
  expect(partOf(whole, 'secret').cryptoProperties.relatedCryptoMaterialProperties).toMatchObject({ securedBy: { mechanism: 'AWS KMS', algorithmRef: 'algorithm:AES-256-GCM:encryption' } });
  expect(SPECS.filter((spec) => !partOf(whole, `key-${spec}`))).toEqual([]);
  expect(partOf(whole, 'plain')).toBeUndefined();
  expect(ofOne.services.map(({ name }) => name)).toEqual(['"</script>\n=1+1']);
  expect(ofTwo.services.map((each) => each['bom-ref'])).toEqual(['bucket']);
  expect(ofTwo.components.map((each) => each['bom-ref'])).toEqual(['algorithm:AES-256-GCM:encryption', 'key-SYMMETRIC_DEFAULT', 'secret']);
});

test('--account writes the bill of that account, which the whole export has too', async () => {
  const { texts: [ofOne] } = await made('cyclonedx', 'whole-of-one');
  const lake = join(folder, 'lake-whole-of-one');
  const output = join(folder, 'only-one');
  const report = (...args: string[]) => runCommand(addReport, 'report', '--lake', lake, ...args);
  expect(await report('--format', 'cyclonedx', '--account', ONE, '--output', output)).toMatchObject({ code: 0 });
  expect(readdirSync(output)).toEqual([`cbom-${ONE}.cdx.json`]);
  expect(readFileSync(join(output, `cbom-${ONE}.cdx.json`), 'utf8')).toBe(ofOne);
  const wrong = await report('--format', 'cyclonedx', '--account', '999999999999', '--output', join(folder, 'none'));
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining(`it has those of ${ONE}, ${TWO}`) });
  expect(readdirSync(folder)).not.toContain('none');
  expect(await report('--format', 'csv', '--account', ONE)).toMatchObject({ code: 2, err: expect.stringContaining('--account goes with --format cyclonedx') });
});

test('another library of CycloneDX reads the bill, finds its dependencies whole, and writes the same', async () => {
  const { files, boms } = await made('cyclonedx', 'consumer');
  const again = await reimported<Bom>(files.map((file) => join(folder, 'consumer', file)));
  const byRef = (parts: readonly Part[]) => [...parts].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)).map(({ 'bom-ref': ref, name, cryptoProperties }) => ({ ref, name, cryptoProperties }));
  // Times are the same in another spelling.
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'string' && /^\d{4}-\d\d-\d\dT/.test(each) ? Date.parse(each) : each));
  for (const [at, bom] of boms.entries()) {
    expect(plain(byRef(again[at].components))).toEqual(plain(byRef(bom.components)));
    expect(again[at].services.map(({ name }) => name).sort()).toEqual(bom.services.map(({ name }) => name).sort());
    const edges = (of: Bom) => of.dependencies.flatMap(({ ref, dependsOn: ends = [] }) => ends.map((end) => `${ref} ${end}`)).sort();
    expect(edges(again[at])).toEqual(edges(bom));
  }
}, 120_000);
