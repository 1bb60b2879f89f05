import { InvalidArgumentError, type Command } from 'commander';
import { accessSources } from './access-input';
import { exit, WrongInput } from './errors';
import { answer, isQuestion, type QuestionFlags } from './simulate-question';
import { table } from './table';
import { accountIds, atLeastOne } from './values';
import { readText } from './yaml-file';
import { decideCase, InvalidCases, readCases, type Case } from '../engine/access/cases';
import type { Decision, StatementRef } from '../engine/access/decision';

interface Decided extends Case { readonly decided: Decision }

interface Flags extends QuestionFlags { readonly check?: boolean }

const examples = `
Questions about accounts, in the lake of a scan or in authorization details:
  simulate --lake scan-lake --who --action s3:GetObject --resource arn:aws:s3:::orders/x
  simulate --lake scan-lake --principal arn:aws:iam::111111111111:role/app                        what it can do
  simulate gaad.json --principal <arn> --action kms:Decrypt --resource <arn>                      whether, and why
`;

/** Adds `simulate` to the program. */
export function addSimulate(program: Command): void {
  accessSources(program.command('simulate').argument('[files...]', 'a file of requests with their policies (iam-eval/1); with a question, authorization details')
    .description('decide requests as AWS would, and say which statements decided: of a file of cases, or who can do what in accounts'))
    .option('--check', 'compare with the expected decisions of the file; exit 1 where one differs')
    .option('--who', 'who can do --action on --resource')
    .option('--principal <arn>', 'what this user or role can do; with --action and --resource: whether, and why')
    .option('--action <action>', 'for instance s3:GetObject')
    .option('--resource <arn>', 'the resource; * for a call that names none')
    .option('--resource-account <id>', 'account of the resource, where nothing tells', (text) => accountIds(text)[0])
    .option('--context <key=value>', 'what is known of the request, for instance aws:MultiFactorAuthPresent=true; several times for several', addContext)
    .option('--limit <rows>', 'how many rows to print', atLeastOne, 50)
    .option('--json', 'print JSON: an array of decisions in the order of the cases, or the answer')
    .addHelpText('after', examples)
    .action(async (files: string[], flags: Flags) => {
      if (!isQuestion(flags)) return runCases(files, flags);
      if (flags.check) throw new WrongInput('--check compares the decisions of a file of cases.');
      process.stdout.write(`${await answer(files, flags, new Date())}\n`);
      process.exitCode = exit.done;
    });
}

function addContext(given: string, before: Readonly<Record<string, string[]>> = {}): Record<string, string[]> {
  const [, key, value] = /^([^=]+:[^=]+)=(.*)$/s.exec(given) ?? [];
  if (key === undefined) throw new InvalidArgumentError(`'${given}' is no context key with a value. Example: aws:SourceIp=203.0.113.7`);
  return { ...before, [key]: [...before[key] ?? [], value] };
}

function runCases(files: readonly string[], { check, json }: Flags): void {
  if (files.length !== 1) throw new WrongInput('Name one file of cases, or ask with --who or --principal.');
  const [file] = files;
  const cases = readFile(file);
  if (check && !cases.some(({ expected }) => expected)) throw new WrongInput(`No case of '${file}' has an expected decision; --check has nothing to compare.`);
  const decided = cases.map((each): Decided => ({ ...each, decided: decideCase(each) }));
  if (json) process.stdout.write(`${JSON.stringify(decided.map(toJson), undefined, 2)}\n`);
  else if (!check) process.stdout.write(decided.length > 0 ? `${table(decided.map(toRow))}\n` : 'No cases.\n');
  process.exitCode = check && differences(decided, json ? process.stderr : process.stdout) > 0 ? exit.findings : exit.done;
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
