import { awscdk } from 'projen';

const ESBUILD = 'esbuild --bundle --platform=node --format=cjs --main-fields=module,main --minify --legal-comments=external --log-level=warning';

/** Bundles what runs outside a CDK app (the command line, the demo, the handlers of AWS Lambda) into assets/, before jsii compiles. */
export function bundles(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('esbuild@^0.28.2');
  const bundle = project.addTask('bundle', { description: 'Bundle the command line, the demo and the handlers into assets/' });
  bundle.exec('rm -rf .bundles');
  bundle.exec('tsx --tsconfig test/tsconfig.json projenrc/cli.ts');
  bundle.exec(`${ESBUILD} --metafile=.bundles/demo.json --target=node20 --outfile=assets/demo/index.js emulator/demo.ts`);
  bundle.exec('tsx --tsconfig test/tsconfig.json projenrc/handlers.ts');
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
