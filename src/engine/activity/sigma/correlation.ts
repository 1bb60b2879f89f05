import { type BaseRule } from './base';
import type { SigmaDocument } from './documents';
import { shown, SigmaError, type Source } from './errors';
import { isObject, type Json } from '../../json';
import { field, type Key } from '../keys';
import type { Rule, RuleText } from '../rule';
import { SequenceState } from '../state/sequence';
import { ThresholdState } from '../state/threshold';

/** A correlation with the rules it is about. */
export interface Correlation { readonly rule: Rule; readonly uses: readonly BaseRule[]; readonly generate: boolean }

const TYPES = ['event_count', 'value_count', 'temporal', 'temporal_ordered'];
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const KNOWN = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];

const texts = (value: unknown): string[] => [value ?? []].flat().map(String);

/** Reads the correlation section of a document. */
class Reader {
  private readonly source: Source;
  private readonly section: Json;

  constructor({ content, ...source }: SigmaDocument, private readonly bases: readonly BaseRule[]) {
    this.source = source;
    this.section = content.correlation as Json;
    const unknown = Object.keys(this.section).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) this.fail(unknown, `not supported; supported are ${KNOWN.join(', ')}`);
  }

  get type(): string {
    const { type } = this.section;
    return TYPES.includes(type as string) ? type as string : this.fail('type', `not supported; supported are ${TYPES.join(', ')}`);
  }

  get generate(): boolean {
    return this.section.generate === true;
  }

  get rules(): BaseRule[] {
    const names = texts(this.section.rules);
    if (names.length === 0) this.fail('rules', 'empty; allowed are names or ids of rules');
    return names.map((name) => this.bases.find((base) => base.names.includes(name))
      ?? this.fail('rules', `not all known: '${name}' is no rule over single events that could be used, and correlations of correlations are not supported`));
  }

  get windowSeconds(): number {
    const [, amount, unit] = /^(\d+)([smhd])$/.exec(String(this.section.timespan)) ?? [];
    return amount === undefined || Number(amount) === 0 ? this.fail('timespan', 'wrong; allowed is a number with s, m, h or d, such as 10m') : Number(amount) * UNITS[unit];
  }

  /** Keys of the group for each rule: a field, or an alias that stands for another field in each rule. */
  groupBy(rules: readonly BaseRule[]): Key[][] {
    const aliases = isObject(this.section.aliases) ? this.section.aliases : {};
    return rules.map((rule) => texts(this.section['group-by']).map((name) => {
      const alias = aliases[name];
      if (!isObject(alias)) return field(name);
      const [, of] = Object.entries(alias).find(([ruleName]) => rule.names.includes(ruleName)) ?? [];
      return typeof of === 'string' ? field(of) : this.fail('aliases', `incomplete: '${name}' has no field for the rule '${rule.text.title}'`);
    }));
  }

  /** The least count that fires. */
  get count(): number {
    const { condition } = this.section;
    if (!isObject(condition)) return this.fail('condition', 'wrong; allowed is gte or gt with a number');
    const { gte, gt, field: _, ...others } = condition;
    const [other] = Object.keys(others);
    if (other !== undefined || (gte === undefined) === (gt === undefined)) this.fail('condition', 'not supported; supported is gte or gt, as what has not happened cannot be told from a file');
    const count = gte === undefined ? Number(gt) + 1 : Number(gte);
    return Number.isInteger(count) && count > 0 ? count : this.fail('condition', 'wrong; allowed is a whole number above 0');
  }

  /** The field whose different values are counted. */
  get counted(): string {
    const { condition } = this.section;
    const name = isObject(condition) ? condition.field : undefined;
    return typeof name === 'string' ? name : this.fail('condition', 'without a field; value_count needs the field whose values are counted');
  }

  /** temporal rules fire when all of them did. */
  noCondition(): void {
    if (this.section.condition !== undefined) this.fail('condition', 'not supported for temporal correlations, which fire when all of their rules did');
  }

  fail(name: string, problem: string): never {
    throw new SigmaError(this.source, `correlation.${name} is ${shown(this.section[name])}, ${problem}.`);
  }
}

/**
 * Compiles a correlation.
 * @throws SigmaError
 */
export function compileCorrelation(document: SigmaDocument, text: RuleText, bases: readonly BaseRule[]): Correlation {
  const reader = new Reader(document, bases);
  const uses = reader.rules;
  if (new Set(uses.map(({ kind }) => kind)).size > 1) reader.fail('rules', 'of different log sources; allowed is one');
  const { type, windowSeconds } = reader;
  const groupBy = reader.groupBy(uses);
  const rule = { text, kind: uses[0].kind, conditions: uses.map(({ condition }) => condition) };
  if (type.startsWith('temporal')) {
    reader.noCondition();
    const ordered = type === 'temporal_ordered';
    return { uses, generate: reader.generate, rule: { ...rule, start: () => new SequenceState({ groupBy, windowSeconds, ordered }) } };
  }
  const { count } = reader;
  const distinct = type === 'value_count' ? uses.map(() => [field(reader.counted)]) : undefined;
  const start = () => new ThresholdState({ groupBy, ...distinct && { distinct }, count, windowSeconds });
  return { uses, generate: reader.generate, rule: { ...rule, start } };
}
