import { aws, code, option, paper, type Fields, type Step, type Steps } from './step';
import type { Json } from '../../json';

const PREFERENCES = ['FailureToleranceCount', 'FailureTolerancePercentage', 'MaxConcurrentCount', 'MaxConcurrentPercentage', 'RegionConcurrencyType', 'RegionOrder', 'ConcurrencyMode'];

type Pair = { ParameterKey: string; ParameterValue: string };

const targetText = ({ OrganizationalUnitIds, Accounts, AccountFilterType }: Record<string, string[] | string | undefined>) => {
  const accounts = [Accounts ?? []].flat().map(code).join(', ');
  if (OrganizationalUnitIds === undefined) return `Select **Deploy stacks in accounts** and enter ${accounts}`;
  const filter = Accounts === undefined ? '' : `, **Account filter type** ${code(AccountFilterType ?? 'INTERSECTION')} with ${accounts}`;
  return `Select **Deploy to organizational units (OUs)** and enter ${[OrganizationalUnitIds].flat().map(code).join(', ')}${filter}`;
};

function instances(group: Fields, set: { name: string; callAs?: string; preferences?: Json; region: string }): Pick<Step, 'console' | 'commands'> {
  const targets = group.value<Record<string, string[]>>('DeploymentTargets') ?? {};
  const [regions, overrides] = [group.list('Regions'), group.list<Pair>('ParameterOverrides')];
  group.done();
  const units = targets.OrganizationalUnitIds !== undefined;
  return {
    console: [
      `${targetText(targets)}.`,
      `Under **Specify regions** add ${regions.map(code).join(', ')}.`,
      ...overrides.map(({ ParameterKey, ParameterValue }) => `Override ${code(ParameterKey)} with ${code(ParameterValue)}.`),
    ],
    commands: [aws('cloudformation create-stack-instances', option('region', set.region), option('stack-set-name', set.name), option('call-as', set.callAs),
      option('accounts', units ? undefined : targets.Accounts), option('deployment-targets', units ? targets : undefined), option('regions', regions),
      option('parameter-overrides', overrides.length > 0 ? overrides : undefined), option('operation-preferences', set.preferences))],
  };
}

const permissions = (model: string, admin?: string, execution?: string) => (model === 'SERVICE_MANAGED'
  ? 'As **Permissions** select **Service-managed permissions**; if asked, activate trusted access with AWS Organizations.'
  : `As **Permissions** select **Self-service permissions**${admin ? `, as **IAM admin role** ${code(admin)}` : ''}${execution ? `, as **IAM execution role name** ${code(execution)}` : ''}.`);

const stackSet: Steps = (fields, name) => {
  const [description, model, callAs] = [fields.value('Description'), fields.value('PermissionModel')!, fields.value('CallAs')];
  const [admin, execution, url] = [fields.value('AdministrationRoleARN'), fields.value('ExecutionRoleName'), fields.value('TemplateURL')];
  const [capabilities, parameters, tags] = [fields.list('Capabilities'), fields.list<Pair>('Parameters'), fields.list<{ Key: string; Value: string }>('Tags')];
  const [auto, managed, preferences] = [fields.value<Json>('AutoDeployment'), fields.value<Json>('ManagedExecution'), fields.value<Json>('OperationPreferences')];
  const body = fields.value('TemplateBody');
  fields.value('StackSetName');
  const region = fields.known.region;
  const groups = fields.each('StackInstancesGroup').map((group) => instances(group, { name, callAs, preferences, region }));
  const file = `${name}-template.json`;
  const limits = PREFERENCES.filter((key) => preferences?.[key] !== undefined).map((key) => `${code(key)} ${code(preferences![key])}`);
  return [{
    title: `Create the stack set ${name}`,
    console: [
      'Open **CloudFormation**, **StackSets**, and select **Create StackSet**.',
      permissions(model, admin, execution),
      url ? `Select **Amazon S3 URL** and enter ${code(url)}, then **Next**.` : `Select **Upload a template file**, choose ${code(file)}, which lies beside these steps, and select **Next**.`,
      `As **StackSet name** enter ${code(name)}${description ? `, as **StackSet description** ${code(description)}` : ''}.`,
      ...parameters.map(({ ParameterKey, ParameterValue }) => `As ${code(ParameterKey)} enter ${code(ParameterValue)}.`),
      ...tags.map(({ Key, Value }) => `Add the tag ${code(Key)} = ${code(Value)}.`),
      `As **Managed execution** select **${managed?.Active ? 'Active' : 'Inactive'}**.`,
      ...capabilities.length > 0 ? ['Acknowledge that CloudFormation might create IAM resources with custom names, and select **Next**.'] : ['Select **Next**.'],
      ...groups.flatMap((group) => group.console!),
      ...auto ? [`As **Automatic deployment** select **${auto.Enabled ? 'Activated' : 'Deactivated'}**${auto.Enabled ? `, as **Account removal behavior** **${auto.RetainStacksOnAccountRemoval ? 'Retain' : 'Delete'} stacks**` : ''}.`] : [],
      ...limits.length > 0 ? [`As **Deployment options** set ${limits.join(', ')}.`] : [],
      'Select **Next**, then **Submit**.',
    ],
    documents: body === undefined ? [] : [paper(file, 'Template of the stacks', JSON.parse(body))],
    commands: [
      aws('cloudformation create-stack-set', option('region', region), option('stack-set-name', name), option('description', description),
        body === undefined ? option('template-url', url) : option('template-body', `file://${file}`), capabilities.length > 0 ? `--capabilities ${capabilities.join(' ')}` : undefined,
        option('permission-model', model), option('administration-role-arn', admin), option('execution-role-name', execution), option('call-as', callAs),
        option('parameters', parameters.length > 0 ? parameters : undefined), option('tags', tags.length > 0 ? tags : undefined),
        option('auto-deployment', auto), option('managed-execution', managed)),
      ...groups.flatMap(({ commands }) => commands),
    ],
  }];
};

/** Stack sets. */
export const stackSetSteps: Readonly<Record<string, Steps>> = { 'AWS::CloudFormation::StackSet': stackSet };
