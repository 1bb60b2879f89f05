import type { Cell } from './csv';

/** Types of columns, as Amazon Neptune names them. */
export type ColumnType = 'Bool' | 'Long' | 'Double' | 'DateTime' | 'String' | 'String[]';

/** Columns by name, in the order they were first seen. */
export type Columns = Map<string, ColumnType>;

// A date that the lake wrote, and no text of a user that happens to look like one of another form.
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');

function typeOf(value: unknown): ColumnType {
  if (typeof value === 'boolean') return 'Bool';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'Long' : 'Double';
  if (typeof value === 'string') return DATE.test(value) ? 'DateTime' : 'String';
  return isTexts(value) ? 'String[]' : 'String';
}

/** The type that holds the values of both. */
function wider(a: ColumnType, b: ColumnType): ColumnType {
  if (a === b) return a;
  return [a, b].every((type) => type === 'Long' || type === 'Double') ? 'Double' : 'String';
}

/** Notes the columns of a row, and widens those that are known. */
export function addColumns(columns: Columns, row: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined || value === null) continue;
    const type = typeOf(value);
    const known = columns.get(name);
    columns.set(name, known ? wider(known, type) : type);
  }
}

/**
 * The cell of a value: texts of a list joined by semicolons, the semicolons in them escaped as Amazon Neptune reads them; everything else that is no
 * single value as JSON.
 */
export function cellOf(value: unknown, type: ColumnType): Cell {
  if (value === undefined || value === null) return undefined;
  if (type === 'String[]') return (value as readonly string[]).map((each) => each.replaceAll(';', '\\;')).join(';');
  return typeof value === 'object' ? JSON.stringify(value) : value as Cell;
}
