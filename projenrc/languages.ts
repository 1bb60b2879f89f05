/*
 * Packs the package for each language, lets the app of `examples/languages` use nothing but the packed artefact in an empty folder,
 * and compares the templates with those of the TypeScript app. `npx projen languages [language …]`; it wants `npx projen compile` before.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const ROOT = join(__dirname, '..');
const { version, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const CDK = devDependencies['aws-cdk-lib'] as string;

/** Modules to take in place of others, `module=module@version`, where a proxy lacks some. */
const REPLACED = (process.env.GO_REPLACED ?? '').split(' ').filter(Boolean);

/** Runs a command in a folder; what it prints goes to this terminal. */
type Run = (command: string, ...args: readonly string[]) => void;

interface Language {
  /** Target of jsii-pacmak. */
  readonly target: string;
  readonly packed?: readonly string[];
  /** Installs the artefact beside the app and synthesizes. */
  readonly synthesize: (run: Run) => void;
}

/** The packed file in a folder of `dist`. */
function artefact(folder: string, ending: string): string {
  const within = join(ROOT, 'dist', folder);
  return join(within, readdirSync(within).find((name) => name.endsWith(ending))!);
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  typescript: {
    target: 'js',
    synthesize(run) {
      run('npm', 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', artefact('js', '.tgz'), `aws-cdk-lib@${CDK}`, 'tsx');
      run('npx', 'tsx', 'app.ts');
    },
  },
  python: {
    target: 'python',
    synthesize(run) {
      run('python3', '-m', 'venv', '.venv');
      run('.venv/bin/pip', 'install', '--quiet', '--disable-pip-version-check', artefact('python', '.whl'), `aws-cdk-lib==${CDK}`);
      run('.venv/bin/python', 'app.py');
    },
  },
  java: {
    target: 'java',
    synthesize(run) {
      const repository = '-Dmaven.repo.local=repository';
      const jar = artefact(`java/io/github/cdk-security-scanner/cdk-security-scanner/${version}`, `-${version}.jar`);
      run('mvn', '-q', '-B', repository, 'install:install-file', `-Dfile=${jar}`, `-DpomFile=${jar.replace(/jar$/, 'pom')}`);
      run('mvn', '-q', '-B', repository, `-Dcdk.version=${CDK}`, `-Dscanner.version=${version}`, 'compile', 'exec:java');
    },
  },
  go: {
    target: 'go',
    packed: ['--code-only'],
    synthesize(run) {
      const replaced = [`github.com/cdk-security-scanner/cdk-security-scanner-go/cdksecurityscanner=${join(ROOT, 'dist', 'go', 'cdksecurityscanner')}`, ...REPLACED];
      run('go', 'mod', 'edit', ...replaced.flatMap((each) => ['-replace', each]));
      run('go', 'mod', 'tidy');
      run('go', 'run', '.');
    },
  },
  csharp: {
    target: 'dotnet',
    synthesize(run) {
      const source = artefact('dotnet', '.nupkg').replace(/[^/]+$/, '');
      run('dotnet', 'add', 'package', 'CdkSecurityScanner', '--version', version, '--source', source);
      run('dotnet', 'run');
    },
  },
};

/** Templates of a cloud assembly by file name. */
function templates(assembly: string): Record<string, unknown> {
  const names = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(join(assembly, name), 'utf8'))]));
}

/** Templates of the app of a language, made from the packed artefact in a folder that has nothing else. */
function synthesized(language: string): Record<string, unknown> {
  const { target, packed = [], synthesize } = LANGUAGES[language];
  const app = mkdtempSync(join(tmpdir(), `app-${language}-`));
  const assembly = join(app, 'cdk.out');
  const run = (cwd: string): Run => (command, ...args) => {
    execFileSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, CDK_OUTDIR: assembly, AWS_EC2_METADATA_DISABLED: 'true' } });
  };
  try {
    run(ROOT)('npx', 'jsii-pacmak', '--target', target, ...packed);
    cpSync(join(ROOT, 'examples', 'languages', language), app, { recursive: true });
    synthesize(run(app));
    return templates(assembly);
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}

function main(chosen: readonly string[]): void {
  const unknown = chosen.filter((language) => !(language in LANGUAGES));
  if (unknown.length > 0) throw new Error(`No app in ${unknown.join(', ')}; there are ${Object.keys(LANGUAGES).join(', ')}.`);
  const expected = synthesized('typescript');
  const size = Object.keys(expected).length;
  if (size === 0) throw new Error('The TypeScript app made no template.');
  for (const language of chosen.filter((each) => each !== 'typescript')) {
    const made = synthesized(language);
    const differs = Object.keys({ ...expected, ...made }).filter((name) => !isDeepStrictEqual(made[name], expected[name]));
    if (differs.length > 0) throw new Error(`${language}: ${differs.join(', ')} differ from those of the TypeScript app.`);
    process.stdout.write(`${language}: ${size} templates equal those of the TypeScript app\n`);
  }
}

main(process.argv.length > 2 ? process.argv.slice(2) : ['python', 'java', 'go']);
