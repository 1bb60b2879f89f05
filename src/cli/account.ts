import { Option, type Command } from 'commander';
import { changed, listed, testConnection, wanted, type AccountFlags } from './account-connection';
import { callerOf } from './connect';
import { exit, WrongInput } from './errors';
import { LAKE_HELP, openLake } from './lake';
import { runScan } from './scan';
import { table } from './table';
import { listOf, regionIds } from './values';
import { presets } from '../catalogue/presets';
import { securityScanner } from '../catalogue/presets/security-scanner';
import type { Lake } from '../engine/store/lake';
import { credentialsModes, forget, register, registered, registeredAccounts, type RegisteredAccount } from '../engine/store/registry';

const LAKE = ['--lake <place>', LAKE_HELP, 'scan-lake'] as const;
const roleArn = (text: string) => listOf('the ARN of an IAM role', /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, 'arn:aws:iam::111111111111:role/SecurityScanner')(text)[0];
const regionsOrAll = (text: string) => (text === 'all' ? [] : regionIds(text));

/** The options that say how an account is connected. */
function connection(command: Command): Command {
  return command
    .option('--role-arn <arn>', 'role to assume in the account', roleArn)
    .option('--external-id <id>', 'external id the role asks for')
    .option('--name <name>', 'what you call the account')
    .option('--regions <ids>', 'Regions, separated by commas, or all that the account has enabled', regionsOrAll)
    .addOption(new Option('--credentials <mode>', 'assume the role, or use credentials of the account itself').choices(credentialsModes))
    .option('--aws-profile <name>', 'profile of your AWS configuration to start from (default: as the AWS SDK finds credentials)')
    .addOption(new Option('--preset <id>', 'platform the account is read for: Regions that it does not support are refused').choices(presets.map(({ id }) => id)))
    .option(...LAKE);
}

/** Adds `account` with its commands to the program. */
export function addAccount(program: Command): void {
  const command = program.command('account').description('The registry of connected accounts');
  connection(command.command('add')).description('Test the connection to an account, register it, and scan it for the first time')
    .option('--no-scan', 'do not scan it now')
    .action(async (flags: AccountFlags & { scan: boolean }) => { process.exitCode = await add(flags); });
  connection(command.command('edit').argument('<account>', 'id or name')).description('Change how an account is connected, once the connection has been tested')
    .action(async (account: string, flags: AccountFlags) => { process.exitCode = await edit(account, flags); });
  for (const [name, enabled, description] of [
    ['enable', true, 'Scan an account again'], ['disable', false, 'Do not scan an account: what is known of it stays as it is'],
  ] as const) {
    command.command(name).argument('<account>', 'id or name').description(description).option(...LAKE)
      .action(async (account: string, flags: AccountFlags) => { process.exitCode = await enable(account, enabled, flags); });
  }
  command.command('remove').argument('<account>', 'id or name').description('Forget an account and everything that was read of it').option(...LAKE)
    .action(async (account: string, flags: AccountFlags) => { process.exitCode = await remove(account, flags); });
  command.command('list').description('The connected accounts').option(...LAKE).option('--json', 'print them as JSON')
    .action(async (flags: AccountFlags & { json?: boolean }) => { process.exitCode = await list(flags); });
}

/** The registered account of that id or name. */
async function find(lake: Lake, account: string): Promise<RegisteredAccount> {
  const all = await registeredAccounts(lake.objects);
  const found = all.filter(({ accountId, name }) => accountId === account || name === account);
  if (found.length > 1) throw new WrongInput(`Several accounts are called '${account}': ${found.map(({ accountId }) => accountId).join(', ')}. Give the id.`);
  if (found.length === 1) return found[0];
  const known = all.map(({ accountId, name }) => (name ? `${accountId} (${name})` : accountId)).join(', ');
  throw new WrongInput(`No connected account has the id or name '${account}'. Connected: ${known || 'none'}.`);
}

const say = (text: string): number => {
  process.stdout.write(`${text}\n`);
  return exit.done;
};

async function add(flags: AccountFlags & { scan: boolean }): Promise<number> {
  const lake = await openLake(flags.lake);
  const caller = callerOf();
  const account = await testConnection(await wanted(flags, caller), caller);
  if (await registered(lake.objects, account.accountId)) {
    throw new WrongInput(`Account ${account.accountId} is connected already: change it with account edit ${account.accountId}.`);
  }
  await lake.alone(account.accountId, () => register(lake.objects, account));
  // The result of the scan is what a machine reads; this is for the person who waits for it.
  process.stderr.write(`Account ${account.accountId} is connected.\n`);
  if (!flags.scan) return exit.done;
  return runScan({ accounts: [account.accountId], roleName: securityScanner.roleName, concurrency: 8, out: flags.lake });
}

async function edit(id: string, flags: AccountFlags): Promise<number> {
  const lake = await openLake(flags.lake);
  const caller = callerOf();
  const before = await find(lake, id);
  const account = await testConnection(changed(before, flags), caller);
  await lake.alone(account.accountId, () => register(lake.objects, account));
  return say(`Account ${account.accountId} is changed: the next scan follows.`);
}

async function enable(id: string, enabled: boolean, flags: AccountFlags): Promise<number> {
  const lake = await openLake(flags.lake);
  const account = await find(lake, id);
  await lake.alone(account.accountId, () => register(lake.objects, { ...account, enabled }));
  return say(`Account ${account.accountId} is ${enabled ? 'enabled' : 'disabled'}.`);
}

async function remove(id: string, flags: AccountFlags): Promise<number> {
  const lake = await openLake(flags.lake);
  const { accountId } = await find(lake, id);
  await lake.alone(accountId, () => forget(lake.objects, accountId));
  return say(`Account ${accountId} and everything that was read of it is removed.`);
}

async function list(flags: AccountFlags & { json?: boolean }): Promise<number> {
  const accounts = await registeredAccounts((await openLake(flags.lake)).objects);
  if (flags.json) return say(JSON.stringify(accounts));
  return say(accounts.length === 0 ? 'No account is connected: connect one with account add.' : table(accounts.map(listed)));
}
