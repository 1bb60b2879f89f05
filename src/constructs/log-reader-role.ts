import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack, Tags, type Duration } from 'aws-cdk-lib/core';
import type { aws_iam } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { ILogSource } from './log-source';
import { acknowledge, nagText } from './private/acknowledge';
import { boundaryOf } from './private/boundary';
import { assertNarrow } from './private/narrow';
import { assertDocumentReadsNoData, assertTrustFits, dataReads } from './private/statements';
import { conditionsOf } from './private/trust-conditions';
import type { ScannerTrust, ScannerTrustConditions } from './scanner-trust';

/** Properties of a `LogReaderRole`. */
export interface LogReaderRoleProps {
  /** What the role reads, such as a `CloudTrailIngestPipeline`. */
  readonly source: ILogSource;

  /** Who may assume the role: the platform, with the external id that was agreed. */
  readonly trust: ScannerTrust;

  /**
   * What must hold beside the trust.
   *
   * @default - nothing more
   */
  readonly trustConditions?: ScannerTrustConditions;

  /**
   * Whether the role may read the settings of trail, bucket and topic, too, and list log objects.
   *
   * @default false
   */
  readonly diagnostics?: boolean;

  /**
   * Name of the role.
   *
   * @default - CloudFormation chooses it
   */
  readonly roleName?: string;

  /**
   * Path of the role, which is part of its ARN.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Permissions boundary: the most that the role may do.
   *
   * @default - none
   */
  readonly permissionsBoundary?: aws_iam.IManagedPolicyRef;

  /**
   * How long a session lasts, 1 to 12 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Tags of the role.
   *
   * @default - those of the stack
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A role with which a platform outside reads log files: it takes notices from one queue and reads the log objects of one bucket, with their keys.
 *
 * It is the one role of this package that reads data. Synthesis fails when anything else that returns customer data is granted to it.
 */
export class LogReaderRole extends Construct implements iam.IGrantable {
  /** The role. */
  public readonly role: iam.IRole;
  /** ARN of the role. */
  public readonly roleArn: string;
  /** Name of the role. */
  public readonly roleName: string;
  /** The role as the receiver of a grant. A grant that lets another read of customer data in fails at synthesis. */
  public readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, id: string, props: LogReaderRoleProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Resource', {
      roleName: props.roleName,
      path: props.path,
      description: 'Lets a security platform read log files of CloudTrail, and nothing else',
      assumedBy: props.trust._principal(conditionsOf(props.trustConditions ?? {}, props.trust._kind)),
      maxSessionDuration: props.maxSessionDuration,
      permissionsBoundary: boundaryOf(this, props.permissionsBoundary),
    });
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(role).add(key, value);
    assertTrustFits(role);
    const statements = [...props.source.readStatements, ...props.diagnostics ? props.source.diagnosticStatements : []];
    assertNarrow(this, statements);
    props.source.grantRead(role);
    if (props.diagnostics) props.source.grantDiagnostics(role);
    acknowledge(this, wildcardsIn(this, statements));

    this.role = role;
    this.roleArn = role.roleArn;
    this.roleName = role.roleName;
    this.grantPrincipal = role.grantPrincipal;
    this.node.addValidation({ validate: () => this.problems(statements) });
  }

  /** Whether the app granted another read of data. */
  private problems(statements: readonly iam.PolicyStatement[]): string[] {
    const meant = dataReads(this, statements);
    const resources = this.role.node.findAll().filter(CfnResource.isCfnResource);
    return resources.filter(({ cfnResourceType }) => /^AWS::IAM::(Managed)?Policy$/.test(cfnResourceType)).flatMap((policy) => {
      try {
        assertDocumentReadsNoData(this, (policy as iam.CfnPolicy).policyDocument, meant);
        return [];
      } catch (error) {
        return [(error as Error).message];
      }
    });
  }
}

/** Tells cdk-nag why the wildcards are meant. */
function wildcardsIn(scope: Construct, statements: readonly iam.PolicyStatement[]): Record<string, string> {
  const named = statements.flatMap(({ resources }) => resources).map((resource) => nagText(Stack.of(scope).resolve(resource)));
  return Object.fromEntries(named.filter((text) => text.includes('*')).map((text) => [`AwsSolutions-IAM5[Resource::${text}]`, text === '*'
    ? 'These reads of settings take no resource.'
    : 'CloudTrail names the objects; the wildcard stands for Region, date and file of log files.']));
}
