import { CfnStackSet, Stack, Token, Validations, type CfnStackSetProps } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { buildHere, memberTemplate, type MemberBuild } from './member-template';
import { assertOptions, assertRegions, deploysAutomatically, isInManagementAccount } from './org-deployment-checks';
import { EXECUTION_ROLE } from './stack-set-roles';
import { regionOf } from '../../derive/regions';
import { RegionConcurrency, type OrgDeploymentOptions } from '../org-deployment-options';
import { StackSetAdministrationRole } from '../stack-set-administration-role';
import { StackSetExecutionPermissions } from '../stack-set-execution-permissions';

/** What to deploy to an organisation. */
export interface OrgStackSetProps {
  readonly options: OrgDeploymentOptions;
  /** Name of the stack set where the options give none. */
  readonly name: string;
  readonly description: string;
  readonly build: MemberBuild;
}

/** What was deployed. */
export interface OrgStackSet {
  readonly stackSetName: string;
  /** Bytes of the member template. */
  readonly templateBytes: number;
  /** What the execution role of a self-managed stack set needs. */
  readonly executionPermissions: StackSetExecutionPermissions;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const TEMPLATE_BODY_BYTES = 51_200;

const OPT_IN_WARNING = 'cdk-security-scanner:opt-in-regions';
const UNKNOWN_REGION_WARNING = 'cdk-security-scanner:unknown-regions';

/**
 * Creates a stack set for the accounts of an organisation, and what the members get for the management account in this stack.
 * @throws where an option is wrong or the member template too large
 */
export function deployToOrganization(scope: Construct, { options, name, description, build }: OrgStackSetProps): OrgStackSet {
  assertOptions(options);
  const { regions, primaryRegion } = regionsOf(options, Stack.of(scope).region);
  tellOfRegions(scope, regions);
  const template = memberTemplate(build, regions.length > 1 ? primaryRegion : undefined);
  const templateBytes = Buffer.byteLength(template.body);
  if (templateBytes > TEMPLATE_BODY_BYTES) {
    throw new Error(`The member template has ${templateBytes} bytes, CloudFormation allows ${TEMPLATE_BODY_BYTES}: choose fewer streams, or SECURITY_AUDIT.`);
  }
  const { account } = Stack.of(scope);
  if (options.includeManagementAccount && options.accountIds?.includes(account)) {
    throw new Error(`This stack's account '${account}' is one of accountIds: leave includeManagementAccount out, or the account.`);
  }
  if (options.includeManagementAccount ?? isInManagementAccount(options)) {
    buildHere(new Construct(scope, 'ManagementAccount'), Stack.of(scope).region, build);
  }
  const stackSetName = options.stackSetName ?? name;
  new CfnStackSet(scope, 'Resource', {
    stackSetName,
    description,
    ...permissionModel(scope, options, stackSetName, regions),
    capabilities: ['CAPABILITY_NAMED_IAM'],
    managedExecution: { Active: true },
    operationPreferences: preferences(options, regions, primaryRegion),
    parameters: template.parameters.length > 0 ? template.parameters : undefined,
    stackInstancesGroup: targets(options).map((deploymentTargets) => ({ deploymentTargets, regions })),
    templateBody: template.body,
  });
  return { stackSetName, templateBytes, executionPermissions: StackSetExecutionPermissions._ofTemplate(template.body, stackSetName) };
}

/** The Regions, the primary one first. */
function regionsOf(options: OrgDeploymentOptions, here: string): { regions: string[]; primaryRegion: string } {
  const regions = options.regions ?? [options.primaryRegion ?? here];
  const primaryRegion = options.primaryRegion ?? (regions.includes(here) ? here : regions[0]);
  assertRegions(regions, primaryRegion);
  return { regions: [primaryRegion, ...regions.filter((region) => region !== primaryRegion)], primaryRegion };
}

/** What synthesis cannot know: whether the accounts have enabled an opt-in Region, and whether a Region newer than this package is one. */
function tellOfRegions(scope: Construct, regions: readonly string[]): void {
  const known = regions.filter((region) => !Token.isUnresolved(region));
  const optIn = known.filter((region) => regionOf(region)!.status === 'opt-in');
  const unknown = known.filter((region) => regionOf(region)!.status === 'unknown');
  if (optIn.length > 0) {
    Validations.of(scope).addWarning(OPT_IN_WARNING,
      `Opt-in Regions: ${optIn.join(', ')}. The account of the stack set and every account that it deploys to must have enabled them, or their stacks fail. `
      + 'Acknowledge this warning once they have.');
  }
  if (unknown.length > 0) {
    Validations.of(scope).addWarning(UNKNOWN_REGION_WARNING,
      `No Region that this package knows: ${unknown.join(', ')}. Acknowledge this warning if it is newer than the package.`);
  }
}

type PermissionModel = Pick<CfnStackSetProps, 'permissionModel' | 'callAs' | 'autoDeployment' | 'administrationRoleArn' | 'executionRoleName'>;

function permissionModel(scope: Construct, options: OrgDeploymentOptions, stackSetName: string, regions: string[]): PermissionModel {
  const { accountIds, executionRoleName = EXECUTION_ROLE } = options;
  if (accountIds) {
    const administration = options.administrationRole
      ?? new StackSetAdministrationRole(scope, 'Administration', { accountIds, stackSetName, regions, executionRoleName });
    return { permissionModel: 'SELF_MANAGED', administrationRoleArn: administration.roleRef.roleArn, executionRoleName };
  }
  const enabled = deploysAutomatically(options);
  return {
    permissionModel: 'SERVICE_MANAGED',
    callAs: options.delegatedAdministrator ? 'DELEGATED_ADMIN' : undefined,
    autoDeployment: { enabled, retainStacksOnAccountRemoval: enabled ? options.retainStacksOnAccountRemoval ?? false : undefined },
  };
}

function preferences(options: OrgDeploymentOptions, regions: string[], primaryRegion: string): CfnStackSet.OperationPreferencesProperty {
  const { failureTolerancePercentage, failureToleranceCount, maxConcurrentCount, maxConcurrentPercentage } = options;
  return {
    failureTolerancePercentage,
    failureToleranceCount: failureToleranceCount ?? (failureTolerancePercentage === undefined ? 0 : undefined),
    maxConcurrentCount,
    maxConcurrentPercentage: maxConcurrentPercentage ?? (maxConcurrentCount === undefined ? 100 : undefined),
    // The strict mode, which is the default, deploys to one account at a time where none may fail.
    concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
    regionConcurrencyType: options.regionConcurrency ?? RegionConcurrency.SEQUENTIAL,
    regionOrder: regions.length > 1 && !Token.isUnresolved(primaryRegion) ? regions : undefined,
  };
}

function targets({ organizationalUnitIds, accountIds, ...filters }: OrgDeploymentOptions): CfnStackSet.DeploymentTargetsProperty[] {
  if (accountIds) return [{ accounts: accountIds }];
  const { excludeAccountIds, onlyAccountIds, additionalAccountIds, organizationRootId } = filters;
  const accounts = excludeAccountIds ?? onlyAccountIds;
  const filter = accounts && { accounts, accountFilterType: excludeAccountIds ? 'DIFFERENCE' : 'INTERSECTION' };
  return [
    { organizationalUnitIds, ...filter },
    // CloudFormation does not support UNION in this resource: the additional accounts are those of the root that are named.
    ...additionalAccountIds ? [{ organizationalUnitIds: [organizationRootId!], accounts: additionalAccountIds, accountFilterType: 'INTERSECTION' }] : [],
  ];
}
