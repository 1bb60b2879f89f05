import Table from 'cli-table3';

/** Rows as a table for a terminal, the columns of the first row; control characters of untrusted values are left out. */
export function table(rows: readonly Record<string, unknown>[]): string {
  if (rows.length === 0) return 'No rows.';
  const text = (value: unknown) => (value === null || value === undefined ? '' : String(value)).replace(/\p{Cc}/gu, ' ');
  const columns = Object.keys(rows[0]);
  const drawn = new Table({ head: columns, style: { head: [], border: [] } });
  drawn.push(...rows.map((row) => columns.map((column) => text(row[column]))));
  return drawn.toString();
}
