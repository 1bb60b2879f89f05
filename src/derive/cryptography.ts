import type { Permission } from './policy';
import type { Service } from '../catalogue/model/service';
import { aqtiveGuard } from '../catalogue/presets/aqtive-guard';
import { services as catalogue } from '../catalogue/services';

/** Id of the stream of keys, certificates, secrets and parameters, and of what uses them. */
export const CRYPTOGRAPHY = 'cryptography';

/** Services whose resources are the assets, which the document of the cryptographic inventory names. */
const ASSETS = ['acm', 'kms', 'secretsmanager', 'ssm'];

/** Operations of each service that tell of a use, and of key pairs: without one of them, a relationship from a user to an asset is lost. */
const USES: Readonly<Record<string, readonly string[]>> = {
  apigateway: ['GetRestApis', 'GetStages', 'GetDomainNames', 'GetBasePathMappings'],
  cloudfront: ['ListDistributions'],
  cloudtrail: ['DescribeTrails'],
  dynamodb: ['ListTables', 'DescribeTable'],
  ec2: ['DescribeInstances', 'DescribeKeyPairs', 'DescribeVolumes', 'DescribeSnapshots'],
  ecr: ['DescribeRepositories'],
  // Services and tasks tell which older revisions are in use.
  ecs: [
    'ListClusters', 'DescribeClusters', 'ListServices', 'DescribeServices', 'ListTasks', 'DescribeTasks', 'ListTaskDefinitions', 'DescribeTaskDefinition',
  ],
  efs: ['DescribeFileSystems'],
  eks: ['ListClusters', 'DescribeCluster'],
  elasticache: ['DescribeReplicationGroups'],
  elasticloadbalancing: ['DescribeLoadBalancers', 'DescribeListeners', 'DescribeListenerCertificates', 'elastic-load-balancing.DescribeLoadBalancers'],
  lambda: ['ListFunctions'],
  logs: ['DescribeLogGroups'],
  opensearch: ['ListDomainNames', 'DescribeDomains'],
  rds: ['DescribeDBClusters', 'DescribeDBInstances', 'DescribeDBSnapshots', 'DescribeDBClusterSnapshots'],
  redshift: ['DescribeClusters'],
  s3: ['ListBuckets', 'GetBucketEncryption'],
  signer: ['ListSigningProfiles'],
  sns: ['ListTopics', 'GetTopicAttributes'],
  sqs: ['ListQueues', 'GetQueueAttributes'],
  transfer: ['ListServers', 'DescribeServer'],
  workspaces: ['DescribeWorkspaces'],
};

/** Ids of the services of the stream. */
export const cryptographyServices: readonly string[] = [...ASSETS, ...Object.keys(USES)];

/** The actions that AQtive Guard's document names, each on every resource. */
export const documented: readonly Permission[] = aqtiveGuard.streams === 'all' ? [] : aqtiveGuard.streams
  .flatMap((stream) => (typeof stream === 'string' ? [] : stream.actions.map((action) => ({ action, resources: ['*'] }))));

/** What finding out who uses the assets needs beside them, on the resources that AWS can limit each to. */
export const ofUses: readonly Permission[] = (catalogue as readonly Service[]).flatMap(({ id, operations }) =>
  (USES[id] ?? []).map((operation) => ({ action: operations[operation].action, resources: [operations[operation].resource ?? '*'] })));
