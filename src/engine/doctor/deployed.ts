import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, paginateListStackResources, type Parameter, type Stack } from '@aws-sdk/client-cloudformation';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';
import { present, type Aws } from './aws';
import { Resolver } from './resolve';
import type { Json } from '../json';
import type { Template } from '../template/template';

/** A resource of a deployed stack. */
export interface DeployedResource {
  readonly stack: DeployedStack;
  readonly logicalId: string;
  readonly type: string;
  /** id that AWS gave, for instance the name of a role or the URL of a queue */
  readonly physicalId: string;
  /** what the template says, resolved as CloudFormation did */
  readonly properties: Json;
  /** what the template says, as it stands there */
  readonly declared: Json;
}

/** A stack as it was deployed, with what its own template says. */
export interface DeployedStack {
  readonly aws: Aws;
  readonly id: string;
  readonly name: string;
  /** for instance CREATE_COMPLETE */
  readonly status: string;
  readonly statusReason?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly resources: readonly DeployedResource[];
}

/** Short forms of the functions: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS = ['Ref', 'Condition', 'GetAtt', 'Sub', 'Join', 'Select', 'Split', 'FindInMap', 'If', 'Equals', 'And', 'Or', 'Not', 'Base64', 'GetAZs', 'ImportValue', 'Cidr'];
const longForm = (name: string) => (name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`);
const tags = FUNCTIONS.flatMap((name): (ScalarTag | CollectionTag)[] => [
  { tag: `!${name}`, resolve: (text) => ({ [longForm(name)]: text }) },
  { tag: `!${name}`, collection: 'seq', resolve: (list) => ({ [longForm(name)]: (list as { toJSON: () => unknown }).toJSON() }) },
]);

/** A template from its text, JSON or YAML. */
export const parseTemplate = (text: string): Template => (text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text, { customTags: tags })) as Template;

/** Values of parameters; one with NoEcho is shown as asterisks only, and left out. */
const parametersOf = (parameters: readonly Parameter[] = []): Record<string, string> => Object.fromEntries(parameters
  .map(({ ParameterKey, ParameterValue, ResolvedValue }) => [ParameterKey!, ResolvedValue ?? ParameterValue ?? ''])
  .filter(([, value]) => !/^\*+$/.test(value)));

/** Reads a stack and its template; undefined where there is none of that name. */
export async function readStack(aws: Aws, name: string): Promise<DeployedStack | undefined> {
  const client = aws.client(CloudFormationClient);
  const stack = (await present(client.send(new DescribeStacksCommand({ StackName: name }))))?.Stacks?.[0];
  if (!stack || stack.StackStatus === 'DELETE_COMPLETE') return undefined;
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: stack.StackId, TemplateStage: 'Original' }));
  const physicalIds = new Map<string, string>();
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: stack.StackId })) {
    for (const { LogicalResourceId, PhysicalResourceId, ResourceStatus } of StackResourceSummaries) {
      if (PhysicalResourceId && ResourceStatus !== 'DELETE_COMPLETE') physicalIds.set(LogicalResourceId!, PhysicalResourceId);
    }
  }
  return deployedStack(aws, stack, parseTemplate(TemplateBody!), physicalIds);
}

function deployedStack(aws: Aws, stack: Stack, template: Template, physicalIds: ReadonlyMap<string, string>): DeployedStack {
  const parameters = parametersOf(stack.Parameters);
  const resolver = new Resolver(template, { aws, stackId: stack.StackId!, stackName: stack.StackName!, parameters, physicalIds });
  const resources: DeployedResource[] = [];
  const deployed: DeployedStack = {
    aws,
    id: stack.StackId!,
    name: stack.StackName!,
    status: stack.StackStatus!,
    statusReason: stack.StackStatusReason,
    parameters,
    resources,
  };
  for (const [logicalId, physicalId] of physicalIds) {
    const declared = template.Resources[logicalId];
    if (!declared) continue;
    const { Type: type, Properties = {} } = declared;
    resources.push({ stack: deployed, logicalId, type, physicalId, properties: resolver.properties(logicalId), declared: Properties });
  }
  return deployed;
}
