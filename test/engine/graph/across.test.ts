import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, entity, linked, OTHER } from './support';
import type { Service } from '../../../src/catalogue/model/service';
import { services as catalogue } from '../../../src/catalogue/services';
import type { Entity } from '../../../src/engine/contracts';
import { linksAcross, namesOf } from '../../../src/engine/graph/across';
import { specsOf } from '../../../src/engine/graph/link';
import { LocalLake } from '../../../src/engine/store/lake';
import { queryLake } from '../../../src/engine/store/query';
import { forget } from '../../../src/engine/store/registry';
import { linkAccounts, linkedAccounts, noteNames } from '../../../src/engine/sync/across';

const services: readonly Service[] = catalogue;
const record = (value: string, accountId = ACCOUNT): Entity =>
  entity('record', 'aws_route53_record', { _class: ['DomainRecord'], accountId, Name: 'www.example.com.', Type: 'A', ResourceRecords: [{ Value: value }] });
const balancer = (key: string, DNSName: string, accountId = OTHER) => entity(key, 'aws_alb', { _class: ['Gateway'], accountId, DNSName });
const host = (key: string, fields: object, accountId = OTHER) => entity(key, 'aws_instance', { _class: ['Host'], accountId, ...fields });

/** The keys of the relationships that each account holds with others. */
async function across(accounts: Readonly<Record<string, readonly Entity[]>>): Promise<Record<string, string[]>> {
  const names = Object.entries(accounts).map(([accountId, entities]) => namesOf(linked(entities, services), specsOf(services), accountId));
  const links = await linksAcross(async function* () { yield* JSON.parse(JSON.stringify(names)) as typeof names; });
  return Object.fromEntries([...links].map(([account, edges]) => [account, edges.map(({ _key }) => _key)]));
}

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

test('a zone is of the domain that another account has registered', async () => {
  const zone = entity('zone', 'aws_route53_zone', { Name: 'dev.example.com.' });
  const domain = entity('domain', 'aws_route53_domain', { _class: ['Domain'], accountId: OTHER, DomainName: 'example.com' });
  expect(await across({ [ACCOUNT]: [zone], [OTHER]: [domain] })).toEqual({ [ACCOUNT]: ['domain|HAS|zone'], [OTHER]: [] });
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
    await forget(lake.objects, OTHER);
    expect(await linkAccounts(lake)).toEqual(new Map([[ACCOUNT, 0]]));
    expect(await queryLake(folder, 'SELECT * FROM relationships')).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
