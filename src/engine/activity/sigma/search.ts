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

/** A search: fields that must all fit, a list of such of which one must, or words that stand anywhere. */
function search(name: string, of: unknown, options: Options): Compiled {
  if (Array.isArray(of) && of.length > 0 && of.every(isScalar)) return compileField('', of, options);
  const maps = Array.isArray(of) ? of : [of];
  if (maps.length === 0 || maps.some((map) => typeof map !== 'object' || map === null || Array.isArray(map) || Object.keys(map).length === 0)) {
    throw new SigmaError(options, `search '${name}' is ${shown(of)}; allowed are fields with values, a list of such, or a list of words.`);
  }
  return { any: maps.map((map: SigmaFields) => fields(map, options)) };
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
