import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { standsIn } from './instead';
import type { Service } from '../../src/catalogue/model/service';
import { services as catalogue } from '../../src/catalogue/services';
import type { Entity, Relationship } from '../../src/engine/contracts';
import published from '../facts/entity-catalogue.json';
import facts from '../facts/key-properties.json';
import { records } from '../recorded';
import { collected } from '../recorded/collected';
import { filled, valuesAt } from '../recorded/filled';

const services: readonly Service[] = catalogue;
const properties: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.keyProperties;
const serviceOf = (type: string) => services.find(({ entities }) => type in entities)!;
const bare = (operation: string) => operation.split('.').pop()!;

/** Settings of a Region, which the account holds (decision 84). */
const OF_THE_ACCOUNT: readonly string[] = ['DescribeDeliveryChannels', 'DescribeConfigurationRecorders', 'DescribeConfigurationRecorderStatus', 'DescribeHub'];

/** Properties whose value stands under another name than that of their path. */
const NAMES: Readonly<Record<string, string>> = {
  'aws_account ebsDefaultKmsKeyId': 'EbsDefaultKmsKeyId',
  'aws_account parentId': 'ParentId',
  'aws_account snapshotBlockPublicAccess': 'SnapshotBlockPublicAccessState',
  'aws_api_gateway_rest_api domainOfRestApi': 'id',
  'aws_batch_job environmentNames': 'environmentNames',
  'aws_batch_job_definition environmentNames': 'environmentNames',
  'aws_cloudformation_stack outputNames': 'outputNames',
  'aws_cloudformation_stack parameterNames': 'parameterNames',
  'aws_cloudwatch_event_rule eventBusPolicy': 'EventBusPolicy',
  'aws_ecr_image_scan_finding vulnerabilityId': 'name',
  'aws_ecr_repository registryScanType': 'registryScanType',
  'aws_ecs_task_definition environmentNames': 'environmentNames',
  'aws_elasticache_memcached_cluster subnetIds': 'SubnetIds',
  'aws_guardduty_detector id': 'DetectorId',
  'aws_guardduty_finding bucketName': 'Buckets',
  'aws_iam_group memberArns': '_toEntityKey',
  'aws_kms_key aliasName': 'displayName',
  'aws_kms_key aliasTargetKeyId': 'KeyId',
  'aws_lambda_function eventSourceArn': 'eventSourceArns',
  'aws_route53_domain nameservers': 'Nameservers',
  'aws_route53_record region': 'LatencyRegion',
  'aws_route53_zone dnssecStatus': 'DNSSECStatus',
  'aws_route53_zone queryLogGroupArn': 'QueryLogGroupArn',
  'aws_route53_zone queryLogZoneId': 'Id',
  'aws_s3_bucket_policy bucketName': 'displayName',
  'aws_security_group ruleIds': 'SecurityGroupRuleIds',
  'aws_securityhub_finding cveIds': 'VulnerabilityIds',
  'aws_sqs_queue url': 'QueueUrl',
  'aws_waf_web_acl protectedResourceArns': 'ProtectedLoadBalancerArns',
  'mfa_device virtualUserArn': 'userArn',
};

/** Properties that are told in another form than AWS answers them: decoded, as a name, by a fact. */
const FORMS: Readonly<Record<string, string>> = {
  'aws_account securityContactPresent': 'securityContactPresent',
  'aws_account serviceControlPolicyTargets': 'ServiceControlPolicies',
  'aws_api_gateway_rest_api policy': 'policy',
  'aws_iam_group_policy document': 'Document',
  'aws_iam_policy document': 'Document',
  'aws_iam_role assumeRolePolicyDocument': 'AssumeRolePolicyDocument',
  'aws_iam_role_policy document': 'Document',
  'aws_iam_user consoleAccess': 'passwordEnabled',
  'aws_iam_user credentialReport': 'CredentialReport',
  'aws_iam_user_policy document': 'Document',
  'aws_lambda_function environmentNames': 'environmentNames',
  'aws_redshift_cluster parameters': 'Parameters',
  'aws_route53_zone id': 'Id',
  'aws_secretsmanager_secret versionStages': 'VersionIdsToStages',
  'aws_waf_web_acl defaultAllow': 'DefaultAction',
  'aws_waf_web_acl defaultBlock': 'DefaultAction',
};

/** Properties that are not told (decision 156). */
const NOT_TOLD: readonly string[] = [
  'aws_iam_saml_provider metadataDocument', 'aws_iam_user passwordResetRequired', 'aws_securityhub_finding insightCounts', 'aws_securityhub_finding insightName',
];

interface Property { readonly id: string; readonly type: string; readonly service: Service; readonly operations: readonly string[]; readonly path: string; readonly name: string }

const all: readonly Property[] = Object.entries(properties).flatMap(([of, its]) => Object.entries(its).map(([property, fact]) => {
  const [id, [operation, path]] = [`${of} ${property}`, standsIn(serviceOf(of).id, fact).split(' ')];
  const type = OF_THE_ACCOUNT.includes(operation) ? 'aws_account' : of;
  const service = serviceOf(type);
  const operations = Object.keys(service.operations).filter((name) => bare(name) === bare(operation));
  return { id, type, service, operations, path, name: NAMES[id] ?? /\w+(?=\W*$)/.exec(path)![0] };
}));

const written = (name: string, value: unknown) => `${name} ${JSON.stringify(value)}`;

/** Every value within a value, with its name. */
function* named(value: unknown, name = ''): Iterable<string> {
  yield written(name, value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) yield* named(each, Array.isArray(value) ? name : key);
}

/** What answers have at the path of a property, with the name that it has in an entity; a tag has its own. */
const answeredFor = ({ path, name }: Property, answers: readonly object[]) => answers.flatMap((answer) => valuesAt(answer, path)).map((value) => {
  const { Key, Value, key = Key, value: of = Value } = value as Readonly<Record<string, unknown>>;
  return typeof key === 'string' ? written(key, of) : written(name, value);
});

/** What is known of a type: by its entities, and by the relationships that end there. */
const knownOf = (type: string, { entities, relationships }: { entities: readonly Entity[]; relationships: readonly Relationship[] }) => new Set([
  ...entities.filter(({ _type }) => _type === type), ...relationships.filter(({ _fromType, _toType }) => [_fromType as string, _toType].includes(type)),
].flatMap((each) => [...named(each)]));

/** What is not told of the properties of a service, by the rule of names. */
async function untold(service: Service) {
  const own = all.filter((each) => each.service === service);
  const paths = new Map<string, string[]>();
  for (const { operations, path } of own) for (const operation of operations) paths.set(operation, [...paths.get(operation) ?? [], path]);
  const answers = new Map<string, object[]>();
  const onAnswer = (operation: string, output: object) => answers.set(operation, [...answers.get(operation) ?? [], output]);
  const unit = await collected(service, filled(service, records[service.id], paths, onAnswer));
  const known = new Map([...new Set(own.map(({ type }) => type))].map((type) => [type, knownOf(type, unit)]));
  const isTold = (property: Property) =>
    answeredFor(property, property.operations.flatMap((operation) => answers.get(operation) ?? [])).some((value) => known.get(property.type)!.has(value));
  return { known, ids: own.filter((property) => !isTold(property)) };
}

test('there are key properties of every entity type', () => {
  expect(Object.keys(properties).sort()).toEqual(published.entities.map(({ _type }) => _type).sort());
});

test.each(services.filter((service) => all.some((each) => each.service === service)))('$id: each key property is told by its value', async (service) => {
  const { known, ids } = await untold(service);
  const exceptions = [...Object.keys(FORMS), ...NOT_TOLD].filter((id) => all.some((each) => each.id === id && each.service === service));
  expect(ids.map(({ id }) => id).sort()).toEqual(exceptions.sort());
  const stands = ({ id, type }: Property) => [...known.get(type)!].some((value) => value.startsWith(`${FORMS[id]} `) && !/^\w+ (undefined|\[\])$/.test(value));
  expect(ids.filter((each) => FORMS[each.id] && !stands(each))).toEqual([]);
});

test('an operation of the facts is in the catalogue, or a decision says what answers instead', () => {
  const packageOf = (load: () => Promise<object>) => /@aws-sdk\/client-([\w-]+)/.exec(String(load))![1];
  const declared = new Set(services.flatMap((service) => Object.keys(service.operations).map((name) => {
    const [operation, client] = name.split('.').reverse();
    return `${packageOf(client ? service.clients[client] : service.client)}:${operation}`;
  })));
  const page = readFileSync(join(__dirname, '../../docs/decisions/0156-one-call-answers-for-others.md'), 'utf8');
  const decided = page.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => line.split('|')[1].match(/[\w-]+:\w+/g) ?? []);
  const missing = new Set(published.entities.flatMap(({ operations }) => operations.map(({ client, operation }) => `${client}:${operation}`)).filter((each) => !declared.has(each)));
  expect([...missing].sort()).toEqual(decided.sort());
});
