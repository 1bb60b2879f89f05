import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, entity, linked, OTHER } from './support';
import type { EntityType } from '../../../src/catalogue/model/names';
import type { Service } from '../../../src/catalogue/model/service';
import { services as catalogue } from '../../../src/catalogue/services';
import { edge } from '../../../src/engine/collect/entity';
import type { Entity, Relationship } from '../../../src/engine/contracts';
import { linksAcross, namesOf } from '../../../src/engine/graph/across';
import { link, specsOf } from '../../../src/engine/graph/link';
import { LocalLake } from '../../../src/engine/store/lake';
import { queryLake } from '../../../src/engine/store/query';
import { forget } from '../../../src/engine/store/registry';
import { linkAccounts, linkedAccounts, noteNames } from '../../../src/engine/sync/across';

const services: readonly Service[] = catalogue;
const record = (value: string, accountId = ACCOUNT): Entity =>
  entity('record', 'aws_route53_record', { _class: ['DomainRecord'], accountId, Name: 'www.example.com.', Type: 'A', ResourceRecords: [{ Value: value }] });
const balancer = (key: string, DNSName: string, accountId = OTHER) => entity(key, 'aws_alb', { _class: ['Gateway'], accountId, DNSName });
const host = (key: string, fields: object, accountId = OTHER) => entity(key, 'aws_instance', { _class: ['Host'], accountId, ...fields });

/** What each account holds of others, when all have been noted. */
async function linksOf(accounts: Readonly<Record<string, readonly Entity[]>>, relationships: readonly Relationship[] = []) {
  const scanned = Object.keys(accounts);
  const names = Object.entries(accounts).map(([accountId, entities]) => {
    const own = relationships.filter((each) => each.accountId === accountId);
    const graph = link([{ entities, relationships: own, ledger: undefined as never }], services, { accountId, accounts: scanned });
    return namesOf(graph, specsOf(services), accountId);
  });
  return linksAcross(async function* () { yield* JSON.parse(JSON.stringify(names)) as typeof names; });
}

/** The keys of the relationships that each account holds with others. */
const across = async (...of: Parameters<typeof linksOf>): Promise<Record<string, string[]>> =>
  Object.fromEntries([...await linksOf(...of)].map(([account, links]) => [account, links.relationships.map(({ _key }) => _key)]));

test('a record leads to the load balancer of another account, and is held by its own', async () => {
  const links = await across({
    [ACCOUNT]: [{ ...record(''), ResourceRecords: undefined, AliasTarget: { DNSName: 'dualstack.web.eu-west-1.elb.amazonaws.com.' } }],
    [OTHER]: [balancer('lb', 'web.eu-west-1.elb.amazonaws.com')],
  });
  expect(links).toEqual({ [ACCOUNT]: ['record|CONNECTS|lb'], [OTHER]: [] });
});

test('what the account has itself is not looked for elsewhere', async () => {
  expect(await across({ [ACCOUNT]: [record('203.0.113.7'), host('own', { PublicIpAddress: '203.0.113.7' }, ACCOUNT)], [OTHER]: [host('i', { PublicIpAddress: '203.0.113.7' })] }))
    .toEqual({ [ACCOUNT]: [], [OTHER]: [] });
});

test('a public address is found, one that two have is not', async () => {
  const [here, third] = [[record('54.1.2.3')], '333333333333'];
  expect(await across({ [ACCOUNT]: here, [OTHER]: [host('i', { PublicIpAddress: '54.1.2.3' })] })).toMatchObject({ [ACCOUNT]: ['record|CONNECTS|i'] });
  expect(await across({ [ACCOUNT]: here, [OTHER]: [host('i', { PublicIpAddress: '54.1.2.3' })], [third]: [host('j', { PublicIpAddress: '54.1.2.3' }, third)] }))
    .toMatchObject({ [ACCOUNT]: [] });
});

test('a private address or name of another account is another one', async () => {
  expect(await across({ [ACCOUNT]: [record('10.0.0.7')], [OTHER]: [host('i', { PrivateIpAddress: '10.0.0.7' })] })).toMatchObject({ [ACCOUNT]: [] });
  const PrivateDnsName = 'ip-10-0-0-7.eu-west-1.compute.internal';
  expect(await across({ [ACCOUNT]: [{ ...record(PrivateDnsName), Type: 'CNAME' }], [OTHER]: [host('i', { PrivateDnsName })] })).toMatchObject({ [ACCOUNT]: [] });
});

test('an address in a shared network is of that network', async () => {
  const eni = entity('eni', 'aws_eni', { _class: ['NetworkInterface'], accountId: OTHER, VpcId: 'vpc-1', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.1' }] });
  const group = entity('group', 'aws_lb_target_group', { VpcId: 'vpc-1', TargetType: 'ip', TargetHealthDescriptions: [{ Target: { Id: '10.0.0.1' } }] });
  expect(await across({ [ACCOUNT]: [group], [OTHER]: [eni] })).toMatchObject({ [ACCOUNT]: ['group|HAS|eni'] });
});

test('what an account only points at has no names, and looks for none', async () => {
  const secret = entity('secret', 'aws_secretsmanager_secret', { ARN: 'secret', Name: 'secret', region: 'eu-west-1' });
  const pointing = (to: string, type: EntityType) => edge({ key: 'secret', type: 'aws_secretsmanager_secret' }, 'TRIGGERS', { key: to, type }, secret);
  const types = [...specsOf(services)].filter(([, { names, matches }]) => names ?? matches).map(([type]) => type);
  expect(types).toContain('aws_lambda_function');
  const links = await linksOf({ [ACCOUNT]: [secret] }, types.map((type) => pointing(`arn:aws:x:eu-west-1:333333333333:${type}/1`, type)));
  expect(links.get(ACCOUNT)).toEqual({ entities: [], relationships: [] });
});

describe('a zone', () => {
  const zone = entity('zone', 'aws_route53_zone', { Name: 'dev.example.com.' });
  const domain = entity('domain', 'aws_route53_domain', { _class: ['Domain'], accountId: OTHER, DomainName: 'example.com' });

  test('is of the domain that another account has registered, and of no other', async () => {
    const links = await linksOf({ [ACCOUNT]: [zone], [OTHER]: [domain] });
    expect(links.get(ACCOUNT)).toMatchObject({ entities: [], relationships: [{ _key: 'domain|HAS|zone', _type: 'aws_route53_domain_has_aws_route53_zone' }] });
    expect(links.get(OTHER)).toEqual({ entities: [], relationships: [] });
  });

  test('is of a domain that was registered elsewhere, where no account has it', async () => {
    const { entities, relationships } = (await linksOf({ [ACCOUNT]: [zone, { ...zone, _key: 'other', Name: 'example.com.' }], [OTHER]: [] })).get(ACCOUNT)!;
    expect(entities).toMatchObject([{ _key: 'Domain:example.com', _type: 'Domain', _class: ['Domain'], _mapped: true, domainName: 'example.com', accountId: ACCOUNT }]);
    expect(relationships.map(({ _key, _type }) => [_key, _type])).toEqual(['other', 'zone'].map((key) => [`Domain:example.com|HAS|${key}`, 'domain_has_aws_route53_zone']));
  });
});

describe('a further key', () => {
  const [alias, key] = ['alias/main', 'key/k-1'].map((each) => `arn:aws:kms:eu-west-1:${OTHER}:${each}`);
  const bucket = entity('bucket', 'aws_s3_bucket');
  const uses = edge({ key: 'bucket', type: 'aws_s3_bucket' }, 'USES', { key: alias, type: 'aws_kms_key' }, bucket, { since: 'ever' });

  test('of a resource in another account leads to that', async () => {
    const links = await linksOf({ [ACCOUNT]: [bucket], [OTHER]: [entity(key, 'aws_kms_key', { accountId: OTHER, _aliases: [alias] })] }, [uses]);
    expect(links.get(ACCOUNT)!.relationships).toMatchObject([{ _key: `bucket|USES|${key}`, _toEntityKey: key, _toType: 'aws_kms_key', since: 'ever', _service: 'organization', region: 'global' }]);
  });

  test('that nobody there has leads nowhere', async () => {
    const links = await linksOf({ [ACCOUNT]: [bucket], [OTHER]: [entity(key, 'aws_kms_key', { accountId: OTHER, _aliases: [`${alias}-2`] })] }, [uses]);
    expect(links.get(ACCOUNT)!.relationships).toEqual([]);
  });
});

test('the lake holds them in a partition of their own, until the name is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'across-'));
  try {
    const lake = new LocalLake(folder);
    const note = (accountId: string, entities: readonly Entity[]) => noteNames(lake.objects, namesOf(linked(entities, services), specsOf(services), accountId));
    await note(ACCOUNT, [record('54.1.2.3')]);
    await note(OTHER, [host('i', { PublicIpAddress: '54.1.2.3' })]);
    expect(await linkAccounts(lake)).toEqual(new Map([[ACCOUNT, 1], [OTHER, 0]]));
    const rows = await queryLake(folder, 'SELECT _key, account, service FROM relationships');
    expect(rows).toEqual([{ _key: 'record|CONNECTS|i', account: ACCOUNT, service: 'organization' }]);
    expect(await linkedAccounts(lake.objects)).toEqual([ACCOUNT, OTHER]);
    // As noted by earlier versions.
    const { accountId, named, wanted } = namesOf(linked([host('i', { PublicIpAddress: '54.1.2.3' })], services), specsOf(services), OTHER);
    await lake.objects.write(`accounts/${OTHER}.names.json`, JSON.stringify({ accountId, named, wanted }));
    expect(await linkAccounts(lake)).toEqual(new Map([[ACCOUNT, 1], [OTHER, 0]]));
    await forget(lake.objects, OTHER);
    expect(await linkAccounts(lake)).toEqual(new Map([[ACCOUNT, 0]]));
    expect(await queryLake(folder, 'SELECT * FROM relationships')).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
