import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '../../../../src/catalogue/model/service';
import { services } from '../../../../src/catalogue/services';
import { answers } from '../../../../src/engine/collect/config/answers';
import { described, memberIn } from '../../../../src/engine/collect/config/described';
import { elementOf, membersOf, shaped, valueOf, type Schema } from '../../../../src/engine/collect/config/shape';
import facts from '../../../facts/config-attributes.json';

const attributes: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.attributes;
const supplementary: Readonly<Record<string, object>> = facts.supplementary;
const service = (id: string) => (services as readonly Service[]).find((each) => each.id === id)!;
const calls = Object.entries(described).flatMap(([id, operations]) => Object.entries(operations).map(([operation, row]) => ({ id, operation, row, type: row.type })));
const whole = calls.filter(({ row }) => !row.part);

/** What a resource answers in a call: the element of a list, or the member itself. */
async function schemaOf({ id, operation, row }: typeof calls[number]): Promise<Schema> {
  const [bare, client] = operation.split('.').reverse();
  const schema = memberIn(await (client ? service(id).clients[client] : service(id).client)(), bare, row.member);
  return row.by && !row.owner ? schema : elementOf(schema)!;
}

/** Whether a path of names leads to a member of the API, whatever the size of the letters; a single value may stand in a `value`. */
function isKnown(schema: Schema, [name, ...rest]: readonly string[]): boolean {
  const [element, value] = [elementOf(schema), valueOf(schema)];
  const isSimple = element === undefined && value === undefined && membersOf(schema).size === 0;
  if (isSimple) return name === 'value';
  if (value !== undefined) return rest.length === 0 || isKnown(value, rest);
  if (element !== undefined) return isKnown(element, [name, ...rest]);
  const [, member] = [...membersOf(schema)].find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [];
  return member !== undefined && (rest.length === 0 || isKnown(member, rest));
}

/** What AWS Config has and the API does not answer, or under another name too: it is left out. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'AWS::AccessAnalyzer::Analyzer': ['Contains', 'Eq', 'Exists', 'Neq', 'Property'].map((name) => `ArchiveRules.Filter.${name}`).concat('ArchiveRules.RuleName'),
  'AWS::CloudWatch::Alarm': ['creationId'],
  'AWS::ECR::Repository': ['LifecyclePolicy.RegistryId'],
  'AWS::EFS::FileSystem': ['LifecyclePolicies.TransitionToIA', 'LifecyclePolicies.TransitionToPrimaryStorageClass'],
  'AWS::EKS::Cluster': ['CertificateAuthorityData', 'EncryptionConfigKeyArn', 'Logging.ClusterLogging.EnabledTypes.Type'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['securityGroupsEvaluationMode', 'securityGroupsForPrivateLink'],
  // Both are told by the ARN.
  'AWS::IAM::SAMLProvider': ['Name'],
  'AWS::OpenSearch::Domain': ['DomainArn'],
  'AWS::SecretsManager::Secret': [
    'Deleted', 'RotationOccurringAsScheduled', 'RotationRules.AutomaticallyAfterHours', 'RotationRules.RotationDuration', 'RotationRules.RotationScheduleExpression',
  ],
  // `isClusterWriter` has the same.
  'AWS::RDS::DBCluster': ['dbclusterMembers.clusterWriter'],
};

test.each([...new Set(whole.map(({ type }) => type))])('%s: its attributes are those of the calls', async (type) => {
  const known = await Promise.all(whole.filter((call) => call.type === type).map(async (call) => {
    const [schema, names] = [await schemaOf(call), call.row.names ?? {}];
    expect([...Object.keys(names), ...call.row.owner ? [call.row.owner] : []].filter((name) => !Object.keys(attributes[type]).some((path) => path.split('.')[0] === name))).toEqual([]);
    return (path: string) => isKnown(schema, path.replace(/^\w+/, (first) => names[first] ?? first).split('.'));
  }));
  const parts = calls.flatMap((call) => (call.type === type && call.row.part) || []);
  const unknown = Object.keys(attributes[type]).filter((path) => !parts.includes(path.split('.')[0]) && !known.some((has) => has(path)));
  expect({ type, unknown }).toEqual({ type, unknown: LEFT_OUT[type] ?? [] });
});

test.each(calls.filter(({ row }) => row.part && row.part !== 'tags'))('$type records what $operation answers', async ({ type, row }) => {
  const recorded = [...Object.keys(attributes[type]), ...Object.keys(supplementary[type] ?? {})];
  expect(new Set(recorded.map((path) => path.split('.')[0]))).toContain(row.part);
});

test('a value may stand in a list, in a structure, or wrapped; names differ by the size of their letters', async () => {
  const element = elementOf(memberIn(await service('rds').client(), 'DescribeDBClusters', 'DBClusters'))!;
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
