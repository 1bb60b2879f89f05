import type { EntityType } from '../../../catalogue/model/names';
import type { Finding } from '../../contracts';

/** What AWS Security Hub calls the types of resources: https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html */
const types: Readonly<Partial<Record<EntityType, string>>> = {
  aws_account: 'AwsAccount',
  aws_acm_certificate: 'AwsCertificateManagerCertificate',
  aws_alb: 'AwsElbv2LoadBalancer',
  aws_api_gateway_rest_api: 'AwsApiGatewayRestApi',
  aws_autoscaling_group: 'AwsAutoScalingAutoScalingGroup',
  aws_cloudformation_stack: 'AwsCloudFormationStack',
  aws_cloudfront_distribution: 'AwsCloudFrontDistribution',
  aws_cloudtrail: 'AwsCloudTrailTrail',
  aws_db_cluster_snapshot: 'AwsRdsDbClusterSnapshot',
  aws_db_instance: 'AwsRdsDbInstance',
  aws_db_snapshot: 'AwsRdsDbSnapshot',
  aws_dynamodb_table: 'AwsDynamoDbTable',
  aws_ebs_volume: 'AwsEc2Volume',
  aws_ecr_repository: 'AwsEcrRepository',
  aws_ecs_cluster: 'AwsEcsCluster',
  aws_ecs_service: 'AwsEcsService',
  aws_ecs_task_definition: 'AwsEcsTaskDefinition',
  aws_eks_cluster: 'AwsEksCluster',
  aws_elb: 'AwsElbLoadBalancer',
  aws_guardduty_detector: 'AwsGuardDutyDetector',
  aws_iam_access_key: 'AwsIamAccessKey',
  aws_iam_group: 'AwsIamGroup',
  aws_iam_policy: 'AwsIamPolicy',
  aws_iam_role: 'AwsIamRole',
  aws_iam_user: 'AwsIamUser',
  aws_instance: 'AwsEc2Instance',
  aws_kms_key: 'AwsKmsKey',
  aws_lambda_function: 'AwsLambdaFunction',
  aws_network_acl: 'AwsEc2NetworkAcl',
  aws_nlb: 'AwsElbv2LoadBalancer',
  aws_rds_cluster: 'AwsRdsDbCluster',
  aws_redshift_cluster: 'AwsRedshiftCluster',
  aws_route_table: 'AwsEc2RouteTable',
  aws_s3_bucket: 'AwsS3Bucket',
  aws_secretsmanager_secret: 'AwsSecretsManagerSecret',
  aws_security_group: 'AwsEc2SecurityGroup',
  aws_sns_topic: 'AwsSnsTopic',
  aws_sqs_queue: 'AwsSqsQueue',
  aws_subnet: 'AwsEc2Subnet',
  aws_vpc: 'AwsEc2Vpc',
};

/** Type of a resource in the AWS Security Finding Format; `Other` where it has none. */
export const asffType = (type: Finding['resourceType']): string => (type === '' ? undefined : types[type]) ?? 'Other';

/** The types that findings may name. */
export const asffTypes: readonly string[] = [...new Set(Object.values(types))];
