import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws, Token, type Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { securityScanner } from '../catalogue/presets/security-scanner';
import { assertAttachable, assertNoDataAccess, characters, dataAccessDeny, grant, quotas, split, type PolicyDocument, type Statement } from '../derive/policy';
import { servicesOf } from '../derive/streams';
import { acknowledge } from './private/acknowledge';
import { ScannerStream } from './scanner-stream';

/** What the role is granted through. */
export enum ScannerGrant {
  /** The AWS managed policy SecurityAudit, and a policy with the few actions that it lacks. */
  SECURITY_AUDIT = 'SECURITY_AUDIT',
  /** No AWS managed policy: every action the scanner calls, and no other. */
  EXACT = 'EXACT',
}

/** Properties of a `ReadOnlyScannerRole`. */
export interface ReadOnlyScannerRoleProps {
  /** Id of the AWS account that the scanner or the platform runs in. */
  readonly trustedAccountId: string;

  /**
   * External id that the platform must present, agreed with it for this customer alone: 2 to 1,224 characters of `A-Z a-z 0-9 _ + = , . @ : / -`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  readonly externalId: string;

  /**
   * Name of the role. A scanner computes the ARN from it, so it is the same in every account.
   *
   * @default 'SecurityScanner'
   */
  readonly roleName?: string;

  /**
   * What the scanner may read.
   *
   * @default - everything this package knows
   */
  readonly streams?: ScannerStream[];

  /**
   * What the role is granted through.
   *
   * @default ScannerGrant.SECURITY_AUDIT
   */
  readonly grant?: ScannerGrant;

  /**
   * Denies every read that returns customer data, code or secrets, whatever else is attached to the role.
   *
   * @default true
   */
  readonly denyDataAccess?: boolean;

  /**
   * How long a session of the scanner lasts, 1 to 12 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;
}

const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/**
 * A role with which a scanner in another account reads the configuration of this one, never its data.
 *
 * Its policy is computed: the actions of the calls that the chosen streams make, minus what SecurityAudit grants when that is attached.
 */
export class ReadOnlyScannerRole extends Construct {
  /** The role. */
  public readonly role: iam.IRole;
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;
  /** The IAM actions that the role is granted beside SecurityAudit, in alphabetical order. */
  public readonly grantedActions: string[];

  constructor(scope: Construct, id: string, props: ReadOnlyScannerRoleProps) {
    super(scope, id);
    validate(props);
    const securityAudit = (props.grant ?? ScannerGrant.SECURITY_AUDIT) === ScannerGrant.SECURITY_AUDIT;
    const statements = grant(servicesOf(props.streams?.map((stream) => stream.id)), { beside: securityAudit ? 'SecurityAudit' : undefined });
    assertNoDataAccess(statements);

    const policies = split(statements).map((document, at) => new iam.CfnManagedPolicy(this, `Policy${at}`, {
      description: 'Read-only calls of the security scanner, computed from its catalogue',
      policyDocument: rendered(document),
    }));
    const role = new iam.Role(this, 'Resource', {
      roleName: props.roleName ?? securityScanner.roleName,
      description: 'Lets a security scanner read the configuration of this account, never its data',
      assumedBy: new iam.AccountPrincipal(props.trustedAccountId),
      externalIds: [props.externalId],
      maxSessionDuration: props.maxSessionDuration,
      managedPolicies: [
        ...securityAudit ? [iam.ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')] : [],
        ...policies.map((policy, at) => iam.ManagedPolicy.fromManagedPolicyArn(this, `Attached${at}`, policy.ref)),
      ],
      inlinePolicies: props.denyDataAccess ?? true ? { DataAccessDeny: denyDocument() } : undefined,
    });
    assertAttachable(policies.length + (securityAudit ? 1 : 0));
    this.acknowledge(securityAudit, statements);

    this.role = role;
    this.roleArn = role.roleArn;
    this.roleName = role.roleName;
    this.grantedActions = statements.flatMap(({ Action }) => Action).sort();
  }

  /** Tells cdk-nag why what it finds is meant. */
  private acknowledge(securityAudit: boolean, statements: readonly Statement[]): void {
    const wildcards = new Set(statements.flatMap(({ Resource }) => Resource).filter((resource) => resource.includes('*')));
    const named = [...wildcards].map((resource) => resource.replaceAll('${Partition}', '<AWS::Partition>').replaceAll('${Account}', '<AWS::AccountId>'));
    acknowledge(this, {
      ...securityAudit && {
        'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/SecurityAudit]':
          'SecurityAudit is what AWS keeps for auditors; its reads of customer data are denied by the inline policy DataAccessDeny.',
      },
      ...Object.fromEntries(named.map((resource) => [`AwsSolutions-IAM5[Resource::${resource}]`,
        'An inventory reads every resource of a type, by read-only actions that are named one by one.'])),
    });
  }
}

function validate({ trustedAccountId, externalId, roleName, streams }: ReadOnlyScannerRoleProps): void {
  const wrong = (value: string | undefined, pattern: RegExp) => value !== undefined && !Token.isUnresolved(value) && !pattern.test(value);
  if (wrong(trustedAccountId, /^\d{12}$/)) {
    throw new Error(`trustedAccountId must be an AWS account id of 12 digits, got '${trustedAccountId}'.`);
  }
  if (wrong(externalId, EXTERNAL_ID)) {
    throw new Error(`externalId must have 2 to 1,224 characters of A-Z a-z 0-9 _ + = , . @ : / -, got ${externalId.length} characters: '${externalId}'.`);
  }
  if (wrong(roleName, ROLE_NAME)) throw new Error(`roleName must have 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -, got '${roleName}'.`);
  if (streams?.length === 0) throw new Error('streams must name at least one stream, got none; leave it out to read everything.');
}

const rendered = (document: PolicyDocument): object =>
  JSON.parse(JSON.stringify(document).replaceAll('${Partition}', Aws.PARTITION).replaceAll('${Account}', Aws.ACCOUNT_ID));

function denyDocument(): iam.PolicyDocument {
  const document: PolicyDocument = { Version: '2012-10-17', Statement: dataAccessDeny() };
  if (characters(document) > quotas.inlineCharactersOfRole) throw new Error('The data-access deny no longer fits the inline policies of a role.');
  return iam.PolicyDocument.fromJson(rendered(document));
}
