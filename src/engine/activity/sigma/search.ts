import { compileSigmaCondition } from './condition';
import { shown, SigmaError } from './errors';
import { compileField, type Options } from './field';
import type { SigmaDetection, SigmaFields, SigmaValue } from '../../../catalogue/model/sigma';
import type { Compiled } from '../condition';

const isScalar = (value: unknown): value is SigmaValue => value === null || ['string', 'number', 'boolean'].includes(typeof value);

function valuesOf(key: string, value: unknown, options: Options): SigmaValue[] {
  const values = Array.isArray(value) ? value : [value];
  const wrong = values.find((one) => !isScalar(one));
  if (wrong !== undefined) throw new SigmaError(options, `field '${key}' is ${shown(wrong)}; allowed is a text, number, boolean or null, or a list of them.`);
  return values as SigmaValue[];
}

const fields = (of: SigmaFields, options: Options): Compiled =>
  ({ all: Object.entries(of).map(([key, value]) => compileField(key, valuesOf(key, value, options), options)) });

const isMap = (of: unknown): of is SigmaFields => typeof of === 'object' && of !== null && !Array.isArray(of) && Object.keys(of).length > 0;

/** A search: fields that must all fit, words that stand anywhere, or a list of such of which one must hold. */
function search(name: string, of: unknown, options: Options): Compiled {
  const parts = [of].flat();
  if (parts.length === 0 || !parts.every((part) => isMap(part) || (isScalar(part) && part !== null))) {
    throw new SigmaError(options, `search '${name}' is ${shown(of)}; allowed are fields with values, words, or a list of such.`);
  }
  return { any: parts.map((part) => (isMap(part) ? fields(part, options) : compileField('', [part as SigmaValue], options))) };
}

/**
 * Compiles the detection section of a rule.
 * @throws SigmaError
 */
export function compileSearches({ condition, ...searches }: SigmaDetection, options: Options): Compiled {
  if ('timeframe' in searches) throw new SigmaError(options, "'timeframe' is not supported; write a correlation rule with a timespan.");
  const compiled = new Map(Object.entries(searches).map(([name, of]) => [name, search(name, of, options)]));
  const conditions = [condition].flat();
  if (conditions.length === 0 || conditions.some((text) => typeof text !== 'string')) throw new SigmaError(options, `condition is ${shown(condition)}; allowed is a text or a list of texts.`);
  return { any: conditions.map((text) => compileSigmaCondition(text, compiled, options)) };
}
