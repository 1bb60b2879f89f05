import { Call, Conditional, Expression, Present, render, text, Text, type Argument, type Block, type Hcl } from './hcl';
import { Names, snake } from './names';
import { isObject } from '../../json';
import { attributeOf, InvalidTemplate, intrinsicOf, isStackUuid, subParts, type Template } from '../template';

/** How a resource is referred to in Terraform. */
export interface Reference {
  /** for instance `aws_iam_role.scanner` */
  readonly address: string;
  readonly type: string;
  /** whether the resource is created under a condition only */
  readonly conditional: boolean;
  /** what Ref gives */
  readonly ref: string;
  /** Terraform's attribute for each of CloudFormation's */
  readonly attributes: Readonly<Record<string, string>>;
}

const PSEUDO: Readonly<Record<string, readonly [source: string, attribute: string]>> = {
  'AWS::Partition': ['aws_partition', 'partition'],
  'AWS::URLSuffix': ['aws_partition', 'dns_suffix'],
  'AWS::AccountId': ['aws_caller_identity', 'account_id'],
  'AWS::Region': ['aws_region', 'region'],
};

const isScalar = (value: Hcl): boolean => value === null || typeof value !== 'object' || value instanceof Text || value instanceof Expression
  || (value instanceof Conditional && isScalar(value.yes) && isScalar(value.no));

const mayBeNull = (value: Hcl): boolean => value === null || (value instanceof Conditional && (mayBeNull(value.yes) || mayBeNull(value.no)));

/** The values of a template as Terraform's expressions; remembers the data sources that these need. */
export class Scope {
  private readonly data = new Map<string, Block>();
  private readonly dataNames = new Names();

  constructor(readonly template: Template, private readonly stackName: string, private readonly references: ReadonlyMap<string, Reference>) {}

  /** Blocks of the data sources that the values so far need. */
  get dataSources(): Block[] {
    return [...this.data.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, block]) => block);
  }

  /**
   * A value of the template. Null is AWS::NoValue.
   * @param where for messages
   */
  value(value: unknown, where: string): Hcl {
    if (isStackUuid(value)) return this.stackUuid();
    const intrinsic = intrinsicOf(value);
    if (intrinsic) return this.intrinsic(intrinsic.name, intrinsic.argument, where);
    if (Array.isArray(value)) {
      const members = value.map((each, at) => this.value(each, `${where}[${at}]`)).filter((each) => each !== null);
      return members.some(mayBeNull) ? new Present(members) : members;
    }
    if (isObject(value)) {
      const entries = Object.entries(value).map(([name, each]) => [name, this.value(each, `${where}.${name}`)] as const).filter(([, each]) => each !== null);
      return entries.some(([, each]) => mayBeNull(each)) ? new Present(Object.fromEntries(entries)) : Object.fromEntries(entries);
    }
    if (typeof value === 'string') return this.resolved([value], where);
    if (value === null || value === undefined) return null;
    return value as number | boolean;
  }

  /** A condition of the template as code. */
  condition(value: unknown, where: string): string {
    const { name, argument } = intrinsicOf(value) ?? {};
    const each = () => (argument as unknown[]).map((part, at) => this.condition(part, `${where}.${name}[${at}]`));
    if (name === 'Condition') return this.conditionNamed(argument, where);
    if (name === 'Fn::Not') return `!(${each()[0]})`;
    if (name === 'Fn::And') return `(${each().join(' && ')})`;
    if (name === 'Fn::Or') return `(${each().join(' || ')})`;
    if (name !== 'Fn::Equals' || !Array.isArray(argument)) throw this.unsupported(where, value, 'Fn::Equals, Fn::Not, Fn::And, Fn::Or or Condition');
    return argument.map((part, at) => render(this.value(part, `${where}[${at}]`), '')).join(' == ');
  }

  /** The local value that holds a condition. */
  conditionNamed(name: unknown, where: string): string {
    if (typeof name !== 'string' || !(name in (this.template.Conditions ?? {}))) throw new InvalidTemplate(`${where} names the condition ${JSON.stringify(name)}, which the template does not have.`);
    return `local.${snake(name)}`;
  }

  private intrinsic(name: string, argument: unknown, where: string): Hcl {
    const parts = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Ref': return this.ref(argument, where);
      case 'Fn::GetAtt': return this.attribute(...attributeOf(argument), where);
      case 'Fn::Sub': return this.sub(parts[0], parts[1], where);
      case 'Fn::Join': return this.join(parts[0] as string, parts[1], where);
      case 'Fn::Split': return new Call('split', parts.map((part) => this.value(part, where)));
      case 'Fn::Select': return this.select(parts[0], this.value(parts[1], where), where);
      case 'Fn::If': return this.either(parts, where);
      case 'Fn::FindInMap': return this.lookUp(parts, where);
      case 'Fn::Base64': return new Call('base64encode', [this.value(argument, where)]);
      default: throw this.unsupported(where, { [name]: argument }, 'Ref, Fn::GetAtt, Fn::Sub, Fn::Join, Fn::Split, Fn::Select, Fn::If, Fn::FindInMap or Fn::Base64');
    }
  }

  private ref(name: unknown, where: string): Hcl {
    const id = String(name);
    const parameter = this.template.Parameters?.[id];
    if (parameter) return new Expression(`var.${snake(id)}`, parameter.Type !== 'Number');
    const reference = this.references.get(id);
    if (reference) return attributeExpression(reference, reference.ref);
    if (id === 'AWS::NoValue') return null;
    if (id === 'AWS::StackName') return this.stackName;
    if (id === 'AWS::StackId') return this.stackId();
    if (!(id in PSEUDO)) throw new InvalidTemplate(`${where} refers to '${id}', which is no parameter and no resource of the template.`);
    const [source, attribute] = PSEUDO[id];
    return new Expression(`${this.source(source, 'current', [])}.${attribute}`);
  }

  /** The part of a stack's id that no other stack has is a UUID; so is the id of terraform_data. */
  private stackUuid(): Expression {
    this.data.set('', { type: 'resource', labels: ['terraform_data', 'stack'], items: [], comment: 'Its id stands for that of the stack: a UUID that stays as long as this is not destroyed.' });
    return new Expression('terraform_data.stack.id');
  }

  private stackId(): Hcl {
    const [partition, region, account] = ['AWS::Partition', 'AWS::Region', 'AWS::AccountId'].map((pseudo) => this.ref(pseudo, pseudo));
    return text(['arn:', partition, ':cloudformation:', region, ':', account, `:stack/${this.stackName}/`, this.stackUuid()]);
  }

  private attribute(id: string, name: string, where: string): Hcl {
    const reference = this.references.get(id);
    if (!reference) throw new InvalidTemplate(`${where} names the resource '${id}', which the template does not have.`);
    const attribute = reference.attributes[name];
    if (!attribute) throw new InvalidTemplate(`${where}: the Terraform printer does not know the attribute ${name} of ${id} (${reference.type}); it knows ${Object.keys(reference.attributes).join(', ')}.`);
    return attributeExpression(reference, attribute);
  }

  private sub(template: unknown, values: unknown, where: string): Hcl {
    const given = isObject(values) ? values : {};
    return this.resolved(subParts(String(template)).map((part) => {
      if ('text' in part) return part.text;
      if (part.name in given) return this.value(given[part.name], where);
      return part.name.includes('.') ? this.attribute(...attributeOf(part.name), where) : this.ref(part.name, where);
    }), where);
  }

  private join(delimiter: string, list: unknown, where: string): Hcl {
    const values = this.value(list, where);
    if (!Array.isArray(values)) return new Call('join', [delimiter, values]);
    return this.resolved(values.flatMap((value, at) => (at === 0 ? [value] : [delimiter, value])), where);
  }

  private select(index: unknown, list: Hcl, where: string): Hcl {
    const at = this.value(index, where);
    if (!/^\d+$/.test(String(at))) return new Call('element', [list, at]);
    return Array.isArray(list) ? list[Number(at)] ?? null : new Expression(`${render(list, '')}[${Number(at)}]`);
  }

  /** The two branches of a conditional must have one type in Terraform; JSON text is of one type whatever it holds. */
  private either([name, ...branches]: unknown[], where: string): Hcl {
    const condition = this.conditionNamed(name, where);
    const [yes, no] = branches.map((branch) => this.value(branch, where));
    if (yes === null || no === null || (isScalar(yes) && isScalar(no))) return new Conditional(condition, yes, no);
    return new Call('jsondecode', [new Conditional(condition, new Call('jsonencode', [yes]), new Call('jsonencode', [no]))]);
  }

  private lookUp([map, ...keys]: unknown[], where: string): Hcl {
    if (typeof map !== 'string' || !(map in (this.template.Mappings ?? {}))) throw this.unsupported(where, map, 'the name of a mapping of the template');
    return new Expression(`local.${snake(map)}${keys.map((each) => `[${render(this.value(each, where), '')}]`).join('')}`);
  }

  /** Text, its dynamic references replaced: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
  private resolved(parts: readonly Hcl[], where: string): Hcl {
    const joined = text(parts);
    const flat = (joined instanceof Text ? joined.parts : [joined]).map((part, at) => (typeof part === 'string' ? part : `\u0000${at}\u0000`)).join('');
    if (!flat.includes('{{resolve:')) return joined;
    const unflat = (code: string): Hcl => text(code.split('\u0000').map((part, at) => (at % 2 === 0 ? part : (joined as Text).parts[Number(part)])));
    const pieces = flat.split(/\{\{resolve:(.*?)\}\}/);
    return text(pieces.map((piece, at) => (at % 2 === 0 ? unflat(piece) : this.dynamic(piece, unflat, where))));
  }

  private dynamic(reference: string, unflat: (code: string) => Hcl, where: string): Hcl {
    const [, service, rest] = /^([\w-]+):(.*)$/.exec(reference) ?? [];
    const comment = 'The value becomes part of the state: keep the state encrypted.';
    if (service === 'ssm' || service === 'ssm-secure') {
      return new Expression(`${this.source('aws_ssm_parameter', 'value', [{ name: 'name', value: unflat(rest) }], comment)}.value`);
    }
    if (service !== 'secretsmanager') throw this.unsupported(where, `{{resolve:${reference.replaceAll('\u0000', '…')}}}`, 'secretsmanager, ssm or ssm-secure');
    const [, id, key, stage, version] = /^(.*?)(?::SecretString(?::([^:]*))?(?::([^:]*))?(?::([^:]*))?)?$/.exec(rest)!;
    const items = [{ name: 'secret_id', value: unflat(id) }, ...stage ? [{ name: 'version_stage', value: unflat(stage) }] : [], ...version ? [{ name: 'version_id', value: unflat(version) }] : []];
    const secret = `${this.source('aws_secretsmanager_secret_version', 'secret', items, comment)}.secret_string`;
    return new Expression(key ? `jsondecode(${secret})[${render(unflat(key), '')}]` : secret);
  }

  /** The address of a data source; one that reads the same is used again. */
  private source(type: string, wanted: string, items: readonly Argument[], comment?: string): string {
    const id = `${type} ${items.map(({ value }) => render(value, '')).join(' ')}`;
    const known = this.data.get(id);
    const name = known ? known.labels[1] : this.dataNames.unique(type, wanted);
    if (!known) this.data.set(id, { type: 'data', labels: [type, name], items, comment });
    return `data.${type}.${name}`;
  }

  private unsupported(where: string, given: unknown, allowed: string): InvalidTemplate {
    return new InvalidTemplate(`${where} is ${JSON.stringify(given)?.slice(0, 120)}; the Terraform printer takes ${allowed}.`);
  }
}

/** One that may not exist is null where it does not. */
function attributeExpression({ address, conditional }: Reference, attribute: string): Expression {
  return new Expression(conditional ? `one(${address}[*].${attribute})` : `${address}.${attribute}`);
}
