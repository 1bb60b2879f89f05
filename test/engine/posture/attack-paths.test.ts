import type { Check } from '../../../src/catalogue/model/check';
import type { EntityType, Verb } from '../../../src/catalogue/model/names';
import { INTERNET } from '../../../src/catalogue/model/outside';
import { analysisOf } from '../../../src/engine/access/lake/account';
import { edge } from '../../../src/engine/collect/entity';
import type { Entity, Finding } from '../../../src/engine/contracts';
import { Graph } from '../../../src/engine/graph/graph';
import { weighByPaths, type AttackPathEvidence } from '../../../src/engine/posture/attack-paths';

const ACCOUNT = 'arn:aws:iam::111122223333:root';
const ROLE = 'arn:aws:iam::111122223333:role/web';
const PROFILE = 'arn:aws:iam::111122223333:instance-profile/web';
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const READER = `${ROLE}/policy/read`;
const WEB = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-web';
const GROUP = 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-web';
const BUCKET = 'arn:aws:s3:::customers';

type Fields = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) });

/** An account with a web server on the Internet; what a test says of a resource replaces its fields, `undefined` takes it away. */
class World {
  readonly graph = new Graph();
  private readonly entities = new Map<string, Entity>();
  private readonly edges: [from: string, verb: Verb, to: string, fields?: object][] = [];

  constructor(changes: Readonly<Record<string, Fields | undefined>> = {}) {
    this.add('aws_account', ACCOUNT, {});
    this.add('aws_security_group', GROUP, { GroupId: 'sg-web', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] });
    this.add('aws_route_table', 'table', { leadsToInternet: true, subnetIds: ['subnet-web'] });
    this.add('aws_instance', WEB, {
      InstanceId: 'i-web',
      State: { Name: 'running' },
      PublicIpAddress: '203.0.113.7',
      hasPublicAddress: true,
      SubnetId: 'subnet-web',
      SecurityGroups: [{ GroupId: 'sg-web' }],
      IamInstanceProfile: { Arn: PROFILE },
    });
    this.role(ROLE, { _aliases: [PROFILE] });
    this.join(GROUP, 'ALLOWS', INTERNET).join(GROUP, 'PROTECTS', WEB);
    for (const [key, fields] of Object.entries(changes)) this.change(key, fields);
  }

  add(type: EntityType, key: string, fields: Fields): this {
    this.entities.set(key, {
      _type: type, _class: [], _service: type.startsWith('aws_iam') ? 'iam' : 'x', displayName: key.split(/[/:]/).pop()!, accountId: '111122223333', region: 'eu-west-1', tags: {}, ...fields, _key: key,
    });
    return this;
  }

  /** A role as a scan keeps it. */
  role(Arn: string, more: Fields = {}): this {
    return this.add('aws_iam_role', Arn, { Arn, RoleName: Arn.split('/').pop(), Path: '/', AssumeRolePolicyDocument: policy({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }), ...more });
  }

  /** Gives the role of the server an inline policy. */
  inline(...statements: readonly object[]): this {
    return this.change(ROLE, { RolePolicyList: [{ PolicyName: 'own', PolicyDocument: policy(...statements) }] });
  }

  change(key: string, fields: Fields | undefined): this {
    const known = this.entities.get(key);
    if (fields === undefined) this.entities.delete(key); else this.entities.set(key, { ...known!, ...fields });
    return this;
  }

  join(from: string, verb: Verb, to: string, fields?: object): this {
    this.edges.push([from, verb, to, fields]);
    return this;
  }

  administrator(): this {
    return this.add('aws_iam_policy', ADMIN, { Arn: ADMIN, PolicyName: 'AdministratorAccess', DefaultVersionId: 'v1', Document: policy({ Action: '*', Resource: '*' }), isFullAdmin: true })
      .change(ROLE, { AttachedManagedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: ADMIN }] })
      .join(ROLE, 'HAS', ADMIN).join(ADMIN, 'ALLOWS', ACCOUNT, { actions: ['*'], conditional: false });
  }

  customers(more: Fields = { pii: true }): this { return this.add('aws_s3_bucket', BUCKET, more); }

  reader(fields: Fields = { actions: ['s3:Get*'], conditional: false }, to = BUCKET): this {
    return this.add('aws_iam_role_policy', READER, { isFullAdmin: false }).join(ROLE, 'HAS', READER).join(READER, 'ALLOWS', to, fields);
  }

  /** The severity of a finding on a resource, `low` before, and the keys on the path. */
  weigh(key: string, { severity = 'low', check: more = {}, others = [] as Finding[] }: { severity?: Finding['severity']; check?: Partial<Check>; others?: Finding[] } = {}) {
    for (const entity of this.entities.values()) this.graph.add(entity);
    const typeOf = (end: string) => this.entities.get(end)?._type ?? 'internet';
    for (const [from, verb, to, fields] of this.edges) this.graph.connect(edge({ key: from, type: typeOf(from) }, verb, { key: to, type: typeOf(to) }, this.entities.get(from)!, fields));
    const [finding] = weighByPaths([findingOn(key, 'check', severity), ...others], [checkOf('check', more), checkOf('open', { exposes: true })], this.graph,
      () => analysisOf(this.graph.all(), [], new Date('2026-11-01')));
    const path = finding.evidence.attackPath as AttackPathEvidence | undefined;
    return { severity: finding.severity, reason: finding.reason, path, keys: path && [path.hops[0].from, ...path.hops.map(({ to }) => to)] };
  }
}

const checkOf = (id: string, more: Partial<Check> = {}): Check => ({
  id,
  service: 'x',
  entity: 'aws_instance',
  severity: 'low',
  title: '',
  why: '',
  needs: [],
  remedy: { cli: '', cdk: '' },
  prowler: [],
  frameworks: {},
  examples: { pass: [], fail: [] },
  fails: () => undefined,
  ...more,
});

const findingOn = (key: string, check: string, severity: Finding['severity'], status: Finding['status'] = 'fail'): Finding => ({
  id: `${check}|${key}`,
  source: 'posture',
  check,
  service: 'x',
  severity,
  status,
  resource: [key],
  resourceType: 'aws_instance',
  resourceName: key,
  accountId: '111122223333',
  region: 'eu-west-1',
  title: 'title',
  reason: 'HttpTokens is optional',
  remedy: { cli: '', cdk: '' },
  frameworks: {},
  firstSeen: '',
  lastSeen: '',
  evidence: {},
});

describe('an instance on the Internet', () => {
  test('is no worse by that alone', () => expect(new World().weigh(WEB)).toMatchObject({ severity: 'low', path: undefined }));

  test('is a step worse as an administrator, with the path and both severities told', () => {
    const { severity, reason, path, keys } = new World().administrator().weigh(WEB);
    expect(severity).toBe('medium');
    expect(keys).toEqual([INTERNET, GROUP, WEB, ROLE, ADMIN]);
    expect(path).toMatchObject({ before: 'low', after: 'medium', because: ['web is an administrator by AdministratorAccess'] });
    expect(path!.hops.map(({ relationship }) => relationship)).toEqual([
      `${GROUP}|ALLOWS|${INTERNET}`, `${GROUP}|PROTECTS|${WEB}`, undefined, `${ROLE}|HAS|${ADMIN}`,
    ]);
    expect(reason).toBe('HttpTokens is optional. Raised from low to medium: on a path from the Internet, and web is an administrator by AdministratorAccess');
  });

  test('is two steps worse as an administrator that holds personal data, never worse than critical', () => {
    const world = () => new World({ [WEB]: { pii: true } }).administrator();
    expect(world().weigh(WEB).severity).toBe('high');
    expect(world().weigh(WEB, { severity: 'high' })).toMatchObject({ severity: 'critical', path: { before: 'high' } });
    expect(world().weigh(WEB, { severity: 'critical' })).toMatchObject({ severity: 'critical', reason: 'HttpTokens is optional', path: { before: 'critical' } });
  });

  test.each([ROLE, ADMIN, GROUP])('makes what lies on its way worse: %s', (key) => expect(new World().administrator().weigh(key).severity).toBe('medium'));

  test('leaves what an intruder gains nothing by as it is', () => {
    expect(new World().administrator().weigh(WEB, { check: { about: 'availability' } })).toMatchObject({ severity: 'low', path: undefined });
  });

  test.each<[string, Record<string, Fields | undefined>]>([
    ['is stopped', { [WEB]: { State: { Name: 'stopped' } } }],
    ['has no public address', { [WEB]: { hasPublicAddress: false } }],
    ['lies in a subnet without a way out', { table: { leadsToInternet: false } }],
    ['lies in a subnet whose routes were not read', { table: undefined }],
    ['lets in one network only', { [GROUP]: { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '198.51.100.0/24' }] }] } }],
    ['answers pings only', { [GROUP]: { IpPermissions: [{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] } }],
    ['has a role under a boundary', { [ROLE]: { PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary' } } }],
    ['has no profile', { [WEB]: { IamInstanceProfile: undefined } }],
  ])('is on no path where it %s', (_, changes) => expect(new World(changes).administrator().weigh(WEB)).toMatchObject({ severity: 'low', path: undefined }));

  test.each([['deny', 'low'], ['allow', 'medium']])('counts by what the network ACL says: %s', (RuleAction, severity) => {
    const acl = { Associations: [{ SubnetId: 'subnet-web' }], Entries: [{ RuleNumber: 100, Protocol: '6', RuleAction, Egress: false, CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } }] };
    expect(new World().administrator().add('aws_network_acl', 'acl', acl).weigh(WEB).severity).toBe(severity);
  });
});

describe('data behind a role', () => {
  test('makes the way to it worse, and what is wrong with the data', () => {
    expect(new World().customers().reader().weigh(WEB)).toMatchObject({ severity: 'medium', keys: [INTERNET, GROUP, WEB, ROLE, READER, BUCKET] });
    expect(new World().customers().reader().weigh(BUCKET)).toMatchObject({ severity: 'medium', path: { because: ['customers is tagged PII'] } });
  });

  test.each<[string, Fields, string]>([
    ['PHI', { phi: true }, 'medium'], ['PCI', { pci: true }, 'medium'], ['Production', { production: true }, 'medium'], ['no data', { pii: false }, 'low'],
    ['Confidential', { classification: 'Highly confidential' }, 'medium'], ['Public', { classification: 'public' }, 'low'], ['not sensitive', { classification: 'Non-sensitive' }, 'low'],
  ])('counts by its tags: %s', (_, tags, severity) => expect(new World().customers(tags).reader().weigh(WEB).severity).toBe(severity));

  test.each<[string, Fields]>([
    ['under a condition', { actions: ['s3:*'], conditional: true }], ['without the objects', { actions: ['s3:ListBucket', 's3:GetBucketPolicy'], conditional: false }],
  ])('is out of reach %s', (_, fields) => expect(new World().customers().reader(fields).weigh(WEB).severity).toBe('low'));

  test('is reached by a policy on every bucket', () => {
    const node = 'aws_s3:111122223333';
    expect(new World().add('aws_s3', node, {}).customers().reader({ actions: ['s3:GetObject'], conditional: false }, node).weigh(BUCKET).severity).toBe('medium');
  });

  test('and an administrator are two steps', () => expect(new World().customers().administrator().weigh(WEB)).toMatchObject({ severity: 'high', keys: expect.arrayContaining([BUCKET]) }));

  test('a secret has a value without a tag', () => {
    const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf';
    const world = new World().add('aws_secretsmanager_secret', secret, {}).reader({ actions: ['secretsmanager:GetSecretValue'], conditional: false }, secret);
    expect(world.weigh(WEB)).toMatchObject({ severity: 'medium', path: { because: ['db-AbCdEf is a secret'] } });
  });

  test('is told of every resource, also where many servers share the role', () => {
    const world = new World().administrator();
    for (let at = 0; at < 50; at++) world.add('aws_s3_bucket', `arn:aws:s3:::b${at}`, { pii: true });
    expect(world.weigh('arn:aws:s3:::b49').severity).toBe('high');
  });
});

test('a database with personal data whose group lets the server in is on the way', () => {
  const db = 'arn:aws:rds:eu-west-1:111122223333:db:customers';
  const world = (from: string) => new World()
    .add('aws_security_group', 'sg-db', { GroupId: 'sg-db', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: from }] }] })
    .add('aws_db_instance', db, { pii: true, VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-db' }] });
  expect(world('sg-web').weigh(db)).toMatchObject({ severity: 'medium', keys: [INTERNET, GROUP, WEB, db] });
  expect(world('sg-other').weigh(db).severity).toBe('low');
});

describe('what a check found open', () => {
  test('is a way in where it holds data of value', () => {
    const open = (status: Finding['status']) => new World().customers().weigh(BUCKET, { others: [findingOn(BUCKET, 'open', 'critical', status)] });
    expect(open('fail')).toMatchObject({ severity: 'medium', keys: [INTERNET, BUCKET] });
    expect(open('unknown')).toMatchObject({ severity: 'low', path: undefined });
    expect(open('pass')).toMatchObject({ severity: 'low', path: undefined });
  });
});

describe('behind a front door', () => {
  const BALANCER = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/front/1';
  const TARGETS = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1';
  const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
  const hidden = () => new World({ [WEB]: { hasPublicAddress: false } }).administrator();
  const balanced = (more: Fields = {}) => hidden()
    .add('aws_alb', BALANCER, { isInternetFacing: true, SecurityGroups: ['sg-web'], Listeners: [{ Port: 443 }], ...more })
    .add('aws_lb_target_group', TARGETS, {}).join(BALANCER, 'CONNECTS', TARGETS);

  test.each<[string, Fields, string]>([
    ['open', {}, 'medium'], ['internal', { isInternetFacing: false }, 'low'], ['without a listener', { Listeners: [] }, 'low'], ['listening elsewhere', { Listeners: [{ Port: 8443 }] }, 'low'],
  ])('a load balancer leads to its instances: %s', (_, more, severity) => {
    expect(balanced(more).join(TARGETS, 'HAS', WEB).weigh(WEB).severity).toBe(severity);
  });

  test('a load balancer of the first generation names its instances', () => {
    const classic = { isInternetFacing: true, SecurityGroups: ['sg-web'], ListenerDescriptions: [{ Listener: { LoadBalancerPort: 443 } }], Instances: [{ InstanceId: 'i-web' }] };
    expect(hidden().add('aws_elb', 'elb', classic).weigh(WEB)).toMatchObject({ severity: 'medium', keys: [INTERNET, GROUP, 'elb', WEB, ROLE, ADMIN] });
  });

  test('a load balancer leads to the tasks of a service and to their role', () => {
    const world = balanced().add('aws_ecs_service', 'service', { loadBalancers: [{ targetGroupArn: TARGETS }] }).add('aws_ecs_task_definition', 'definition', {})
      .join('definition', 'DEFINES', 'service').join('definition', 'ASSIGNED', ROLE);
    expect(world.weigh('service')).toMatchObject({ severity: 'medium', keys: [INTERNET, GROUP, BALANCER, TARGETS, 'service', 'definition', ROLE, ADMIN] });
  });

  test('tasks with public addresses need no load balancer', () => {
    const network = { awsvpcConfiguration: { assignPublicIp: 'ENABLED', subnets: ['subnet-web'], securityGroups: ['sg-web'] } };
    const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db';
    const world = hidden().add('aws_ecs_service', 'service', { networkConfiguration: network }).add('aws_ecs_task_definition', 'definition', {})
      .add('aws_secretsmanager_secret', secret, {}).join('definition', 'DEFINES', 'service').join('definition', 'USES', secret);
    expect(world.weigh(secret)).toMatchObject({ severity: 'medium', keys: [INTERNET, GROUP, 'service', 'definition', secret] });
  });

  test.each<[string, Fields, string]>([
    ['NONE', {}, 'medium'], ['AWS_IAM', {}, 'low'], ['NONE', { isPrivate: true }, 'low'], ['NONE', { stages: [] }, 'low'], ['NONE', { policy: '{}', allowsEveryone: false }, 'low'],
  ])('a REST API leads to its function by methods with the authorization %s and %j: %s', (authorizationType, more, severity) => {
    const methods = [{ httpMethod: 'GET', path: '/', authorizationType, integration: { uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations` } }];
    const world = hidden().add('aws_lambda_function', FUNCTION, {}).join(FUNCTION, 'HAS', ROLE)
      .add('aws_api_gateway_rest_api', 'api', { isPrivate: false, stages: [{}], methods, ...more }).join('api', 'TRIGGERS', FUNCTION);
    expect(world.weigh(FUNCTION).severity).toBe(severity);
  });
});

describe('administrators', () => {
  const everything = { Action: '*', Resource: '*' };
  const severityOf = (world: World) => world.weigh(WEB).severity;

  test.each<[string, readonly object[], string]>([
    ['by the alphabet', [{ Action: [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `${letter}*`), Resource: '*' }], 'medium'],
    ['by NotAction and its opposite', [{ NotAction: 's3:*', Resource: '*' }, { Action: 's3:*', Resource: '*' }], 'medium'],
    ['not where identities are denied', [everything, { Effect: 'Deny', Action: ['iam:*', 'sts:*', 'organizations:*'], Resource: '*' }], 'low'],
    ['not under a condition', [{ ...everything, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }], 'low'],
    ['not by reading', [{ Action: 's3:Get*', Resource: '*' }], 'low'],
  ])('are judged by the evaluator: %s', (_, statements, severity) => expect(severityOf(new World().inline(...statements))).toBe(severity));

  test('make themselves so by one call, which the reason names', () => {
    const { severity, path } = new World().inline({ Action: 'iam:PutRolePolicy', Resource: ROLE }).weigh(WEB);
    expect(severity).toBe('medium');
    expect(path!.because[0]).toMatch(/^web can become an administrator \(.+\)$/);
  });

  test('are reached through another role, and that is on the way', () => {
    const ops = 'arn:aws:iam::111122223333:role/ops';
    const trusting = { AssumeRolePolicyDocument: policy({ Principal: { AWS: ROLE }, Action: 'sts:AssumeRole' }), RolePolicyList: [{ PolicyName: 'all', PolicyDocument: policy(everything) }] };
    const { severity, keys } = new World().role(ops, trusting).inline({ Action: 'sts:AssumeRole', Resource: ops }).weigh(WEB);
    expect({ severity, keys }).toEqual({ severity: 'medium', keys: [INTERNET, GROUP, WEB, ROLE, ops] });
    expect(severityOf(new World().role(ops, { ...trusting, AssumeRolePolicyDocument: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/other' }, Action: 'sts:AssumeRole' }) })
      .inline({ Action: 'sts:AssumeRole', Resource: '*' }))).toBe('low');
  });

  test('are none under a service control policy that denies it', () => {
    const scp = (content: string) => new World().administrator().change(ACCOUNT, { ParentId: 'ou-1', ServiceControlPolicyLevels: [[{ Content: content }]] });
    expect(severityOf(scp(policy(everything)))).toBe('medium');
    expect(severityOf(scp(policy(everything, { Effect: 'Deny', Action: ['iam:*'], Resource: '*' })))).toBe('low');
  });
});

describe('what runs on an exposed instance', () => {
  const POD = 'arn:aws:iam::111122223333:role/pod';
  const ISSUER = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E';
  const CLUSTER = 'arn:aws:eks:eu-west-1:111122223333:cluster/shop';
  const all = { RolePolicyList: [{ PolicyName: 'all', PolicyDocument: policy({ Action: '*', Resource: '*' }) }] };
  const node = (trust: object, tags: object = { 'kubernetes.io/cluster/shop': 'owned' }) => new World({ [WEB]: { tags } })
    .add('aws_eks_cluster', CLUSTER, { identity: { oidc: { issuer: `https://${ISSUER}` } } }).role(POD, { ...all, AssumeRolePolicyDocument: policy(trust) });
  const irsa = (issuer: string) => ({ Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` }, Action: 'sts:AssumeRoleWithWebIdentity' });
  const identity = (Condition?: object) => ({ Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'], Condition });

  test.each<[string, World, string]>([
    ['of its cluster', node(irsa(ISSUER)), 'medium'],
    ['of another cluster', node(irsa(ISSUER.replace('EXAMPLE', 'OTHER'))), 'low'],
    ['of a cluster that it is no node of', node(irsa(ISSUER), {}), 'low'],
    ['by Pod Identity of its cluster', node(identity({ ArnEquals: { 'aws:SourceArn': CLUSTER } })), 'medium'],
    ['by Pod Identity and the name of its cluster', node(identity({ StringEquals: { 'aws:RequestTag/eks-cluster-name': 'shop' } })), 'medium'],
    ['by Pod Identity of whichever cluster', node(identity()), 'low'],
  ])('a pod of Kubernetes has its role: %s', (_, world, severity) => {
    expect(world.weigh(WEB)).toMatchObject({ severity, ...severity === 'medium' && { keys: [INTERNET, GROUP, WEB, CLUSTER, POD] } });
  });

  const agent = (world: World) => world.add('aws_ecs_container_instance', 'agent', {}).add('aws_ecs_task', 'task', {}).join(WEB, 'RUNS', 'agent').join('agent', 'RUNS', 'task').role(POD, all);

  test('a task of ECS has the role of its definition', () => {
    const world = agent(new World()).add('aws_ecs_task_definition', 'definition', {}).join('definition', 'DEFINES', 'task').join('definition', 'ASSIGNED', POD);
    expect(world.weigh(WEB)).toMatchObject({ severity: 'medium', keys: [INTERNET, GROUP, WEB, 'agent', 'task', POD] });
  });

  test('a job of Batch has its own', () => {
    const job = (taskArn: string) => agent(new World()).add('aws_batch_job', 'job', { container: { taskArn, jobRoleArn: POD } });
    expect(job('task').weigh(WEB)).toMatchObject({ severity: 'medium', keys: [INTERNET, GROUP, WEB, 'agent', 'task', POD] });
    expect(job('elsewhere').weigh(WEB).severity).toBe('low');
  });
});

describe('a database with personal data that lets a range in', () => {
  const db = 'arn:aws:rds:eu-west-1:111122223333:db:customers';
  interface Net { readonly range?: string; readonly vpc?: string; readonly status?: string; readonly there?: string; readonly back?: string; readonly port?: number }
  const world = ({ range = '10.0.0.0/8', vpc = 'vpc-db', status = 'active', there = 'pcx-1', back = 'pcx-1', port = 5432 }: Net) => new World({ [WEB]: { VpcId: 'vpc-web', PrivateIpAddress: '10.1.0.7' } })
    .change('table', { Routes: [{ DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: there, State: 'active' }] })
    .add('aws_route_table', 'table-db', { leadsToInternet: false, subnetIds: ['subnet-db'], Routes: [{ DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: back, State: 'active' }] })
    .add('aws_vpc', 'vpc', { VpcPeeringConnections: [{ VpcPeeringConnectionId: 'pcx-1', Status: { Code: status }, RequesterVpcInfo: { VpcId: 'vpc-web' }, AccepterVpcInfo: { VpcId: 'vpc-db' } }] })
    .add('aws_security_group', 'sg-db', { GroupId: 'sg-db', IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: range }] }] })
    .add('aws_db_instance', db, { pii: true, VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-db' }], DBSubnetGroup: { VpcId: vpc, Subnets: [{ SubnetIdentifier: 'subnet-db' }] }, Endpoint: { Port: 5432 } });

  test.each<[string, Net, string]>([
    ['through a peering', {}, 'medium'], ['in the same network', { vpc: 'vpc-web', status: 'deleted' }, 'medium'], ['of others', { range: '10.9.0.0/16' }, 'low'], ['at another port', { port: 22 }, 'low'],
    ['through a peering that is not accepted', { status: 'pending-acceptance' }, 'low'], ['without a route there', { there: 'pcx-2' }, 'low'], ['without a route back', { back: 'pcx-2' }, 'low'],
    ['in a network that is not peered', { vpc: 'vpc-other' }, 'low'],
  ])('is on the way %s', (_, net, severity) => expect(world(net).weigh(db)).toMatchObject({ severity, ...severity === 'medium' && { keys: [INTERNET, GROUP, WEB, db] } }));
});
