import { checks } from '../src/catalogue/checks';
import type { EntityType } from '../src/catalogue/model/names';
import { services } from '../src/catalogue/services';
import { edge } from '../src/engine/collect/entity';
import type { Entity, UnitLedger } from '../src/engine/contracts';
import { Graph } from '../src/engine/graph/graph';
import { isObject } from '../src/engine/json';

/** Types that large accounts have most of, by their share of all; the others share the rest. */
const SHARES: Readonly<Partial<Record<EntityType, number>>> = {
  aws_instance: 0.15,
  aws_ebs_volume: 0.15,
  aws_ebs_snapshot: 0.1,
  aws_security_group: 0.1,
  aws_eni: 0.1,
  aws_db_instance: 0.05,
  aws_iam_role: 0.05,
  aws_lambda_function: 0.05,
  aws_s3_bucket: 0.03,
  aws_cloudwatch_log_group: 0.03,
};
/** An account has one of these. */
const SINGLE = ['aws_account', 'aws_iam_account_password_policy'];

/** Both as one, at every depth; where both have a plain value, that of the second. */
function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) {
    return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => merged(one[at] ?? one.at(-1), other[at] ?? other.at(-1)));
  }
  if (!isObject(one) || !isObject(other)) return other ?? one;
  return Object.fromEntries([...Object.keys(one), ...Object.keys(other)].map((name) => [name, merged(one[name], other[name])]));
}

/** What the examples of the checks say of entities of a type, those beside the checked one too: several of them, so that checks pass and fail. */
function fieldsOf(type: EntityType): object[] {
  const own = checks.filter(({ entity }) => entity === type).flatMap(({ examples: { pass, fail } }) => [pass, fail]);
  const beside = checks.flatMap(({ examples: { pass, fail } }) => [...pass, ...fail]).flatMap(({ others }) => others?.[type] ?? []);
  const rounds = Math.max(1, ...own.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    [...beside, ...own.map((list) => list[round % list.length].entity)].reduce<unknown>(merged, {}) as object);
}

/** Names, and references of a network in an account of that many groups and subnets. */
const wired = (account: string, at: number, groups: number): object => ({
  InstanceId: `i-${at}`,
  ...at > 0 && { logGroupArn: `arn:aws:logs:eu-west-1:${account}:log-group:g${at}` },
  GroupId: `sg-${at % groups}`,
  SubnetId: `subnet-${at % 300}`,
  SecurityGroups: [{ GroupId: `sg-${(at * 7) % groups}` }],
  VpcSecurityGroups: [{ VpcSecurityGroupId: `sg-${(at * 11) % groups}` }],
  IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/p${at % 200}` },
});

/** The graph of a generated account: its entities are made of the examples of the checks, so that each of these passes and fails. */
export function graphOf(entities: number, account: string): Graph {
  const graph = new Graph();
  const types = services.flatMap(({ id, entities: of }) => Object.entries(of).map(([type, spec]) => ({ service: id, type: type as EntityType, spec: spec! })));
  const rest = 1 - Object.values(SHARES).reduce((sum, share) => sum + share, 0);
  const others = types.filter(({ type }) => !(type in SHARES) && !SINGLE.includes(type)).length;
  const countOf = (type: EntityType) => (SINGLE.includes(type) ? 1 : Math.round(entities * (SHARES[type] ?? rest / others)));
  const groups = countOf('aws_security_group');
  for (const { service, type, spec } of types) {
    const fields = fieldsOf(type);
    for (let at = 0; at < countOf(type); at++) {
      const region = ['eu-west-1', 'us-east-1', 'ap-south-1'][at % 3];
      const given = fields[at % fields.length];
      const of = { _key: `arn:aws:${service}:${region}:${account}:${type}/${at}`, _type: type, _class: spec.class, _service: service };
      const head = { ...of, displayName: `${type}-${at}`, accountId: account, region, tags: { Name: `n${at}` } };
      const aliases = type === 'aws_iam_role' && { _aliases: [`arn:aws:iam::${account}:instance-profile/p${at}`] };
      const own = { ...head, ...identityOf(account, type, at), ...aliases, ...at % 50 === 0 && { pii: true } };
      graph.add({ ...given, ...wired(account, at, groups), ...own } as Entity);
    }
  }
  joinRoles(graph);
  return graph;
}

/** Policies that somebody has; of them every fiftieth allows everything. */
const POLICIES = 200;

/** What the evaluator reads of identities. */
function identityOf(account: string, type: EntityType, at: number): object | undefined {
  const [, kind] = /^aws_iam_(user|group|role|policy)$/.exec(type) ?? [];
  if (kind === undefined) return undefined;
  const Arn = `arn:aws:iam::${account}:${kind}/${kind}-${at}`;
  const head = { _key: Arn, Arn, Path: '/', [`${kind[0].toUpperCase()}${kind.slice(1)}Name`]: `${kind}-${at}` };
  const document = (Action: string, more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, ...more }] });
  if (kind === 'policy') return { ...head, DefaultVersionId: 'v1', OtherVersions: [], Document: document(at % 50 === 0 ? '*' : 's3:GetObject', { Resource: '*' }) };
  const name = `policy-${at % POLICIES}`;
  const AttachedManagedPolicies = [{ PolicyName: name, PolicyArn: `arn:aws:iam::${account}:policy/${name}` }];
  const none = { UserPolicyList: [], GroupPolicyList: [], RolePolicyList: [], GroupList: [], AttachedManagedPolicies: [] };
  if (kind !== 'role') return { ...head, ...none };
  return { ...head, ...none, AttachedManagedPolicies, AssumeRolePolicyDocument: document('sts:AssumeRole', { Principal: { Service: 'ec2.amazonaws.com' } }) };
}

function joinRoles(graph: Graph): void {
  const policies = graph.ofType('aws_iam_policy');
  for (const [at, role] of graph.ofType('aws_iam_role').entries()) {
    const policy = policies[at % Math.min(POLICIES, policies.length)];
    graph.connect(edge({ key: role._key, type: role._type }, 'HAS', { key: policy._key, type: policy._type }, role));
  }
}

/** All units of such an account, read completely. */
export const ledgerOf = (account: string): UnitLedger[] => services.map(({ id }) => ({
  accountId: account, region: 'eu-west-1', service: id, status: 'complete', unread: [], unlisted: [], calls: 0, milliseconds: 0, entities: 0, relationships: 0,
}));
