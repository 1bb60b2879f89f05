import { Arn, ArnFormat, CfnOutput, Token, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { policyTexts, withSecurityAudit } from './private/statements';
import type { ScannerGrantOptions } from './scanner-grant';

/** Properties of an `ImportedScannerRole`. */
export interface ImportedScannerRoleProps extends ScannerGrantOptions {
  /** ARN of the role. */
  readonly roleArn: string;
}

/**
 * A role that exists already and that this app does not manage: it says what to add to the role and creates nothing.
 *
 * The policies are stack outputs (`Policy0`, …) and a warning of `cdk synth`, which you acknowledge once they are attached.
 */
export class ImportedScannerRole extends Construct {
  /** Id of the warning, to acknowledge it with. */
  public static readonly WARNING_ID = 'cdk-security-scanner:policies-to-add';

  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role, without its path. */
  public readonly roleName: string;
  /** Managed policies of AWS to attach, by their ARNs. */
  public readonly managedPolicyArns: string[];
  /** Policies to add, as JSON documents, each short enough for a managed policy. */
  public readonly policyDocuments: string[];

  constructor(scope: Construct, id: string, props: ImportedScannerRoleProps) {
    super(scope, id);
    if (Token.isUnresolved(props.roleArn) || !/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(props.roleArn)) {
      throw new Error(`roleArn must be the ARN of an IAM role, known at synthesis, got '${props.roleArn}'.`);
    }
    const { partition, account, resourceName } = Arn.split(props.roleArn, ArnFormat.SLASH_RESOURCE_NAME);
    this.roleArn = props.roleArn;
    this.roleName = resourceName!.split('/').at(-1)!;
    this.managedPolicyArns = withSecurityAudit(props) ? [`arn:${partition}:iam::aws:policy/SecurityAudit`] : [];
    this.policyDocuments = policyTexts({ ...props, partition, accountId: account });
    this.policyDocuments.forEach((value, at) => new CfnOutput(this, `Policy${at}`, { value, description: `Policy to add to the role ${this.roleName}` }));
    const attach = this.managedPolicyArns.map((arn) => ` attach ${arn} and`).join('');
    Validations.of(this).addWarning(ImportedScannerRole.WARNING_ID,
      `${this.roleArn} is not managed here:${attach} add these policies to it, then acknowledge this warning.\n${this.policyDocuments.join('\n')}`);
  }
}
