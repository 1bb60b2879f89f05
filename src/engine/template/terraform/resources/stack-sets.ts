import { as, block, inside, listOf, mapOf, tags, type Converter, type Definition, type Properties } from '../arguments';
import { Call, Expression, text, type Hcl } from '../hcl';

const PREFERENCES: Properties = {
  FailureToleranceCount: as('failure_tolerance_count'),
  FailureTolerancePercentage: as('failure_tolerance_percentage'),
  MaxConcurrentCount: as('max_concurrent_count'),
  MaxConcurrentPercentage: as('max_concurrent_percentage'),
  RegionConcurrencyType: as('region_concurrency_type'),
  RegionOrder: as('region_order'),
};

/** The template of the stacks lies beside the module, so that it stays what CloudFormation reads. */
const templateBody: Converter = (value, place) => {
  const converted: Hcl = typeof value === 'string'
    ? new Call('file', [text([new Expression('path.module'), `/${place.file('template.json', indented(value))}`])])
    : place.scope.value(value, place.where);
  return { body: [{ name: 'template_body', value: converted }] };
};

function indented(body: string): string {
  try {
    return `${JSON.stringify(JSON.parse(body), undefined, 2)}\n`;
  } catch {
    return body;
  }
}

/** Only stack sets that do not belong to the organisation name accounts without units. */
const targets: Converter = (value, place) => {
  const { OrganizationalUnitIds } = value as { OrganizationalUnitIds?: unknown };
  return OrganizationalUnitIds === undefined
    ? inside({ Accounts: as('accounts') })(value, place)
    : block('deployment_targets', { OrganizationalUnitIds: as('organizational_unit_ids'), Accounts: as('accounts'), AccountFilterType: as('account_filter_type'), AccountsUrl: as('accounts_url') })(value, place);
};

const groups: Converter = (value, place) => ({
  beside: listOf(value, place).map((group, index) => {
    const where = `${place.where}[${index}]`;
    const { body = [] } = inside({ DeploymentTargets: targets, Regions: as('regions'), ParameterOverrides: mapOf('parameter_overrides', 'ParameterKey', 'ParameterValue') })(group, { ...place, where });
    return place.beside('aws_cloudformation_stack_instances', index === 0 ? '' : String(index + 1), [{ name: 'stack_set_name', value: place.attribute('name') }, ...body, ...place.shared]);
  }),
});

const stackSet: Definition = {
  type: 'aws_cloudformation_stack_set',
  ref: 'stack_set_id',
  attributes: { StackSetId: 'stack_set_id' },
  shared: { CallAs: as('call_as'), OperationPreferences: block('operation_preferences', { ...PREFERENCES, ConcurrencyMode: as('concurrency_mode') }) },
  properties: {
    StackSetName: as('name'),
    Description: as('description'),
    PermissionModel: as('permission_model'),
    CallAs: as('call_as'),
    AdministrationRoleARN: as('administration_role_arn'),
    ExecutionRoleName: as('execution_role_name'),
    Capabilities: as('capabilities'),
    Parameters: mapOf('parameters', 'ParameterKey', 'ParameterValue'),
    TemplateBody: templateBody,
    TemplateURL: as('template_url'),
    Tags: tags,
    AutoDeployment: block('auto_deployment', { Enabled: as('enabled'), RetainStacksOnAccountRemoval: as('retain_stacks_on_account_removal') }),
    ManagedExecution: block('managed_execution', { Active: as('active') }),
    OperationPreferences: block('operation_preferences', { ...PREFERENCES, ConcurrencyMode: () => ({}) }),
    StackInstancesGroup: groups,
  },
};

/** Stack sets; each group of their instances is a resource of its own. */
export const stackSets: Readonly<Record<string, Definition>> = { 'AWS::CloudFormation::StackSet': stackSet };
