import type { Statement } from './policy';
import deployment from '../catalogue/policies/deployment.json';

/** A resource of a CloudFormation template. What only the deployment knows stands in it as `*`. */
export interface TemplateResource { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }

/** A statement with a condition; its ARNs hold `${Partition}` and `${Account}`. */
export interface ConditionalStatement extends Statement { readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>> }

interface TypeFacts {
  readonly type: string;
  readonly name?: string;
  /** The type that this one is part of: where the template names it by reference, its grants are enough. */
  readonly of?: string;
  readonly passes?: string;
  readonly grants: readonly { readonly actions: readonly string[]; readonly resources: readonly string[]; readonly within?: string }[];
}

const TYPES: readonly TypeFacts[] = deployment.types;
// CloudFormation shortens the name of the stack in the names that it makes, never below 24 characters.
const KEPT_CHARACTERS = 24;

/**
 * What deploying, updating and deleting the stacks of a stack set needs, no more: CloudFormation on these stacks, and the calls of each resource type
 * on the resources that the template names.
 * @param resources the resources of the template, by their logical ids
 * @throws naming the types whose calls are not known
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
export function deploymentStatements(resources: Readonly<Record<string, TemplateResource>>, stackSetName: string): ConditionalStatement[] {
  const generated = `${`StackSet-${stackSetName}`.slice(0, KEPT_CHARACTERS)}*`;
  const all = Object.values(resources);
  const unknown = [...new Set(all.map(({ Type }) => Type))].filter((type) => !TYPES.some((known) => known.type === type));
  if (unknown.length > 0) {
    throw new Error(`Which calls deploy ${unknown.join(', ')} is not known. Known are ${TYPES.map(({ type }) => type).join(', ')}.`);
  }
  const granted = all.flatMap((resource) => grantsOf(resource, generated, all));
  return withSids([...cloudFormation(stackSetName), ...granted, ...passRole(all, generated)]);
}

function cloudFormation(stackSetName: string): Omit<ConditionalStatement, 'Sid'>[] {
  return [
    // StackSets needs every action of CloudFormation, as AWS documents it: here on its own stacks.
    { Effect: 'Allow', Action: ['cloudformation:*'], Resource: [`arn:\${Partition}:cloudformation:*:\${Account}:stack/StackSet-${stackSetName}-*`] },
    { Effect: 'Allow', Action: ['cloudformation:GetTemplateSummary', 'cloudformation:ListStacks', 'cloudformation:ValidateTemplate'], Resource: ['*'] },
  ];
}

const typeOf = ({ Type }: TemplateResource): TypeFacts => TYPES.find(({ type }) => type === Type)!;

function grantsOf(resource: TemplateResource, generated: string, all: readonly TemplateResource[]): Omit<ConditionalStatement, 'Sid'>[] {
  const { grants, name, of } = typeOf(resource);
  const { Properties = {} } = resource;
  if (of && Properties[name!] === '*' && all.some(({ Type }) => Type === of)) return [];
  // Whoever may take a boundary off needs none.
  return grants.filter(({ within }) => within !== 'no boundary' || Properties.PermissionsBoundary === undefined).map(({ actions, resources, within }) => ({
    Effect: 'Allow', Action: actions, Resource: resources.map((arn) => arnOf(arn, resource, generated)), ...limit(within, resource, generated, all),
  }));
}

function arnOf(arn: string, resource: TemplateResource, generated: string): string {
  const { Type, Properties = {} } = resource;
  const { name } = typeOf(resource);
  const named = name === undefined ? undefined : Properties[name];
  if (named === '*') throw new Error(`The ${name} of a resource of type ${Type} is known at deployment only: nobody can be limited to it. Give a name.`);
  return `arn:\${Partition}:${arn}`.replace('${Path}', String(Properties.Path ?? '/')).replace('${Name}', named === undefined ? generated : String(named));
}

/** The boundary that a role must have, or the policies that may be attached to it. */
function limit(within: string | undefined, { Properties = {} }: TemplateResource, generated: string, all: readonly TemplateResource[]): Pick<ConditionalStatement, 'Condition'> {
  if (within === 'boundary' && Properties.PermissionsBoundary !== undefined) {
    return { Condition: { ArnLike: { 'iam:PermissionsBoundary': Properties.PermissionsBoundary } } };
  }
  if (within !== 'policies') return {};
  const own = all.filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy').map((policy) => arnOf('iam::${Account}:policy${Path}${Name}', policy, generated));
  const others = (Properties.ManagedPolicyArns as string[] | undefined ?? []).filter((arn) => arn !== '*');
  return { Condition: { ArnLike: { 'iam:PolicyARN': [...new Set([...others, ...own])] } } };
}

/** A service gets only the roles of the template. */
function passRole(all: readonly TemplateResource[], generated: string): Omit<ConditionalStatement, 'Sid'>[] {
  const services = new Set(all.flatMap((resource) => typeOf(resource).passes ?? []));
  const roles = all.filter(({ Type }) => Type === 'AWS::IAM::Role').map((role) => arnOf('iam::${Account}:role${Path}${Name}', role, generated));
  if (services.size === 0 || roles.length === 0) return [];
  return [{ Effect: 'Allow', Action: ['iam:PassRole'], Resource: [...new Set(roles)], Condition: { StringEquals: { 'iam:PassedToService': [...services] } } }];
}

/** Each statement once, numbered. */
function withSids(statements: readonly Omit<ConditionalStatement, 'Sid'>[]): ConditionalStatement[] {
  return [...new Set(statements.map((statement) => JSON.stringify(statement)))].map((text, at) => ({ Sid: `Deploy${at}`, ...JSON.parse(text) }));
}
