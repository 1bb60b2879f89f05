import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityType } from '../src/catalogue/model/names';
import type { Service } from '../src/catalogue/model/service';
import { services } from '../src/catalogue/services';
import { code, page, table } from '../src/derive/reference/markdown';

const TESTS = join(__dirname, '..', 'test', 'end-to-end');

/** Calls that read, or that take away again. */
const READS = /^(Describe|List|Get|Delete|Cancel|Disable|Deregister|Remove|Terminate|Detach)/;

/** The call that makes a resource of the type in the emulator, where there are seeds of it. An account is there already. */
const MADE_BY: Partial<Record<EntityType, string>> = {
  aws_account: '',
  aws_acm_certificate: 'RequestCertificate',
  aws_alb: 'CreateLoadBalancer',
  aws_ami: 'RegisterImage',
  aws_api_gateway_rest_api: 'CreateRestApi',
  aws_autoscaling_group: 'CreateAutoScalingGroup',
  aws_batch_compute_environment: 'CreateComputeEnvironment',
  aws_batch_job: 'SubmitJob',
  aws_batch_job_definition: 'RegisterJobDefinition',
  aws_batch_job_queue: 'CreateJobQueue',
  aws_cloudformation_stack: 'CreateStack',
  aws_cloudfront_distribution: 'CreateDistribution',
  aws_cloudtrail: 'CreateTrail',
  aws_cloudwatch_event_rule: 'PutRule',
  aws_cloudwatch_log_group: 'CreateLogGroup',
  aws_cloudwatch_metric_alarm: 'PutMetricAlarm',
  aws_config_rule: 'PutConfigRule',
  aws_db_cluster_snapshot: 'CreateDBClusterSnapshot',
  aws_db_instance: 'CreateDBInstance',
  aws_db_snapshot: 'CreateDBSnapshot',
  aws_dynamodb_table: 'CreateTable',
  aws_ebs_snapshot: 'CreateSnapshot',
  aws_ebs_volume: 'CreateVolume',
  aws_ecr_image: 'PutImage',
  aws_ecr_repository: 'CreateRepository',
  aws_ecs_cluster: 'CreateCluster',
  aws_ecs_service: 'CreateService',
  aws_ecs_task: 'RunTask',
  aws_ecs_task_definition: 'RegisterTaskDefinition',
  aws_efs_file_system: 'CreateFileSystem',
  aws_efs_mount_target: 'CreateMountTarget',
  aws_eip: 'AllocateAddress',
  aws_eks_cluster: 'CreateCluster',
  aws_elasticache_cluster_node: 'CreateCacheCluster',
  aws_elasticache_memcached_cluster: 'CreateCacheCluster',
  aws_elasticache_redis_cluster: 'CreateReplicationGroup',
  aws_elasticsearch_domain: 'CreateDomain',
  aws_eni: 'CreateNetworkInterface',
  aws_iam_access_key: 'CreateAccessKey',
  aws_iam_account_password_policy: 'UpdateAccountPasswordPolicy',
  aws_iam_group: 'CreateGroup',
  aws_iam_group_policy: 'PutGroupPolicy',
  aws_iam_policy: 'CreatePolicy',
  aws_iam_role: 'CreateRole',
  aws_iam_role_policy: 'PutRolePolicy',
  aws_iam_saml_provider: 'CreateSAMLProvider',
  aws_iam_user: 'CreateUser',
  aws_iam_user_policy: 'PutUserPolicy',
  aws_inspector_assessment: 'Enable',
  aws_inspector_finding: 'Enable',
  aws_instance: 'RunInstances',
  aws_internet_gateway: 'CreateInternetGateway',
  aws_key_pair: 'CreateKeyPair',
  aws_kms_key: 'CreateKey',
  aws_lambda_function: 'CreateFunction',
  aws_lb_target_group: 'CreateTargetGroup',
  aws_nat_gateway: 'CreateNatGateway',
  aws_network_acl: 'CreateNetworkAcl',
  aws_nlb: 'CreateLoadBalancer',
  aws_rds_cluster: 'CreateDBCluster',
  aws_route53_record: 'ChangeResourceRecordSets',
  aws_route53_zone: 'CreateHostedZone',
  aws_route_table: 'CreateRouteTable',
  aws_s3_bucket: 'CreateBucket',
  aws_s3_bucket_policy: 'PutBucketPolicy',
  aws_secretsmanager_secret: 'CreateSecret',
  aws_security_group: 'CreateSecurityGroup',
  aws_signer_signing_profile: 'PutSigningProfile',
  aws_sns_subscription: 'Subscribe',
  aws_sns_topic: 'CreateTopic',
  aws_sqs_queue: 'CreateQueue',
  aws_ssm_parameter: 'PutParameter',
  aws_subnet: 'CreateSubnet',
  aws_transfer_server: 'CreateServer',
  aws_transfer_user: 'CreateUser',
  aws_vpc: 'CreateVpc',
  aws_vpn_gateway: 'CreateVpnGateway',
  aws_waf_web_acl: 'CreateWebACL',
  mfa_device: 'EnableMFADevice',
};

/** A text of a seed, with what it takes the network or the stack from. */
function textOf(id: string): string {
  const text = readFileSync(join(TESTS, 'inventory', `${id}.ts`), 'utf8');
  return text.includes('createNetwork(') ? text + readFileSync(join(TESTS, 'network.ts'), 'utf8') : text;
}

/** What a seed makes in the emulator, as its text says: the types whose keys it tells, and the calls that make something. */
export function seedOf(id: string): { readonly types: readonly string[]; readonly calls: readonly string[] } {
  if (!existsSync(join(TESTS, 'inventory', `${id}.ts`))) return { types: [], calls: [] };
  const text = textOf(id);
  // The types that `remove` takes apart are told by `seed`.
  const [made] = text.split('export async function remove');
  const told = [...made.matchAll(/\b(aws_\w+|mfa_device)(?=:)|(?<=[{,] )(aws_\w+)(?=[ ,}])/g)].map(([type]) => type);
  const sent = [...text.matchAll(/new (\w+)Command\(/g)].map(([, call]) => call);
  const calls = [...sent, ...text.includes('createStack(') ? ['CreateStack'] : []].filter((call) => !READS.test(call));
  return { types: [...new Set(told)], calls: [...new Set(calls)].sort() };
}

/** Which entity types the tests make in the emulator, each by which call, and which they read from recorded answers alone. */
export function seededPage(): string {
  const rows = (services as readonly Service[]).flatMap(({ id, entities }) => {
    const { types, calls } = seedOf(id);
    const others = calls.filter((call) => !Object.keys(entities).some((type) => MADE_BY[type as EntityType] === call));
    return Object.keys(entities).map((type, at) => {
      const call = MADE_BY[type as EntityType];
      const how = !types.includes(type) ? 'recorded answers alone' : call ? code(call) : 'there already';
      return [code(type), code(id), how, at === 0 ? others.map(code).join(', ') : ''];
    });
  });
  return page('test/end-to-end/inventory', 'What the emulator has',
    'Every entity type is read from answers in AWS\'s documented shape, recorded in `test/recorded`, typed by the SDK and replayed through it: every declared type,'
    + ' relationship and key property is met there. Those that the emulator supports are made there too: what a scan finds must be what was made, no more and no less.',
    table(['entity type', 'service', 'made in the emulator by', 'further calls for the service'], rows));
}
