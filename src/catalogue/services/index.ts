// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { accessanalyzer } from './accessanalyzer';
import { account } from './account';
import { acm } from './acm';
import { acmpca } from './acmpca';
import { apigateway } from './apigateway';
import { autoscaling } from './autoscaling';
import { batch } from './batch';
import { cloudformation } from './cloudformation';
import { cloudfront } from './cloudfront';
import { cloudtrail } from './cloudtrail';
import { cloudwatch } from './cloudwatch';
import { config } from './config';
import { dynamodb } from './dynamodb';
import { ec2 } from './ec2';
import { ecr } from './ecr';
import { ecs } from './ecs';
import { efs } from './efs';
import { eks } from './eks';
import { elasticache } from './elasticache';
import { elasticloadbalancing } from './elasticloadbalancing';
import { events } from './events';
import { guardduty } from './guardduty';
import { iam } from './iam';
import { inspector2 } from './inspector2';
import { kms } from './kms';
import { lambda } from './lambda';
import { logs } from './logs';
import { opensearch } from './opensearch';
import { rds } from './rds';
import { redshift } from './redshift';
import { route53 } from './route53';
import { route53domains } from './route53domains';
import { s3 } from './s3';
import { secretsmanager } from './secretsmanager';
import { securityhub } from './securityhub';
import { signer } from './signer';
import { sns } from './sns';
import { sqs } from './sqs';
import { ssm } from './ssm';
import { transfer } from './transfer';
import { wafv2 } from './wafv2';
import { workspaces } from './workspaces';

/** Every file of `src/catalogue/services`, in the order of their names. */
export const services = [
  accessanalyzer,
  account,
  acm,
  acmpca,
  apigateway,
  autoscaling,
  batch,
  cloudformation,
  cloudfront,
  cloudtrail,
  cloudwatch,
  config,
  dynamodb,
  ec2,
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  elasticloadbalancing,
  events,
  guardduty,
  iam,
  inspector2,
  kms,
  lambda,
  logs,
  opensearch,
  rds,
  redshift,
  route53,
  route53domains,
  s3,
  secretsmanager,
  securityhub,
  signer,
  sns,
  sqs,
  ssm,
  transfer,
  wafv2,
  workspaces,
];