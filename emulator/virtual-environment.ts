import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPython } from './python';

const LOCK_POLL_MS = 200;

/** Told what happens, one line at a time. */
export type Log = (line: string) => void;

/** Python packages that live in a virtual environment of their own. */
export interface PythonPackages {
  /** Who wants them, as the log calls it. */
  readonly name: string;
  /** Path of the file that pins them. */
  readonly requirements: string;
  /** What is installed and how long it takes, for the log. */
  readonly contents: string;
}

const emulator: PythonPackages = { name: 'Emulator', requirements: join(__dirname, 'requirements.txt'), contents: 'ministack (about 15 seconds)' };

/**
 * The Python interpreter of a virtual environment, the emulator's unless told otherwise, which is installed on first use.
 * Any number of processes may call this at once: one installs, the others wait for it.
 */
export async function prepareEnvironment(log: Log = () => undefined, packages = emulator): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(packages.requirements)).digest('hex').slice(0, 16);
  const target = join(environmentHome(), `venv-${hash}`);
  const interpreter = interpreterOf(target);
  if (existsSync(interpreter)) {
    return interpreter;
  }
  mkdirSync(dirname(target), { recursive: true });
  const tell: Log = (line) => log(`${packages.name}: ${line}`);
  const release = await lock(`${target}.lock`, () => existsSync(interpreter), tell);
  try {
    if (!existsSync(interpreter)) {
      await install(target, packages, tell);
    }
  } finally {
    release();
  }
  return interpreter;
}

/** The directory of the virtual environments: the variable CDK_SECURITY_SCANNER_EMULATOR_HOME, else `.emulator` in the repository, else in the user's home. */
export function environmentHome(): string {
  const chosen = process.env.CDK_SECURITY_SCANNER_EMULATOR_HOME;
  if (chosen) {
    return chosen;
  }
  const root = packageRoot(__dirname);
  try {
    accessSync(root, constants.W_OK);
    return join(root, '.emulator');
  } catch {
    return join(homedir(), '.cache', 'cdk-security-scanner', 'emulator');
  }
}

/** The nearest directory above that holds a package.json. */
export function packageRoot(start: string): string {
  const parent = dirname(start);
  return existsSync(join(start, 'package.json')) || parent === start ? start : packageRoot(parent);
}

function interpreterOf(environment: string): string {
  return process.platform === 'win32' ? join(environment, 'Scripts', 'python.exe') : join(environment, 'bin', 'python');
}

/** Installs beside the target and renames at the end, so that an interrupted installation is never taken for a finished one. */
async function install(target: string, packages: PythonPackages, log: Log): Promise<void> {
  const python = await findPython();
  const unfinished = `${target}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  try {
    log(`creating a Python environment in ${target} (once)`);
    await runLogged(python, ['-m', 'venv', unfinished], log);
    log(`installing ${packages.contents}`);
    await runLogged(interpreterOf(unfinished), ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-r', packages.requirements], log);
    moveUnlessThere(unfinished, target);
    log('Python environment is ready');
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(interpreterOf(to))) {
      throw error;
    }
  }
}

async function runLogged(command: string, args: string[], log: Log): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
      chunk.toString().split('\n').filter((line) => /^(Collecting|Installing|Successfully)/.test(line)).forEach((line) => log(`  ${line.slice(0, 120)}`));
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.trim()}`);
  }
}

/** Waits for the lock, or for what it guards to be done; answers how to release it. */
async function lock(path: string, done: () => boolean, log: Log): Promise<() => void> {
  for (let told = false; !done(); told = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
    if (isAbandoned(path)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!told) {
      log('waiting for another process that installs the Python environment');
    }
    await sleep(LOCK_POLL_MS);
  }
  return () => undefined;
}

function isAbandoned(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    if (!owner) {
      // Created, not yet written: give its owner a moment.
      return Date.now() - statSync(path).mtimeMs > 10_000;
    }
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
