import { checks } from '../../src/catalogue/checks';
import type { AnyEntity, Service } from '../../src/catalogue/model/service';
import { services as catalogue } from '../../src/catalogue/services';
import { documented } from '../../src/derive/cryptography';
import { grant } from '../../src/derive/policy';
import { resolveStream } from '../../src/derive/preset';
import type { SentCall } from '../../src/engine/collect/reader';
import type { UnitResult } from '../../src/engine/collect/unit';
import type { Finding } from '../../src/engine/contracts';
import { linksAcross, namesOf } from '../../src/engine/graph/across';
import { link, specsOf } from '../../src/engine/graph/link';
import { evaluate } from '../../src/engine/posture/evaluate';
import facts from '../facts/entity-catalogue.json';
import seed from '../facts/seed-facts.json';
import { records } from '../recorded';
import { ACCOUNT, collected } from '../recorded/collected';
import { awsError } from '../recorded/recorded';

const services: readonly Service[] = catalogue;
const ASSETS: readonly string[] = ['aws_acm_certificate', 'aws_acmpca_certificate_authority', 'aws_kms_key', 'aws_secretsmanager_secret', 'aws_ssm_parameter', 'aws_key_pair'];

const findingsOf = (units: readonly UnitResult[]): Map<string, Finding> => {
  const graph = link(units, services, { accountId: ACCOUNT, accounts: [ACCOUNT] });
  return new Map([...evaluate(checks, graph, units.map(({ ledger }) => ledger), new Date('2026-11-01'))].map((finding) => [finding.id, finding]));
};

test('there is a record of every service', () => expect(Object.keys(records).sort()).toEqual(services.map(({ id }) => id).sort()));

describe.each(services)('$id as recorded', (service) => {
  const calls: SentCall[] = [];
  let unit: UnitResult;
  beforeAll(async () => { unit = await collected(service, records[service.id], calls); });

  test('is read completely', () => expect(unit.ledger).toMatchObject({ status: 'complete', unread: [], unlisted: [] }));

  test('calls each declared operation', () => {
    expect([...new Set(calls.map(({ operation }) => operation))].sort()).toEqual(Object.keys(service.operations).sort());
  });

  test('gives every declared entity type', () =>
    expect([...new Set(unit.entities.map(({ _type }) => _type))].sort()).toEqual(Object.keys(service.entities).sort()));

  test('gives every declared relationship', () => {
    const declared = Object.entries(service.entities as Record<string, AnyEntity>).flatMap(([name, { relationships = [], typeInRelationships: type = name }]) =>
      relationships.map((each) => `${each.from ?? type} ${each.verb} ${each.to ?? type}`));
    const met = new Set(unit.relationships.map(({ _fromType, _class, _toType }) => `${_fromType} ${_class} ${_toType}`));
    expect(declared.filter((each) => !met.has(each))).toEqual([]);
  });

  test('gives each resource a key of its own, and a name', () => {
    const keys = unit.entities.map(({ _key }) => _key);
    expect(keys).toEqual([...new Set(keys)]);
    expect(unit.entities.filter(({ _key, displayName }) => !displayName || /undefined|\[object/.test(_key + displayName)).map(({ _key }) => _key)).toEqual([]);
    expect(unit.relationships.filter(({ _key }) => /undefined|\[object/.test(_key))).toEqual([]);
  });
});

test('every published relationship is met in the account that the records tell of, but the one that no API tells of', async () => {
  const units = await Promise.all(services.map((service) => collected(service, records[service.id])));
  const graph = link(units, services, { accountId: ACCOUNT, accounts: [ACCOUNT] });
  const across = await linksAcross(async function* () { yield namesOf(graph, specsOf(services), ACCOUNT); });
  const classes = new Map(services.flatMap(({ entities }) => Object.entries(entities as Record<string, AnyEntity>).map(([type, spec]) => [type, spec.class as readonly string[]])));
  const nodes = services.flatMap(({ node }) => node ?? []) as string[];
  // `<Resource>` stands for any type, `Service` and `aws_<service>` for a node, `Host` and `Gateway` for what is one.
  const standsFor = (published: string, type: string) => published === type || /^<.*Resource>$/.test(published) || classes.get(type)?.includes(published)
    || (['Service', 'aws_<service>'].includes(published) && nodes.includes(type)) || (published === 'aws_iam_managed_policy' && type === 'aws_iam_policy');
  const met = [...graph.relationships(), ...across.get(ACCOUNT)!.relationships];
  const missing = [...facts.relationships, ...facts.additionalRelationships].filter(({ from, verb, to }) =>
    !met.some(({ _fromType, _class, _toType }) => _class === verb && standsFor(from, _fromType) && standsFor(to, _toType)));
  expect(missing.map(({ from, verb, to, kind }) => `${from} ${verb} ${to} (${kind})`)).toEqual(['aws_elb CONNECTS aws_lb_target_group (none)']);
});

// What a record has in the place of a secret, a password or a person.
const planted = services.filter(({ id }) => JSON.stringify(records[id]).includes('hush'));

test.each(planted)('$id stores nothing of what must not be kept', async (service) => {
  const { entities, relationships } = await collected(service, records[service.id]);
  expect(entities).not.toHaveLength(0);
  expect(JSON.stringify([entities, relationships])).not.toContain('hush');
});
test.each([['Macie is not enabled.', []], ['User is not authorized to perform: macie2:GetMacieSession', ['macie2:GetMacieSession']]])(
  'Macie that answers "%s" lacks %j', async (message, lacking) => {
    const service = services.find(({ id }) => id === 'account')!;
    const { ledger } = await collected(service, { ...records.account, 'macie2.GetMacieSession': Object.assign(awsError('AccessDeniedException'), { message }) });
    expect(ledger.unread.map(({ action }) => action)).toEqual(lacking);
  });

test('every action of the exact grant is sent', async () => {
  const calls: SentCall[] = [];
  for (const service of services) await collected(service, records[service.id], calls);
  const sent = new Set(calls.map(({ action }) => action));
  // Read once in the management account, before the accounts are scanned.
  const beforehand = (action: string) => /^organizations:(?!DescribeOrganization)/.test(action);
  expect(grant(services).flatMap(({ Action }) => Action).filter((action) => !sent.has(action) && !beforehand(action))).toEqual([]);
});

describe('a denied operation', () => {
  let units: Map<string, UnitResult>;
  let whole: Map<string, Finding>;
  beforeAll(async () => {
    units = new Map(await Promise.all(services.map(async (service) => [service.id, await collected(service, records[service.id])] as const)));
    whole = findingsOf([...units.values()]);
  });

  const operations = services.flatMap((service) => Object.keys(service.operations).map((operation) => ({ service, operation })));
  const tellingOfUses = new Set<string>();
  const usesIn = ({ relationships }: UnitResult) => relationships.filter(({ _class, _toType }) => _class === 'USES' && ASSETS.includes(_toType)).length;

  test.each(operations.filter(({ service, operation }) => !service.operations[operation].unrestricted))(
    '$service.id $operation: each result is as before, or unknown and names the action', async ({ service, operation }) => {
      const { action } = service.operations[operation];
      const unit = await collected(service, { ...records[service.id], [operation]: awsError('AccessDenied') });
      expect(unit.ledger.unread.map((each) => each.action)).toContain(action);
      if (usesIn(unit) < usesIn(units.get(service.id)!)) tellingOfUses.add(action);
      const findings = findingsOf([...units.values()].map((each) => (each.ledger.service === service.id ? unit : each)));
      const unknowns = [...findings.values()].filter(({ id, status }) => status === 'unknown' && whole.get(id)?.status !== 'unknown');
      expect(unknowns.filter(({ evidence }) => evidence.missingAction !== action).map(({ id }) => id)).toEqual([]);
      expect([...findings.values()].filter(({ id, status }) => status !== 'unknown' && whole.get(id)?.status !== status).map(({ id }) => id)).toEqual([]);
      const lost = [...whole.values()].filter(({ id, check }) => !findings.has(id) && !unknowns.some((each) => each.check === check));
      expect(lost.map(({ id }) => id)).toEqual([]);
    });

  test('the role of the crypto stream has the actions of the document, and of the calls that tell of a use, no others', () => {
    const { granted } = resolveStream('cryptography');
    const actions = [...new Set(granted.map(({ action }) => action))];
    const listed = seed.aqtiveGuard.allActions;
    expect(listed).toHaveLength(13);
    expect(documented.map(({ action }) => action).sort()).toEqual([...listed].sort());
    // Key pairs are assets that the document does not name; of the revisions in use services and tasks tell alike.
    const alike = ['ecs:DescribeServices', 'ecs:DescribeTasks', 'ecs:ListServices', 'ecs:ListTasks'];
    expect(actions.filter((action) => !listed.includes(action)).sort()).toEqual([...tellingOfUses, 'ec2:DescribeKeyPairs', ...alike].filter((action) => !listed.includes(action)).sort());
  });
});
