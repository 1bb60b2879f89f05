import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAggregator } from './aggregator';
import { ACCOUNT, REGION } from './documents';
import type { Service } from '../../../../src/catalogue/model/service';
import { services } from '../../../../src/catalogue/services';
import { answers } from '../../../../src/engine/collect/config/answers';
import { described, elementIn } from '../../../../src/engine/collect/config/described';
import type { Recorded } from '../../../../src/engine/collect/config/document';
import { openConfigSession } from '../../../../src/engine/collect/config/session';
import { elementOf, membersOf, shaped, type Schema } from '../../../../src/engine/collect/config/shape';
import { placeOf } from '../../../../src/engine/collect/place';
import { collectUnit } from '../../../../src/engine/collect/unit';
import facts from '../../../facts/config-attributes.json';

const attributes: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.attributes;
const service = (id: string) => (services as readonly Service[]).find((each) => each.id === id)!;
const calls = Object.entries(described).flatMap(([id, operations]) =>
  Object.entries(operations).map(([operation, [type, member]]) => ({ id, operation, type, member })));

/** Whether a path of names leads to a member of the API, whatever the size of the letters; a single value may stand in a `value`. */
function isKnown(schema: Schema, [name, ...rest]: readonly string[]): boolean {
  const isSimple = elementOf(schema) === undefined && membersOf(schema).size === 0;
  if (isSimple) return name === 'value';
  const element = elementOf(schema);
  if (element !== undefined) return isKnown(element, [name, ...rest]);
  const [, member] = [...membersOf(schema)].find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [];
  return member !== undefined && (rest.length === 0 || isKnown(member, rest));
}

/** What AWS Config has and the API does not answer, or under another name too: it is left out. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudWatch::Alarm': ['creationId'],
  // `isClusterWriter` has the same.
  'AWS::RDS::DBCluster': ['dbclusterMembers.clusterWriter'],
};

test.each(calls)('$type: its attributes are those of $operation', async ({ id, operation, type, member }) => {
  const element = elementIn(await service(id).client(), operation, member);
  const unknown = Object.keys(attributes[type]).filter((path) => !isKnown(element, path.split('.')));
  expect({ type, unknown }).toEqual({ type, unknown: LEFT_OUT[type] ?? [] });
});

const values: Readonly<Record<string, unknown>> = { integer: 7, float: 7.5, boolean: true, date: '2026-01-02T03:04:05.000Z' };

/** A resource with a value in each attribute that is no part of another one. */
function written(type: string): Recorded {
  const simple = Object.entries(attributes[type]).filter(([path]) => !path.includes('.'));
  const configuration = Object.fromEntries(simple.map(([path, kind]) => [path, /arn$/i.test(path) || path === 'stackId' ? `arn:aws:x:${REGION}:${ACCOUNT}:${path}/a/b` : values[kind] ?? `a-${path}`]));
  const arn = Object.entries(configuration).find(([name]) => /^(trail|alarm)arn$/i.test(name))?.[1] as string | undefined;
  return { resourceType: type, resourceId: type, arn, accountId: ACCOUNT, awsRegion: REGION, configuration: { ...configuration, homeRegion: REGION }, tags: [{ key: 'Owner', value: 'ann' }] };
}

test.each(Object.keys(described))('%s: entities of what AWS Config has recorded, the rest unknown', async (id) => {
  const of = calls.filter((call) => call.id === id);
  const aggregator = await startAggregator(of.map(({ type }) => written(type)));
  const { entities, ledger } = await collectUnit({ accountId: ACCOUNT, region: REGION, service: service(id) }, {
    place: placeOf({ accountId: ACCOUNT, region: REGION, regions: [REGION] }),
    open: openConfigSession(aggregator.aggregator),
    settings: {},
    concurrency: 4,
    credentials: aggregator.aggregator.credentials,
    clock: () => 0,
  }).finally(() => aggregator.stop());
  expect(entities).toHaveLength(of.length);
  const given = of.flatMap(({ type }) => Object.entries(attributes[type]).filter(([path, kind]) => !path.includes('.') && kind === 'boolean').map(([path]) => path.toLowerCase()));
  const told = new Set(entities.flatMap((entity) => Object.entries(entity).filter(([, value]) => value === true).map(([name]) => name.toLowerCase())));
  expect(given.filter((name) => !told.has(name))).toEqual([]);
  for (const entity of entities) expect(entity).toMatchObject({ accountId: ACCOUNT, region: REGION, tags: { Owner: 'ann' }, _key: expect.stringMatching(/^arn:/) });
  expect(ledger.unread.every(({ code }) => code === 'NotInConfig')).toBe(true);
});

test('a value may stand in a list, in a structure, or wrapped; names differ by the size of their letters', async () => {
  const element = elementIn(await service('rds').client(), 'DescribeDBClusters', 'DBClusters');
  expect(shaped(element, {
    dbclusterArn: 'arn',
    endpoint: { value: 'host' },
    availabilityZones: ['a', 'b'],
    dbclusterMembers: [{ dbinstanceIdentifier: 'one', isClusterWriter: true }],
    clusterCreateTime: '2026-01-02T03:04:05Z',
    kmsKeyId: null,
    somethingElse: 1,
  })).toEqual({
    DBClusterArn: 'arn',
    Endpoint: 'host',
    AvailabilityZones: ['a', 'b'],
    DBClusterMembers: [{ DBInstanceIdentifier: 'one', IsClusterWriter: true }],
    ClusterCreateTime: '2026-01-02T03:04:05.000Z',
  });
});

test('the guide lists what AWS Config answers', () => {
  const guide = readFileSync(join(__dirname, '../../../../docs/guides/inventory.md'), 'utf8');
  const types = [...calls.map(({ type }) => type), ...Object.values(answers).flatMap((operations) => Object.values(operations).flatMap((answer) => answer.types))];
  expect([...new Set(types)].filter((type) => !guide.includes(`\`${type}\``))).toEqual([]);
});
