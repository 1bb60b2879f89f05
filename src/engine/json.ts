/** An object read from JSON or YAML, its fields not looked at. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object, no list. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
