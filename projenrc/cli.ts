/**
 * Bundles the command line into assets/cli, a file for what each command and each service needs: a command reads no more than that. Node.js
 * parses a bundle whole, and one of all SDK clients took 190 MB and 0.6 s before the first call.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { narrowClients } from './narrow';

const FOLDER = 'assets/cli';

// What libraries written for CommonJS find around them.
const COMMON_JS = `import { createRequire as requireFrom } from 'node:module';
import { fileURLToPath as pathOf } from 'node:url';
const require = requireFrom(import.meta.url), __dirname = pathOf(new URL('.', import.meta.url));`;

async function bundle(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  const { metafile } = await build({
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'external',
    logLevel: 'warning',
    external: ['@duckdb/node-api', 'aws-cdk-lib', 'constructs'],
    banner: { js: `#!/usr/bin/env node\n${COMMON_JS}` },
    entryPoints: { index: 'src/cli/main.ts' },
    chunkNames: '[name]-[hash]',
    outdir: FOLDER,
    metafile: true,
    plugins: [narrowClients()],
  });
  mkdirSync('.bundles', { recursive: true });
  writeFileSync('.bundles/cli.json', JSON.stringify(metafile));
  writeFileSync(`${FOLDER}/package.json`, '{ "type": "module" }\n');
  chmodSync(`${FOLDER}/index.js`, 0o755);
}

void bundle();
