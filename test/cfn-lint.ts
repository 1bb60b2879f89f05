import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { prepareEnvironment } from '../emulator/virtual-environment';

/** Long enough for the first installation of cfn-lint. */
export const LINT_TIMEOUT = 300_000;

const packages = { name: 'cfn-lint', requirements: join(__dirname, 'cfn-lint-requirements.txt'), contents: 'cfn-lint (about 30 seconds)' };

interface Match {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null; readonly Start: { readonly LineNumber: number } };
}

/**
 * What cfn-lint says against CloudFormation templates: errors, warnings and informational messages, as `name: rule at path: message`; nothing if they are
 * clean. Installs cfn-lint on first use. A start takes seconds: give it many templates at once.
 * @param templates templates by name, as objects or as text in JSON or YAML
 * @param regions the Regions whose resource types and properties the templates must keep to
 */
export async function lintAll(templates: Readonly<Record<string, object | string>>, regions = ['us-east-1']): Promise<string[]> {
  const interpreter = await prepareEnvironment(undefined, packages);
  const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  try {
    const files = Object.entries(templates).map(([name, template]) => {
      const file = join(folder, name);
      writeFileSync(file, typeof template === 'string' ? template : JSON.stringify(template, undefined, 2));
      return file;
    });
    const args = ['-c', 'from cfnlint.runner import main; main()', '--format', 'json', '--include-checks', 'I', '--regions', ...regions, '--template', ...files];
    return parse(await run(interpreter, args, folder)).map(({ Rule, Message, Filename, Location }) =>
      `${basename(Filename)}: ${Rule.Id} at ${Location.Path?.join('/') ?? `line ${Location.Start.LineNumber}`}: ${Message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What cfn-lint says against one template, as `lintAll` does. */
export const lint = async (template: object | string, regions?: string[]): Promise<string[]> => lintAll({ template }, regions);

const parse = (output: string): Match[] => JSON.parse(output) as Match[];

/** The output; cfn-lint ends with a bit for each kind of message, and with 1 or 32 when it could not run. */
async function run(command: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // The settings of whoever runs the tests have no say.
    execFile(command, args, { cwd, env: { ...process.env, HOME: cwd }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && !stdout.startsWith('[')) reject(new Error(`cfn-lint failed: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
}
