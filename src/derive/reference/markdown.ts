/** Text that shows in GitHub-flavoured Markdown as it is written, whatever characters it holds. */
export const text = (value: string): string => value.replace(/\s+/g, ' ').replace(/[\\`*[\]<~]|(?<!\w)_|_(?!\w)/g, '\\$&');

const longestRun = (value: string) => Math.max(0, ...(value.match(/`+/g) ?? []).map(({ length }) => length));

/** A code span, delimited by more backticks than it holds in a row. */
export function code(value: string): string {
  const mark = '`'.repeat(longestRun(value) + 1);
  const pad = value.startsWith('`') || value.endsWith('`') ? ' ' : '';
  return `${mark}${pad}${value}${pad}${mark}`;
}

/** A code block. */
export function fence(language: string, content: string): string {
  const mark = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${mark}${language}\n${content}\n${mark}`;
}

/** A link with a label in Markdown. */
export const link = (label: string, target: string): string => `[${label}](${target})`;

/** A list with bullets; empty items are left out. */
export const bullets = (...items: readonly (string | false)[]): string => items.filter(Boolean).map((item) => `- ${item}`).join('\n');

// A pipe ends a cell even inside of a code span.
const row = (cells: readonly (string | number)[]) => `| ${cells.map((cell) => String(cell).replace(/\n+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;

/** A table whose cells are Markdown; columns of numbers are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const marks = head.map((_, at) => (rows.length > 0 && rows.every((cells) => typeof cells[at] === 'number') ? '---:' : '---'));
  return [row(head), `| ${marks.join(' | ')} |`, ...rows.map(row)].join('\n');
}

/** A page: the banner that names its source, its title, its blocks with blank lines between them; empty blocks are left out. */
export function page(source: string, title: string, ...blocks: readonly (string | false)[]): string {
  const banner = `<!-- Generated from ${source}: change that, then run "npx projen docs". -->`;
  return `${[banner, `# ${title}`, ...blocks.filter(Boolean)].join('\n\n')}\n`;
}

/** A number with its noun. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Values once each, in alphabetical order. */
export const sorted = <T extends string>(values: Iterable<T>): T[] => [...new Set(values)].sort();

/** Values in groups, the groups in alphabetical order, the values in the order given. */
export function groups<T>(values: readonly T[], keyOf: (value: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const value of values) found.set(keyOf(value), [...found.get(keyOf(value)) ?? [], value]);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}
