import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { services } from '../src/catalogue/services';

/** What the catalogue may ask a client for: the class, and the operations that it declares, with their paginators. */
function declared(): (name: string) => boolean {
  const operations = services.flatMap((service) => Object.keys(service.operations)).map((name) => name.split('.').pop()!);
  const names = new Set(operations.flatMap((name) => [`${name}Command`, `paginate${name}`]));
  return (name) => names.has(name) || /^[A-Z]\w*Client$/.test(name);
}

/** What a file takes of a client that it imports when it needs it; undefined where it does not say. */
function takenBy(file: string, client: string): string | undefined {
  const imports = [...readFileSync(file, 'utf8').matchAll(/\{([\w\s,]+)\}\s*=\s*await import\('([^']+)'\)/g)];
  const names = imports.filter(([, , from]) => from === client).flatMap(([, taken]) => taken.match(/\w+/g)!);
  return names.length > 0 ? [...new Set(names)].sort().join(', ') : undefined;
}

/** A module of schemas with its properties' names written out: esbuild takes a name that is computed for one that may have effects, and keeps what has it. */
function withPlainNames(source: string): string {
  const constants = new Map([...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]));
  return source.replace(/\[(_\w+)\]:/g, (computed, name: string) => (constants.has(name) ? `${constants.get(name)}:` : computed));
}

/**
 * Leaves out of a bundle what nobody uses of an SDK client. A module that is imported when it is needed is kept whole by esbuild otherwise, and the
 * clients of the catalogue have 4,400 operations, of which it declares a tenth.
 */
export function narrowClients(): Plugin {
  const isDeclared = declared();
  return {
    name: 'narrow-clients',
    setup: (build) => {
      build.onResolve({ filter: /^@aws-sdk\/client-/ }, async ({ kind, path, importer }) => {
        if (kind !== 'dynamic-import' || importer.includes('node_modules')) return undefined;
        const isCatalogue = importer.includes('/src/catalogue/');
        const taken = isCatalogue ? Object.keys(await import(path) as object).filter(isDeclared).join(', ') : takenBy(importer, path);
        return taken === undefined ? undefined : { path, suffix: `?${taken}`, namespace: 'narrow' };
      });
      build.onLoad({ filter: /./, namespace: 'narrow' }, ({ path, suffix }) =>
        ({ contents: `export { ${suffix.slice(1)} } from '${path}';`, resolveDir: __dirname }));
      build.onLoad({ filter: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/\w+\.js$/ }, ({ path }) =>
        ({ contents: withPlainNames(readFileSync(path, 'utf8')) }));
    },
  };
}
