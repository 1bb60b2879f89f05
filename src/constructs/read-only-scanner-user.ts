import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { aws_iam, aws_kms } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { acknowledge } from './private/acknowledge';
import { boundaryOf } from './private/boundary';
import { acknowledgeGrant, attachable, computedPolicies } from './private/granted';
import { allowed, denyDocument, rendered, withSecurityAudit } from './private/statements';
import type { ScannerGrantOptions } from './scanner-grant';
import type { Statement } from '../derive/policy';

/** Properties of a `ReadOnlyScannerUser`. */
export interface ReadOnlyScannerUserProps extends ScannerGrantOptions {
  /**
   * Names of the access keys, letters and digits: one, or two while the second takes the place of the first. A new name makes a new key.
   *
   * @default ['Key']
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
   */
  readonly accessKeys?: string[];

  /**
   * Name of the user.
   *
   * @default - CloudFormation makes one
   */
  readonly userName?: string;

  /**
   * Path of the user and the group.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Permissions boundary of the user.
   *
   * @default - none
   */
  readonly permissionsBoundary?: aws_iam.IManagedPolicyRef;

  /**
   * Key that encrypts the secrets.
   *
   * @default - the key of AWS Secrets Manager in this account
   */
  readonly encryptionKey?: aws_kms.IKeyRef;
}

const ROTATION = 'The platform holds the key: it is rotated in three deployments that tell it, as the guide says, not by a schedule that it does not know of.';

/**
 * A user with an access key, for a platform that takes no role. It has the grant of a `ReadOnlyScannerRole`, through a group, and its secret key
 * is kept in AWS Secrets Manager: it is never in a template, an output or a log.
 *
 * A role is better: its credentials end by themselves. A key reads one account, so streams that only the management account can answer are refused.
 */
export class ReadOnlyScannerUser extends Construct {
  /** Name of the user. */
  public readonly userName: string;
  /** ARN of the user. */
  public readonly userArn: string;
  /** ARNs of the secrets, in the order of `accessKeys`: JSON with `AccessKeyId` and `SecretAccessKey`. */
  public readonly secretArns: string[];
  /** The IAM actions that the user is granted beside SecurityAudit, in alphabetical order. */
  public readonly grantedActions: string[];

  constructor(scope: Construct, id: string, props: ReadOnlyScannerUserProps = {}) {
    super(scope, id);
    assertOneAccount(props);
    const names = props.accessKeys ?? ['Key'];
    assertKeys(names);
    const statements = allowed(props);
    const group = new iam.Group(this, 'Group', { path: props.path, managedPolicies: this.policies(props, statements) });
    const user = new iam.User(this, 'Resource', {
      userName: props.userName,
      path: props.path,
      groups: [group],
      permissionsBoundary: boundaryOf(this, props.permissionsBoundary),
    });
    acknowledgeGrant(this, withSecurityAudit(props), statements);
    this.userName = user.userName;
    this.userArn = user.userArn;
    this.secretArns = names.map((name) => this.accessKey(name, user, props.encryptionKey));
    this.grantedActions = statements.flatMap(({ Action }) => Action).sort();
  }

  /** The deny is a managed policy here: inline policies of a user or a group are too short for it. */
  private policies(props: ReadOnlyScannerUserProps, statements: readonly Statement[]): iam.IManagedPolicy[] {
    const deny = props.denyDataAccess ?? true
      ? [new iam.CfnManagedPolicy(this, 'DataAccessDeny', { description: 'Denies reads of customer data, code and secrets', policyDocument: rendered(denyDocument) })]
      : [];
    return attachable(this, withSecurityAudit(props), [...computedPolicies(this, statements), ...deny]);
  }

  private accessKey(name: string, user: iam.User, encryptionKey?: aws_kms.IKeyRef): string {
    const key = new iam.CfnAccessKey(this, name, { userName: user.userName });
    const secret = new CfnSecret(this, `${name}Secret`, {
      description: 'Access key of a security scanner',
      kmsKeyId: encryptionKey?.keyRef.keyArn,
      secretString: Stack.of(this).toJsonString({ AccessKeyId: key.ref, SecretAccessKey: key.attrSecretAccessKey }),
    });
    acknowledge(secret, { 'AwsSolutions-SMG4': ROTATION });
    new CfnOutput(this, `${name}SecretArn`, { value: secret.ref, description: 'Secret with the access key for the platform' });
    return secret.ref;
  }
}

function assertOneAccount({ streams = [] }: ScannerGrantOptions): void {
  const there = streams.find(({ _stream }) => _stream.managementAccount);
  if (!there) return;
  throw new Error(`The stream '${there.id}' cannot be read with an access key: it asks about all accounts, from a role in the management account. Leave it out,`
    + ' or use a ReadOnlyScannerRole or an AccountListingRole there.');
}

function assertKeys(names: readonly string[]): void {
  const wrong = names.find((name) => !/^[A-Za-z][A-Za-z0-9]{0,31}$/.test(name) || ['Resource', 'Group'].includes(name));
  if (wrong !== undefined) throw new Error(`accessKeys must be names of letters and digits, a letter first, got '${wrong}'.`);
  if (names.length === 0 || names.length > 2 || new Set(names).size < names.length) {
    throw new Error(`A user has one access key, or two different ones during a rotation, got [${names.join(', ')}].`);
  }
}
