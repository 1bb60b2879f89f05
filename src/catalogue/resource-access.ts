import type { EntityType } from './model/names';

type Fields = Readonly<Record<string, unknown>>;

/** The field of an entity that holds its resource-based policy in JSON. */
export const resourcePolicyFields: Readonly<Partial<Record<EntityType, string>>> = {
  aws_api_gateway_rest_api: 'policy',
  aws_dynamodb_table: 'Policy',
  aws_ecr_repository: 'policyText',
  aws_efs_file_system: 'Policy',
  aws_elasticsearch_domain: 'AccessPolicies',
  aws_kms_key: 'Policy',
  aws_lambda_function: 'Policy',
  aws_s3_bucket: 'Policy',
  aws_secretsmanager_secret: 'ResourcePolicy',
  aws_sns_topic: 'Policy',
  aws_sqs_queue: 'Policy',
};

/** What runs under a role: its kind among the resources that escalation methods use, and the role. */
interface Carrier {
  /** without `existing:` */
  readonly kind: string;
  /** ARNs of roles, of instance profiles, or of further entities that name a role */
  readonly roles: (fields: Fields) => readonly unknown[];
}

/** Entities that carry a role, or name who does. */
export const roleCarriers: Readonly<Partial<Record<EntityType, Carrier>>> = {
  aws_batch_job_definition: { kind: 'batch-job-definition', roles: ({ containerProperties }) => [(containerProperties as Fields | undefined)?.jobRoleArn] },
  aws_cloudformation_stack: { kind: 'stack', roles: ({ RoleARN }) => [RoleARN] },
  aws_ecs_service: { kind: 'ecs-service', roles: ({ taskDefinition }) => [taskDefinition] },
  aws_ecs_task: { kind: 'ecs-task', roles: ({ taskDefinitionArn }) => [taskDefinitionArn] },
  aws_ecs_task_definition: { kind: 'task-definition', roles: ({ taskRoleArn }) => [taskRoleArn] },
  aws_instance: { kind: 'instance', roles: ({ IamInstanceProfile }) => [(IamInstanceProfile as Fields | undefined)?.Arn] },
  aws_lambda_function: { kind: 'lambda-function', roles: ({ Role }) => [Role] },
};

/** What a person would do with a sensitive resource of a service; `inside` follows its ARN where the action is on what lies in it. */
export interface Use { readonly action: string; readonly inside?: string }

/** The uses of a resource that give away or change what it holds, by service prefix. */
export const sensitiveUses: Readonly<Record<string, readonly Use[]>> = {
  dynamodb: [{ action: 'dynamodb:GetItem' }, { action: 'dynamodb:Query' }, { action: 'dynamodb:Scan' }, { action: 'dynamodb:PutItem' }],
  ecr: [{ action: 'ecr:BatchGetImage' }, { action: 'ecr:PutImage' }],
  elasticfilesystem: [{ action: 'elasticfilesystem:ClientMount' }],
  es: [{ action: 'es:ESHttpGet', inside: '/any' }],
  kms: [{ action: 'kms:Decrypt' }],
  lambda: [{ action: 'lambda:InvokeFunction' }, { action: 'lambda:UpdateFunctionCode' }],
  logs: [{ action: 'logs:GetLogEvents', inside: ':log-stream:any' }, { action: 'logs:FilterLogEvents' }],
  rds: [{ action: 'rds:CreateDBSnapshot' }, { action: 'rds:ModifyDBInstance' }],
  redshift: [{ action: 'redshift:GetClusterCredentials' }],
  s3: [{ action: 's3:GetObject', inside: '/any' }, { action: 's3:PutObject', inside: '/any' }],
  secretsmanager: [{ action: 'secretsmanager:GetSecretValue' }],
  sns: [{ action: 'sns:Publish' }],
  sqs: [{ action: 'sqs:ReceiveMessage' }],
  ssm: [{ action: 'ssm:GetParameter' }],
};
