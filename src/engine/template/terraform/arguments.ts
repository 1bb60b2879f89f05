import { Call, Conditional, Expression, type Block, type Hcl, type Item } from './hcl';
import type { Scope } from './scope';
import { isObject, type Json } from '../../json';
import { ordered } from '../order';
import { attributeOf, InvalidTemplate, intrinsicOf, plainId, type Template } from '../template';

/** Where a property stands, and what its conversion may use. */
export interface Place {
  /** for messages: `Scanner.Policies[0]` */
  readonly where: string;
  readonly type: string;
  readonly scope: Scope;
  /** address of the resource's own block */
  readonly self: string;
  /** the resource's properties */
  readonly properties: Json;
  /** what the definition shares with the blocks beside */
  readonly shared: readonly Item[];
  /** an attribute of the resource's own block, from a block beside it */
  attribute(name: string): Expression;
  /** a block beside the resource's own, under the same condition; `suffix` makes its name */
  beside(type: string, suffix: string, items: readonly Item[]): Block;
  /** the address of a block */
  address(block: Block): Expression;
  /** keeps the text in a file of the module; answers its name */
  file(suffix: string, content: string): string;
}

/** What becomes of a property: items of the resource's block, and blocks beside it. */
export interface Converted { readonly body?: readonly Item[]; readonly beside?: readonly Block[] }

/** Makes arguments and blocks of a property. */
export type Converter = (value: unknown, place: Place) => Converted;

/** Converters by the name of the property. */
export type Properties = Readonly<Record<string, Converter>>;

/** A type of resource: how it is written and how it is referred to. */
export interface Definition {
  /** Terraform's type */
  readonly type: string;
  /** the attribute that Ref gives */
  readonly ref: string;
  /** Terraform's attribute for each that Fn::GetAtt gives */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties: Properties;
  /** properties that the blocks beside take too */
  readonly shared?: Properties;
  /** an argument that Terraform needs where CloudFormation makes up a name: it becomes `<stack>-<logical id>` */
  readonly named?: string;
  /** makes the blocks of a type that Terraform splits by target, or that is now one resource and now another */
  readonly spread?: (properties: Json, place: Place) => readonly Block[];
}

const at = (place: Place, name: string): Place => ({ ...place, where: `${place.where}${name}` });

/** Refuses a property that no converter takes. */
export function assertKnown(given: Json, known: readonly string[], place: Place): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) {
    throw new InvalidTemplate(`${place.where}.${other}: the Terraform printer does not know this property of ${place.type}; it knows ${known.join(', ')}.`);
  }
}

function objectOf(value: unknown, place: Place): Json {
  if (!isObject(value) || intrinsicOf(value)) throw new InvalidTemplate(`${place.where} is ${JSON.stringify(value)?.slice(0, 100)}; the Terraform printer takes an object, no function.`);
  return value;
}

/** The members of a list that is written out. */
export function listOf(value: unknown, place: Place): readonly unknown[] {
  if (!Array.isArray(value)) throw new InvalidTemplate(`${place.where} is ${JSON.stringify(value)?.slice(0, 100)}; the Terraform printer takes a list, no function.`);
  return value;
}

/** The arguments and blocks of an object's properties, in the order of the converters. */
export function convert(given: Json, properties: Properties, place: Place): Required<Converted> {
  assertKnown(given, Object.keys(properties), place);
  const each = Object.entries(properties).filter(([name]) => given[name] !== undefined).map(([name, converter]) => converter(given[name], at(place, `.${name}`)));
  return { body: each.flatMap(({ body = [] }) => body), beside: each.flatMap(({ beside = [] }) => beside) };
}

const argument = (name: string, value: Hcl): Converted => ({ body: value === null ? [] : [{ name, value }] });

/** The same value under another name. */
export const as = (name: string): Converter => (value, place) => argument(name, place.scope.value(value, place.where));

/** A policy or another document, which Terraform takes as text. */
export const json = (name: string): Converter => (value, place) => argument(name, jsonText(value, place));

/** A document as text, encoded where the value is not text already. */
export function jsonText(value: unknown, { scope, where }: Place): Hcl {
  const converted = scope.value(ordered(value), where);
  if (typeof value === 'string' || converted === null) return converted;
  return new Call('jsonencode', [converted]);
}

/** A list of keys and values as a map. */
export const mapOf = (name: string, keyName = 'Key', valueName = 'Value'): Converter => (value, place) => argument(name, Object.fromEntries(
  listOf(value, place).map((each, index) => {
    const { [keyName]: key, [valueName]: text } = objectOf(each, at(place, `[${index}]`));
    return [String(key), place.scope.value(text, `${place.where}[${index}].${valueName}`)];
  })));

/** Tags as a map. */
export const tags = mapOf('tags');

/** An object as a block. */
export const block = (name: string, properties: Properties): Converter => (value, place) => {
  const { body, beside } = convert(objectOf(value, place), properties, place);
  return { body: [{ type: name, labels: [], items: body }], beside };
};

/** A list of objects as blocks. */
export const blocks = (name: string, properties: Properties): Converter => (value, place) => {
  const each = listOf(value, place).map((member, index) => block(name, properties)(member, at(place, `[${index}]`)));
  return { body: each.flatMap(({ body = [] }) => body), beside: each.flatMap(({ beside = [] }) => beside) };
};

/** An object whose properties stand in the block above it. */
export const inside = (properties: Properties): Converter => (value, place) => convert(objectOf(value, place), properties, place);

/** The argument by which a resource names the one it belongs to, and the attribute it takes of that. */
export type Owner = readonly [argument: string, attribute: string];

/** An object that is a resource of its own in Terraform. */
export const apart = (type: string, suffix: string, owner: Owner, properties: Properties): Converter => (value, place) => {
  const { body, beside } = convert(objectOf(value, place), properties, place);
  return { beside: [place.beside(type, suffix, [{ name: owner[0], value: place.attribute(owner[1]) }, ...body]), ...beside] };
};

/** A list whose members are resources of their own. */
export const eachApart = (type: string, suffix: (member: Json) => string, owner: Owner, properties: Properties): Converter => (value, place) => {
  const each = listOf(value, place).map((member, index) =>
    apart(type, suffix(objectOf(member, place)), owner, properties)(member, at(place, `[${index}]`)));
  return { beside: each.flatMap(({ beside = [] }) => beside) };
};

/** Attachments of policies, one for each ARN, since Terraform cannot loop over ARNs that are not known before the first apply. */
export const attachments = (type: string, owner: Owner): Converter => (value, place) => {
  if (intrinsicOf(value)) {
    const items: Item[] = [{ name: 'for_each', value: new Call('toset', [place.scope.value(value, place.where)]) },
      { name: owner[0], value: place.attribute(owner[1]) }, { name: 'policy_arn', value: new Expression('each.value') }];
    return { beside: [place.beside(type, 'managed', items)] };
  }
  return {
    beside: listOf(value, place).map((arn, index) => {
      const converted = place.scope.value(arn, `${place.where}[${index}]`);
      const optional = converted instanceof Conditional && (converted.no === null || converted.yes === null);
      const items: Item[] = [
        ...optional ? [{ name: 'count', value: new Conditional(converted.condition, converted.yes === null ? 0 : 1, converted.no === null ? 0 : 1) }] : [],
        { name: owner[0], value: place.attribute(owner[1]) },
        { name: 'policy_arn', value: optional ? converted.yes ?? converted.no : converted },
      ];
      return place.beside(type, policyName(arn, place.scope.template) ?? String(index + 1), items);
    }),
  };
};

/** A name for a policy by what its ARN says. */
function policyName(arn: unknown, template: Template): string | undefined {
  const { name, argument: given } = intrinsicOf(arn) ?? {};
  if (name === 'Ref') return plainId(String(given), template);
  if (name === 'Fn::GetAtt') return plainId(attributeOf(given)[0], template);
  const last = name === 'Fn::Join' ? ((given as unknown[])[1] as unknown[]).at?.(-1) : name === 'Fn::Sub' ? [given].flat()[0] : arn;
  return typeof last === 'string' && /[\w-]+$/.test(last) ? /[\w-]+$/.exec(last)![0] : undefined;
}
