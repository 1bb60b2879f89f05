import type { Known } from './known';
import type { Json } from '../../json';
import { shellWord } from '../cloudformation';
import { ordered } from '../order';
import { InvalidTemplate, type Resource } from '../template';

/** Something to do: in the console, or by commands that do the same. */
export interface Step {
  readonly title: string;
  /** what to do in the console, in order; undefined where the console cannot do it */
  readonly console?: readonly string[];
  /** why the console cannot */
  readonly onlyCommands?: string;
  /** documents to paste, or to save for the commands */
  readonly documents: readonly { readonly file: string; readonly about: string; readonly content: unknown }[];
  readonly commands: readonly string[];
}

/** The properties of a resource; what nobody asked for is an error in the end. */
export class Fields {
  static of(known: Known, logicalId: string, { Type, Properties = {} }: Resource): Fields {
    return new Fields(known, logicalId, Type, Properties);
  }

  private readonly asked = new Set<string>();

  constructor(readonly known: Known, readonly where: string, readonly type: string, private readonly given: Json) {}

  /** A property's value; undefined where there is none. */
  value<T = string>(name: string): T | undefined {
    this.asked.add(name);
    return this.known.has(this.given[name], `${this.where}.${name}`) ? this.known.value(this.given[name], `${this.where}.${name}`) as T : undefined;
  }

  list<T = string>(name: string): readonly T[] {
    return this.value<readonly T[]>(name) ?? [];
  }

  /** An object among the properties, its own properties held to the same rule. */
  inner(name: string): Fields | undefined {
    const value = this.value<Json>(name);
    return value && new Fields(this.known, `${this.where}.${name}`, this.type, value);
  }

  /** Objects in a list. */
  each(name: string): Fields[] {
    return this.list<Json>(name).map((value, at) => new Fields(this.known, `${this.where}.${name}[${at}]`, this.type, value));
  }

  /** Throws for a property that no step speaks of. */
  done(): void {
    const other = Object.keys(this.given).find((name) => !this.asked.has(name));
    if (other !== undefined) throw new InvalidTemplate(`${this.where}.${other}: the manual steps do not know this property of ${this.type}.`);
  }
}

/** Makes the steps for a type of resource. */
export type Steps = (fields: Fields, name: string) => readonly Step[];

/** A value of an option: texts as words of the shell, anything else as JSON, a document as the file it was saved to. */
export function option(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return `--${name} ${shellWord(typeof value === 'object' ? JSON.stringify(value) : String(value))}`;
}

/** A command of the AWS CLI. */
export const aws = (operation: string, ...options: readonly (string | undefined)[]): string => [`aws ${operation}`, ...options.filter(Boolean)].join(' \\\n  ');

/** A document to paste, and the file that commands read it from. */
export const paper = (file: string, about: string, content: unknown) => ({ file, about, content: typeof content === 'string' ? content : ordered(content) });

/** A name in the text. */
export const code = (text: unknown): string => {
  const fence = '`'.repeat(Math.max(0, ...[...String(text).matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1);
  return `${fence}${String(text).replace(/\s+/g, ' ')}${fence}`;
};
