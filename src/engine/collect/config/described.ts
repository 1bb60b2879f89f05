import { NotTold, supplement, tagsOf, theOne, type Recorded } from './document';
import { elementOf, membersOf, outputOf, shaped, valueOf, type Schema } from './shape';
import type { Sdk } from '../../../catalogue/model/reader';

type Fields = Readonly<Record<string, unknown>>;

/** A call that AWS Config answers with what it has recorded of the resources of a type. */
export interface Described {
  readonly type: string;
  /** Member of the answer that holds it. */
  readonly member: string;
  /** Member of the input that names the resource which the call is about, or several in a list. @default - the call lists all */
  readonly by?: string;
  /** Attribute that says to which resource of another type the listed ones belong; `by` names that. */
  readonly owner?: string;
  /** What of a resource answers: an attribute, a part of the supplementary configuration, or its tags. @default - the whole configuration */
  readonly part?: string;
  /** Attributes that the API has under another name, as a path. @default - names differ in the size of letters alone */
  readonly names?: Readonly<Record<string, string>>;
  /** Set where the call tells more that something follows from, such as a policy: then the answer is a gap too. */
  readonly partly?: true;
}

/** Stands for the tags of a resource. */
const TAGS = 'tags';
const SUMMARIES = ['Tags', 'TagList'];

const list = (type: string, member: string, more: Partial<Described> = {}): Described => ({ type, member, ...more });
const about = (type: string, by: string, member: string, more: Partial<Described> = {}): Described => ({ type, by, member, ...more });

const [CERTIFICATE, TABLE, CLUSTER, BALANCER] = ['AWS::ACM::Certificate', 'AWS::DynamoDB::Table', 'AWS::EKS::Cluster', 'AWS::ElasticLoadBalancingV2::LoadBalancer'];
const [FILE_SYSTEM, REPOSITORY, SECRET] = ['AWS::EFS::FileSystem', 'AWS::ECR::Repository', 'AWS::SecretsManager::Secret'];
const [TOPIC, QUEUE, DOMAIN, ECS] = ['AWS::SNS::Topic', 'AWS::SQS::Queue', 'AWS::OpenSearch::Domain', 'AWS::ECS::Cluster'];

/** These calls by service and operation: https://github.com/awslabs/aws-config-resource-schema */
export const described: Readonly<Record<string, Readonly<Record<string, Described>>>> = {
  // Whether an analyzer is active is not recorded.
  accessanalyzer: {
    ListAnalyzers: list('AWS::AccessAnalyzer::Analyzer', 'analyzers', { names: { AnalyzerName: 'name' }, partly: true }),
  },
  acm: {
    ListCertificates: list(CERTIFICATE, 'CertificateSummaryList'),
    DescribeCertificate: about(CERTIFICATE, 'CertificateArn', 'Certificate'),
    ListTagsForCertificate: about(CERTIFICATE, 'CertificateArn', 'Tags', { part: TAGS }),
  },
  // Policies are not recorded.
  apigateway: { GetRestApis: list('AWS::ApiGateway::RestApi', 'items', { partly: true }) },
  autoscaling: { DescribeAutoScalingGroups: list('AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroups') },
  cloudformation: { DescribeStacks: list('AWS::CloudFormation::Stack', 'Stacks') },
  cloudtrail: { DescribeTrails: list('AWS::CloudTrail::Trail', 'trailList') },
  cloudwatch: { DescribeAlarms: list('AWS::CloudWatch::Alarm', 'MetricAlarms') },
  dynamodb: {
    ListTables: list(TABLE, 'TableNames', { part: 'tableName' }),
    DescribeTable: about(TABLE, 'TableName', 'Table'),
    DescribeContinuousBackups: about(TABLE, 'TableName', 'ContinuousBackupsDescription', { part: 'ContinuousBackupsDescription' }),
    ListTagsOfResource: about(TABLE, 'ResourceArn', 'Tags', { part: TAGS }),
  },
  // The key of a repository and the policy are not recorded.
  ecr: {
    DescribeRepositories: list(REPOSITORY, 'repositories', { names: { Arn: 'repositoryArn' }, partly: true }),
    ListTagsForResource: about(REPOSITORY, 'resourceArn', 'tags', { part: TAGS }),
  },
  ecs: {
    ListClusters: list(ECS, 'clusterArns', { part: 'Arn' }),
    DescribeClusters: about(ECS, 'clusters', 'clusters', { names: { Arn: 'clusterArn', ClusterSettings: 'settings' } }),
  },
  efs: {
    DescribeFileSystems: list(FILE_SYSTEM, 'FileSystems', { names: { Arn: 'FileSystemArn' } }),
    DescribeBackupPolicy: about(FILE_SYSTEM, 'FileSystemId', 'BackupPolicy', { part: 'BackupPolicy' }),
  },
  eks: {
    ListClusters: list(CLUSTER, 'clusters', { part: 'Name' }),
    DescribeCluster: about(CLUSTER, 'name', 'cluster', { names: { ClusterStatus: 'status', OpenIdConnectIssuerUrl: 'identity.oidc.issuer' } }),
  },
  elasticloadbalancing: {
    'DescribeLoadBalancers': list(BALANCER, 'LoadBalancers'),
    'DescribeListeners': about('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn', 'Listeners', { owner: 'LoadBalancerArn' }),
    'elastic-load-balancing.DescribeLoadBalancers': list('AWS::ElasticLoadBalancing::LoadBalancer', 'LoadBalancerDescriptions'),
  },
  iam: { ListSAMLProviders: list('AWS::IAM::SAMLProvider', 'SAMLProviderList') },
  // Policies are not recorded.
  opensearch: {
    ListDomainNames: list(DOMAIN, 'DomainNames'),
    DescribeDomains: about(DOMAIN, 'DomainNames', 'DomainStatusList', { names: { DomainEndpoint: 'Endpoint', Id: 'DomainId' }, partly: true }),
    ListTags: about(DOMAIN, 'ARN', 'TagList', { part: TAGS }),
  },
  rds: {
    DescribeDBClusters: list('AWS::RDS::DBCluster', 'DBClusters'),
    DescribeDBInstances: list('AWS::RDS::DBInstance', 'DBInstances'),
    DescribeDBSnapshots: list('AWS::RDS::DBSnapshot', 'DBSnapshots'),
    DescribeDBClusterSnapshots: list('AWS::RDS::DBClusterSnapshot', 'DBClusterSnapshots'),
  },
  redshift: { DescribeClusters: list('AWS::Redshift::Cluster', 'Clusters') },
  // When a secret was changed, used or deleted, and whether it is a replica, is not recorded.
  secretsmanager: { ListSecrets: list(SECRET, 'SecretList', { partly: true }) },
  // Policies are not recorded.
  sns: {
    ListTopics: list(TOPIC, 'Topics'),
    GetTopicAttributes: about(TOPIC, 'TopicArn', 'Attributes', { partly: true }),
    ListTagsForResource: about(TOPIC, 'ResourceArn', 'Tags', { part: TAGS }),
  },
  sqs: {
    ListQueues: list(QUEUE, 'QueueUrls', { part: 'QueueUrl' }),
    GetQueueAttributes: about(QUEUE, 'QueueUrl', 'Attributes', { partly: true }),
    ListQueueTags: about(QUEUE, 'QueueUrl', 'Tags', { part: TAGS }),
  },
  // The state, the subnet and the name are not recorded.
  workspaces: { DescribeWorkspaces: list('AWS::WorkSpaces::Workspace', 'Workspaces', { names: { Id: 'WorkspaceId' }, partly: true }) },
};

/** What a member of the answer is made of, as the SDK module has it. */
export const memberIn = (module: Sdk, operation: string, member: string): Schema =>
  membersOf(outputOf((module as Record<string, Schema>)[`${operation}$`])).get(member)!;

/** Fields with some of them moved to where the API has them. */
function renamed(fields: Fields, names: Described['names'] = {}): Fields {
  return Object.entries(fields).reduce<Fields>((all, [name, value]) => {
    const [first, ...rest] = (names[name] ?? name).split('.');
    return { ...all, [first]: rest.reduceRight<unknown>((inner, each) => ({ [each]: inner }), value) };
  }, {});
}

/** Tags in the form that the member has. */
function tagsIn(schema: Schema, one: Recorded): unknown {
  if (!one.tags) throw new NotTold();
  const pairs = tagsOf(one);
  return valueOf(schema) === undefined ? pairs : Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value]));
}

/** What a resource answers. */
function answerOf(schema: Schema, { part, names }: Described, one: Recorded): unknown {
  if (part === TAGS) return tagsIn(schema, one);
  const found = shaped(schema, part ? one.configuration[part] ?? supplement(one, part) : renamed(one.configuration, names));
  if (found === undefined) throw new NotTold();
  const tags = SUMMARIES.find((name) => membersOf(schema).has(name));
  return tags && one.tags?.length ? { [tags]: tagsOf(one), ...found as Fields } : found;
}

/**
 * The answer of such a call.
 * @param of the resources of a type in the unit
 * @throws NotTold where AWS Config has recorded none, or not what the call is about
 */
export function describedAnswer(module: Sdk, operation: string, row: Described, of: (type: string) => readonly Recorded[], input: Fields): object {
  const { type, member, by, owner } = row;
  const schema = memberIn(module, operation, member);
  const asked = by && input[by];
  if (by && !owner && !Array.isArray(asked)) return { [member]: answerOf(schema, row, theOne(of(type), asked)) };
  const found = owner ? of(type).filter(({ configuration }) => configuration[owner] === asked)
    : Array.isArray(asked) ? asked.map((each) => theOne(of(type), each)) : of(type);
  return { [member]: found.map((each) => answerOf(elementOf(schema)!, row, each)) };
}
