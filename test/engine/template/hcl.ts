import { getExpressionAst, parse } from '@cdktn/hcl2json';
import type { TextFile } from '../../../src/engine/template/template';

/** A block of a file, its arguments as source text. */
export interface Source { readonly type: string; readonly labels: string[]; readonly args: Record<string, string>; readonly blocks: Source[] }

const indentOf = (line: string) => /^ */.exec(line)![0].length;

/** Reads blocks by their indentation. */
function read(lines: string[], indent: number): { args: Record<string, string>; blocks: Source[] } {
  const result = { args: {} as Record<string, string>, blocks: [] as Source[] };
  while (lines.length > 0 && (lines[0] === '' || indentOf(lines[0]) >= indent)) {
    const line = lines.shift()!;
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const argument = /^ *([\w-]+) += (.*)$/.exec(line);
    if (argument) {
      let source = argument[2];
      for (let open = /[[({]$/.test(source); open;) {
        const next = lines.shift()!;
        source += `\n${next}`;
        open = indentOf(next) > indent || /[[({]$/.test(next);
      }
      result.args[argument[1]] = source;
      continue;
    }
    const [, type, labels, empty] = /^ *(\w+)((?: "[^"]+")*) \{(\})?$/.exec(line) ?? (() => { throw new Error(`no block: ${line}`); })();
    const body = empty ? { args: {}, blocks: [] } : read(lines, indent + 2);
    if (!empty) lines.shift();
    result.blocks.push({ type, labels: [...labels.matchAll(/"([^"]+)"/g)].map((match) => match[1]), ...body });
  }
  return result;
}

/** The blocks of all .tf files of a module; throws where a real parser of HCL does not read a file, or reads other blocks. */
export async function readModule(files: readonly TextFile[]): Promise<Source[]> {
  const blocks: Source[] = [];
  for (const { name, content } of files.filter((file) => file.name.endsWith('.tf'))) {
    const found = read(content.split('\n'), 0).blocks;
    const parsed = await parse(name, content);
    for (const { type, labels, args, blocks: nested } of found) {
      const body = labels.reduce((at, label) => at[label], parsed[type] as any) as Record<string, unknown>[];
      const keys = new Set(body.flatMap((each) => Object.keys(each)));
      for (const key of [...Object.keys(args), ...nested.map((each) => each.type)]) if (!keys.has(key)) throw new Error(`${name}: ${type} ${labels.join('.')} has no ${key} for the parser`);
    }
    blocks.push(...found);
  }
  return blocks;
}

interface Ast { readonly type: string; readonly children: Ast[]; readonly meta?: any }

/** What expressions refer to. */
export interface World {
  readonly variables: Readonly<Record<string, unknown>>;
  /** `data.aws_partition.current` → attributes */
  readonly data: Readonly<Record<string, Record<string, unknown>>>;
  readonly blocks: readonly Source[];
}

const unescape = (text: string) => text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{').replace(/\\(u[0-9a-f]{4}|.)/g, (_, mark: string) => JSON.parse(`"\\${mark}"`) as string);

/** The value of an expression, with `<type>.<name>.<attribute>` for what AWS makes up. */
export async function evaluate(source: string, world: World, local: Record<string, unknown> = {}): Promise<unknown> {
  const ast = await getExpressionAst('main.tf', source) as unknown as Ast;
  return value(ast, world, local);
}

async function value(ast: Ast, world: World, local: Record<string, unknown>): Promise<any> {
  const each = (nodes: Ast[]) => Promise.all(nodes.map((node) => value(node, world, local)));
  const { children, meta } = ast;
  switch (ast.type) {
    case 'literalValue': return meta.type === 'string' ? unescape(meta.value) : JSON.parse(meta.value);
    case 'template': return (await each(children)).map((part) => (part === null ? '' : String(part))).join('');
    case 'templateWrap': return value(children[0], world, local);
    case 'tuple': return each(children);
    case '': return value(children[0], world, local);
    case 'object': {
      const keys = children.filter((_, at) => at % 2 === 0);
      const items = await Promise.all(Object.entries(meta.items as Record<string, string>).map(async ([key, code]) => [
        /^"/.test(key) ? await evaluate(key, world, local) : key, await evaluate(code, world, local),
      ]));
      if (keys.length !== items.length) throw new Error(`a key twice in ${meta.value}`);
      return Object.fromEntries(items);
    }
    case 'conditional': return value(children[await value(children[0], world, local) ? 1 : 2], world, local);
    case 'unaryOp': return !(await value(children[0], world, local));
    case 'binaryOp': {
      const [left, right] = await each(children);
      return { equal: left === right, notEqual: left !== right, logicalAnd: left && right, logicalOr: left || right, greaterThanOrEqual: left >= right, lessThanOrEqual: left <= right }[meta.operator as 'equal'];
    }
    case 'for': {
      const collection = await evaluate(meta.collectionExpression, world, local) as Record<string, unknown>;
      const kept: [string, unknown][] = [];
      for (const [key, member] of Object.entries(collection)) {
        const scope = { ...local, [meta.keyVar || 'key']: key, [meta.valVar]: member };
        if (!meta.conditionalExpression || await evaluate(meta.conditionalExpression, world, scope)) kept.push([key, await evaluate(meta.valueExpression, world, scope)]);
      }
      return meta.keyExpression ? Object.fromEntries(kept) : kept.map(([, member]) => member);
    }
    case 'function': return call(meta.name, await each(children));
    case 'splat': {
      const path = (meta.sourceExpression as string).split('.');
      const block = await existing(path, world);
      return block ? [await attribute(block, (meta.eachExpression as string).split('.')[1], world)] : [];
    }
    case 'relativeTraversal': return (await value(children[0], world, local))[JSON.parse(meta.traversal[0].segment)];
    case 'scopeTraversal': return traverse(meta.traversal.map((part: { segment: string }) => part.segment), world, local);
    default: throw new Error(`cannot evaluate ${ast.type}: ${JSON.stringify(meta)}`);
  }
}

function call(name: string, values: any[]): unknown {
  switch (name) {
    case 'jsonencode': return JSON.stringify(values[0]);
    case 'jsondecode': return /^</.test(String(values[0])) ? new Proxy({}, { get: (_, key) => `${values[0]}[${String(key)}]` }) : JSON.parse(values[0]);
    case 'join': return values[1].join(values[0]);
    case 'split': return values[1].split(values[0]);
    case 'element': return values[0][Number(values[1])];
    case 'one': return values[0][0] ?? null;
    case 'tostring': return String(values[0]);
    case 'file': return `file ${values[0]}`;
    case 'toset': return values[0];
    case 'length': return values[0].length;
    case 'contains': return values[0].includes(values[1]);
    case 'regex': return new RegExp(values[0]).exec(values[1]) ?? undefined;
    case 'can': return values[0] !== undefined;
    case 'alltrue': return values[0].every(Boolean);
    default: throw new Error(`no function ${name}`);
  }
}

async function traverse(path: string[], world: World, local: Record<string, unknown>): Promise<unknown> {
  const [first, second, third, ...rest] = path;
  if (first in local) return local[first];
  if (first === 'path') return '.';
  if (first === 'var') {
    if (!(second in world.variables)) throw new Error(`no variable ${second}`);
    return third === undefined ? world.variables[second] : (world.variables[second] as unknown[])[Number(third)];
  }
  if (first === 'local') {
    const source = world.blocks.filter(({ type }) => type === 'locals').map(({ args }) => args[second]).find(Boolean);
    if (!source) throw new Error(`no local value ${second}`);
    return [third, ...rest].filter(Boolean).reduce((at: any, key) => at[JSON.parse(key)], await evaluate(source, world));
  }
  if (first === 'data') return attributeOf(`data.${second}.${third}`, rest[0], world);
  const block = await existing([first, second], world);
  if (!block) throw new Error(`no resource ${first}.${second}`);
  const names = [third, ...rest].filter((part) => part !== undefined && !/^\d+$/.test(part));
  return names.length === 0 ? `<${first}.${second}>` : attribute(block, names[0], world);
}

function attributeOf(address: string, name: string, world: World): unknown {
  const [, type, label] = address.split('.');
  if (!world.blocks.some((block) => block.type === 'data' && block.labels.join('.') === `${type}.${label}`)) throw new Error(`no ${address}`);
  return world.data[address]?.[name] ?? `<${address}.${name}>`;
}

/** The block of a resource, unless its count is 0. */
async function existing([type, name]: string[], world: World): Promise<Source | undefined> {
  const block = world.blocks.find((each) => each.type === 'resource' && each.labels.join('.') === `${type}.${name}`);
  if (!block) throw new Error(`no resource ${type}.${name}`);
  return block.args.count && await evaluate(block.args.count, world) === 0 ? undefined : block;
}

async function attribute(block: Source, name: string, world: World): Promise<unknown> {
  const given = name !== 'id' && block.args[name] !== undefined ? await evaluate(block.args[name], world) : undefined;
  return given ?? `<${block.labels.join('.')}.${name}>`;
}

/** Addresses that an expression refers to: `aws_iam_role.scanner.arn`, `var.x`, `data.aws_partition.current.partition`. */
export async function references(source: string): Promise<string[][]> {
  const found: string[][] = [];
  const walk = (ast: Ast) => {
    if (ast.type === 'scopeTraversal') found.push((ast.meta.traversal as { segment: string }[]).map(({ segment }) => segment).filter((segment) => !/^["\d]/.test(segment)));
    ast.children.forEach(walk);
  };
  walk(await getExpressionAst('main.tf', source) as unknown as Ast);
  return found;
}
