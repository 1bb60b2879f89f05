/** An object read from JSON or YAML, its fields not looked at. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object, no list. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value whose fields may be asked for, whatever it is: one that is no object has none. */
export const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? value as Json : {});

/** A value that is a text; undefined for anything else, and for a text that is empty. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
