import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Docs { readonly summary?: string; readonly remarks?: string; readonly see?: string; readonly default?: string }
type TypeRef = { readonly fqn: string } | { readonly primitive: string } | { readonly union: { readonly types: readonly TypeRef[] } }
| { readonly intersection: { readonly types: readonly TypeRef[] } } | { readonly collection: { readonly kind: string; readonly elementtype: TypeRef } };
interface Value {
  readonly name: string; readonly type: TypeRef; readonly optional?: boolean; readonly static?: boolean; readonly variadic?: boolean; readonly docs?: Docs;
}
interface Callable {
  readonly name?: string;
  readonly static?: boolean;
  readonly docs?: Docs;
  readonly parameters?: readonly Value[];
  readonly returns?: { readonly type: TypeRef };
}
interface Type {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly docs?: Docs;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: Callable;
  readonly methods?: readonly Callable[];
  readonly properties?: readonly Value[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
}
/** The part of a jsii assembly that the page is made of: https://aws.github.io/jsii/ */
export interface Assembly { readonly name: string; readonly types: Readonly<Record<string, Type>> }

const line = (text = '') => text.replace(/\s+/g, ' ').trim();
const cell = (text: string) => line(text).replaceAll('|', '\\|');
const describe = ({ summary, remarks, see }: Docs = {}) => [summary, remarks, see && `See <${see}>.`].filter(Boolean).map((text) => line(text)).join(' ');

class Page {
  constructor(private readonly assembly: Assembly) {}

  text(): string {
    const types = Object.values(this.assembly.types).sort((a, b) => (a.name < b.name ? -1 : 1));
    const list = (kind: (type: Type) => boolean) => types.filter(kind).map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(', ');
    return [
      '<!-- Generated from the jsii assembly by projenrc/api.ts. -->', '',
      '# API', '',
      `Constructs and classes: ${list(({ kind }) => kind === 'class')}.`, '',
      `Properties: ${list(({ kind }) => kind === 'interface')}.`, '',
      `Enumerations: ${list(({ kind }) => kind === 'enum')}.`, '',
      ...types.flatMap((type) => this.section(type)),
    ].join('\n');
  }

  private section(type: Type): string[] {
    const parents = [type.base, ...type.interfaces ?? []].filter((fqn) => fqn !== undefined).map((fqn) => this.named(fqn));
    const made = type.initializer ? ['```ts', `new ${type.name}(${this.parameters(type.initializer)})`, '```', ''] : [];
    return [
      `## ${type.name}`, '',
      ...type.docs ? [describe(type.docs), ''] : [],
      ...parents.length > 0 ? [`Extends ${parents.join(', ')}.`, ''] : [],
      ...made,
      ...this.members(type), ...this.properties(type), ...this.methods(type),
    ];
  }

  private members({ members = [] }: Type): string[] {
    return table(['Member', 'What'], members.map(({ name, docs }) => [`\`${name}\``, describe(docs)]));
  }

  private properties({ properties = [], kind, name }: Type): string[] {
    const rows = [...properties].sort((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false) || (a.name < b.name ? -1 : 1));
    if (kind === 'interface') {
      return table(['Property', 'Type', 'What', 'Default'], rows.map((each) =>
        [`\`${each.name}\``, this.type(each.type), describe(each.docs), each.optional ? line(each.docs?.default).replace(/^- /, '') : 'required']));
    }
    return table(['Property', 'Type', 'What'], rows.map((each) => [`\`${each.static ? `${name}.` : ''}${each.name}\``, this.type(each.type), describe(each.docs)]));
  }

  private methods({ methods = [], name }: Type): string[] {
    return table(['Method', 'Returns', 'What'], methods.filter((each) => each.name !== 'isConstruct').map((each) =>
      [`\`${each.static ? `${name}.` : ''}${each.name}(${this.parameters(each)})\``, each.returns ? this.type(each.returns.type) : '', describe(each.docs)]));
  }

  private parameters({ parameters = [] }: Callable): string {
    return parameters.map(({ name, type, optional, variadic }) => `${variadic ? '...' : ''}${name}${optional ? '?' : ''}: ${this.type(type, false)}${variadic ? '[]' : ''}`).join(', ');
  }

  private type(ref: TypeRef, linked = true): string {
    if ('fqn' in ref) return linked ? this.named(ref.fqn) : ref.fqn.split('.').at(-1)!;
    if ('primitive' in ref) return ref.primitive;
    if ('collection' in ref) {
      const element = this.type(ref.collection.elementtype, linked);
      return ref.collection.kind === 'array' ? `${element}[]` : `{ [key: string]: ${element} }`;
    }
    const [types, sign] = 'union' in ref ? [ref.union.types, ' | '] : [ref.intersection.types, ' & '];
    return types.map((each) => this.type(each, linked)).join(sign);
  }

  private named(fqn: string): string {
    const name = fqn.split('.').at(-1)!;
    return fqn.startsWith(`${this.assembly.name}.`) ? `[${name}](#${name.toLowerCase()})` : name;
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(row), ''];
}

/** The reference of the public API, in GitHub-flavoured Markdown: a table a type, not a section a property. */
export const apiPage = (assembly: Assembly): string => new Page(assembly).text();

if (require.main === module) {
  const root = join(__dirname, '..');
  writeFileSync(join(root, 'API.md'), apiPage(JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as Assembly));
}
