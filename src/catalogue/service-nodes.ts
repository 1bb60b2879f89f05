import type { EntityType } from './model/names';

/** Service nodes of JupiterOne's model by the name of the service in IAM actions, ARNs and service principals. */
const NODES: Readonly<Record<string, EntityType>> = {
  acm: 'aws_acm',
  apigateway: 'aws_apigateway',
  batch: 'aws_batch',
  cloudfront: 'aws_cloudfront',
  config: 'aws_config',
  dynamodb: 'aws_dynamodb',
  ec2: 'aws_ec2',
  ecr: 'aws_ecr',
  ecs: 'aws_ecs',
  eks: 'aws_eks',
  elasticfilesystem: 'aws_efs',
  elasticloadbalancing: 'aws_elasticloadbalancing',
  iam: 'aws_iam',
  lambda: 'aws_lambda',
  rds: 'aws_rds',
  redshift: 'aws_redshift',
  route53: 'aws_route53',
  s3: 'aws_s3',
  wafv2: 'aws_waf',
};

/** Further principals that a service works under: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html */
const FURTHER: Readonly<Record<string, string>> = { 'ecs-tasks': 'ecs', 'edgelambda': 'lambda', 'eks-fargate-pods': 'eks', 'eks-nodegroup': 'eks' };

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/** Name of the service of a principal: `lambda` of `lambda.amazonaws.com`, `rds` of `monitoring.rds.amazonaws.com`, `states` of `states.eu-west-1.amazonaws.com`. */
function serviceOf(principal: string): string {
  const label = principal.replace(/\.(amazonaws\.com(\.cn)?|aws\.internal)$/, '').split('.').filter((each) => !REGION.test(each)).at(-1)!;
  return FURTHER[label] ?? label;
}

/** Service node of a service by its name in actions and ARNs; undefined where the model has none. */
export const nodeOfService = (name: string): EntityType | undefined => NODES[name];

/** Service node that a service principal, such as `ec2.amazonaws.com`, stands for; undefined where the model has none. */
export const nodeOfPrincipal = (principal: string): EntityType | undefined => nodeOfService(serviceOf(principal));

const TYPES: ReadonlySet<EntityType> = new Set(Object.values(NODES));

/** Whether an entity type is a service node. */
export const isNode = (type: EntityType): boolean => TYPES.has(type);
