import type { Command } from 'commander';
import { exit, WrongInput } from './errors';
import { table } from './table';
import { readText } from './yaml-file';
import { decideCase, InvalidCases, readCases, type Case } from '../engine/access/cases';
import type { Decision, StatementRef } from '../engine/access/decision';

interface Decided extends Case { readonly decided: Decision }

/** Adds `simulate` to the program. */
export function addSimulate(program: Command): void {
  program.command('simulate').argument('<cases.json>', 'requests and the policies that apply to them, in format iam-eval/1')
    .description('decide requests as AWS would, and say which statements decided')
    .option('--check', 'compare with the expected decisions of the file; exit 1 where one differs')
    .option('--json', 'print an array of decisions, in the order of the cases')
    .action((file: string, { check, json }: { check?: boolean; json?: boolean }) => {
      const cases = readFile(file);
      if (check && !cases.some(({ expected }) => expected)) throw new WrongInput(`No case of '${file}' has an expected decision; --check has nothing to compare.`);
      const decided = cases.map((each): Decided => ({ ...each, decided: decideCase(each) }));
      if (json) process.stdout.write(`${JSON.stringify(decided.map(toJson), undefined, 2)}\n`);
      else if (!check) process.stdout.write(decided.length > 0 ? `${table(decided.map(toRow))}\n` : 'No cases.\n');
      process.exitCode = check && differences(decided, json ? process.stderr : process.stdout) > 0 ? exit.findings : exit.done;
    });
}

function readFile(file: string): Case[] {
  const text = readText(file);
  try {
    return readCases(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new WrongInput(`'${file}' is not JSON: ${error.message}.`);
    throw error instanceof InvalidCases ? new WrongInput(`In '${file}': ${error.message}`) : error;
  }
}

const toJson = ({ id, decided: { decision, statements, conditions } }: Decided) => ({ id, decision, statements, conditions });

const toRow = ({ id, decided }: Decided) => ({ id, decision: decided.decision, because: because(decided) });

const nameOf = ({ policy, index, sid, effect }: StatementRef) => `${effect} ${policy}.Statement[${index}]${sid === undefined ? '' : ` ${sid}`}`;

function because({ decision, statements, conditions, missing }: Decision): string {
  if (decision === 'ImplicitDeny') return `no Allow in ${missing.join(', ')}`;
  if (statements.length === 0) return 'needs no permission';
  const open = conditions.map(({ effect, operator, key, values }) => `${effect === 'Deny' ? 'unless' : 'if'} ${operator} ${key} ${values.join(' | ')}`);
  return [...statements.map(nameOf), ...open].join('; ');
}

/** Prints where a decision is not the expected one; returns how often. */
function differences(decided: readonly Decided[], out: NodeJS.WritableStream): number {
  const compared = decided.filter(({ expected }) => expected);
  const wrong = compared.filter(({ expected, decided: { decision } }) => decision !== expected);
  if (wrong.length > 0) out.write(`${table(wrong.map((each) => ({ id: each.id, expected: each.expected, decision: each.decided.decision, because: because(each.decided) })))}\n`);
  out.write(`${compared.length - wrong.length} of ${compared.length} cases decided as expected.\n`);
  return wrong.length;
}
