import { Call, Expression, render, type Argument, type Block, type Hcl, type Item } from './hcl';
import { snake } from './names';
import { InvalidTemplate, isSecret, type Parameter } from '../template';

const isList = ({ Type }: Parameter) => Type === 'CommaDelimitedList' || Type.startsWith('List<');

function typeOf(name: string, parameter: Parameter): string {
  if (parameter.Type.startsWith('AWS::SSM::Parameter::')) {
    throw new InvalidTemplate(`Parameters.${name} is of type ${parameter.Type}; the Terraform printer takes String, Number, lists and the types of AWS resources.`);
  }
  if (isList(parameter)) return parameter.Type === 'List<Number>' ? 'list(number)' : 'list(string)';
  return parameter.Type === 'Number' ? 'number' : 'string';
}

/** A value of a parameter, as the variable takes it. */
export function variableValue(parameter: Parameter, value: string | number): Hcl {
  if (!isList(parameter)) return parameter.Type === 'Number' ? Number(value) : String(value);
  const members = String(value) === '' ? [] : String(value).split(',').map((member) => member.trim());
  return parameter.Type === 'List<Number>' ? members.map(Number) : members;
}

/** Terraform's regular expressions are those of RE2. */
function pattern(name: string, allowed: string): string {
  if (/\(\?<?[=!]|\\[1-9]|[*+?}]\+/.test(allowed)) {
    throw new InvalidTemplate(`Parameters.${name}.AllowedPattern '${allowed}' looks around, back or is possessive; Terraform's regular expressions cannot.`);
  }
  return `^(?:${allowed})$`;
}

/** What must hold of the value, each with what to say where it does not. */
function rules(name: string, parameter: Parameter): (readonly [condition: (value: string) => Hcl, message: string])[] {
  const { AllowedPattern, AllowedValues, MinLength, MaxLength, MinValue, MaxValue } = parameter;
  const compare = (left: string, operator: string, right: unknown) => new Expression(`${left} ${operator} ${String(right)}`);
  return [
    ...AllowedPattern === undefined ? [] : [[(value: string) => new Call('can', [new Call('regex', [pattern(name, AllowedPattern), new Expression(value)])]), `must match ${AllowedPattern}`] as const],
    ...AllowedValues === undefined ? [] : [[(value: string) => new Call('contains', [AllowedValues, new Expression(value)]), `must be one of ${AllowedValues.join(', ')}`] as const],
    ...MinLength === undefined ? [] : [[(value: string) => compare(`length(${value})`, '>=', MinLength), `must have at least ${MinLength} characters`] as const],
    ...MaxLength === undefined ? [] : [[(value: string) => compare(`length(${value})`, '<=', MaxLength), `must have at most ${MaxLength} characters`] as const],
    ...MinValue === undefined ? [] : [[(value: string) => compare(value, '>=', MinValue), `must be at least ${MinValue}`] as const],
    ...MaxValue === undefined ? [] : [[(value: string) => compare(value, '<=', MaxValue), `must be at most ${MaxValue}`] as const],
  ];
}

/** The variable of a parameter. */
export function variableOf(name: string, parameter: Parameter): Block {
  const variable = `var.${snake(name)}`;
  const items: Item[] = [
    ...parameter.Description ? [{ name: 'description', value: parameter.Description } satisfies Argument] : [],
    { name: 'type', value: new Expression(typeOf(name, parameter)) },
    ...parameter.Default === undefined ? [] : [{ name: 'default', value: variableValue(parameter, parameter.Default) }],
    ...isSecret(parameter) ? [{ name: 'sensitive', value: true }] : [],
    ...rules(name, parameter).map(([condition, message]): Block => ({
      type: 'validation',
      labels: [],
      items: [
        { name: 'condition', value: isList(parameter) ? new Call('alltrue', [new Expression(`[for value in ${variable} : ${render(condition('value'), '')}]`)]) : condition(variable) },
        { name: 'error_message', value: parameter.ConstraintDescription ?? `${name} ${message}.` },
      ],
    })),
  ];
  return { type: 'variable', labels: [snake(name)], items };
}
