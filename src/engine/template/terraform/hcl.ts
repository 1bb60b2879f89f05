/** A value in the language of Terraform: https://developer.hashicorp.com/terraform/language/expressions */
export type Hcl = string | number | boolean | null | Expression | Text | Call | Conditional | Present | readonly Hcl[] | { readonly [key: string]: Hcl };

/** An expression as it is written, for instance `var.external_id`; `isText`: whether its value is text. */
export class Expression { constructor(readonly code: string, readonly isText = true) {} }

/** Text with expressions in it. */
export class Text { constructor(readonly parts: readonly Hcl[]) {} }

/** A call of a function. */
export class Call { constructor(readonly name: string, readonly values: readonly Hcl[]) {} }

/** One value or another. */
export class Conditional { constructor(readonly condition: string, readonly yes: Hcl, readonly no: Hcl) {} }

/** A list or an object without those of its members that are null. */
export class Present { constructor(readonly value: readonly Hcl[] | { readonly [key: string]: Hcl }) {} }

/** An argument of a block. */
export interface Argument { readonly name: string; readonly value: Hcl }

/** A block, with what stands in it. */
export interface Block { readonly type: string; readonly labels: readonly string[]; readonly items: readonly Item[]; readonly comment?: string }

/** What stands in a block. */
export type Item = Argument | Block;

export const isArgument = (item: Item): item is Argument => 'value' in item;

const WIDTH = 100;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const WORDS = ['for', 'if', 'in', 'null', 'true', 'false'];

/** Literal text between quotes. `${` and `%{` would begin a template; what stands before an escaped one must not join it. */
function literal(given: string, beforeExpression: boolean): string {
  // eslint-disable-next-line no-control-regex
  const escaped = given.replace(/[\\"\n\r\t]/g, (each) => ESCAPES[each]).replace(/[\u0000-\u001f\u007f]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const apart = (marks: string) => [...marks].map((mark) => `\${"${mark}"}`).join('');
  return escaped
    .replace(/([$%]+)\{/g, (_, marks: string) => `${apart(marks.slice(0, -1))}${marks.at(-1)!.repeat(2)}{`)
    .replace(/[$%]+$/, (marks) => (beforeExpression ? apart(marks) : marks));
}

/** Text, its neighbouring literals joined; the expression itself where it is nothing but one. */
export function text(parts: readonly Hcl[]): Hcl {
  const joined: Hcl[] = [];
  for (const part of parts.flatMap((each) => (each instanceof Text ? each.parts : [each]))) {
    const last = joined.at(-1);
    if (typeof part !== 'object' && typeof last === 'string') joined[joined.length - 1] = last + String(part);
    else if (part !== '') joined.push(typeof part === 'object' ? part : String(part));
  }
  if (joined.length > 1) return new Text(joined);
  const [only = ''] = joined;
  return only instanceof Expression && !only.isText ? new Call('tostring', [only]) : only;
}

const key = (name: string) => (/^[A-Za-z_][\w-]*$/.test(name) && !WORDS.includes(name) ? name : render(name, ''));

/** Lines of arguments as `terraform fmt` aligns them: the equals signs of neighbouring lines stand in one column; a value of many lines ends a column. */
function alignedLines(entries: readonly (readonly [string, string])[], indent: string): string[] {
  const lines: string[] = [];
  for (let from = 0; from < entries.length;) {
    let to = from;
    while (to < entries.length && !entries[to][1].includes('\n')) to++;
    const width = Math.max(0, ...entries.slice(from, to).map(([name]) => name.length));
    for (const [name, value] of entries.slice(from, to)) lines.push(`${indent}${name.padEnd(width)} = ${value}`);
    if (to < entries.length) lines.push(`${indent}${entries[to][0]} = ${entries[to][1]}`);
    from = to + 1;
  }
  return lines;
}

function renderList(values: readonly Hcl[], indent: string): string {
  const inner = `${indent}  `;
  const rendered = values.map((value) => render(value, inner));
  const line = `[${rendered.join(', ')}]`;
  if (!line.includes('\n') && line.length + indent.length <= WIDTH) return line;
  return `[\n${rendered.map((value) => `${inner}${value},\n`).join('')}${indent}]`;
}

function renderObject(value: { readonly [key: string]: Hcl }, indent: string): string {
  const inner = `${indent}  `;
  const entries = Object.entries(value).map(([name, each]) => [key(name), render(each, inner)] as const);
  return entries.length === 0 ? '{}' : `{\n${alignedLines(entries, inner).join('\n')}\n${indent}}`;
}

/** The value as code. `indent`: what the line it begins on is indented with. */
export function render(value: Hcl, indent: string): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `"${literal(value, false)}"`;
  if (value instanceof Expression) return value.code;
  if (value instanceof Text) {
    return `"${value.parts.map((part, at) => (typeof part === 'string' ? literal(part, at + 1 < value.parts.length) : `\${${render(part, indent)}}`)).join('')}"`;
  }
  if (value instanceof Call) return `${value.name}(${value.values.map((each) => render(each, indent)).join(', ')})`;
  if (value instanceof Conditional) {
    const branch = (each: Hcl) => (each instanceof Conditional ? `(${render(each, indent)})` : render(each, indent));
    return `${value.condition} ? ${branch(value.yes)} : ${branch(value.no)}`;
  }
  if (value instanceof Present) {
    return Array.isArray(value.value)
      ? `[for value in ${renderList(value.value, indent)} : value if value != null]`
      : `{ for key, value in ${renderObject(value.value as { readonly [key: string]: Hcl }, indent)} : key => value if value != null }`;
  }
  return Array.isArray(value) ? renderList(value, indent) : renderObject(value as { readonly [key: string]: Hcl }, indent);
}

/** Arguments as text, outside of any block. */
export const printArguments = (items: readonly Argument[]): string => `${alignedLines(items.map(({ name, value }) => [name, render(value, '')] as const), '').join('\n')}\n`;

/** A block as text: its arguments, then its blocks, an empty line between them. */
export function printBlock({ type, labels, items, comment }: Block, indent = ''): string {
  const inner = `${indent}  `;
  const lines = alignedLines(items.filter(isArgument).map(({ name, value }) => [name, render(value, inner)] as const), inner);
  const blocks = items.filter((item): item is Block => !isArgument(item)).map((block) => printBlock(block, inner));
  const body = [...lines.length > 0 ? [lines.join('\n')] : [], ...blocks].join('\n\n');
  const head = `${indent}${[type, ...labels.map((label) => `"${label}"`)].join(' ')} {`;
  return `${comment ? `${indent}# ${comment}\n` : ''}${body ? `${head}\n${body}\n${indent}}` : `${head}}`}`;
}
