import type { ResourceKind } from './model/privilege-path';

const role = (arn: string): ResourceKind => ({ arn, holds: 'role' });
const secret = (arn: string): ResourceKind => ({ arn, holds: 'secret' });
const plain = (arn: string, named?: RegExp): ResourceKind => ({ arn, holds: 'plain', ...named && { named } });

const ACCOUNT = '${account}';
const regional = (service: string, resource: string) => `arn:*:${service}:*:${ACCOUNT}:${resource}`;

/**
 * Kinds of resources that escalation methods use, by the name that follows `existing:`; `${account}` stands for the account.
 * Shapes: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const resourceKinds: Readonly<Record<string, ResourceKind>> = {
  'agentcore-browser': role(regional('bedrock-agentcore', 'browser*')),
  'application': role(regional('codedeploy', 'application:*')),
  'apprunner-service': role(regional('apprunner', 'service/*')),
  'auto-scaling-group': role(regional('autoscaling', 'autoScalingGroup:*')),
  'batch-job-definition': role(regional('batch', 'job-definition/*')),
  'beanstalk-application': role(regional('elasticbeanstalk', 'application*')),
  'beanstalk-environment': role(regional('elasticbeanstalk', 'environment/*')),
  'bedrock-agent': role(regional('bedrock', 'agent/*')),
  'code-bucket': plain('arn:*:s3:::*', /code|artifact|deploy|lambda|package|release|build/i),
  'code-interpreter': role(regional('bedrock-agentcore', 'code-interpreter*')),
  'codebuild-project': role(regional('codebuild', 'project/*')),
  'codestar-project': role(regional('codestar', 'project*')),
  'database-user': secret(regional('rds-db', 'dbuser:*')),
  'db-cluster': role(regional('rds', 'cluster:*')),
  'deployment-group': role(regional('codedeploy', 'deploymentgroup:*')),
  'directory': role(regional('ds', 'directory/*')),
  'directory-user': role(regional('sso-directory', '*')),
  'distribution': role(`arn:*:cloudfront::${ACCOUNT}:distribution/*`),
  'ecs-cluster': role(regional('ecs', 'cluster/*')),
  'ecs-service': role(regional('ecs', 'service/*')),
  'ecs-task': role(regional('ecs', 'task/*')),
  'eks-cluster': role(regional('eks', 'cluster/*')),
  'emr-cluster': role(regional('elasticmapreduce', 'cluster/*')),
  'emr-editor': role(regional('elasticmapreduce', 'editor/*')),
  'glue-dev-endpoint': role(regional('glue', 'devEndpoint/*')),
  'glue-job': role(regional('glue', 'job/*')),
  'glue-job-script': plain('arn:*:s3:::*', /glue|script|etl/i),
  'identity-pool': role(regional('cognito-identity', 'identitypool/*')),
  'identity-store-group': role('arn:*:identitystore:::group/*'),
  'image': secret(regional('ecr', 'repository/*')),
  'instance': role(regional('ec2', 'instance/*')),
  'kms-key': secret(regional('kms', 'key/*')),
  'lambda-function': role(regional('lambda', 'function:*')),
  'launch-template': role(regional('ec2', 'launch-template/*')),
  'launch-template-user-data': secret(regional('ec2', 'launch-template/*')),
  'lightsail-instance': secret(regional('lightsail', '*')),
  'maintenance-window': role(regional('ssm', 'maintenancewindow/*')),
  'notebook-instance': role(regional('sagemaker', 'notebook-instance/*')),
  'package-domain': secret(regional('codeartifact', '*')),
  'parameter': secret(regional('ssm', 'parameter/*')),
  'permission-set': role('arn:*:sso:::permissionSet/*'),
  'pipeline-action': secret(regional('codepipeline', '*')),
  'redshift-cluster': secret(regional('redshift', 'db*')),
  'repository': secret(regional('codecommit', '*')),
  'sagemaker-domain': role(regional('sagemaker', 'domain/*')),
  'sagemaker-user-profile': role(regional('sagemaker', 'user-profile/*')),
  'saml-provider': role(`arn:*:iam::${ACCOUNT}:saml-provider/*`),
  'secret': secret(regional('secretsmanager', 'secret:*')),
  'ssm-document': role(regional('ssm', 'document/*')),
  'stack': role(regional('cloudformation', 'stack/*')),
  'stack-set': role(regional('cloudformation', 'stackset/*')),
  'state-bucket': plain('arn:*:s3:::*', /terraform|tfstate|state/i),
  'state-machine': role(regional('states', 'stateMachine:*')),
  'task-definition': secret(regional('ecs', 'task-definition/*')),
  'template-bucket': plain('arn:*:s3:::*', /template|cloudformation|^cf-|cfn|cdk/i),
  'user-pool': role(regional('cognito-idp', 'userpool/*')),
};
