type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of a field: none where it is absent, each of a list. */
const valuesOf = (event: unknown, key: string): unknown[] => (isObject(event) && key in event ? [event[key]].flat() : []);

const operators: Record<string, (operand: unknown, values: unknown[]) => boolean> = {
  'exists': (operand, values) => operand === values.length > 0,
  'prefix': (operand, values) => values.some((value) => typeof value === 'string' && value.startsWith(operand as string)),
  'suffix': (operand, values) => values.some((value) => typeof value === 'string' && value.endsWith(operand as string)),
  'equals-ignore-case': (operand, values) => values.some((value) => typeof value === 'string' && value.toLowerCase() === (operand as string).toLowerCase()),
  'anything-but': (operand, values) => values.some((value) => (
    isObject(operand) ? !operators[Object.keys(operand)[0]](Object.values(operand)[0], [value]) : ![operand].flat().includes(value))),
};

function matchesOne(matcher: unknown, values: unknown[]): boolean {
  if (!isObject(matcher)) return values.includes(matcher);
  const [[name, operand]] = Object.entries(matcher);
  if (!operators[name]) throw new Error(`This matcher does not know ${name}.`);
  return operators[name](operand, values);
}

/**
 * Whether EventBridge would match an event, by its documentation: a second opinion, written without a look at the code under test and held against
 * the verdicts of AWS's own matcher.
 */
export function matches(pattern: Json, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return (wanted as Json[]).some((alternative) => matches(alternative, event));
    if (isObject(wanted)) return matches(wanted, isObject(event) ? event[key] : undefined);
    return (wanted as unknown[]).some((matcher) => matchesOne(matcher, valuesOf(event, key)));
  });
}
