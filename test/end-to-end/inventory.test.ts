import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ACMClient, ImportCertificateCommand } from '@aws-sdk/client-acm';
import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { certificates, createKeys, createUsers, importCertificates, PLANTED, Recorder, SPECS, type Made } from './cryptography';
import { families } from './pairs';
import { Site } from './proof';
import { START_TIMEOUT, temporaryFolder } from './sample';
import { seeds, type Truth } from './seeded';
import { clientOptions, type ClientOptions } from '../../emulator/client';
import { startEmulator, type Emulator } from '../../emulator/start';
import { checks } from '../../src/catalogue/checks';
import { keySpec } from '../../src/catalogue/crypto/algorithms';
import { pemBlocks } from '../../src/catalogue/crypto/certificate';
import { DAY } from '../../src/catalogue/model/day';
import { gather } from '../../src/catalogue/model/reader';
import type { Service } from '../../src/catalogue/model/service';
import { services as catalogue } from '../../src/catalogue/services';
import { placeOf } from '../../src/engine/collect/place';
import { collectUnit, type UnitResult } from '../../src/engine/collect/unit';
import type { Entity, Finding } from '../../src/engine/contracts';
import type { CertificateAsset, MaterialAsset } from '../../src/engine/crypto/assets';
import { assetsOf } from '../../src/engine/crypto/assets-of';
import { cryptoInventory, throughOf } from '../../src/engine/crypto/inventory';
import { link } from '../../src/engine/graph/link';
import { evaluate } from '../../src/engine/posture/evaluate';
import { exported } from '../../src/engine/report/export/formats';
import { LakeGraph } from '../../src/engine/report/export/graph';
import { entitiesOf, relationshipsOf } from '../../src/engine/report/export/rows';
import { htmlOf } from '../../src/engine/report/lake';
import { scan, type ScanOptions } from '../../src/engine/scan';
import { LocalLake } from '../../src/engine/store/lake';
import { rereadUnits } from '../../src/engine/sync/reread';
import { asOpenSsl, Authority } from '../engine/crypto/openssl';

const REGION = 'eu-west-1';
const services: readonly Service[] = catalogue;

let emulator: Emulator;
beforeAll(async () => { emulator = await startEmulator(); }, START_TIMEOUT);
afterAll(() => emulator?.stop());

/** One unit, read as a scan reads it, in an order of its own. */
async function read(service: Service, { credentials, endpoint }: ClientOptions): Promise<UnitResult> {
  const accountId = credentials.accessKeyId;
  const region = service.scope === 'global' ? 'global' : REGION;
  const { entities, relationships, ledger } = await collectUnit({ accountId, region, service }, {
    place: placeOf({ accountId, region, regions: [REGION] }), credentials: async () => credentials, settings: { endpoint }, concurrency: 8, clock: () => 0,
  });
  const byKey = (a: { _key: string }, b: { _key: string }) => a._key.localeCompare(b._key);
  return { entities: entities.sort(byKey), relationships: relationships.sort(byKey), ledger };
}

const keysOf = ({ entities }: UnitResult): Truth => {
  const keys: Record<string, string[]> = {};
  for (const { _type, _key } of entities) (keys[_type] ??= []).push(_key);
  return keys;
};

const sorted = (truth: Truth): Truth => Object.fromEntries(Object.entries(truth).filter(([, keys]) => keys.length > 0).map(([type, keys]) => [type, [...keys].sort()]));

test('the seeds are of services', () => expect(seeds.map(({ id }) => id).filter((id) => !services.some((service) => service.id === id))).toEqual([]));

describe.each(seeds.map((each, index) => ({ ...each, options: () => clientOptions(emulator, String(100000000001 + index), REGION) })))(
  '$id in the emulator', ({ id, seed, remove, options }) => {
    const service = services.find((each) => each.id === id)!;
    let truth: Truth;
    let found: UnitResult;
    beforeAll(async () => {
      truth = await seed(options());
      found = await read(service, options());
    });

    test('what was created is found, and nothing else', () => {
      expect(found.ledger).toMatchObject({ status: 'complete', unread: [], unlisted: [] });
      expect(sorted(keysOf(found))).toEqual(sorted(truth));
    });

    test('a second scan finds the same', async () => expect(await read(service, options())).toEqual(found));

    if (!remove) return;
    test('what was deleted is gone', async () => {
      const gone = await remove(options(), truth);
      expect(gone).not.toHaveLength(0);
      const left = Object.fromEntries(Object.entries(truth).map(([type, keys]) => [type, keys.filter((key) => !gone.includes(key))]));
      expect(sorted(keysOf(await read(service, options())))).toEqual(sorted(left));
    });
  });

describe('cryptography', () => {
  const [ACCOUNT, NOW] = ['100000000900', new Date()];
  const STREAMS = ['account', 'acm', 'apigateway', 'ecs', 'kms', 'lambda', 'secretsmanager', 'ssm'];
  const folder = temporaryFolder();
  const authority = new Authority();
  const options = () => clientOptions(emulator, ACCOUNT, REGION);
  let recorder: Recorder;
  let made: ReadonlyMap<string, Made>;
  let arns: Awaited<ReturnType<typeof importCertificates>>;
  let keys: readonly string[];
  let users: Awaited<ReturnType<typeof createUsers>>;
  let lake: LocalLake;
  let entities: Entity[];
  const scanOptions = (): ScanOptions => ({
    accounts: [{ accountId: ACCOUNT, credentials: async () => options().credentials }],
    regions: [REGION],
    services: services.filter(({ id }) => STREAMS.includes(id)),
    checks: checks.filter(({ service }) => STREAMS.includes(service)),
    lake,
    settings: { endpoint: recorder.endpoint },
    now: NOW,
  });
  const failed = async (check: string) => {
    const found = [];
    for await (const { status, resource, ...each } of lake.findings('posture')) if (each.check === check && status === 'fail') found.push(resource[0]);
    return found.sort();
  };
  const acmArns = (...names: string[]) => names.map((name) => arns.get(name)!.acm).sort();

  beforeAll(async () => {
    made = certificates(authority, NOW);
    arns = await importCertificates(options(), made);
    keys = await createKeys(options());
    users = await createUsers(options());
    recorder = await Recorder.before(emulator.endpoint);
    lake = new LocalLake(join(folder, 'lake'));
    await scan(scanOptions());
    entities = await gather(entitiesOf(lake.objects));
  }, START_TIMEOUT);
  afterAll(() => {
    recorder?.close();
    authority.close();
  });

  test('every field of every certificate is what openssl says, in ACM and in IAM, and of those of the chain', () => {
    const assets = new Map(entities.flatMap(assetsOf).map((asset) => [asset.key, asset as CertificateAsset]));
    const told = (key: string) => {
      const { subject, issuer, serialNumber, notBefore, notAfter, subjectAltNames, keyUsage, isCa, fingerprint, publicKey, signature } = assets.get(key)!;
      return { subject, issuer, serialNumber, notBefore, notAfter, subjectAltNames, keyUsage, isCa, fingerprint, bits: publicKey!.bits, curve: publicKey!.curve, signature: signature!.name };
    };
    for (const [name, { pem, chain }] of made) {
      const truth = asOpenSsl(pem);
      expect([told(arns.get(name)!.acm), told(arns.get(name)!.iam)]).toEqual([truth, truth]);
      for (const issuer of pemBlocks(chain)) expect(told(`certificate:sha256:${asOpenSsl(issuer).fingerprint}`)).toEqual(asOpenSsl(issuer));
    }
    expect(pemBlocks(made.get('chain')!.chain)).toHaveLength(2);
    expect([...assets.values()].filter(({ kind, isSelfSigned }) => kind === 'certificate' && !isSelfSigned).map(({ subject }) => subject).sort())
      .toEqual(['CN=shop.example.com', 'CN=shop.example.com', 'O=Example, CN=Middle']);
  });

  test('keys of each spec have its algorithm, and tell when they were used', () => {
    const assets = new Map(entities.flatMap(assetsOf).map((asset) => [asset.key, asset as MaterialAsset]));
    expect(keys.map((key) => assets.get(key)!.algorithm)).toEqual(SPECS.map(([spec, usage]) => keySpec(spec, usage)));
    expect(keys.filter((key) => assets.get(key)!.lastUsed !== undefined)).toEqual([keys[0]]);
  });

  test('what uses a key, a secret or a parameter is found, through which field', async () => {
    const { uses, through } = await cryptoInventory(new LakeGraph(lake.objects));
    const { secret, parameter, lambda, task, api } = users;
    const used = (user: string) => [...uses.get(user) ?? []].sort();
    expect([used(secret), used(parameter)]).toEqual([[keys[0]], [keys[0]]]);
    expect([used(lambda), used(task)]).toEqual([[secret, parameter].sort(), [secret, parameter].sort()]);
    expect(used(api)).toEqual([secret]);
    expect(through.get(throughOf(secret, keys[0]))).toEqual(['KmsKeyId']);
  });

  test('weak and ended certificates fail their checks, and no others', async () => {
    expect(await failed('acm-certificate-strong-key')).toEqual(acmArns('rsa1024', 'sha1'));
  });

  test('no secret is asked for, and none is in the lake, the report, the bill or a request', async () => {
    const values = Object.values(PLANTED);
    const inText = (text: string) => values.filter((value) => text.includes(value) || text.includes(Buffer.from(value).toString('base64')));
    const report = (await gather(htmlOf((await lake.latestRun())!, lake, checks))).join('');
    const bill = (await gather(exported(new LakeGraph(lake.objects), 'cyclonedx'))).map(({ text }) => text).join('');
    const edges = JSON.stringify(await gather(relationshipsOf(lake.objects)));
    const files = (await lake.objects.list('')).map((key) => readFileSync(join(lake.folder, key)).toString('latin1')).join('');
    expect([JSON.stringify(entities), edges, files, report, bill].map(inText)).toEqual([[], [], [], [], []]);
    expect(report).toContain('shop/login');
    expect(recorder.passed.length).toBeGreaterThan(50);
    expect(recorder.passed.flatMap(({ sent }) => inText(sent))).toEqual([]);
    expect(recorder.passed.map(({ operation }) => operation).filter((name) => /SecretValue|GetParameter|Decrypt|ExportCertificate|GetFunction$/.test(name))).toEqual([]);
    // The values of a secret and a parameter never leave AWS; those of variables do, and are let go.
    const came = new Set(recorder.passed.flatMap(({ answered }) => inText(answered)));
    expect([...came].sort()).toEqual([PLANTED.stage, PLANTED.variable].sort());
  });

  test('an event makes just its unit be read again; of tags only those of the user stay', async () => {
    const changed = async (eventSource: string, eventName: string, service: string, change: () => Promise<unknown>) => {
      await change();
      const calls: string[] = [];
      const onCall = (call: { service: string; region: string }) => calls.push(`${call.service} ${call.region}`);
      const { ledger } = await rereadUnits({ ...scanOptions(), onCall }, [{ eventSource, eventName, awsRegion: REGION, recipientAccountId: ACCOUNT }]);
      expect(ledger.map((unit) => [unit.accountId, unit.region, unit.service])).toEqual([[ACCOUNT, REGION, service]]);
      expect(new Set(calls)).toEqual(new Set([`${service} ${REGION}`]));
      return new Map((await gather(entitiesOf(lake.objects))).map((entity) => [entity._key, entity]));
    };
    const kms = new KMSClient(options());
    const secrets = new SecretsManagerClient(options());
    let created = '';
    const after = await changed('kms.amazonaws.com', 'CreateKey', 'kms', async () => {
      const Tags = [{ TagKey: 'team', TagValue: 'shop' }, { TagKey: 'aws:cloudformation:stack-name', TagValue: 'shop' }];
      created = (await kms.send(new CreateKeyCommand({ Tags }))).KeyMetadata!.Arn!;
    });
    expect(after.get(created)!.tags).toEqual({ team: 'shop' });
    const ending = await changed('kms.amazonaws.com', 'ScheduleKeyDeletion', 'kms', () => kms.send(new ScheduleKeyDeletionCommand({ KeyId: created, PendingWindowInDays: 7 })));
    expect(ending.get(created)!.KeyState).toBe('PendingDeletion');
    const { pem, key } = made.get('p384')!;
    const imported = await changed('acm.amazonaws.com', 'ImportCertificate', 'acm', () => new ACMClient(options()).send(new ImportCertificateCommand({
      CertificateArn: arns.get('p256')!.acm, Certificate: Buffer.from(pem), PrivateKey: Buffer.from(key),
    })));
    expect(imported.get(arns.get('p256')!.acm)!.Certificate).toBe(pem);
    const before = imported.get(users.secret)!.LastChangedDate as string;
    await setTimeout(1100);
    const put = await changed('secretsmanager.amazonaws.com', 'PutSecretValue', 'secretsmanager',
      () => secrets.send(new PutSecretValueCommand({ SecretId: users.secret, SecretString: `${PLANTED.secret}-2` })));
    expect(Date.parse(put.get(users.secret)!.LastChangedDate as string)).toBeGreaterThan(Date.parse(before));
    expect(JSON.stringify([...put.values()])).not.toContain(PLANTED.secret);
  });
});

describe.each(families.map((each, index) => ({ ...each, accounts: [String(200000000000 + 2 * index), String(200000000001 + 2 * index)] as const })))(
  'checks on what is known to be good and to be bad: $id', ({ proofs, accounts }) => {
    const asked = checks.filter(({ id }) => proofs.some((each) => each.checks.includes(id)));
    const needed = new Set(asked.flatMap(({ service, needs }) => [service, ...needs.map((need) => need.service)]));

    /** What the checks say of all that the proofs make on a site, so many days from now. */
    async function verdictsOn(site: Site): Promise<{ keys: readonly string[]; verdict(check: string, key: string, inDays: number): Finding['status'] | undefined }> {
      const keys: string[] = [];
      for (const { make } of proofs) keys.push(await make(site));
      const units = [];
      for (const service of services.filter(({ id }) => needed.has(id))) units.push(await read(service, site.options));
      const ledger = units.map((unit) => unit.ledger);
      expect(ledger.map(({ service, status }) => [service, status])).toEqual(ledger.map(({ service }) => [service, 'complete']));
      const graph = link(units, services, { accountId: site.accountId, accounts: [site.accountId] });
      const told = new Map<number, Map<string, Finding>>();
      const at = (inDays: number) => new Map([...evaluate(asked, graph, ledger, new Date(Date.now() + inDays * DAY))].map((finding) => [finding.id, finding]));
      return {
        keys,
        verdict(check, key, inDays) {
          if (!told.has(inDays)) told.set(inDays, at(inDays));
          return told.get(inDays)!.get(`${check}|${key}`)?.status;
        },
      };
    }

    test('say so of every one', async () => {
      const sites = accounts.map((account, index) => new Site(clientOptions(emulator, account, REGION), emulator, index === 0));
      const [good, bad] = [await verdictsOn(sites[0]), await verdictsOn(sites[1])];
      const pairs = proofs.flatMap(({ checks: of, inDays = 0 }, index) => of.map((check) => ({ check, inDays, good: good.keys[index], bad: bad.keys[index] })));
      expect(pairs.map(({ check, inDays, ...each }) => [check, good.verdict(check, each.good, 0), bad.verdict(check, each.bad, inDays)]))
        .toEqual(pairs.map(({ check }) => [check, 'pass', 'fail']));
    });
  });
