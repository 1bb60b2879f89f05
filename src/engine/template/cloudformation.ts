import { Document, visit } from 'yaml';
import { ordered } from './order';
import { assertParametersKnown, InvalidTemplate, isSecret, type DeploymentTemplate, type Template } from './template';
import { partitionOf } from '../collect/place';

/** How a template reaches CloudFormation: in the request, or from S3 by its URL. */
export type Delivery = 'inline' | 'url';

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const LIMITS: Readonly<Record<Delivery, number>> = { inline: 51_200, url: 1_048_576 };

/** The template as JSON, keys in a fixed order: indented where that fits into a request, else on one line. */
export function toJson(template: Template): string {
  const sorted = ordered(template);
  const indented = `${JSON.stringify(sorted, undefined, 2)}\n`;
  return Buffer.byteLength(indented) <= LIMITS.inline ? indented : `${JSON.stringify(sorted)}\n`;
}

// Readers of YAML differ in what they take for a number, a date or a truth: only what none of them mistakes for one stands without quotes.
const PLAIN = /^(?!(y|n|yes|no|on|off|true|false|null|nan|inf)$)[a-z/](?!.*(: |:$| $))[\w ,.;()/:*+=-]*$/i;

/** The template as YAML, keys in a fixed order, intrinsic functions in their long form. */
export function toYaml(template: Template): string {
  const document = new Document(ordered(template), { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && !PLAIN.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}

/**
 * Bytes of a template's text.
 * @throws InvalidTemplate when CloudFormation would not take that many
 */
export function assertSize(text: string, file: string, delivery: Delivery = 'inline'): number {
  const bytes = Buffer.byteLength(text);
  const kind = { inline: 'a template in a request', url: 'a template in S3' }[delivery];
  if (bytes > LIMITS[delivery]) {
    const advice = delivery === 'inline' && bytes <= LIMITS.url ? ' Upload it to an S3 bucket and give its URL, or choose fewer streams.' : ' Choose fewer streams.';
    throw new InvalidTemplate(`${file} has ${bytes} bytes, CloudFormation allows ${LIMITS[delivery]} for ${kind}.${advice}`);
  }
  return bytes;
}

/** Capabilities that CloudFormation asks for: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
export function capabilitiesOf({ Resources, Transform }: Template): ('CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[] {
  const iam = Object.values(Resources).some(({ Type }) => Type.startsWith('AWS::IAM::'));
  return [...iam ? ['CAPABILITY_NAMED_IAM' as const] : [], ...Transform ? ['CAPABILITY_AUTO_EXPAND' as const] : []];
}

/** A word of a POSIX shell. */
export const shellWord = (text: string): string => (/^[\w@%+=:,./<>-]+$/.test(text) && !/[<>]/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Lines of one command, joined as documents show them. */
const command = (...lines: readonly (string | false | undefined)[]) => lines.filter(Boolean).join(' \\\n  ');

/**
 * Values for the command line: those chosen, and `<Name>` for those without a default. A secret comes from a variable of the shell, so that
 * it is in no file and no history.
 */
function values(deployment: DeploymentTemplate): [string, string][] {
  assertParametersKnown(deployment);
  return Object.entries(deployment.template.Parameters ?? {}).flatMap(([name, parameter]): [string, string][] => {
    if (isSecret(parameter)) return [[name, `"$${name}"`]];
    const value = deployment.parameters[name] ?? (parameter.Default === undefined ? `<${name}>` : undefined);
    return value === undefined ? [] : [[name, value]];
  });
}

const isVariable = (value: string) => value.startsWith('"$');

/** A parameter as `--parameters` takes it; there a comma ends a value. */
const shorthand = ([name, value]: [string, string]) => (isVariable(value)
  ? `ParameterKey=${name},ParameterValue=${value}`
  : shellWord(`ParameterKey=${name},ParameterValue=${value.replaceAll(',', '\\,')}`));

const list = (option: string, words: readonly string[]) => words.length > 0 && `${option} ${words.join(' ')}`;

/** `aws cloudformation create-stack`, as vendors document it. */
export function createStackCommand(deployment: DeploymentTemplate): string {
  return command(
    'aws cloudformation create-stack',
    deployment.region && `--region ${deployment.region}`,
    `--stack-name ${shellWord(deployment.stackName)}`,
    list('--capabilities', capabilitiesOf(deployment.template)),
    `--template-body ${shellWord(`file://${deployment.file}`)}`,
    list('--parameters', values(deployment).map(shorthand)),
  );
}

/** `aws cloudformation deploy`: creates the stack, or updates it, and waits. */
export function deployCommand(deployment: DeploymentTemplate): string {
  return command(
    'aws cloudformation deploy',
    deployment.region && `--region ${deployment.region}`,
    `--stack-name ${shellWord(deployment.stackName)}`,
    list('--capabilities', capabilitiesOf(deployment.template)),
    `--template-file ${shellWord(deployment.file)}`,
    list('--parameter-overrides', values(deployment).map(([name, value]) => (isVariable(value) ? `${name}=${value}` : shellWord(`${name}=${value}`)))),
  );
}

/**
 * `create-stack-set` and `create-stack-instances`: the template for every account of an organisation, from the management account.
 * @param target id of the root or of an organizational unit
 * @param retain whether the stack of an account that leaves stays
 */
export function stackSetCommands(deployment: DeploymentTemplate, target: string, regions: readonly string[], retain = false): string[] {
  const name = `--stack-set-name ${shellWord(deployment.stackName)}`;
  const region = deployment.region && `--region ${deployment.region}`;
  return [
    command(
      'aws cloudformation create-stack-set', region, name,
      `--template-body ${shellWord(`file://${deployment.file}`)}`,
      list('--capabilities', capabilitiesOf(deployment.template)),
      '--permission-model SERVICE_MANAGED',
      list('--parameters', values(deployment).map(shorthand)),
      `--auto-deployment Enabled=true,RetainStacksOnAccountRemoval=${retain}`,
    ),
    command(
      'aws cloudformation create-stack-instances', region, name,
      `--deployment-targets OrganizationalUnitIds='${JSON.stringify([target])}'`,
      `--regions '${JSON.stringify(regions)}'`,
    ),
  ];
}

/** Hosts of the console by partition. */
export const CONSOLES: Readonly<Record<string, string>> = {
  'aws': 'console.aws.amazon.com', 'aws-cn': 'console.amazonaws.cn', 'aws-us-gov': 'console.amazonaws-us-gov.com', 'aws-eusc': 'console.amazonaws-eusc.eu',
};

/**
 * The link that opens the console with the stack ready to be created: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
 * Secrets are left out: the console asks for them.
 * @param templateUrl URL of the template in S3
 * @throws InvalidTemplate for any other URL, which CloudFormation would not read
 */
export function quickCreateLink(deployment: DeploymentTemplate & { readonly region: string }, templateUrl: string): string {
  if (!/^https:\/\/([\w.-]+\.)?s3[\w.-]*\.amazonaws\.(com|com\.cn|eu)\/./.test(templateUrl)) {
    throw new InvalidTemplate(`A quick-create link needs the https URL of a template in an S3 bucket, got '${templateUrl}'. Example: https://my-bucket.s3.amazonaws.com/${deployment.file}`);
  }
  assertParametersKnown(deployment);
  const { region, template, stackName } = deployment;
  const query = [['templateURL', templateUrl], ['stackName', stackName], ...Object.entries(deployment.parameters)
    .filter(([name]) => !isSecret(template.Parameters![name])).map(([name, value]) => [`param_${name}`, value])];
  return `https://${region}.${CONSOLES[partitionOf(region)]}/cloudformation/home?region=${region}#/stacks/create/review?`
    + query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}
