import { isObject } from '../json';

/** A parameter of a template: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
export interface Parameter {
  readonly Type: string;
  readonly Default?: string | number;
  readonly Description?: string;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly (string | number)[];
  readonly ConstraintDescription?: string;
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
  readonly MinValue?: number | string;
  readonly MaxValue?: number | string;
  readonly NoEcho?: boolean | string;
}

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: unknown;
}

/** An output of a template. */
export interface Output {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: unknown;
}

/** A CloudFormation template as an object: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  readonly AWSTemplateFormatVersion?: string;
  readonly Description?: string;
  readonly Metadata?: unknown;
  readonly Parameters?: Readonly<Record<string, Parameter>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Rules?: unknown;
  readonly Transform?: unknown;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Output>>;
}

/** One template of a deployment, with where it goes. */
export interface DeploymentTemplate {
  /** name of the file, for instance `avalor-aws-connector.json` */
  readonly file: string;
  /** what it is */
  readonly title: string;
  readonly stackName: string;
  /** where it is deployed, for instance `the account to connect` */
  readonly place: string;
  readonly template: Template;
  /** values of parameters that were chosen */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region?: string;
}

/** A file to write. */
export interface TextFile { readonly name: string; readonly content: string }

/** A template, or a value for it, that cannot be used: the message says where, what was given and what is allowed. */
export class InvalidTemplate extends Error { readonly name = 'InvalidTemplate'; }

/** Whether a value is an object, and no list. */

/** An intrinsic function and its argument; undefined for any other value. */
export function intrinsicOf(value: unknown): { readonly name: string; readonly argument: unknown } | undefined {
  if (!isObject(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if (others.length > 0 || name === undefined || !(name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))) return undefined;
  // A policy statement may consist of nothing but a Condition; the function takes a name.
  return name === 'Condition' && typeof value[name] !== 'string' ? undefined : { name, argument: value[name] };
}

/** The resource and the attribute that Fn::GetAtt names, in either of its forms. */
export function attributeOf(argument: unknown): readonly [string, string] {
  const parts = typeof argument === 'string' ? argument.split('.') : argument;
  if (!Array.isArray(parts) || parts.length < 2 || parts.some((part) => typeof part !== 'string')) {
    throw new InvalidTemplate(`Fn::GetAtt takes a resource and an attribute, got ${JSON.stringify(argument)}.`);
  }
  return [parts[0] as string, parts.slice(1).join('.')];
}

/** A part of the text of Fn::Sub: literal text or the name that stands in `${…}`. */
export type SubPart = { readonly text: string } | { readonly name: string };

/** The parts of the text of Fn::Sub; `${!name}` is the literal `${name}`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
export function subParts(text: string): SubPart[] {
  const parts: SubPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    parts.push({ text: text.slice(from, match.index) }, match[1] ? { text: `\${${match[2]}}` } : { name: match[2].trim() });
    from = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(from) }].filter((part) => !('text' in part) || part.text !== '');
}

/** Whether a parameter's value is a secret. */
export const isSecret = ({ NoEcho }: Parameter): boolean => String(NoEcho ?? false) === 'true';

/** Throws for a value of a parameter that the template does not declare. */
export function assertParametersKnown({ template, parameters, file }: DeploymentTemplate): void {
  const declared = Object.keys(template.Parameters ?? {});
  const other = Object.keys(parameters).find((name) => !declared.includes(name));
  if (other !== undefined) throw new InvalidTemplate(`${file} has no parameter '${other}'; it has ${declared.join(', ') || 'none'}.`);
}

/** Whether the value takes the UUID out of the id of the stack, `arn:…:stack/<name>/<UUID>`, by Fn::Select. */
export function isStackUuid(value: unknown): boolean {
  const wanted = ['2', 2].map((index) => JSON.stringify({ 'Fn::Select': [index, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }));
  return wanted.includes(JSON.stringify(value));
}

/** A logical id without the eight characters that the CDK appends to tell paths apart, unless another resource would be called the same then. */
export function plainId(logicalId: string, { Resources }: Template): string {
  const plain = (id: string) => id.replace(/(.)[0-9A-F]{8}$/, '$1');
  const short = plain(logicalId);
  return Object.keys(Resources).some((other) => other !== logicalId && plain(other) === short) ? logicalId : short;
}
