import type { Template } from '../../../src/engine/template/template';

/** What stands for references in a resolved template. */
export interface Values { readonly [name: string]: unknown }

const NOTHING = Symbol('AWS::NoValue');

/**
 * A value of a template as CloudFormation would have it: its functions worked out.
 * @param values by the name of a parameter, pseudo parameter, resource (`Queue`) or attribute (`Queue.Arn`)
 */
export function resolve(value: unknown, template: Template, values: Values): any {
  const inner = (each: unknown): any => resolve(each, template, values);
  const named = (name: string) => {
    if (name === 'AWS::NoValue') return NOTHING;
    if (!(name in values)) throw new Error(`no value for ${name}`);
    return values[name];
  };
  if (Array.isArray(value)) return value.map(inner).filter((each) => each !== NOTHING);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument], ...others] = [...Object.entries(value), ['', undefined]] as [string, any][];
  if (others.length === 1) {
    switch (name) {
      case 'Ref': return named(argument);
      case 'Fn::GetAtt': return named(Array.isArray(argument) ? argument.join('.') : argument);
      case 'Fn::Join': return inner(argument[1]).join(argument[0]);
      case 'Fn::Select': return inner(argument[1])[Number(argument[0])];
      case 'Fn::Split': return inner(argument[1]).split(argument[0]);
      case 'Fn::If': return inner(argument[condition(template.Conditions![argument[0]], template, values) ? 1 : 2]);
      case 'Fn::Sub': {
        const [text, more = {}] = Array.isArray(argument) ? argument : [argument];
        return text.replace(/\$\{(!?)([^}]+)\}/g, (_: string, literal: string, key: string) => (literal ? `\${${key}}` : key in more ? inner(more[key]) : named(key)));
      }
    }
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inner(each)]).filter(([, each]) => each !== NOTHING));
}

/** Whether a condition holds. */
export function condition(value: any, template: Template, values: Values): boolean {
  const inner = (each: unknown) => condition(each, template, values);
  if (value['Fn::Equals']) return new Set(value['Fn::Equals'].map((each: unknown) => String(resolve(each, template, values)))).size === 1;
  if (value['Fn::Not']) return !inner(value['Fn::Not'][0]);
  if (value['Fn::And']) return value['Fn::And'].every(inner);
  if (value['Fn::Or']) return value['Fn::Or'].some(inner);
  return inner(template.Conditions![value.Condition]);
}
