import type { AnyRecorded } from './recorded';
import type { Sdk } from '../../src/catalogue/model/reader';
import type { Service } from '../../src/catalogue/model/service';
import { elementOf, membersOf, outputOf, type Schema } from '../../src/engine/collect/config/shape';

/** A step of a path: a member, each element of a list (`[]`), the value of a map (`{Name}`), or every value of it (`{*}`). */
const stepsOf = (path: string) => path.match(/\w+|\[\]|\{[^}]*\}/g) ?? [];
const keyOf = (step: string) => step.slice(1, -1);

const MAP_OF = 128;
/** The schema of the values of a map. */
function valueOf(schema: Schema): Schema | undefined {
  if (typeof schema === 'function') return valueOf(schema());
  if (typeof schema === 'number') return schema >= MAP_OF ? schema - MAP_OF : undefined;
  if (typeof schema[1] !== 'string') return valueOf(schema[0] as Schema);
  return schema[0] === 2 ? schema[5] as Schema : undefined;
}

function simpleKind(schema: Schema): unknown {
  if (typeof schema === 'function') return simpleKind(schema());
  return typeof schema === 'object' ? simpleKind(schema[0] as Schema) : schema;
}

/** Makes values that no other place has, as far as their types allow. */
class Maker {
  private count = 0;

  make(schema: Schema): unknown {
    const [members, element, value] = [membersOf(schema), elementOf(schema), valueOf(schema)];
    if (members.size > 0) return Object.fromEntries([...members].filter(([, of]) => isSimple(of)).map(([name, of]) => [name, this.make(of)]));
    if (element !== undefined) return [this.make(element)];
    if (value !== undefined) return { [`key-${this.count++}`]: this.make(value) };
    return this.simple(simpleKind(schema));
  }

  private simple(kind: unknown): unknown {
    const unique = 471100 + this.count++;
    if (kind === 1) return unique;
    if (kind === 2) return true;
    return typeof kind === 'number' && kind >= 4 && kind <= 7 ? new Date(unique * 3_600_000) : `filled-${unique}`;
  }
}

const isSimple = (schema: Schema) => membersOf(schema).size === 0 && elementOf(schema) === undefined && valueOf(schema) === undefined;
const isNothing = (value: unknown) => value === undefined || value === null;

/** What stands under a step of a schema. */
const below = (schema: Schema, step: string): Schema =>
  (step === '[]' ? elementOf(schema) : step.startsWith('{') ? valueOf(schema) : membersOf(schema).get(step))!;

/** Puts a value where a path leads and there is none; in lists into every element, into an empty one as its first. */
function fill(value: unknown, steps: readonly string[], schema: Schema, maker: Maker): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return isNothing(value) ? maker.make(schema) : value;
  const next = below(schema, step);
  const into = (each: unknown) => fill(each, rest, next, maker);
  if (step === '[]') return ((value as unknown[] | undefined)?.length ? value as unknown[] : [undefined]).map(into);
  const fields = { ...value as Record<string, unknown> };
  if (step !== '{*}') {
    const name = step.startsWith('{') ? keyOf(step) : step;
    return { ...fields, [name]: into(fields[name]) };
  }
  const entries = Object.entries(fields);
  return Object.fromEntries((entries.length ? entries : [['one', undefined] as const]).map(([name, each]) => [name, into(each)]));
}

/** The values that a path leads to. */
export function valuesAt(value: unknown, path: string): unknown[] {
  let found = [value];
  for (const step of stepsOf(path)) {
    found = found.filter((each) => !isNothing(each)).flatMap((each) => {
      if (step === '[]') return each as unknown[];
      const fields = each as Record<string, unknown>;
      return step === '{*}' ? Object.values(fields) : [fields[step.startsWith('{') ? keyOf(step) : step]];
    });
  }
  return found.filter((each) => !isNothing(each));
}

/**
 * The answers of a record with a value wherever a path of the operation leads, in the types that the SDK has for it: what the record has stays.
 * @param paths by operation of the record
 * @param onAnswer told of every answer
 */
export function filled(service: Service, answers: AnyRecorded, paths: ReadonlyMap<string, readonly string[]>, onAnswer: (operation: string, output: object) => void): AnyRecorded {
  const maker = new Maker();
  const schemaOf = async (name: string) => {
    const [operation, client] = name.split('.').reverse();
    const module: Sdk = await (client ? service.clients[client] : service.client)();
    const schema = (module as Record<string, Schema | undefined>)[`${operation}$`];
    return schema && outputOf(schema);
  };
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, async (input: object, region: string) => {
    const output = typeof answer === 'function' ? answer(input, region) as object : answer as object;
    if (output instanceof Error) return output;
    const schema = await schemaOf(name);
    // Two clients of a service may have an operation of the name.
    const known = (paths.get(name) ?? []).map(stepsOf).filter(([member]) => schema && membersOf(schema).has(member!));
    const whole = known.reduce<object>((value, steps) => fill(value, steps, schema!, maker) as object, output);
    onAnswer(name, whole);
    return whole;
  }]));
}
