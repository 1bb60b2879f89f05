import { Command, CommanderError } from 'commander';
import { exit, exitCodeOf } from '../../src/cli/errors';

/** What a command did: its exit code, what it printed, and what it complained of. */
export interface Ran { readonly code: number; readonly out: string; readonly err: string }

/**
 * Runs a command as main.ts does.
 * @param add adds the command to a program
 * @param args the name of the command and its arguments
 */
export async function runCommand(add: (program: Command) => void, ...args: string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => { written.out += String(text); return true; }),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.err += String(text); return true; }),
  ];
  const before = process.exitCode;
  try {
    const program = new Command().exitOverride();
    add(program);
    for (const command of program.commands) command.exitOverride();
    await program.parseAsync(['node', 'cdk-security-scanner', ...args]);
    return { code: Number(process.exitCode), ...written };
  } catch (error) {
    const code = error instanceof CommanderError ? exit.wrongInput : exitCodeOf(error) ?? -1;
    return { code, out: written.out, err: (error as Error).message };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
