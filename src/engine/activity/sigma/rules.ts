import { baseRule, kindOf, optionsOf, textOf, texts, type BaseRule } from './base';
import { compileCorrelation } from './correlation';
import type { SigmaDocument } from './documents';
import { shown, SigmaError } from './errors';
import { compileSearches } from './search';
import type { SigmaDetection } from '../../../catalogue/model/sigma';
import { isObject } from '../../json';
import type { Compiled } from '../condition';
import { eventRule, type Rule } from '../rule';
import type { Settings } from '../settings';

/** A filter document: a condition that rules must meet, too. */
interface Filter { readonly applies: (rule: BaseRule) => boolean; readonly condition: Compiled }

function filterOf(document: SigmaDocument, bases: readonly BaseRule[], settings: Settings): Filter {
  const { content, ...source } = document;
  if (!isObject(content.filter)) throw new SigmaError(source, `filter is ${shown(content.filter)}; allowed are rules, searches and a condition.`);
  const { rules, ...detection } = content.filter;
  const wanted = texts(rules);
  const unknown = wanted.find((name) => name !== 'any' && !bases.some(({ names }) => names.includes(name)));
  if (wanted.length === 0 || unknown !== undefined) {
    throw new SigmaError(source, `filter.rules is ${shown(rules)}; allowed are 'any', or names and ids of rules that are given, too.`);
  }
  const kind = kindOf(document);
  const condition = compileSearches(detection as unknown as SigmaDetection, optionsOf(document, settings));
  return { condition, applies: (rule) => rule.kind === kind && (wanted.includes('any') || rule.names.some((name) => wanted.includes(name))) };
}

function filtered(rule: BaseRule, filters: readonly Filter[]): BaseRule {
  const own = filters.filter(({ applies }) => applies(rule));
  return own.length === 0 ? rule : { ...rule, condition: { all: [rule.condition, ...own.map(({ condition }) => condition)] } };
}

/** What could be used, and what not. */
export interface SigmaRules { readonly rules: readonly Rule[]; readonly errors: readonly SigmaError[] }

/** Compiles rules, filters and correlations that were read together. A correlation takes its rules' place, unless it says `generate: true`. */
export function compileSigma(documents: readonly SigmaDocument[], settings: Settings = {}): SigmaRules {
  const errors: SigmaError[] = [];
  const attempt = <T>(of: readonly SigmaDocument[], work: (document: SigmaDocument) => T): T[] => of.flatMap((document) => {
    try {
      return [work(document)];
    } catch (error) {
      if (!(error instanceof SigmaError)) throw error;
      errors.push(error);
      return [];
    }
  });
  const [filters, correlations] = ['filter', 'correlation'].map((section) => documents.filter(({ content }) => content[section] !== undefined));
  const plain = documents.filter((document) => !filters.includes(document) && !correlations.includes(document));
  const bases = attempt(plain, (document) => baseRule(document, settings));
  const silencers = attempt(filters, (document) => filterOf(document, bases, settings));
  const active = bases.map((rule) => filtered(rule, silencers));
  const joint = attempt(correlations, (document) => compileCorrelation(document, textOf(document), active));
  const absorbed = new Set(joint.filter(({ generate }) => !generate).flatMap(({ uses }) => uses));
  const single = active.filter((rule) => !absorbed.has(rule)).map((rule) => eventRule(rule.text, rule.kind, rule.condition));
  return { rules: [...single, ...joint.map(({ rule }) => rule)], errors };
}

