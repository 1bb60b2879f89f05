// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { account } from './account';
import { autoscaling } from './autoscaling';
import { batch } from './batch';
import { cloudtrail } from './cloudtrail';
import { ec2 } from './ec2';
import { ecr } from './ecr';
import { ecs } from './ecs';
import { efs } from './efs';
import { eks } from './eks';
import { elasticloadbalancing } from './elasticloadbalancing';
import { iam } from './iam';
import { kms } from './kms';
import { lambda } from './lambda';
import { s3 } from './s3';

/** Every file of `src/catalogue/services`, in the order of their names. */
export const services = [
  account,
  autoscaling,
  batch,
  cloudtrail,
  ec2,
  ecr,
  ecs,
  efs,
  eks,
  elasticloadbalancing,
  iam,
  kms,
  lambda,
  s3,
];