import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource, Tags, Validations } from 'aws-cdk-lib/core';
import type { aws_iam, ResourceEnvironment } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { ImportedScannerRole } from './imported-scanner-role';
import { boundaryOf } from './private/boundary';
import { acknowledgeGrant, attachable, computedPolicies } from './private/granted';
import { roleNameOf } from './private/role-name';
import { allowed, assertDocumentReadsNoData, assertTrustFits, charactersIn, denyDocument, policyTexts, rendered, withSecurityAudit } from './private/statements';
import { isWrong } from './private/trust-checks';
import { conditionsOf } from './private/trust-conditions';
import type { ScannerGrantOptions, ScannerStatementsProps } from './scanner-grant';
import type { ScannerRoleOptions } from './scanner-role-options';
import { ScannerTrust } from './scanner-trust';
import type { ScannerTrustOptions } from './scanner-trust-options';
import { quotas, type Statement } from '../derive/policy';

/** Properties of a `ReadOnlyScannerRole`. Give `trustedAccountId` and `externalId`, or `trust`. */
export interface ReadOnlyScannerRoleProps extends ScannerGrantOptions, ScannerRoleOptions, ScannerTrustOptions {
  /**
   * Further permissions, in a policy of their own. Synthesis fails when one of them, wildcards expanded, lets a read of customer data in.
   *
   * @default - none
   */
  readonly additionalStatements?: iam.PolicyStatement[];
}

/**
 * A role with which a scanner in another account reads the configuration of this one, never its data.
 *
 * Its policy is computed: the actions of the calls that the chosen streams make, minus what SecurityAudit grants when that is attached.
 * Whatever else the app grants to the role is checked at synthesis for reads of customer data.
 */
export class ReadOnlyScannerRole extends Construct implements iam.IGrantable, aws_iam.IRoleRef {
  /** Id of the warning that the role asks for no external id, to acknowledge it with. */
  public static readonly NO_EXTERNAL_ID = 'cdk-security-scanner:no-external-id';

  /**
   * The policies that make a role of your own a scanner role, as JSON documents, each short enough for a managed policy.
   * With SecurityAudit, attach that too.
   */
  public static statementsFor(props: ScannerStatementsProps): string[] {
    return policyTexts(props);
  }

  /**
   * A role that exists already and is managed elsewhere. Nothing of it is changed: the policies to add are shown by `cdk synth` as a warning,
   * and by the stack as outputs.
   *
   * @param roleArn ARN of the role
   */
  public static fromRoleArn(scope: Construct, id: string, roleArn: string, props: ScannerGrantOptions = {}): ImportedScannerRole {
    return new ImportedScannerRole(scope, id, { ...props, roleArn });
  }

  /** The role. */
  public readonly role: iam.IRole;
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;
  /** The role as a CDK construct that needs its ARN or name takes it. */
  public readonly roleRef: aws_iam.RoleReference;
  /** The role as the receiver of a grant. A grant that lets a read of customer data in fails at synthesis. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** Account and Region of the role. */
  public readonly env: ResourceEnvironment;
  /** The IAM actions that the role is granted beside SecurityAudit, in alphabetical order; those of `additionalStatements` not counted. */
  public readonly grantedActions: string[];
  /** Characters that the deny of data access takes of the 10,240 for inline policies; 0 without it. */
  public readonly dataAccessDenyCharacters: number;

  constructor(scope: Construct, id: string, props: ReadOnlyScannerRoleProps) {
    super(scope, id);
    const trust = trustOf(props);
    const roleName = roleNameOf(props);
    validate(props, roleName);
    const statements = allowed(props);
    const deny = props.denyDataAccess ?? true ? iam.PolicyDocument.fromJson(rendered(denyDocument)) : undefined;
    const role = new iam.Role(this, 'Resource', {
      roleName,
      path: props.path,
      description: props.description ?? 'Lets a security scanner read the configuration of this account, never its data',
      assumedBy: trust._principal(conditionsOf(props.trustConditions ?? {}, trust._kind)),
      maxSessionDuration: props.maxSessionDuration,
      managedPolicies: this.policies(props, statements),
      inlinePolicies: deny && { DataAccessDeny: deny },
      permissionsBoundary: boundaryOf(this, props.permissionsBoundary),
    });
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(role).add(key, value);
    assertTrustFits(role);
    acknowledgeGrant(this, withSecurityAudit(props), statements);
    if (trust._isOpen && !props.trustConditions?.principalArn) {
      Validations.of(this).addWarning(ReadOnlyScannerRole.NO_EXTERNAL_ID, `The role ${roleName} asks for no external id: ask the platform for one,`
        + ' limit trustConditions.principalArn to the role that it enters with, or acknowledge this warning with your reason.');
    }

    this.role = role;
    this.roleArn = role.roleArn;
    this.roleName = role.roleName;
    this.roleRef = role.roleRef;
    this.grantPrincipal = role.grantPrincipal;
    this.env = role.env;
    this.grantedActions = statements.flatMap(({ Action }) => Action).sort();
    this.dataAccessDenyCharacters = deny ? charactersIn(this, deny) : 0;
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * Lets a principal of this app assume the role, by a policy of the principal. The trust must name its account, or the principal itself.
   *
   * @param identity such as the role of a Lambda function that scans
   */
  public grantAssume(identity: iam.IGrantable): iam.Grant {
    return this.role.grantAssumeRole(identity.grantPrincipal);
  }

  /** The managed policies of the role, those that are computed and those that are asked for. */
  private policies(props: ReadOnlyScannerRoleProps, statements: readonly Statement[]): iam.IManagedPolicy[] {
    const additional = props.additionalStatements?.length ? [this.additional(props.additionalStatements)] : [];
    return attachable(this, withSecurityAudit(props), [...computedPolicies(this, statements, props.description), ...additional]);
  }

  private additional(statements: iam.PolicyStatement[]): iam.CfnManagedPolicy {
    const policyDocument = new iam.PolicyDocument({ statements });
    assertDocumentReadsNoData(this, policyDocument);
    const used = charactersIn(this, policyDocument);
    if (used > quotas.managedPolicyCharacters) {
      throw new Error(`additionalStatements have ${used} characters, IAM allows ${quotas.managedPolicyCharacters} for one policy.`);
    }
    return new iam.CfnManagedPolicy(this, 'Additional', { description: 'Further permissions of the security scanner', policyDocument });
  }

  /** What the app granted to the role later: whether data can get in, and whether it still fits. */
  private problems(): string[] {
    const attached = this.role.node.findAll().filter(CfnResource.isCfnResource);
    const documents = (type: string): unknown[] =>
      attached.filter(({ cfnResourceType }) => cfnResourceType === type).map((policy) => (policy as iam.CfnPolicy).policyDocument);
    const inline = documents('AWS::IAM::Policy');
    const used = inline.reduce<number>((sum, document) => sum + charactersIn(this, document), this.dataAccessDenyCharacters);
    const tooLong = used > quotas.inlineCharactersOfRole;
    return [
      ...tooLong ? [`The inline policies of the role have ${used} characters, IAM allows ${quotas.inlineCharactersOfRole}.`] : [],
      // CDK moves what is too long for an inline policy into managed ones.
      ...[...inline, ...documents('AWS::IAM::ManagedPolicy')].flatMap((document) => {
        try {
          assertDocumentReadsNoData(this, document);
          return [];
        } catch (error) {
          return [(error as Error).message];
        }
      }),
    ];
  }
}

function trustOf({ trust, trustedAccountId, externalId }: ReadOnlyScannerRoleProps): ScannerTrust {
  const short = trustedAccountId !== undefined || externalId !== undefined;
  if (trust && short) throw new Error('Give trust, or trustedAccountId and externalId, got both.');
  if (trust) return trust;
  if (trustedAccountId !== undefined && externalId !== undefined) return ScannerTrust.account(trustedAccountId, externalId);
  throw new Error(`Give trust, or trustedAccountId and externalId, got ${short ? `${trustedAccountId === undefined ? 'externalId' : 'trustedAccountId'} alone` : 'neither'}.`);
}

function validate({ path, maxSessionDuration }: ReadOnlyScannerRoleProps, roleName: string): void {
  if (isWrong(roleName, /^[\w+=,.@-]{1,64}$/)) throw new Error(`roleName must have 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -, got '${roleName}'.`);
  if (isWrong(path, /^\/([\x21-\x7e]{1,510}\/)?$/)) throw new Error(`path must begin and end with /, got '${path}'.`);
  if (!maxSessionDuration || maxSessionDuration.isUnresolved()) return;
  const seconds = maxSessionDuration.toSeconds();
  if (seconds < 3600 || seconds > 43_200) throw new Error(`maxSessionDuration must be 1 to 12 hours, got ${maxSessionDuration.toHumanString()}.`);
}
