import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, BootstraplessSynthesizer, CfnParameter, CfnStackSet, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { roleNameOf } from './private/role-name';
import { ReadOnlyScannerRole, type ReadOnlyScannerRoleProps } from './read-only-scanner-role';

/** Properties of an `OrgStackSetDeployment`. */
export interface OrgStackSetDeploymentProps {
  /**
   * The role to deploy into every account. With `trust` in place of `trustedAccountId` and `externalId`, the trust is written into the member
   * template and must be known at synthesis.
   */
  readonly scannerRole: ReadOnlyScannerRoleProps;

  /** Ids of the root (`r-…`) or of organizational units (`ou-…`) whose accounts get the role. */
  readonly organizationalUnitIds: string[];

  /**
   * Name of the stack set.
   *
   * @default - the name of the role and `-onboarding`
   */
  readonly stackSetName?: string;

  /**
   * Region of the stacks. A role is global: one Region is enough.
   *
   * @default - the Region of this stack
   */
  readonly region?: string;

  /**
   * Deploys to accounts that join the organizational units later.
   *
   * @default true
   */
  readonly autoDeployment?: boolean;

  /**
   * Creates the role in this stack too: the management account, which stack sets leave out. Set to false where this stack is
   * deployed from a delegated administrator.
   *
   * @default true
   */
  readonly includeManagementAccount?: boolean;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const TEMPLATE_BODY_BYTES = 51_200;

/**
 * Deploys the read-only role to every account of an organisation: a service-managed stack set for the members, this stack for the
 * management account. The member template is part of this one, so no bootstrap bucket is needed.
 */
export class OrgStackSetDeployment extends Construct {
  /** Name of the stack set. */
  public readonly stackSetName: string;
  /** Name of the role in every account. */
  public readonly roleName: string;
  /** Bytes of the member template; CloudFormation allows 51,200. */
  public readonly templateBytes: number;

  constructor(scope: Construct, id: string, props: OrgStackSetDeploymentProps) {
    super(scope, id);
    validate(props);
    const template = memberTemplate(props.scannerRole);
    this.roleName = roleNameOf(props.scannerRole);
    this.stackSetName = props.stackSetName ?? `${this.roleName}-onboarding`;
    this.templateBytes = Buffer.byteLength(template);
    if (this.templateBytes > TEMPLATE_BODY_BYTES) {
      throw new Error(`The member template has ${this.templateBytes} bytes, CloudFormation allows ${TEMPLATE_BODY_BYTES}: choose fewer streams, or SECURITY_AUDIT.`);
    }
    if (props.includeManagementAccount ?? true) new ReadOnlyScannerRole(this, 'ManagementAccount', props.scannerRole);

    new CfnStackSet(this, 'Resource', {
      stackSetName: this.stackSetName,
      description: 'Read-only role of the security scanner',
      permissionModel: 'SERVICE_MANAGED',
      autoDeployment: { enabled: props.autoDeployment ?? true, retainStacksOnAccountRemoval: false },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      managedExecution: { Active: true },
      operationPreferences: { failureTolerancePercentage: 10, maxConcurrentPercentage: 100, regionConcurrencyType: 'PARALLEL' },
      parameters: parametersOf(props.scannerRole),
      stackInstancesGroup: [{
        deploymentTargets: { organizationalUnitIds: props.organizationalUnitIds },
        regions: [props.region ?? Stack.of(this).region],
      }],
      templateBody: template,
    });
  }
}

function validate({ organizationalUnitIds }: OrgStackSetDeploymentProps): void {
  const wrong = organizationalUnitIds.find((unit) => !/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\$\{Token.*)$/.test(unit));
  if (organizationalUnitIds.length === 0 || wrong !== undefined) {
    throw new Error(`organizationalUnitIds must name the root (r-…) or organizational units (ou-…-…), got ${wrong === undefined ? 'none' : `'${wrong}'`}.`);
  }
}

/** What an organisation agrees on: none where the trust is part of the template. */
function parametersOf({ trust, trustedAccountId, externalId }: ReadOnlyScannerRoleProps): CfnStackSet.ParameterProperty[] | undefined {
  if (trust || trustedAccountId === undefined || externalId === undefined) return undefined;
  return [{ parameterKey: 'TrustedAccountId', parameterValue: trustedAccountId }, { parameterKey: 'ExternalId', parameterValue: externalId }];
}

/** The template of a member account: values come in as parameters, so no token of the outer app crosses. */
function memberTemplate(props: ReadOnlyScannerRoleProps): string {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-security-scanner-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, 'Member', { synthesizer: new BootstraplessSynthesizer() });
    new ReadOnlyScannerRole(stack, 'Scanner', {
      ...props,
      ...parametersOf(props) && {
        trustedAccountId: new CfnParameter(stack, 'TrustedAccountId', { allowedPattern: '\\d{12}' }).valueAsString,
        externalId: new CfnParameter(stack, 'ExternalId', { minLength: 2, maxLength: 1224 }).valueAsString,
      },
    });
    return JSON.stringify(app.synth().getStackByName('Member').template);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
