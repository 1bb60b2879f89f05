import { readdirSync } from 'node:fs';
import { awscdk } from 'projen';

const ESBUILD = 'esbuild --bundle --platform=node --format=cjs --main-fields=module,main --minify --legal-comments=external --log-level=warning';

const HANDLER = '.lambda.ts';
// Handlers that import lazily so much that a file for each thing is worth it: Node.js parses a bundle whole before the first event.
const SPLIT = ['scan'];
// What libraries written for CommonJS find around them.
const COMMON_JS = "import{createRequire as requireFrom}from'node:module';import{fileURLToPath as pathOf}from'node:url';"
  + "const require=requireFrom(import.meta.url),__dirname=pathOf(new URL('.',import.meta.url));";
const splitInto = (folder: string) => `--format=esm --splitting --out-extension:.js=.mjs --entry-names=index --chunk-names=[name]-[hash] "--banner:js=${COMMON_JS}" --outdir=${folder}`;

/** Bundles what runs outside a CDK app (the command line, the demo, the handlers of AWS Lambda) into assets/, before jsii compiles. */
export function bundles(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('esbuild@^0.28.2');
  const bundle = project.addTask('bundle', { description: 'Bundle the command line, the demo and the handlers into assets/' });
  bundle.exec('rm -rf .bundles');
  bundle.exec('tsx --tsconfig test/tsconfig.json projenrc/cli.ts');
  bundle.exec(`${ESBUILD} --metafile=.bundles/demo.json --target=node20 --outfile=assets/demo/index.js emulator/demo.ts`);
  for (const name of readdirSync('src/handlers').filter((file) => file.endsWith(HANDLER)).map((file) => file.slice(0, -HANDLER.length)).sort()) {
    // The SDK, too: what the runtime brings changes without notice.
    const folder = `assets/handlers/${name}`;
    const out = SPLIT.includes(name) ? splitInto(folder) : `--outfile=${folder}/index.js`;
    bundle.exec(`rm -rf ${folder} && ${ESBUILD} --metafile=.bundles/${name}.json --target=node22 ${out} src/handlers/${name}${HANDLER}`);
  }
  bundle.exec('tsx projenrc/notice.ts');
  // The named queries of Athena: docs/ is not in the package.
  bundle.exec('mkdir -p assets/queries && cp docs/reference/queries/*.sql assets/queries/');
  project.preCompileTask.spawn(bundle);
  project.npmignore?.exclude('/.bundles');
  project.addBins({ 'cdk-security-scanner': 'assets/cli/index.js' });
  project.gitignore.exclude('/assets/', '/.bundles/', '__pycache__/');
  for (const folder of ['src/{cli,handlers,engine,catalogue}', 'bench', 'emulator', 'examples', 'integ']) project.eslint?.allowDevDeps(`${folder}/**`);
  return bundle;
}
