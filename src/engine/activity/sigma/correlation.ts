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

/** What is remembered of one group at most: what wants more could never fire. */
const MOST = 2_000;

const texts = (value: unknown): string[] => [value ?? []].flat().map(String);

/** Reads the correlation section of a document. */
class Reader {
  private readonly source: Source;
  private readonly section: Json;

  constructor({ content, ...source }: SigmaDocument, private readonly bases: readonly BaseRule[]) {
    this.source = source;
    if (!isObject(content.correlation)) throw new SigmaError(source, `correlation is ${shown(content.correlation)}; allowed are ${KNOWN.join(', ')}.`);
    // Some write it beside the section.
    this.section = { ...content.generate !== undefined && { generate: content.generate }, ...content.correlation };
    const unknown = Object.keys(this.section).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) this.fail(unknown, `not supported; supported are ${KNOWN.join(', ')}`);
  }

  get type(): string {
    const { type } = this.section;
    return TYPES.includes(type as string) ? type as string : this.fail('type', `not supported; supported are ${TYPES.join(', ')}`);
  }

  get generate(): boolean {
    const { generate = false } = this.section;
    return typeof generate === 'boolean' ? generate : this.fail('generate', 'wrong; allowed is true or false');
  }

  get rules(): BaseRule[] {
    const names = texts(this.section.rules);
    if (names.length === 0) this.fail('rules', 'empty; allowed are names or ids of rules');
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) this.fail('rules', `wrong: '${twice}' stands there twice, and one event would do for both`);
    return names.map((name) => this.rule(name));
  }

  private rule(name: string): BaseRule {
    const [base, other] = this.bases.filter(({ names }) => names.includes(name));
    if (other) this.fail('rules', `ambiguous: several rules are called '${name}'`);
    return base ?? this.fail('rules', `not all known: '${name}' is no rule over single events that could be used; correlations of correlations are not supported`);
  }

  get windowSeconds(): number {
    const [, amount, unit] = /^(\d+)([smhd])$/.exec(String(this.section.timespan)) ?? [];
    return amount === undefined || Number(amount) === 0 ? this.fail('timespan', 'wrong; allowed is a number with s, m, h or d, such as 10m') : Number(amount) * UNITS[unit];
  }

  /** Keys of the group for each rule. */
  groupBy(rules: readonly BaseRule[]): Key[][] {
    return rules.map((rule) => texts(this.section['group-by']).map((name) => this.key(name, rule)));
  }

  /** A field, or an alias that stands for another field in each rule. */
  private key(name: string, { names, text }: BaseRule): Key {
    const alias = this.aliases[name];
    if (alias === undefined) return field(name);
    const [, of] = Object.entries(alias).find(([ruleName]) => names.includes(ruleName)) ?? [];
    return typeof of === 'string' ? field(of) : this.fail('aliases', `incomplete: '${name}' has no field for the rule '${text.title}'`);
  }

  private get aliases(): Readonly<Record<string, Json>> {
    const { aliases = {} } = this.section;
    if (!isObject(aliases) || !Object.values(aliases).every(isObject)) return this.fail('aliases', 'wrong; allowed are names, each with a field for each rule');
    const given = Object.values(aliases).flatMap((alias) => Object.keys(alias as Json));
    const stranger = given.find((name) => !this.bases.some(({ names }) => names.includes(name)));
    if (stranger !== undefined) this.fail('aliases', `wrong: '${stranger}' is no rule`);
    return aliases as Readonly<Record<string, Json>>;
  }

  /** The least count that fires. */
  get count(): number {
    const { condition } = this.section;
    if (!isObject(condition)) return this.fail('condition', 'wrong; allowed is gte or gt with a number');
    const { gte, gt, field: _, ...others } = condition;
    const [other] = Object.keys(others);
    if (other !== undefined || (gte === undefined) === (gt === undefined)) this.fail('condition', 'not supported; supported is gte or gt, as what has not happened cannot be told from a file');
    const count = gte === undefined ? Number(gt) + 1 : Number(gte);
    return Number.isInteger(count) && count > 0 && count <= MOST ? count : this.fail('condition', `wrong; allowed is a whole number from 1 to ${MOST}: no more is remembered of a group`);
  }

  /** The field whose different values are counted, for each rule. */
  counted(rules: readonly BaseRule[]): Key[][] {
    const { condition } = this.section;
    const name = isObject(condition) ? condition.field : undefined;
    if (typeof name !== 'string') return this.fail('condition', 'without a field; value_count needs the field whose values are counted');
    return rules.map((rule) => [this.key(name, rule)]);
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
  const distinct = type === 'value_count' ? reader.counted(uses) : undefined;
  const start = () => new ThresholdState({ groupBy, ...distinct && { distinct }, count, windowSeconds });
  return { uses, generate: reader.generate, rule: { ...rule, start } };
}
