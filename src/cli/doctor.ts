import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { confirm } from '@inquirer/prompts';
import { InvalidArgumentError, type Command } from 'commander';
import { doctorText, repairOf } from './doctor-text';
import { exit, WrongInput } from './errors';
import { readPreset } from './preset-file';
import { presets } from '../catalogue/presets';
import { presetFrom } from '../derive/own-preset';
import { callerAccount, type CredentialProvider } from '../engine/collect/clients';
import type { Examined } from '../engine/doctor/contract';
import type { Request } from '../engine/doctor/integration';
import { doctorDocument } from '../engine/doctor/report';

/** Options of `doctor`. */
export interface DoctorFlags {
  readonly stack?: readonly string[];
  readonly stackSet?: readonly string[];
  readonly rule?: readonly string[];
  readonly regions?: readonly string[];
  readonly memberRole?: string;
  readonly platform?: string;
  readonly externalId?: string;
  readonly profile?: string;
  readonly platformProfile?: string;
  readonly fix?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const listOf = (text: string) => text.split(',').map((item) => item.trim()).filter(Boolean);
const matching = (pattern: RegExp, what: string) => (text: string) => {
  if (!pattern.test(text)) throw new InvalidArgumentError(`'${text}' is not ${what}.`);
  return text;
};
const region = matching(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'an AWS Region, such as eu-west-1');
const platform = matching(/^(\d{12}|arn:[\w-]+:iam::\d{12}:(root|role\/.+))$/, 'an account id of 12 digits or the ARN of a role');

/** Adds `doctor` to the program. */
export function addDoctor(program: Command): void {
  program.command('doctor').argument('[preset]', `${presets.map(({ id }) => id).join(', ')}, or a JSON file that describes another platform: its stacks are looked for`)
    .description('Check a deployed integration link by link, and say what to do')
    .option('--stack <names>', 'stacks to look at, separated by commas', listOf)
    .option('--stack-set <names>', 'stack sets to look at that no stack made', listOf)
    .option('--rule <names>', 'rules of Amazon EventBridge to look at that were made by hand', listOf)
    .option('--regions <ids>', 'Regions that events are forwarded from, or stacks are in (default: AWS_REGION)', (text) => listOf(text).map(region))
    .option('--member-role <name>', 'role to enter the accounts of a stack set with, such as OrganizationAccountAccessRole')
    .option('--external-id <id>', 'external id that the platform presents (default: that of the template)')
    .option('--platform <id>', 'account or role of the platform (default: that of the template)', platform)
    .option('--platform-profile <name>', 'profile with credentials of the platform, to assume the role with')
    .option('--profile <name>', 'profile of the AWS configuration to look with')
    .option('--fix', 'repair what is safe to repair, after a yes to each')
    .option('--yes', 'say yes in advance')
    .option('--json', 'print the links as JSON')
    .action(async (preset: string | undefined, flags: DoctorFlags) => {
      const chain = (profile: string | undefined) => fromNodeProviderChain({ profile });
      process.exitCode = await runDoctor(preset, flags, chain(flags.profile), flags.platformProfile === undefined ? undefined : chain(flags.platformProfile));
    });
}

/**
 * Looks at every link, repairs what it may, and prints what it saw.
 * @param caller credentials to look with
 * @param platformCredentials credentials of the platform
 * @returns the exit code
 */
export async function runDoctor(
  preset: string | undefined, flags: DoctorFlags, caller: CredentialProvider, platformCredentials?: CredentialProvider): Promise<number> {
  if (flags.yes && !flags.fix) throw new WrongInput('--yes says yes to what --fix would do: give --fix too.');
  if (flags.fix && !flags.yes && !(process.stdin.isTTY && process.stderr.isTTY)) throw new WrongInput('--fix asks before it changes anything, and there is no terminal: add --yes.');
  const request = await requestOf(preset, flags, caller, platformCredentials);
  let examined = await look(request);
  if (flags.fix && await repair(examined, flags.yes ?? false)) examined = await look(request);
  process.stdout.write(flags.json ? `${JSON.stringify(doctorDocument(examined), undefined, 2)}\n` : doctorText(examined));
  if (examined.some(({ status }) => status === 'fail')) return exit.findings;
  return examined.some(({ status }) => status === 'unknown') ? exit.partly : exit.done;
}

async function requestOf(
  preset: string | undefined, flags: DoctorFlags, credentials: CredentialProvider, platformCredentials: CredentialProvider | undefined): Promise<Request> {
  const regions = flags.regions ?? [process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? ''].filter(Boolean);
  if (regions.length === 0) throw new WrongInput('No Region given: pass --regions us-east-1,eu-west-1 or set AWS_REGION.');
  const candidates = preset === undefined ? [] : stacksOf(preset);
  const { stack: stacks = [], stackSet: stackSets = [], rule: rules = [] } = flags;
  const named = stacks.length + stackSets.length + rules.length;
  if (candidates.length + named === 0) {
    throw new WrongInput(`Nothing to look at was named: give a preset (${presets.map(({ id }) => id).join(', ')}), --stack, --stack-set or --rule.`);
  }
  const settings = { endpoint: process.env.AWS_ENDPOINT_URL };
  return {
    accountId: await callerAccount(regions[0], credentials, settings),
    credentials,
    settings,
    regions,
    stacks,
    candidates: named > 0 ? [] : candidates,
    stackSets,
    rules,
    memberRole: flags.memberRole,
    externalId: flags.externalId,
    platform: flags.platform,
    platformCredentials,
    clock: Date.now,
    secret: (parameter) => process.env[parameter],
  };
}

/** Names of the stacks that `generate` makes of a preset. */
function stacksOf(name: string): string[] {
  const read = readPreset(name);
  const found = typeof read === 'string' ? presets.find(({ id }) => id === read) : presetFrom(read);
  if (!found) throw new WrongInput(`'${name}' is not a preset: ${presets.map(({ id }) => id).join(', ')}, or a JSON file.`);
  const { template: { stackName }, accounts } = found;
  return [stackName, `${stackName}-organization`, `${stackName}-cloudtrail`, ...accounts ? [accounts.stackName] : []];
}

/** The clients of a dozen services are loaded when they are needed, so that other commands start as fast as before. */
async function look(request: Request): Promise<Examined[]> {
  const { diagnose } = await import('../engine/doctor/doctor.js');
  return diagnose(request);
}

/** Repairs what can be repaired, each after a yes. Answers whether anything was changed. */
async function repair(examined: readonly Examined[], yes: boolean): Promise<boolean> {
  let changed = false;
  for (const line of examined) {
    const todo = repairOf(line);
    if (!todo) continue;
    if (!yes && !await confirm({ message: `${todo.question}?`, default: false })) continue;
    await todo.run();
    process.stderr.write(`Done: ${todo.does}.\n`);
    changed = true;
  }
  if (!changed) process.stderr.write('Nothing was repaired.\n');
  return changed;
}
