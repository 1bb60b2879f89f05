import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';

const SRC = join(__dirname, '..', 'src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

interface Import { readonly from: string; readonly to: string; readonly kind: 'value' | 'type' | 'lazy' }

/** The imports of a file; a relative one as the path of its file below src. */
function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, kind: Import['kind']) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const to = specifier.text.startsWith('.') ? resolve(file, specifier.text) : specifier.text;
    found.push({ from: file, to, kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
      const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
      const typeOnly = (ts.isExportDeclaration(node) && node.isTypeOnly) || clause?.isTypeOnly || (!clause?.name && named.length > 0 && named.every(({ isTypeOnly }) => isTypeOnly));
      add(node.moduleSpecifier, typeOnly ? 'type' : 'value');
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], 'lazy');
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal as ts.StringLiteral, 'type');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function resolve(file: string, specifier: string): string {
  const path = relative(SRC, join(SRC, dirname(file), specifier.replace(/\.js$/, '')));
  if (path.endsWith('.json')) return path;
  return [`${path}.ts`, join(path, 'index.ts')].find((candidate) => files.includes(candidate)) ?? path;
}

const imports = files.flatMap(importsOf);
const roomOf = (path: string) => (path === 'index.ts' ? 'index' : path.split('/')[0]);
const isOurs = (path: string) => files.includes(path) || path.endsWith('.json');

/** Rooms a room may import, and packages; of the SDK clients by type or lazily; node:crypto reads certificates. */
const rules: Record<string, { rooms: string[]; packages: (to: string, kind: Import['kind']) => boolean }> = {
  catalogue: { rooms: ['catalogue'], packages: (to, kind) => (to.startsWith('@aws-sdk/client-') && kind !== 'value') || to === 'node:crypto' },
  derive: { rooms: ['derive', 'catalogue'], packages: () => false },
  engine: { rooms: ['engine', 'derive', 'catalogue'], packages: (to) => !isCdk(to) },
  handlers: { rooms: ['handlers', 'engine', 'derive', 'catalogue'], packages: (to) => !isCdk(to) },
  cli: { rooms: ['cli', 'generate', 'engine', 'derive', 'catalogue', 'handlers/environment.ts'], packages: (to) => !isCdk(to) },
  generate: { rooms: ['generate', 'constructs', 'derive', 'catalogue/presets', 'engine/template', 'engine/collect/place.ts'], packages: (to) => to === 'aws-cdk-lib/core' },
  constructs: {
    rooms: ['constructs', 'derive', 'catalogue/presets', 'handlers/environment.ts'],
    packages: (to) => to === 'constructs' || /^aws-cdk-lib\/(core|interfaces|assertions|aws-[\w-]+)$/.test(to) || to.startsWith('node:'),
  },
  index: { rooms: ['constructs'], packages: () => false },
};
const isCdk = (to: string) => /^(aws-cdk-lib|constructs)(\/|$)/.test(to);

test('there is something to walk', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(imports.filter(({ to }) => isOurs(to)).length).toBeGreaterThan(60);
  expect(new Set(files.map(roomOf))).toEqual(new Set([...new Set(files.map(roomOf))].filter((room) => room in rules)));
});

test('every relative import is a file of src', () => {
  expect(imports.filter(({ from, to }) => !isOurs(to) && !/^[@\w]/.test(to) && from).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('each room imports only what it may', () => {
  const broken = imports.filter(({ from, to, kind }) => {
    const { rooms, packages } = rules[roomOf(from)];
    return isOurs(to) ? !rooms.some((room) => to === room || to.startsWith(`${room}/`)) : !packages(to, kind);
  });
  expect(broken.map(({ from, to, kind }) => `${from} → ${to} (${kind})`)).toEqual([]);
});

test('the command line loads the constructs lazily, and by one door', () => {
  const doors = imports.filter(({ from, to, kind }) => roomOf(from) === 'cli' && roomOf(to) === 'generate' && kind !== 'type');
  expect(doors.map(({ from, kind }) => `${from} (${kind})`)).toEqual(['cli/generate.ts (lazy)']);
});

test('the model knows none of what is modelled', () => {
  const broken = imports.filter(({ from, to }) => from.startsWith('catalogue/model/') && isOurs(to) && !to.startsWith('catalogue/model/'));
  expect(broken).toEqual([]);
});

test('an SDK client is loaded lazily in one place of a service file only', () => {
  const lazy = imports.filter(({ from, kind }) => roomOf(from) === 'catalogue' && kind === 'lazy');
  expect(lazy.filter(({ from }) => !from.startsWith('catalogue/services/'))).toEqual([]);
  const seen = lazy.map(({ from, to }) => `${from} ${to}`);
  expect(new Set(seen).size).toBe(seen.length);
});

test('there are no cycles', () => {
  const edges = new Map(files.map((file) => [file, imports.filter(({ from, to }) => from === file && files.includes(to)).map(({ to }) => to)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of edges.get(file)!) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(cycles).toEqual([]);
});

test('file names are kebab-case, and a handler is a door', () => {
  expect(files.filter((file) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.lambda)?\.ts$/.test(file))).toEqual([]);
});

test('nothing of the machine or the session is named', () => {
  const named = files.filter((file) => /\/(work|root|home)\/|registry\.npmjs|pypi\.org/.test(readFileSync(join(SRC, file), 'utf8')));
  expect(named).toEqual([]);
});

test.each([['README.md', 250], ['API.md', 2500]])('%s has at most %i lines', (file, lines) => {
  expect(readFileSync(join(SRC, '..', file), 'utf8').split('\n').length).toBeLessThanOrEqual(lines);
});

test('there is no snapshot of jest', () => {
  expect(readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.snap'))).toEqual([]);
});
