// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { account } from './account';
import { acm } from './acm';
import { cloudformation } from './cloudformation';
import { cloudtrail } from './cloudtrail';
import { dynamodb } from './dynamodb';
import { ec2 } from './ec2';
import { elasticache } from './elasticache';
import { iam } from './iam';
import { kms } from './kms';
import { lambda } from './lambda';
import { opensearch } from './opensearch';
import { rds } from './rds';
import { redshift } from './redshift';
import { s3 } from './s3';
import { secretsmanager } from './secretsmanager';
import { sns } from './sns';
import { sqs } from './sqs';
import { ssm } from './ssm';
import { transfer } from './transfer';
import { workspaces } from './workspaces';

/** Every file of `src/catalogue/services`, in the order of their names. */
export const services = [
  account,
  acm,
  cloudformation,
  cloudtrail,
  dynamodb,
  ec2,
  elasticache,
  iam,
  kms,
  lambda,
  opensearch,
  rds,
  redshift,
  s3,
  secretsmanager,
  sns,
  sqs,
  ssm,
  transfer,
  workspaces,
];