import { encodings } from './encodings';
import { shown, SigmaError, type Source } from './errors';
import { expressionOf, InvalidExpression } from './expression';
import { pieces, textTest, type TextTest } from './text';
import { DAY } from '../../../catalogue/model/day';
import { many, type GlobPart } from '../../../catalogue/model/glob';
import type { SigmaValue } from '../../../catalogue/model/sigma';
import { InvalidRange, ranges } from '../addresses';
import type { Compiled, Test } from '../condition';
import { memberAt } from '../members';
import { valuesAt, walk } from '../path';
import type { Settings } from '../settings';

/** How rules are compiled. */
export type Options = Source & Pick<Settings, 'placeholders' | 'strictObjects'>;

const PLACES = ['contains', 'startswith', 'endswith'] as const;
const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};
const TIMES: Readonly<Record<string, (date: Date) => number>> = {
  minute: (date) => date.getUTCMinutes(),
  hour: (date) => date.getUTCHours(),
  day: (date) => date.getUTCDate(),
  week: (date) => isoWeek(date),
  month: (date) => date.getUTCMonth() + 1,
  year: (date) => date.getUTCFullYear(),
};
const FLAGS = ['i', 'm', 's', 'ignorecase', 'multiline', 'dotall'];
const KNOWN = ['all', 'cased', 'neq', 'exists', 're', 'cidr', 'fieldref', 'expand', ...PLACES, ...FLAGS, ...Object.keys({ ...COMPARISONS, ...TIMES, ...encodings })];
// Between them these say how a value is compared: one of them, or none.
const EXCLUSIVE = ['exists', 're', 'cidr', ...Object.keys({ ...COMPARISONS, ...TIMES })];
const ENCODINGS = Object.keys(encodings);
const DASHES = 5;

function isoWeek(date: Date): number {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY + 1) / 7);
}

/** Whether a value of the event, never null, satisfies one value of the rule. */
type ValueTest = (value: unknown) => boolean;

/** A field of a search with its modifiers and values. */
class Field {
  readonly name: string;
  private readonly modifiers: readonly string[];

  constructor(key: string, private readonly values: readonly SigmaValue[], private readonly options: Options) {
    [this.name, ...this.modifiers] = key.split('|');
    this.check();
  }

  compile(): Compiled {
    if (this.has('exists')) return this.existence();
    const tests = this.values.flatMap((value) => this.alternatives(value));
    const condition: Compiled = this.has('all') ? { all: tests } : { any: tests };
    return this.has('neq') ? { not: condition } : condition;
  }

  private has(modifier: string): boolean {
    return this.modifiers.includes(modifier);
  }

  private fail(problem: string): never {
    throw new SigmaError(this.options, `field '${[this.name, ...this.modifiers].join('|')}' ${problem}`);
  }

  private check(): void {
    const unknown = this.modifiers.find((modifier) => !KNOWN.includes(modifier));
    if (unknown !== undefined) this.fail(`has the modifier '${unknown}', which is not supported; supported are ${KNOWN.join(', ')}.`);
    const how = this.modifiers.filter((modifier) => EXCLUSIVE.includes(modifier));
    const places = this.modifiers.filter((modifier) => (PLACES as readonly string[]).includes(modifier));
    if (how.length > 1 || places.length > 1 || (how.length === 1 && places.length > 0)) this.fail(`combines ${[...how, ...places].join(' and ')}, which cannot be combined.`);
    if (this.modifiers.some((modifier) => FLAGS.includes(modifier)) && !this.has('re')) this.fail('has a flag of a regular expression, but no re.');
    const encoded = this.modifiers.find((modifier) => ENCODINGS.includes(modifier));
    if (encoded !== undefined && (how.length > 0 || this.has('fieldref'))) this.fail(`combines ${encoded} and ${how[0] ?? 'fieldref'}, which cannot be combined.`);
    if (this.has('fieldref') && how.length > 0) this.fail(`combines fieldref and ${how[0]}, which cannot be combined.`);
    const wide = this.modifiers.findIndex((modifier) => /^(wide|utf16)/.test(modifier));
    if (wide >= 0 && !this.modifiers.slice(wide).some((modifier) => modifier.startsWith('base64'))) this.fail(`has ${this.modifiers[wide]} without base64 or base64offset behind it, and so would never match.`);
    if (this.values.length === 0) this.fail('has no value.');
    if (this.name === '' && this.modifiers.some((modifier) => !['all', 'contains', 'cased', 're', ...FLAGS].includes(modifier))) this.fail('has no field name; that goes with all, contains, cased and re.');
  }

  private existence(): Compiled {
    const [wanted] = this.values;
    if (typeof wanted !== 'boolean') return this.fail(`is ${shown(wanted)}; allowed is true or false.`);
    const path = walk(this.name, false);
    const holds: Test['holds'] = (record) => path(record, (value) => value !== undefined && value !== null);
    const exists: Test = { holds, fixed: { field: this.name, accepts: (value) => value !== undefined, member: memberAt(this.name) }, cost: 0 };
    return wanted ? exists : { not: exists };
  }

  /** A value as the tests one of which must hold. */
  private alternatives(value: SigmaValue): Compiled[] {
    if (value === null) return [this.absence()];
    if (this.has('fieldref')) return [this.reference(String(value))];
    return this.expanded(value).map((one) => this.onField(this.test(one), this.has('re') || PLACES.some((place) => this.has(place)) ? 1 : 0));
  }

  /** Null is absent or null. */
  private absence(): Compiled {
    const path = walk(this.name, true);
    const present: Test['holds'] = (record) => path(record, (value) => value !== null);
    return { not: { holds: present, fixed: { field: this.name, accepts: (value) => value !== undefined, member: memberAt(this.name) }, cost: 0 } };
  }

  private onField(test: ValueTest, cost: Test['cost']): Test {
    if (this.name === '') return { holds: ({ event }) => anywhere(event, test), cost: 2 };
    const path = walk(this.name, true);
    const isIt: ValueTest = (value) => value !== null && test(value);
    const accepts: ValueTest = (value) => value !== undefined && isIt(value);
    return { holds: (record) => path(record, isIt), fixed: { field: this.name, accepts, member: memberAt(this.name) }, cost };
  }

  /** Values of the placeholders in a value; the value itself where there is nothing to expand. */
  private expanded(value: Exclude<SigmaValue, null>): Exclude<SigmaValue, null>[] {
    if (!this.has('expand') || typeof value !== 'string') return [value];
    const name = /%([^%]+)%/.exec(value)?.[1];
    if (name === undefined) return [value];
    const known = this.options.placeholders?.[name];
    if (!known) return this.fail(`has the placeholder '%${name}%', which the configuration does not give (placeholders: ${Object.keys(this.options.placeholders ?? {}).join(', ') || 'none'}).`);
    return known.flatMap((one) => this.expanded(value.replace(`%${name}%`, () => one)));
  }

  private test(value: Exclude<SigmaValue, null>): ValueTest {
    const comparison = Object.entries(COMPARISONS).find(([name]) => this.has(name))?.[1];
    if (comparison) return this.number(value, comparison);
    const time = Object.entries(TIMES).find(([name]) => this.has(name))?.[1];
    if (time) return this.time(value, time);
    if (this.has('cidr')) return this.range(String(value));
    return this.onTexts(this.has('re') ? this.expression(value) : this.text(value));
  }

  private number(value: SigmaValue, compare: (a: number, b: number) => boolean): ValueTest {
    const limit = Number(value);
    if (typeof value === 'boolean' || value === '' || Number.isNaN(limit)) this.fail(`is ${shown(value)}; allowed is a number.`);
    return (found) => (typeof found === 'number' || (typeof found === 'string' && found.trim() !== '')) && compare(Number(found), limit);
  }

  private time(value: SigmaValue, part: (date: Date) => number): ValueTest {
    const wanted = Number(value);
    if (!Number.isInteger(wanted)) this.fail(`is ${shown(value)}; allowed is a whole number.`);
    return (found) => typeof found === 'string' && part(new Date(found)) === wanted;
  }

  private range(value: string): ValueTest {
    try {
      const within = ranges([value]);
      return (found) => typeof found === 'string' && within(found);
    } catch (error) {
      return this.fail(error instanceof InvalidRange ? `is ${shown(value)}; allowed is an address range, as in 192.0.2.0/24.` : String(error));
    }
  }

  private expression(value: SigmaValue): TextTest {
    try {
      const expression = expressionOf(String(value), this.modifiers.filter((modifier) => FLAGS.includes(modifier)));
      return (text) => expression.test(text);
    } catch (error) {
      return this.fail(error instanceof InvalidExpression ? error.message : `is no regular expression: ${(error as Error).message}.`);
    }
  }

  private text(value: Exclude<SigmaValue, null>): TextTest {
    const used = this.modifiers.filter((modifier) => ENCODINGS.includes(modifier));
    const isHidden = used.some((name) => name !== 'windash');
    const tests = this.encoded(value, used, isHidden).map((text) => {
      const parts: GlobPart[] = isHidden || typeof value !== 'string' ? [text] : pieces(text);
      return textTest(this.placed(parts), this.has('cased') || used.some((name) => name.startsWith('base64')));
    });
    return tests.length === 1 ? tests[0] : (text) => tests.some((test) => test(text));
  }

  /** The texts that a value is looked for as. */
  private encoded(value: Exclude<SigmaValue, null>, used: readonly string[], isHidden: boolean): readonly string[] {
    if (this.has('windash') && (String(value).match(/(?<=^|\s)[-/–—―]/g) ?? []).length > DASHES) this.fail(`is ${shown(value)}; windash is supported for at most ${DASHES} words with a dash.`);
    const parts: readonly GlobPart[] = isHidden && typeof value === 'string' ? pieces(value) : [String(value)];
    if (parts.some((part) => typeof part !== 'string')) this.fail(`is ${shown(value)}; a text that is encoded has no wildcards, a backslash before * and ? makes them characters.`);
    return used.reduce<readonly string[]>((texts, name) => texts.flatMap((text) => encodings[name](text)), [parts.join('')]);
  }

  private placed(parts: readonly GlobPart[]): GlobPart[] {
    const open = this.name === '';
    const before = open || this.has('contains') || this.has('endswith') ? [many] : [];
    const after = open || this.has('contains') || this.has('startswith') ? [many] : [];
    return [...before, ...parts, ...after].filter((part, at, all) => part !== many || all[at - 1] !== many);
  }

  /** Texts, and what counts as text: numbers, booleans and, unless strict, the compact JSON of objects. */
  private onTexts(test: TextTest): ValueTest {
    return (found) => {
      if (typeof found === 'string') return test(found);
      if (typeof found === 'object') return !this.options.strictObjects && test(JSON.stringify(found));
      return test(String(found));
    };
  }

  private reference(other: string): Compiled {
    const [path, otherPath] = [walk(this.name, true), walk(other, true)];
    const fold = this.has('cased') ? String : (value: unknown) => String(value).toLowerCase();
    const compare = this.has('contains') ? (a: string, b: string) => a.includes(b) : this.has('startswith') ? (a: string, b: string) => a.startsWith(b)
      : this.has('endswith') ? (a: string, b: string) => a.endsWith(b) : (a: string, b: string) => a === b;
    return {
      holds: (record) => valuesAt(record, otherPath).some((wanted) => path(record, (found) => found !== null && compare(fold(found), fold(wanted)))), cost: 1,
    };
  }
}

function anywhere(value: unknown, test: ValueTest): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some((inner) => anywhere(inner, test));
  return value !== undefined && value !== null && test(value);
}

/**
 * Compiles a field of a search.
 * @param key name of the field with its modifiers; no name for a search over all values
 * @throws SigmaError
 */
export function compileField(key: string, values: readonly SigmaValue[], options: Options): Compiled {
  return new Field(key, values, options).compile();
}
