import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Command, CommanderError } from 'commander';
import { addAccess } from './access';
import { addAccount } from './account';
import { addDemo } from './demo';
import { addDetect } from './detect';
import { addDoctor } from './doctor';
import { exit, exitCodeOf, messageOf } from './errors';
import { addGenerate } from './generate';
import { addQuery } from './query';
import { addReport } from './report';
import { addScan } from './scan';
import { addSimulate } from './simulate';

// The SDK is part of this bundle: what it will ask of Node.js in later versions is no concern of the user.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// Left alone, the heap may grow to several times what is alive in it: half as much again costs hardly more time.
setFlagsFromString('--heap-growing-percent=50');

const program = new Command('cdk-security-scanner')
  .description('Read-only security scanner for AWS accounts and organisations')
  .version((JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string }).version)
  .exitOverride();
for (const add of [addDemo, addGenerate, addAccount, addScan, addReport, addQuery, addAccess, addSimulate, addDetect, addDoctor]) add(program);

// Who reads the output may have seen enough, as head has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // commander has printed its message.
    process.exitCode = error.exitCode === 0 ? exit.done : exit.wrongInput;
    return;
  }
  const code = exitCodeOf(error);
  process.stderr.write(code === undefined ? `${(error as Error).stack}\n` : `error: ${messageOf(error as Error)}\n`);
  process.exitCode = code ?? exit.partly;
});
