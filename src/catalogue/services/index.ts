// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { accessanalyzer } from './accessanalyzer';
import { account } from './account';
import { apigateway } from './apigateway';
import { cloudfront } from './cloudfront';
import { cloudtrail } from './cloudtrail';
import { cloudwatch } from './cloudwatch';
import { config } from './config';
import { ec2 } from './ec2';
import { events } from './events';
import { guardduty } from './guardduty';
import { iam } from './iam';
import { inspector2 } from './inspector2';
import { kms } from './kms';
import { lambda } from './lambda';
import { logs } from './logs';
import { route53 } from './route53';
import { route53domains } from './route53domains';
import { s3 } from './s3';
import { securityhub } from './securityhub';
import { wafv2 } from './wafv2';

/** Every file of `src/catalogue/services`, in the order of their names. */
export const services = [
  accessanalyzer,
  account,
  apigateway,
  cloudfront,
  cloudtrail,
  cloudwatch,
  config,
  ec2,
  events,
  guardduty,
  iam,
  inspector2,
  kms,
  lambda,
  logs,
  route53,
  route53domains,
  s3,
  securityhub,
  wafv2,
];