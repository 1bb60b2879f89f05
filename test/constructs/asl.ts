/*
 * A small interpreter of the Amazon States Language: as much of it as the state machines of this package use, and an error for the rest.
 * It runs the definition of the synthesized template with functions of the test, so that a function can fail in ways no emulator can make it.
 */
type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any

/** What stands outside the state machine. */
export interface World {
  readonly execution: string;
  /** Runs a function by the logical id of its resource. */
  invoke(functionId: string, payload: Json): Promise<Json>;
  /** An object of a bucket as text. */
  read(key: string): Promise<string>;
}

/** How an execution ended. */
export interface Ended { readonly status: 'SUCCEEDED' | 'FAILED'; readonly output?: Json; readonly error?: string; readonly cause?: string }

class StateError extends Error { constructor(readonly error: string, readonly cause: string) { super(`${error}: ${cause}`); } }

const KNOWN = new Set([
  'Type', 'Next', 'End', 'Resource', 'Parameters', 'ResultSelector', 'ResultPath', 'InputPath', 'OutputPath', 'Retry', 'Catch', 'Result', 'Choices', 'Default', 'Error', 'Cause', 'ItemsPath',
  'ItemSelector', 'ItemProcessor', 'ItemReader', 'MaxConcurrency', 'ToleratedFailurePercentage', 'Label',
]);

/** A definition of a template, its resources named by their logical ids. */
export function definitionOf(template: Json): Json {
  const [machine] = Object.values<Json>(template.Resources).filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
  const text = (part: Json): string => (typeof part === 'string' ? part : part.Ref ?? part['Fn::GetAtt'][0]);
  return JSON.parse(machine.Properties.DefinitionString['Fn::Join'][1].map(text).join(''));
}

function path(expression: string, data: Json, context: Json): Json {
  const array = /^States\.Array\((.*)\)$/.exec(expression);
  if (array) return array[1].split(/,\s*/).map((each) => path(each, data, context));
  if (!/^\$\$?(\.\w+)*$/.test(expression)) throw new Error(`The interpreter does not know the path ${expression}.`);
  const [root, ...names] = expression.split('.');
  return names.reduce((value: Json, name) => {
    if (value === null || typeof value !== 'object' || !(name in value)) throw new StateError('States.ParameterPathFailure', `${expression} is not in the input`);
    return value[name];
  }, root === '$$' ? context : data);
}

function filled(template: Json, data: Json, context: Json): Json {
  if (Array.isArray(template)) return template.map((each) => filled(each, data, context));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(Object.entries<Json>(template).map(([name, value]) => (name.endsWith('.$') ? [name.slice(0, -2), path(value, data, context)] : [name, filled(value, data, context)])));
}

function withResult(state: Json, input: Json, result: Json): Json {
  const { ResultPath: to = '$' } = state;
  if (to === null) return input;
  return to === '$' ? result : { ...input, [to.slice(2)]: result };
}

const matches = (errors: string[], error: string) => errors.includes(error) || errors.includes('States.ALL');

/** Runs the state machines of a definition. */
export class Interpreter {
  /** The states entered, in order. */
  readonly entered: string[] = [];
  /** Most iterations of a map that ran at the same time, by its name. */
  readonly atOnce: Record<string, number> = {};

  constructor(private readonly world: World) {}

  async run(definition: Json, input: Json = {}): Promise<Ended> {
    try {
      return { status: 'SUCCEEDED', output: await this.machine(definition, input, { Execution: { Id: this.world.execution } }) };
    } catch (error) {
      if (error instanceof StateError) return { status: 'FAILED', error: error.error, cause: error.cause };
      throw error;
    }
  }

  private async machine({ StartAt, States }: Json, input: Json, context: Json): Promise<Json> {
    let [name, data] = [StartAt as string | undefined, input];
    while (name !== undefined) {
      const state: Json = States[name];
      const unknown = Object.keys(state).find((key) => !KNOWN.has(key));
      if (unknown) throw new Error(`The interpreter does not know ${unknown} of ${name}.`);
      this.entered.push(name);
      [data, name] = await this.state(name, state, data, context);
    }
    return data;
  }

  private async state(name: string, state: Json, raw: Json, context: Json): Promise<[Json, string | undefined]> {
    const input = state.InputPath ? path(state.InputPath, raw, context) : raw;
    if (state.Type === 'Fail') throw new StateError(state.Error, state.Cause);
    if (state.Type === 'Choice') return [input, state.Choices.find((choice: Json) => this.holds(choice, input, context))?.Next ?? state.Default];
    if (state.Type === 'Pass') {
      const output = withResult(state, raw, state.Result ?? (state.Parameters ? filled(state.Parameters, input, context) : input));
      return [state.OutputPath ? path(state.OutputPath, output, context) : output, state.Next];
    }
    const tried = new Map<Json, number>();
    for (;;) {
      try {
        const result = state.Type === 'Map' ? await this.map(name, state, input, context) : await this.task(state, input, context);
        return [withResult(state, raw, state.ResultSelector ? filled(state.ResultSelector, result, context) : result), state.Next];
      } catch (error) {
        if (!(error instanceof StateError)) throw error;
        const retry = (state.Retry ?? []).find(({ ErrorEquals }: Json) => matches(ErrorEquals, error.error));
        const attempts = tried.get(retry) ?? 0;
        if (retry && attempts < (retry.MaxAttempts ?? 3)) {tried.set(retry, attempts + 1);} else {
          const caught = (state.Catch ?? []).find(({ ErrorEquals }: Json) => matches(ErrorEquals, error.error));
          if (!caught) throw error;
          return [withResult(caught, raw, { Error: error.error, Cause: error.cause }), caught.Next];
        }
      }
    }
  }

  private holds(choice: Json, input: Json, context: Json): boolean {
    if ('IsPresent' in choice) {
      try { path(choice.Variable, input, context); } catch { return !choice.IsPresent; }
      return choice.IsPresent;
    }
    const value = path(choice.Variable, input, context);
    if ('NumericEquals' in choice) return value === choice.NumericEquals;
    if ('BooleanEquals' in choice) return value === choice.BooleanEquals;
    throw new Error(`The interpreter does not know the choice ${JSON.stringify(choice)}.`);
  }

  private async task(state: Json, input: Json, context: Json): Promise<Json> {
    if (!state.Resource.endsWith(':states:::lambda:invoke')) throw new Error(`The interpreter does not know ${state.Resource}.`);
    const { FunctionName, Payload } = filled(state.Parameters, input, context);
    try {
      return { Payload: JSON.parse(JSON.stringify(await this.world.invoke(FunctionName, Payload))) };
    } catch (error) {
      throw new StateError((error as Error).name, (error as Error).message);
    }
  }

  private async map(name: string, state: Json, input: Json, context: Json): Promise<Json> {
    const distributed = state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
    const items: Json[] = state.ItemReader ? await this.items(state.ItemReader, input, context) : path(state.ItemsPath, input, context);
    const results: Json[] = [];
    const failures: StateError[] = [];
    const waiting = [...items.entries()];
    let running = 0;
    await Promise.all(Array.from({ length: Math.min(state.MaxConcurrency || 40, items.length) }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [at, item] = next;
        this.atOnce[name] = Math.max(this.atOnce[name] ?? 0, ++running);
        const inside = { ...context, Map: { Item: { Index: at, Value: item } } };
        const own = state.ItemSelector ? filled(state.ItemSelector, input, inside) : item;
        try { results[at] = await this.machine(state.ItemProcessor, own, inside); } catch (error) {
          if (!(error instanceof StateError)) throw error;
          failures.push(error);
        }
        running--;
      }
    }));
    if (!distributed && failures.length > 0) throw failures[0];
    if (failures.length * 100 > (state.ToleratedFailurePercentage ?? 0) * items.length) throw new StateError('States.ExceedToleratedFailureThreshold', failures[0].message);
    return results;
  }

  private async items({ ReaderConfig, Parameters }: Json, input: Json, context: Json): Promise<Json[]> {
    if (ReaderConfig.InputType !== 'JSONL') throw new Error(`The interpreter does not read ${ReaderConfig.InputType}.`);
    const text = await this.world.read(filled(Parameters, input, context).Key);
    return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }
}
