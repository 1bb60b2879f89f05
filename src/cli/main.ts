import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { exit, exitCodeOf, Interrupted, messageOf } from './errors';
import { keepHeapSmall } from './small-heap';

// The SDK is part of this bundle: what it will ask of Node.js in later versions is no concern of the user.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

keepHeapSmall();

const program = new Command('cdk-security-scanner')
  .description('Read-only security scanner for AWS accounts and organisations')
  .version((JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string }).version)
  .exitOverride();

/** Each command with what it needs to run, read when it is asked for: all of them together take longer to load than most take to run. */
const commands: Readonly<Record<string, () => Promise<(to: Command) => void>>> = {
  demo: async () => (await import('./demo.js')).addDemo,
  generate: async () => (await import('./generate.js')).addGenerate,
  account: async () => (await import('./account.js')).addAccount,
  scan: async () => (await import('./scan.js')).addScan,
  report: async () => (await import('./report.js')).addReport,
  query: async () => (await import('./query.js')).addQuery,
  access: async () => (await import('./access.js')).addAccess,
  simulate: async () => (await import('./simulate.js')).addSimulate,
  detect: async () => (await import('./detect.js')).addDetect,
  doctor: async () => (await import('./doctor.js')).addDoctor,
};

/** Adds the command that is asked for; all of them where it takes all to answer: for help, an alias or a word that names none. */
async function addCommands([asked = '--help']: readonly string[]): Promise<void> {
  const needed = asked === '--version' || asked === '-V' ? [] : Object.hasOwn(commands, asked) ? [commands[asked]] : Object.values(commands);
  for (const load of needed) (await load())(program);
}

// Who reads the output may have seen enough, as head has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

addCommands(process.argv.slice(2)).then(() => program.parseAsync()).catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // commander has printed its message.
    process.exitCode = error.exitCode === 0 ? exit.done : exit.wrongInput;
    return;
  }
  const code = exitCodeOf(error);
  process.exitCode = code ?? exit.partly;
  // The pauses of the SDK before another attempt cannot be ended, and would keep the process.
  const end = error instanceof Interrupted ? () => process.exit() : undefined;
  process.stderr.write(code === undefined ? `${(error as Error).stack}\n` : `error: ${messageOf(error as Error)}\n`, end);
});
