import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OLDEST = [3, 10];
const PROBE = [
  'import sys',
  'missing = []',
  'for name in ("venv", "ensurepip"):',
  '    try: __import__(name)',
  '    except ImportError: missing.append(name)',
  'print(".".join(map(str, sys.version_info[:3])), sys.executable, *missing, sep="\\n")',
].join('\n');

/** The command of a Python that can run the emulator; an error says what was looked for, what was found and what to install. */
export async function findPython(commands: readonly string[] = ['python3', 'python']): Promise<string> {
  const found: string[] = [];
  for (const command of commands) {
    const problem = await problemOf(command);
    if (!problem.text) {
      return problem.executable;
    }
    found.push(`  ${command}: ${problem.text}`);
  }
  throw new Error([
    `The emulator needs Python ${OLDEST.join('.')} or later with its venv module. Looked on the PATH for ${commands.join(' and ')}:`,
    ...found,
    'Install it (Debian, Ubuntu: apt install python3 python3-venv; Fedora: dnf install python3; macOS: brew install python3; Windows: winget install Python.Python.3.12), then run again.',
  ].join('\n'));
}

async function problemOf(command: string): Promise<{ text?: string; executable: string }> {
  try {
    const { stdout } = await run(command, ['-c', PROBE]);
    const [version, executable, ...missing] = stdout.trim().split('\n').map((line) => line.trim());
    const [major, minor] = version.split('.').map(Number);
    if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
      return { text: `${executable} is version ${version}, too old`, executable };
    }
    return { text: missing.length ? `${executable} (${version}) lacks its module ${missing.join(', ')}` : undefined, executable };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { text: code === 'ENOENT' ? 'not found' : `failed: ${message.split('\n')[0]}`, executable: command };
  }
}
