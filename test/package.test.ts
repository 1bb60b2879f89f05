import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const ROOT = join(__dirname, '..');
// Bytes of the tarball; 7.1 MB when written: 2.3 the command line, 2.2 the functions of a scan.
const BUDGET = 7_500_000;

let app: string;
let files: string[];
let tarball: string;

beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'consumer-'));
  const [{ filename, files: packed }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', app], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  tarball = join(app, filename);
  files = packed.map(({ path }: { path: string }) => path);
  mkdirSync(join(app, 'node_modules', 'cdk-security-scanner'), { recursive: true });
  execFileSync('tar', ['xzf', tarball, '-C', join(app, 'node_modules', 'cdk-security-scanner'), '--strip-components=1']);
  for (const peer of ['aws-cdk-lib', 'constructs']) symlinkSync(join(ROOT, 'node_modules', peer), join(app, 'node_modules', peer));
});
afterAll(() => rmSync(app, { recursive: true, force: true }));

const run = (args: string[]) => spawnSync(process.execPath, args, { cwd: app, encoding: 'utf8', env: { ...process.env, NODE_PATH: '' } });

test('an app with nothing but the two peers synthesizes the role and the organisation', () => {
  writeFileSync(join(app, 'app.js'), `
    const { App, Stack } = require('aws-cdk-lib/core');
    const { ReadOnlyScannerRole, ScannerGrant, OrgStackSetDeployment } = require('cdk-security-scanner');
    const app = new App({ outdir: 'cdk.out' });
    const stack = new Stack(app, 'Stack');
    const trust = { trustedAccountId: '111111111111', externalId: 'agreed' };
    new ReadOnlyScannerRole(stack, 'Scanner', { ...trust, roleName: 'Exact', grant: ScannerGrant.EXACT });
    new OrgStackSetDeployment(stack, 'Onboarding', { organizationalUnitIds: ['r-abcd'], scannerRole: trust });
    app.synth();`);
  expect(run(['app.js'])).toMatchObject({ status: 0, stderr: '' });
  const { Resources } = JSON.parse(readFileSync(join(app, 'cdk.out', 'Stack.template.json'), 'utf8'));
  const count = (type: string) => Object.values(Resources as Record<string, { Type: string }>).filter(({ Type }) => Type === type).length;
  expect([count('AWS::IAM::Role'), count('AWS::CloudFormation::StackSet')]).toEqual([2, 1]);
  expect(count('AWS::IAM::ManagedPolicy')).toBeGreaterThanOrEqual(2);
});

test('the package has no dependencies', () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(app, 'node_modules', 'cdk-security-scanner', 'package.json'), 'utf8'));
  expect(dependencies).toBeUndefined();
  expect(Object.keys(peerDependencies).sort()).toEqual(['aws-cdk-lib', 'constructs']);
});

test('its command line runs, and says how to get what it leaves out', () => {
  const cli = join('node_modules', 'cdk-security-scanner', 'assets', 'cli', 'index.js');
  expect(run([cli, '--help']).stdout).toMatch(/demo[\s\S]*scan\|sync[\s\S]*report[\s\S]*query/);
  mkdirSync(join(app, 'lake', 'entities', 'x'), { recursive: true });
  expect(run([cli, 'query', '--lake', 'lake', 'SELECT 1'])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm install @duckdb/node-api') });
});

test('its command line makes templates with the two peers, and says what to install without them', () => {
  const generate = [join('node_modules', 'cdk-security-scanner', 'assets', 'cli', 'index.js'), 'generate', 'cyscale', '--external-id', 'agreed-7f3a', '--json', '--output'];
  expect(run([...generate, 'templates'])).toMatchObject({ status: 0, stderr: '' });
  expect(Object.keys(JSON.parse(readFileSync(join(app, 'templates', 'cyscale_aws_cloudformation_read-only.template'), 'utf8')).Resources)).toEqual(['CyscalePolicy', 'CyscaleRole']);
  const peer = join(app, 'node_modules', 'aws-cdk-lib');
  rmSync(peer);
  try {
    expect(run([...generate, 'none'])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm install aws-cdk-lib constructs') });
  } finally {
    symlinkSync(join(ROOT, 'node_modules', 'aws-cdk-lib'), peer);
  }
});

test('it holds what a consumer needs and nothing of ours', () => {
  expect(files).toEqual(expect.arrayContaining(['.jsii', 'lib/index.js', 'lib/index.d.ts', 'assets/cli/index.js', 'assets/demo/index.js', 'assets/demo/access/manifest.json',
    'assets/demo/extension/stack_sets.py', 'assets/handlers/cloudtrail-consumer/index.js', 'lib/handlers/environment.js', 'lib/catalogue/policies/data-access.json', 'README.md', 'LICENSE', 'assets/NOTICE.txt', 'assets/sbom.cdx.json']));
  expect(files.filter((file) => /^(src|test|integ|examples|emulator|projenrc|docs|\.ci|\.projen|lib\/(cli|engine))\/|\.lambda\.|\.map$|__pycache__|(demo|scan)-lake|metadata\.json$|tree\.json$/.test(file))).toEqual([]);
  expect(statSync(tarball).size).toBeLessThan(BUDGET);
});

test('the bill of what its bundles hold is valid CycloneDX', async () => {
  const bill = readFileSync(join(app, 'node_modules', 'cdk-security-scanner', 'assets', 'sbom.cdx.json'), 'utf8');
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(bill)).toBeNull();
  expect(JSON.parse(bill).components.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['@aws-sdk/client-iam', 'hyparquet', 'commander']));
});

test('it names no path of this machine', () => {
  const named = spawnSync('grep', ['-rlF', `${ROOT}/`, join(app, 'node_modules', 'cdk-security-scanner')], { encoding: 'utf8' });
  expect(named.stdout).toBe('');
});
