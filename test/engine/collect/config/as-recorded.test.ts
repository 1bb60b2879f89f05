import { startAggregator } from './aggregator';
import { checks } from '../../../../src/catalogue/checks';
import type { Service } from '../../../../src/catalogue/model/service';
import { services as catalogue } from '../../../../src/catalogue/services';
import { answers } from '../../../../src/engine/collect/config/answers';
import { described, memberIn, type Described } from '../../../../src/engine/collect/config/described';
import type { Recorded } from '../../../../src/engine/collect/config/document';
import { openConfigSession } from '../../../../src/engine/collect/config/session';
import { elementOf, membersOf } from '../../../../src/engine/collect/config/shape';
import { placeOf } from '../../../../src/engine/collect/place';
import { collectUnit, type UnitResult } from '../../../../src/engine/collect/unit';
import type { Entity, Finding } from '../../../../src/engine/contracts';
import { link } from '../../../../src/engine/graph/link';
import { evaluate } from '../../../../src/engine/posture/evaluate';
import { lookAtExample } from '../../../../src/engine/posture/own-checks';
import facts from '../../../facts/config-attributes.json';
import { keyProperties } from '../../../facts/key-properties.json';
import { records } from '../../../recorded';
import { ACCOUNT, collected } from '../../../recorded/collected';
import { filled } from '../../../recorded/filled';
import { recordedPairs } from '../../../recorded/pairs';
import type { AnyRecorded } from '../../../recorded/recorded';

const REGION = 'eu-west-1';
const services = (catalogue as readonly Service[]).filter(({ id }) => id in described);
type Fields = Readonly<Record<string, unknown>>;
const attributes: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.attributes;
const supplementary: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.supplementary;

const member = (value: unknown, name: string) => Object.entries(value as object).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] as unknown;

/** What AWS Config would have of what a call answers: the attributes of its schema, in its spelling, and nothing else. */
function asRecorded(value: unknown, paths: readonly string[], names: Described['names'] = {}): unknown {
  if (value === undefined || value === null || paths.length === 0) return value;
  if (Array.isArray(value)) return value.map((each) => asRecorded(each, paths));
  if (paths.length === 1 && paths[0] === 'value') return { value };
  const firsts = [...new Set(paths.map((path) => path.split('.')[0]))];
  return Object.fromEntries(firsts.map((first) => {
    const rest = paths.filter((path) => path.startsWith(`${first}.`)).map((path) => path.slice(first.length + 1));
    const found = (names[first] ?? first).split('.').reduce<unknown>((each, step) => (each && member(each, step)), value);
    return [first, asRecorded(found, rest)];
  }).filter(([, each]) => each !== undefined));
}

const isOwnArn = (name: string) => /^(arn|\w*(certificate|table|topic|queue|loadBalancer|listener|cluster|instance|snapshot|secret|trail|alarm|group)arn|stackId)$/i.test(name);

/** A resource as AWS Config would have it: named by its ARN, and by its last part. */
function documentOf(type: string, configuration: Fields, tags: Recorded['tags']): Recorded {
  const arn = Object.entries(configuration).find(([name]) => isOwnArn(name))?.[1] as string | undefined;
  const resourceId = (configuration.QueueUrl ?? arn ?? type) as string;
  return { resourceType: type, resourceId, resourceName: arn?.split(/[:/]/).pop(), arn, accountId: ACCOUNT, awsRegion: REGION, configuration, tags };
}

/** The resources of the answers, as AWS Config would have recorded them. */
function documentsOf(service: Service, answered: ReadonlyMap<string, readonly object[]>, entities: readonly Entity[]): Recorded[] {
  const rows = Object.entries(described[service.id]);
  const tagsOf = (arn: unknown) => Object.entries(entities.find(({ _key }) => _key === arn)?.tags ?? {}).map(([key, value]) => ({ key, value }));
  return [...new Set(rows.map(([, { type }]) => type))].flatMap((type) => {
    const found = new Map<unknown, Fields>();
    for (const [operation, { member: name, names }] of rows.filter(([, row]) => row.type === type && !row.part)) {
      for (const each of (answered.get(operation) ?? []).flatMap((output) => (output as Fields)[name])) {
        const configuration = asRecorded(each, Object.keys(attributes[type]), names) as Fields;
        const arn = Object.entries(configuration).find(([attribute]) => isOwnArn(attribute))?.[1];
        // The name alone, of a resource that another call tells of.
        if (arn === undefined && Object.keys(configuration).length === 1) continue;
        found.set(arn, { ...found.get(arn), ...configuration });
      }
    }
    const isKnown = (part: string) => [...found.values()].every((configuration) => part in configuration);
    const parts = rows.filter(([, row]) => row.type === type && row.part && row.part !== 'tags' && !isKnown(row.part)).flatMap(([operation, { member: name, part, by }]) =>
      (answered.get(operation) ?? []).map((output) => [part!, by ? (output as Fields)[name] : ((output as Fields)[name] as unknown[])[0]] as const));
    if (parts.length > 0 && found.size !== 1) throw new Error(`${service.id}: whose are ${parts.map(([part]) => part).join(', ')}?`);
    return [...found].map(([arn, configuration]) => {
      const isExtra = (part: string) => part in (supplementary[type] ?? {}) || Object.keys(supplementary[type] ?? {}).some((path) => path.startsWith(`${part}.`));
      const own = parts.filter(([part]) => !isExtra(part));
      const extra = parts.filter(([part]) => isExtra(part));
      return { ...documentOf(type, { ...configuration, ...Object.fromEntries(own) }, tagsOf(arn)), supplementaryConfiguration: Object.fromEntries(extra) };
    });
  });
}

/** A service read by its calls, and by what AWS Config would have of the same. */
async function both(service: Service, record: AnyRecorded): Promise<{ calls: UnitResult; config: UnitResult }> {
  const own = Object.keys(service.entities).flatMap((type) => Object.values((keyProperties as Readonly<Record<string, Readonly<Record<string, string>>>>)[type] ?? {}));
  const paths = new Map<string, string[]>();
  for (const [operation, path] of own.map((each) => each.split(' '))) paths.set(operation, [...paths.get(operation) ?? [], path]);
  const answered = new Map<string, object[]>();
  const calls = await collected(service, filled(service, record, paths, (operation, output) => answered.set(operation, [...answered.get(operation) ?? [], output])), [], [REGION]);
  const aggregator = await startAggregator(documentsOf(service, answered, calls.entities));
  const region = service.scope === 'global' ? 'global' : REGION;
  const config = await collectUnit({ accountId: ACCOUNT, region, service }, {
    place: placeOf({ accountId: ACCOUNT, region, regions: [REGION] }),
    open: openConfigSession(aggregator.aggregator),
    settings: {},
    concurrency: 4,
    credentials: aggregator.aggregator.credentials,
    clock: () => 0,
  }).finally(() => aggregator.stop());
  return { calls, config };
}

/** Where a value tells something else than another one, which may tell more. */
function* differences(value: unknown, whole: unknown, path = ''): Iterable<string> {
  if (typeof value !== 'object' || value === null) {
    if (value !== whole) yield `${path}: ${JSON.stringify(value)} for ${JSON.stringify(whole)}`;
  } else if (Array.isArray(value) && value.length !== (whole as unknown[] | undefined)?.length) {
    yield `${path}: ${value.length} of ${(whole as unknown[] | undefined)?.length}`;
  } else {
    for (const [name, each] of Object.entries(value)) if (each !== undefined) yield* differences(each, (whole as Fields | undefined)?.[name], `${path}.${name}`);
  }
}

/** What follows from calls that AWS Config does not answer, or in part only: by the action of the gap beside it. */
const FOLLOWS: Readonly<Record<string, string | readonly string[]>> = {
  domainNames: 'apigateway:GET',
  stages: 'apigateway:GET',
  methods: 'apigateway:GET',
  allowsEveryone: ['apigateway:GET', 'es:DescribeDomains'],
  TlsParameters: ['rds:DescribeDBParameters', 'rds:DescribeDBClusterParameters'],
  StackResources: 'cloudformation:ListStackResources',
  managementEvents: 'cloudtrail:GetEventSelectors',
  CertificateArns: 'elasticloadbalancing:DescribeListenerCertificates',
  Rules: 'elasticloadbalancing:DescribeRules',
  Parameters: 'redshift:DescribeClusterParameters',
  requiresTls: 'redshift:DescribeClusterParameters',
  SubnetIds: 'redshift:DescribeClusterSubnetGroups',
  count: 'redshift:DescribeClusterSnapshots',
  hasAutomatedSnapshot: 'redshift:DescribeClusterSnapshots',
  isDeletionScheduled: 'secretsmanager:ListSecrets',
  isReplica: 'secretsmanager:ListSecrets',
  isManagedByService: 'secretsmanager:ListSecrets',
  SubscriptionOwners: 'sns:GetTopicAttributes',
  hasForeignSubscription: 'sns:GetTopicAttributes',
  displayName: 'workspaces:DescribeWorkspaces',
};
const actionsOf = (difference: string) => [FOLLOWS[/(\w+):/.exec(difference)![1]] ?? []].flat();

test.each(services)('$id: what AWS Config tells of an entity is what the calls tell, or the gap is beside it', async (service) => {
  const { calls, config } = await both(service, records[service.id]);
  expect(config.entities.length).toBeGreaterThan(0);
  for (const { _unread = [], ...entity } of config.entities) {
    const whole = calls.entities.find(({ _key }) => _key === entity._key);
    expect(whole).toBeDefined();
    const wrong = [...differences(entity, whole)].filter((each) => !_unread.some(({ action, code }) => code === 'NotInConfig' && actionsOf(each).includes(action)));
    expect(wrong).toEqual([]);
  }
});

const findingsOf = (unit: UnitResult): Map<string, Finding> => {
  const graph = link([unit], services, { accountId: ACCOUNT, accounts: [ACCOUNT] });
  return new Map([...evaluate(checks, graph, [unit.ledger], new Date('2026-11-01'))].map((finding) => [finding.id, finding]));
};

const cases = [
  ...services.map((service) => ({ name: `${service.id} as recorded`, service, changes: {} as AnyRecorded })),
  ...recordedPairs.flatMap(({ check, good, bad }) => [good, bad].flatMap((changes, at) => services.flatMap((service) => {
    const own = typeof changes === 'object' ? changes[service.id] : undefined;
    return own ? [{ name: `${check}, ${at === 0 ? 'good' : 'bad'}`, service, changes: own }] : [];
  }))),
];

test.each(cases)('$name: a finding by AWS Config is that by the calls, or unknown', async ({ service, changes }) => {
  const { calls, config } = await both(service, { ...records[service.id], ...changes });
  const [byCalls, byConfig] = [findingsOf(calls), findingsOf(config)];
  const wrong = [...byConfig.values()].filter(({ id, status }) => status !== 'unknown' && status !== byCalls.get(id)?.status);
  expect(wrong.map(({ id, status }) => `${status} ${id}`)).toEqual([]);
  const unlisted = new Set(config.ledger.unlisted.map(({ type }) => type as string));
  const keys = new Set(calls.relationships.map(({ _key }) => _key));
  expect(config.relationships.filter(({ _key }) => !keys.has(_key)).map(({ _key }) => _key)).toEqual([]);
  expect([...byCalls.values()].filter(({ id, resourceType }) => !byConfig.has(id) && !unlisted.has(resourceType ?? '')).map(({ id }) => id)).toEqual([]);
});

/** A value without what AWS Config does not record, the names as they are. */
function kept(value: unknown, paths: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || paths.length === 0 || paths.includes('value')) return value;
  if (Array.isArray(value)) return value.map((each) => kept(each, paths));
  const under = (name: string) => paths.filter((path) => path.split('.')[0].toLowerCase() === name.toLowerCase());
  return Object.fromEntries(Object.entries(value).filter(([name]) => under(name).length > 0).map(([name, each]) =>
    [name, kept(each, under(name).flatMap((path) => path.split('.').slice(1).join('.') || []))]));
}

/** Calls that AWS Config answers in full. */
const inFull = (service: string, operation: string) => operation in (answers[service] ?? {}) || (described[service]?.[operation] !== undefined && !described[service][operation].partly);

const told = checks.filter(({ service, needs }) => service in described && needs.every((need) => inFull(need.service, need.operation)));

test('some checks are answered from AWS Config', () => expect(told.map(({ service }) => service)).toEqual(expect.arrayContaining(['acm', 'dynamodb', 'efs', 'eks', 'elasticloadbalancing', 'rds'])));

test.each(told)('$id hangs on no field that AWS Config does not record', async (check) => {
  const rows = Object.entries(described[check.service]).filter(([operation, { part }]) => part === undefined && check.needs.some((need) => need.operation === operation));
  const service = services.find(({ id }) => id === check.service)!;
  const ofApi = new Set((await Promise.all(rows.map(async ([operation, row]) => {
    const [bare, client] = operation.split('.').reverse();
    const schema = memberIn(await (client ? service.clients[client] : service.client)(), bare, row.member);
    return [...membersOf(elementOf(schema) ?? schema).keys()];
  }))).flat());
  const paths = rows.flatMap(([, { type, names = {} }]) => Object.keys(attributes[type]).map((path) => path.replace(/^\w+/, (first) => names[first] ?? first)));
  for (const example of [...check.examples.pass, ...check.examples.fail]) {
    const fields = Object.entries(example.entity).filter(([name]) => ofApi.has(name));
    const others = Object.entries(example.entity).filter(([name]) => !ofApi.has(name));
    const entity = { ...Object.fromEntries(others), ...kept(Object.fromEntries(fields), paths) as object };
    const verdict = (of: object) => {
      const look = lookAtExample({ ...example, entity: of });
      return check.applies && !check.applies(of, look) ? 'does not apply' : check.fails(of, look) === undefined ? 'pass' : 'fail';
    };
    expect({ entity, verdict: verdict(entity) }).toEqual({ entity, verdict: verdict(example.entity) });
  }
});
