/** Bundles the handlers of AWS Lambda into assets/handlers, the SDK with them: what the runtime brings changes without notice. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build, type BuildOptions } from 'esbuild';
import { narrowClients } from './narrow';

const HANDLER = '.lambda.ts';
// Handlers that import lazily so much that a file for each thing is worth it: Node.js parses a bundle whole before the first event.
const SPLIT = ['scan'];
// What libraries written for CommonJS find around them.
const COMMON_JS = "import{createRequire as requireFrom}from'node:module';import{fileURLToPath as pathOf}from'node:url';"
  + "const require=requireFrom(import.meta.url),__dirname=pathOf(new URL('.',import.meta.url));";

const whole = (folder: string): BuildOptions => ({ format: 'cjs', outfile: `${folder}/index.js` });
const split = (folder: string): BuildOptions => ({
  format: 'esm', splitting: true, outExtension: { '.js': '.mjs' }, entryNames: 'index', chunkNames: '[name]-[hash]', banner: { js: COMMON_JS }, outdir: folder,
});

async function bundle(name: string): Promise<void> {
  const folder = `assets/handlers/${name}`;
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    ...SPLIT.includes(name) ? split(folder) : whole(folder),
    bundle: true,
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'external',
    logLevel: 'warning',
    entryPoints: [`src/handlers/${name}${HANDLER}`],
    metafile: true,
    plugins: [narrowClients()],
  });
  writeFileSync(`.bundles/${name}.json`, JSON.stringify(metafile));
}

void Promise.all(readdirSync('src/handlers').filter((file) => file.endsWith(HANDLER)).map((file) => bundle(file.slice(0, -HANDLER.length))));
