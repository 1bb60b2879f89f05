import { ManagedPolicy, type IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { aws_iam } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';

/** A permissions boundary as roles and users take it; undefined for none. */
export const boundaryOf = (scope: Construct, boundary?: aws_iam.IManagedPolicyRef): IManagedPolicy | undefined =>
  boundary && ManagedPolicy.fromManagedPolicyArn(scope, 'Boundary', boundary.managedPolicyRef.policyArn);
