import { Token } from 'aws-cdk-lib/core';
import { assertRoleName } from './stack-set-roles';
import { assertMatches } from './trust-checks';
import { regionOf } from '../../derive/regions';
import type { OrgDeploymentOptions } from '../org-deployment-options';

const ACCOUNT = /^\d{12}$/;
const ROOT = /^r-[0-9a-z]{4,32}$/;
const UNIT = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/;
const ACCOUNT_LISTS = ['accountIds', 'excludeAccountIds', 'onlyAccountIds', 'additionalAccountIds'] as const;
const SERVICE_MANAGED_ONLY = [
  'excludeAccountIds', 'onlyAccountIds', 'additionalAccountIds', 'organizationRootId', 'autoDeployment', 'retainStacksOnAccountRemoval', 'delegatedAdministrator',
] as const;
const SELF_MANAGED_ONLY = ['administrationRole', 'executionRoleName'] as const;

/** @throws with the option, the value got and what is allowed */
export function assertOptions(options: OrgDeploymentOptions): void {
  assertOneModel(options);
  assertList('organizationalUnitIds', options.organizationalUnitIds, UNIT, 'must name the root (r-…) or organizational units (ou-…-…)');
  for (const name of ACCOUNT_LISTS) assertAccountIds(name, options[name]);
  assertFilters(options);
  assertRoleName('executionRoleName', options.executionRoleName);
  assertStackSetName(options.stackSetName);
  if (options.retainStacksOnAccountRemoval && !deploysAutomatically(options)) {
    throw new Error('retainStacksOnAccountRemoval is about auto-deployment, which is off.');
  }
  if (options.delegatedAdministrator && options.includeManagementAccount) {
    throw new Error('A stack of a delegated administrator cannot reach the management account, got delegatedAdministrator and includeManagementAccount: '
      + 'deploy a stack of its own there.');
  }
  const filter = (['onlyAccountIds', 'additionalAccountIds'] as const).find((name) => options[name] !== undefined);
  if (filter && options.autoDeployment) {
    throw new Error(`Auto-deployment does not heed account filters: every account that joins the units would be deployed to, got autoDeployment with ${filter}.`);
  }
  assertPreferences(options);
}

/** Auto-deployment does not heed account filters: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html */
export const deploysAutomatically = ({ autoDeployment, onlyAccountIds, additionalAccountIds }: OrgDeploymentOptions): boolean =>
  autoDeployment ?? (onlyAccountIds ?? additionalAccountIds) === undefined;

/** @throws naming the id that is none, or is there twice */
export function assertAccountIds(name: string, ids: readonly string[] | undefined): void {
  assertList(name, ids, ACCOUNT, 'must hold AWS account ids of 12 digits');
}

/** @throws with the rule and the name got */
export function assertStackSetName(name: string | undefined): void {
  assertMatches(name, /^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'stackSetName must have 1 to 128 letters, digits and hyphens, a letter first');
}

function assertOneModel(options: OrgDeploymentOptions): void {
  const { organizationalUnitIds, accountIds } = options;
  if ((organizationalUnitIds === undefined) === (accountIds === undefined)) {
    throw new Error('Give organizationalUnitIds for a service-managed stack set, or accountIds for a self-managed one, '
      + `got ${accountIds === undefined ? 'neither' : 'both'}.`);
  }
  const misplaced = (accountIds ? SERVICE_MANAGED_ONLY : SELF_MANAGED_ONLY).find((name) => options[name] !== undefined);
  if (misplaced) {
    throw new Error(`${misplaced} is an option of ${accountIds ? 'service-managed stack sets, got it with accountIds' : 'self-managed stack sets, got it with organizationalUnitIds'}.`);
  }
}

function assertList(name: string, list: readonly string[] | undefined, pattern: RegExp, rule: string): void {
  if (list === undefined || Token.isUnresolved(list)) return;
  if (list.length === 0) throw new Error(`${name} ${rule}, got none.`);
  for (const each of list) assertMatches(each, pattern, `${name} ${rule}`);
  const twice = list.find((each, at) => list.indexOf(each) < at);
  if (twice !== undefined) throw new Error(`${name} must name each only once, got '${twice}' twice.`);
}

function assertFilters({ organizationalUnitIds, excludeAccountIds, onlyAccountIds, additionalAccountIds, organizationRootId }: OrgDeploymentOptions): void {
  if (excludeAccountIds && onlyAccountIds) throw new Error('Give excludeAccountIds or onlyAccountIds, got both.');
  assertMatches(organizationRootId, ROOT, 'organizationRootId must be the id of the root (r-…)');
  if ((additionalAccountIds === undefined) !== (organizationRootId === undefined)) {
    throw new Error(`additionalAccountIds and organizationRootId go together, got ${additionalAccountIds ? 'additionalAccountIds' : 'organizationRootId'} alone.`);
  }
  if (additionalAccountIds && organizationalUnitIds?.some((unit) => ROOT.test(unit))) {
    throw new Error('additionalAccountIds are accounts outside the units, got the root among organizationalUnitIds, which holds every account.');
  }
  const both = additionalAccountIds?.find((account) => excludeAccountIds?.includes(account));
  if (both !== undefined) throw new Error(`An account is either excluded or additional, got '${both}' as both.`);
}

function assertPreferences(options: OrgDeploymentOptions): void {
  const { failureToleranceCount, failureTolerancePercentage, maxConcurrentCount, maxConcurrentPercentage } = options;
  assertNumber('failureToleranceCount', failureToleranceCount, 0);
  assertNumber('failureTolerancePercentage', failureTolerancePercentage, 0, 100);
  assertNumber('maxConcurrentCount', maxConcurrentCount, 1);
  assertNumber('maxConcurrentPercentage', maxConcurrentPercentage, 1, 100);
  if (failureToleranceCount !== undefined && failureTolerancePercentage !== undefined) {
    throw new Error('Give failureToleranceCount or failureTolerancePercentage, got both.');
  }
  if (maxConcurrentCount !== undefined && maxConcurrentPercentage !== undefined) throw new Error('Give maxConcurrentCount or maxConcurrentPercentage, got both.');
}

function assertNumber(name: string, value: number | undefined, least: number, most = Infinity): void {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new Error(`${name} must be a whole number ${most === Infinity ? `of at least ${least}` : `of ${least} to ${most}`}, got ${value}.`);
}

/** @throws naming the Region that is none, is named twice, or is of another partition than the first */
export function assertRegions(regions: readonly string[], primaryRegion: string): void {
  assertList('regions', regions, /./, 'must name at least one Region');
  const known = [...regions, primaryRegion].filter((region) => !Token.isUnresolved(region));
  const [first] = known;
  for (const region of known) {
    const found = regionOf(region);
    if (!found) throw new Error(`regions must hold names of AWS Regions such as eu-west-1, got '${region}'.`);
    const { partition } = regionOf(first)!;
    if (found.partition !== partition) throw new Error(`A stack set is deployed in one partition, got '${first}' of ${partition} and '${region}' of ${found.partition}.`);
  }
  // A Region that only the deployment knows may be any of them.
  if (!regions.includes(primaryRegion) && known.length === regions.length + 1) {
    throw new Error(`primaryRegion must be one of regions (${regions.join(', ')}), got '${primaryRegion}'.`);
  }
}

/** Whether the stack that deploys is in the management account, as far as the options tell. */
export const isInManagementAccount = ({ organizationalUnitIds, delegatedAdministrator }: OrgDeploymentOptions): boolean =>
  organizationalUnitIds !== undefined && !delegatedAdministrator;
