import { startAggregator } from './aggregator';
import { ACCOUNT, direct, recordedDocuments, REGION } from './documents';
import type { Service } from '../../../../src/catalogue/model/service';
import { services } from '../../../../src/catalogue/services';
import { answers } from '../../../../src/engine/collect/config/answers';
import { aggregated } from '../../../../src/engine/collect/config/query';
import { openConfigSession } from '../../../../src/engine/collect/config/session';
import { placeOf } from '../../../../src/engine/collect/place';
import type { AnyReader, OpenSession, SentCall } from '../../../../src/engine/collect/reader';
import { collectUnit } from '../../../../src/engine/collect/unit';
import type { Entity } from '../../../../src/engine/contracts';
import { link } from '../../../../src/engine/graph/link';
import { fakeReader } from '../../../catalogue/fake-reader';
import facts from '../../../facts/entity-catalogue.json';

let aggregator: Awaited<ReturnType<typeof startAggregator>>;
beforeAll(async () => { aggregator = await startAggregator(recordedDocuments); });
afterAll(() => aggregator.stop());
beforeEach(() => { aggregator.state.deny = false; });

const service = (id: string) => (services as readonly Service[]).find((each) => each.id === id)!;

function unit(id: string, open: OpenSession, onCall?: (call: SentCall) => void) {
  const region = service(id).scope === 'global' ? 'global' : REGION;
  const place = placeOf({ accountId: ACCOUNT, region, regions: [REGION] });
  const settings = { settings: {}, concurrency: 4, credentials: aggregator.aggregator.credentials, clock: () => 0 };
  return collectUnit({ accountId: ACCOUNT, region, service: service(id) }, { place, open, onCall, ...settings });
}
const byConfig = (id: string, onCall?: (call: SentCall) => void) => unit(id, openConfigSession(aggregator.aggregator), onCall);
const byCalls = (id: string) => unit(id, () => ({ reader: () => fakeReader(direct[id]) as unknown as AnyReader, close: async () => undefined }));
const compared = (entities: readonly Entity[]) => entities.map(({ _unread, ...entity }) => entity).sort((a, b) => (a._key < b._key ? -1 : 1));

test.each(['ec2', 'kms', 'lambda', 's3', 'iam'])('%s: the same entities and relationships as from the calls', async (id) => {
  const [config, calls] = await Promise.all([byConfig(id), byCalls(id)]);
  expect(calls.entities.length).toBeGreaterThan(0);
  expect(compared(config.entities)).toEqual(compared(calls.entities));
  const keys = ({ relationships }: typeof config) => relationships.map(({ _key }) => _key).sort();
  expect(keys(config)).toEqual(keys(calls));
});

test('what AWS Config does not record is unknown, on the entity and on the type', async () => {
  const { entities, ledger } = await byConfig('s3');
  const bucket = entities.find(({ _type }) => _type === 'aws_s3_bucket')!;
  expect(bucket._unread!.map(({ action }) => action)).toEqual(expect.arrayContaining(['s3:GetBucketPolicyStatus', 's3:GetLifecycleConfiguration']));
  expect(new Set(bucket._unread!.map(({ code, denied }) => `${code} ${denied}`))).toEqual(new Set(['NotInConfig false']));
  expect(bucket._unread!.map(({ action }) => action)).not.toContain('s3:GetEncryptionConfiguration');
  expect(ledger.status).toBe('partial');
  const { ledger: ec2 } = await byConfig('ec2');
  expect(ec2.unlisted.map(({ type }) => type)).toEqual(expect.arrayContaining(['aws_ebs_snapshot', 'aws_vpc', 'aws_subnet']));
  expect(ec2.unlisted.map(({ type }) => type)).not.toContain('aws_instance');
});

test('a unit asks once, of its account, Region and types, and follows the pages', async () => {
  aggregator.asked.length = 0;
  const sent: SentCall[] = [];
  await byConfig('ec2', (call) => sent.push(call));
  expect(new Set(aggregator.asked.map(({ Expression }) => Expression)).size).toBe(1);
  expect(aggregator.asked[0].Expression).toContain(`WHERE accountId = '${ACCOUNT}' AND awsRegion = '${REGION}' AND resourceType IN ('AWS::EC2::Instance', `);
  expect(aggregator.asked[0].ConfigurationAggregatorName).toBe('org');
  expect(sent.map(({ action }) => action)).toEqual(Array(2).fill('config:SelectAggregateResourceConfig'));
  await byConfig('iam');
  expect(aggregator.asked.at(-1)!.Expression).not.toContain('awsRegion =');
});

test('a denied query hides everything, and names its action', async () => {
  aggregator.state.deny = true;
  const { entities, ledger } = await byConfig('kms');
  expect(entities).toEqual([]);
  expect(ledger).toMatchObject({ status: 'failed', unread: [{ action: 'config:SelectAggregateResourceConfig', code: 'AccessDeniedException', denied: true }] });
});

test('the accounts and Regions of the aggregator', async () => {
  expect(await aggregated(aggregator.aggregator)).toEqual({ accounts: [ACCOUNT], regions: [REGION] });
});

test('policies are linked as ever', async () => {
  const units = await Promise.all(['s3', 'iam'].map((id) => byConfig(id)));
  const graph = link(units, [service('s3'), service('iam')], { accountId: ACCOUNT, accounts: [ACCOUNT] });
  expect(graph.to('arn:aws:s3:::data').map(({ _key }) => _key)).toContain(`arn:aws:iam::${ACCOUNT}:policy/p|ALLOWS|arn:aws:s3:::data`);
  expect(graph.from(`arn:aws:iam::${ACCOUNT}:role/app`).map(({ _class, _toType }) => `${_class} ${_toType}`)).toContain('TRUSTS aws_ec2');
});

test('every answer is to an operation of the catalogue or the facts', () => {
  const operations = new Set(facts.entities.flatMap((entity) => entity.operations.map(({ operation }) => operation)));
  for (const [id, table] of Object.entries(answers)) {
    for (const name of Object.keys(table)) expect([id, name, name in service(id).operations || operations.has(name)]).toEqual([id, name, true]);
  }
});
