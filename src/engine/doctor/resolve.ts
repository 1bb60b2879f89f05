import { attributeOfResource } from './attributes';
import type { Aws } from './aws';
import { ANY } from './compare';
import { isObject, type Json } from '../json';
import { attributeOf, intrinsicOf, subParts, type Template } from '../template/template';

/** What a deployed template is resolved with. */
export interface Deployment {
  readonly aws: Aws;
  readonly stackId: string;
  readonly stackName: string;
  /** values of parameters; one that CloudFormation does not show is missing */
  readonly parameters: Readonly<Record<string, string>>;
  /** physical ids by logical id */
  readonly physicalIds: ReadonlyMap<string, string>;
}

const NO_VALUE = Symbol('AWS::NoValue');
const URL_SUFFIXES: Readonly<Record<string, string>> = { 'aws-cn': 'amazonaws.com.cn' };

/** Resolves the values of a template as CloudFormation did when it was deployed; what only AWS knows becomes ANY. */
export class Resolver {
  constructor(private readonly template: Template, private readonly deployment: Deployment) {}

  /** The properties of a resource. */
  properties(logicalId: string): Json {
    return this.value(this.template.Resources[logicalId].Properties ?? {}) as Json;
  }

  private value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.value(each)).filter((each) => each !== NO_VALUE);
    const intrinsic = intrinsicOf(value);
    if (intrinsic) return this.call(intrinsic.name, intrinsic.argument);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.value(each)]).filter(([, each]) => each !== NO_VALUE));
  }

  private call(name: string, argument: unknown): unknown {
    const list = () => this.value(argument) as unknown[];
    switch (name) {
      case 'Ref': return this.reference(argument as string);
      case 'Fn::GetAtt': return this.attribute(...attributeOf(argument));
      case 'Fn::Sub': return this.substituted(argument);
      case 'Fn::Join': return ((list()[1] as unknown[]) ?? []).map(String).join(String(list()[0]));
      case 'Fn::Select': return ((list()[1] as unknown[]) ?? [])[Number(list()[0])] ?? ANY;
      case 'Fn::Split': return String(list()[1]).split(String(list()[0]));
      case 'Fn::FindInMap': return this.mapped(list().map(String));
      case 'Fn::If': return this.value((argument as unknown[])[this.holds((argument as [string])[0]) ? 1 : 2]);
      case 'Fn::Equals': case 'Fn::And': case 'Fn::Or': case 'Fn::Not': case 'Condition': return this.truth({ [name]: argument });
      default: return ANY;
    }
  }

  private reference(name: string): unknown {
    const { aws, stackId, stackName, parameters, physicalIds } = this.deployment;
    const pseudo: Readonly<Record<string, unknown>> = {
      'AWS::AccountId': aws.accountId,
      'AWS::Partition': aws.partition,
      'AWS::Region': aws.region,
      'AWS::StackId': stackId,
      'AWS::StackName': stackName,
      'AWS::URLSuffix': URL_SUFFIXES[aws.partition] ?? 'amazonaws.com',
      'AWS::NoValue': NO_VALUE,
    };
    if (name in pseudo) return pseudo[name];
    const parameter = this.template.Parameters?.[name];
    if (!parameter) return physicalIds.get(name) ?? ANY;
    const value = parameters[name];
    return value !== undefined && /List/.test(parameter.Type) ? value.split(',').map((each) => each.trim()) : value ?? ANY;
  }

  private attribute(logicalId: string, name: string): string {
    const physicalId = this.deployment.physicalIds.get(logicalId);
    const resource = this.template.Resources[logicalId];
    if (physicalId === undefined || resource === undefined) return ANY;
    return attributeOfResource(resource.Type, name, { physicalId, properties: this.value(this.own(resource.Properties)) as Json, aws: this.deployment.aws });
  }

  /** The properties that attributes follow from, so that resources that refer to each other end. */
  private readonly own = (properties: Json = {}): Json =>
    Object.fromEntries(['Path', 'EventBusName'].filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]));

  private substituted(argument: unknown): string {
    const [text, given] = Array.isArray(argument) ? argument as [string, Json] : [argument as string, {}];
    return subParts(text).map((part) => {
      if ('text' in part) return part.text;
      if (part.name in given) return String(this.value(given[part.name]));
      return String(part.name.includes('.') ? this.attribute(...attributeOf(part.name)) : this.reference(part.name));
    }).join('');
  }

  private mapped([map, first, second]: string[]): unknown {
    return this.template.Mappings?.[map]?.[first]?.[second] ?? ANY;
  }

  private holds(condition: string): boolean {
    return this.truth(this.template.Conditions?.[condition]);
  }

  private truth(expression: unknown): boolean {
    const intrinsic = intrinsicOf(expression);
    if (!intrinsic) return String(expression) === 'true';
    const { name, argument } = intrinsic;
    const parts = argument as unknown[];
    switch (name) {
      case 'Condition': return this.holds(argument as string);
      case 'Fn::Equals': return String(this.value(parts[0])) === String(this.value(parts[1]));
      case 'Fn::And': return parts.every((each) => this.truth(each));
      case 'Fn::Or': return parts.some((each) => this.truth(each));
      case 'Fn::Not': return !this.truth(parts[0]);
      default: return String(this.value(expression)) === 'true';
    }
  }
}
