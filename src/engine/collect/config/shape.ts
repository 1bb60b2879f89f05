/** A schema as the SDK's clients carry it: a number for a simple value, else its kind, namespace, name, traits and what it is made of. */
export type Schema = number | (() => Schema) | readonly unknown[];

const [STRUCTURE, LIST, MAP] = [3, 1, 2];
/** What the number of a simple value has when it stands for a list, or a map, of such. */
const [LISTED, MAPPED] = [64, 128];
const [TEXT, FIRST_TIME, LAST_TIME] = [0, 4, 7];

/** The schema itself: it may stand behind a function, or in a pair with the traits of a member. */
function plain(schema: Schema): number | readonly unknown[] {
  if (typeof schema === 'function') return plain(schema());
  if (typeof schema === 'number' || typeof schema[1] === 'string') return schema;
  return plain(schema[0] as Schema);
}

/** The members of a structure by name. */
export function membersOf(schema: Schema): ReadonlyMap<string, Schema> {
  const found = plain(schema);
  if (typeof found === 'number' || found[0] !== STRUCTURE) return new Map();
  const schemas = found[5] as readonly Schema[];
  return new Map((found[4] as readonly string[]).map((name, at) => [name, schemas[at]]));
}

/** The schema of the elements of a list; undefined for anything else. */
export function elementOf(schema: Schema): Schema | undefined {
  const found = plain(schema);
  if (typeof found === 'number') return found >= LISTED && found < 2 * LISTED ? found - LISTED : undefined;
  return found[0] === LIST ? found[4] as Schema : undefined;
}

/** The schema of the values of a map; undefined for anything else. */
export function valueOf(schema: Schema): Schema | undefined {
  const found = plain(schema);
  if (typeof found === 'number') return found >= MAPPED ? found - MAPPED : undefined;
  return found[0] === MAP ? found[5] as Schema : undefined;
}

/** The schema of what an operation answers. */
export const outputOf = (operation: Schema): Schema => (plain(operation) as readonly unknown[])[5] as Schema;

const told = (fields: readonly (readonly [string, unknown])[]) => Object.fromEntries(fields.filter(([, field]) => field !== undefined));

/**
 * A value with the names and dates that the SDK gives it. AWS Config writes names as the SDK for Java does, `dbclusterArn` and `dBInstanceArn`: they differ
 * from those of the API in the size of letters alone. What the API does not know is left out.
 */
export function shaped(schema: Schema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  const element = elementOf(schema);
  if (element !== undefined) return Array.isArray(value) ? value.map((each) => shaped(element, each)) : undefined;
  const values = valueOf(schema);
  if (values !== undefined) return told(Object.entries(value).map(([name, field]) => [name, shaped(values, field)]));
  const members = membersOf(schema);
  if (members.size > 0) {
    const given = new Map(Object.entries(value as object).map(([name, field]) => [name.toLowerCase(), field as unknown]));
    return told([...members].map(([name, of]) => [name, shaped(of, given.get(name.toLowerCase()))]));
  }
  // A single value may be wrapped.
  if (typeof value === 'object' && 'value' in value) return shaped(schema, value.value);
  const kind = plain(schema);
  if (kind === TEXT) return String(value);
  return typeof kind === 'number' && kind >= FIRST_TIME && kind <= LAST_TIME ? new Date(value as string).toISOString() : value;
}
