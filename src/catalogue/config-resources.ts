import type { EntityType } from './model/names';
import type { Place } from './model/service';

/** How AWS Config names the resources of a type, and how we do. */
export interface ConfigResource {
  readonly resourceType: string;
  readonly type: EntityType;
  /** `_key` of the resource from its id in AWS Config; undefined where it is not of this entity type. */
  readonly key: (id: string, at: Place) => string | undefined;
}

/** Types that AWS Config names by their ARN, and by what stands in the ARN: then `make` gives the rest of it. */
const named = (resourceType: string, type: EntityType, make: (id: string, at: Place) => string = (id) => id): ConfigResource =>
  ({ resourceType, type, key: (id, at) => (id.startsWith('arn:') ? id : make(id, at)) });

const part = (resourceType: string, type: EntityType, service: string, prefix: string) =>
  named(resourceType, type, (id, at) => at.arn(service, `${prefix}${id}`));

const ec2 = (name: string, type: EntityType, kind: string) => part(`AWS::EC2::${name}`, type, 'ec2', `${kind}/`);

/** IAM resources are named by their unique id, which is an alias of theirs in the catalogue. */
const iam = (name: string, type: EntityType) => named(`AWS::IAM::${name}`, type, (id, at) => at.arn('iam', `unique-id/${id}`, { region: '' }));

const loadBalancer = (type: EntityType, kind: string): ConfigResource =>
  ({ resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer', type, key: (id) => (id.includes(`:loadbalancer/${kind}/`) ? id : undefined) });

/**
 * The resource types of AWS Config whose ids lead to an entity: https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
 * Databases are missing: AWS Config names them by an id that is in no ARN.
 */
export const configResources: readonly ConfigResource[] = [
  { resourceType: 'AWS::::Account', type: 'aws_account', key: (id, at) => at.arn('iam', 'root', { region: '', accountId: id }) },
  named('AWS::ACM::Certificate', 'aws_acm_certificate'),
  named('AWS::ApiGateway::RestApi', 'aws_api_gateway_rest_api', (id, at) => at.arn('apigateway', `/restapis/${id}`, { accountId: '' })),
  named('AWS::AutoScaling::AutoScalingGroup', 'aws_autoscaling_group'),
  named('AWS::CloudFormation::Stack', 'aws_cloudformation_stack'),
  named('AWS::CloudFront::Distribution', 'aws_cloudfront_distribution', (id, at) => at.arn('cloudfront', `distribution/${id}`, { region: '' })),
  part('AWS::CloudTrail::Trail', 'aws_cloudtrail', 'cloudtrail', 'trail/'),
  part('AWS::DynamoDB::Table', 'aws_dynamodb_table', 'dynamodb', 'table/'),
  ec2('EIP', 'aws_eip', 'elastic-ip'),
  ec2('Instance', 'aws_instance', 'instance'),
  ec2('InternetGateway', 'aws_internet_gateway', 'internet-gateway'),
  ec2('NatGateway', 'aws_nat_gateway', 'natgateway'),
  ec2('NetworkAcl', 'aws_network_acl', 'network-acl'),
  ec2('NetworkInterface', 'aws_eni', 'network-interface'),
  ec2('RouteTable', 'aws_route_table', 'route-table'),
  ec2('SecurityGroup', 'aws_security_group', 'security-group'),
  ec2('Subnet', 'aws_subnet', 'subnet'),
  ec2('Volume', 'aws_ebs_volume', 'volume'),
  ec2('VPC', 'aws_vpc', 'vpc'),
  ec2('VPNGateway', 'aws_vpn_gateway', 'vpn-gateway'),
  part('AWS::ECR::Repository', 'aws_ecr_repository', 'ecr', 'repository/'),
  named('AWS::ECS::Cluster', 'aws_ecs_cluster'),
  named('AWS::ECS::Service', 'aws_ecs_service'),
  named('AWS::ECS::TaskDefinition', 'aws_ecs_task_definition'),
  part('AWS::EFS::FileSystem', 'aws_efs_file_system', 'elasticfilesystem', 'file-system/'),
  part('AWS::EKS::Cluster', 'aws_eks_cluster', 'eks', 'cluster/'),
  part('AWS::ElasticLoadBalancing::LoadBalancer', 'aws_elb', 'elasticloadbalancing', 'loadbalancer/'),
  loadBalancer('aws_alb', 'app'),
  loadBalancer('aws_nlb', 'net'),
  iam('User', 'aws_iam_user'),
  iam('Group', 'aws_iam_group'),
  iam('Role', 'aws_iam_role'),
  iam('Policy', 'aws_iam_policy'),
  part('AWS::KMS::Key', 'aws_kms_key', 'kms', 'key/'),
  part('AWS::Lambda::Function', 'aws_lambda_function', 'lambda', 'function:'),
  part('AWS::Redshift::Cluster', 'aws_redshift_cluster', 'redshift', 'cluster:'),
  named('AWS::S3::Bucket', 'aws_s3_bucket', (id, at) => at.arn('s3', id, { region: '', accountId: '' })),
  named('AWS::SecretsManager::Secret', 'aws_secretsmanager_secret'),
  named('AWS::SNS::Topic', 'aws_sns_topic'),
  // By its URL.
  named('AWS::SQS::Queue', 'aws_sqs_queue', (id, at) => at.arn('sqs', id.split('/').pop()!)),
  named('AWS::WAFv2::WebACL', 'aws_waf_web_acl'),
];
