/** A value of a cell. */
export type Cell = string | number | boolean | undefined;

// What a spreadsheet takes for the beginning of a formula.
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A text that no spreadsheet takes for a formula: https://owasp.org/www-community/attacks/CSV_Injection */
export const neutral = (cell: Cell): Cell => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell);

const quoted = (cell: Cell) => {
  if (cell === undefined) return '';
  const text = String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A line of a CSV file as RFC 4180 has it, without its end. An empty text is quoted, so that it is not taken for nothing. */
export const csvLine = (cells: readonly Cell[]): string => cells.map(quoted).join(',');
