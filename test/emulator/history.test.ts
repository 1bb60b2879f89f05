import {
  CreateUserCommand, GenerateCredentialReportCommand, GetAccessKeyLastUsedCommand, GetAccountSummaryCommand, GetCredentialReportCommand,
  IAMClient, ListAccessKeysCommand, ListMFADevicesCommand, ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { ACCOUNT, root, START_TIMEOUT } from './support';
import { Emulator, startEmulator } from '../../emulator/start';

const DAY = 86_400_000;
let emulator: Emulator;
let iam: IAMClient;

beforeAll(async () => {
  emulator = await startEmulator();
  iam = new IAMClient(root(emulator));
}, START_TIMEOUT);

afterEach(() => emulator.reset());
afterAll(() => emulator?.stop());

async function report(): Promise<Record<string, Record<string, string>>> {
  await iam.send(new GenerateCredentialReportCommand({}));
  const { Content: content } = await iam.send(new GetCredentialReportCommand({}));
  const [header, ...rows] = Buffer.from(content!).toString().trim().split('\n').map((line) => line.split(','));
  return Object.fromEntries(rows.map((row) => [row[0], Object.fromEntries(row.map((value, index) => [header[index], value]))]));
}

function daysAgo(date: Date | string): number {
  return Math.round((Date.now() - new Date(date).getTime()) / DAY);
}

test('an account with nothing planted has a root user with MFA and without a key', async () => {
  const { SummaryMap: summary } = await iam.send(new GetAccountSummaryCommand({}));
  expect(summary).toMatchObject({ AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 });
  const { VirtualMFADevices: devices } = await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned' }));
  expect(devices!.map((device) => device.SerialNumber)).toEqual([`arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device`]);
  expect(devices![0].User!.Arn).toBe(`arn:aws:iam::${ACCOUNT}:root`);
  expect((await report())['<root_account>']).toMatchObject({ mfa_active: 'true', access_key_1_active: 'false' });
});

test('planted root credentials show everywhere', async () => {
  await emulator.history({ accountId: ACCOUNT, rootAccessKey: true, rootMfa: false });
  expect((await iam.send(new GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ AccountMFAEnabled: 0, AccountAccessKeysPresent: 1 });
  expect((await iam.send(new ListVirtualMFADevicesCommand({}))).VirtualMFADevices).toEqual([]);
  expect((await report())['<root_account>']).toMatchObject({ mfa_active: 'false', access_key_1_active: 'true' });
});

test('planted users credentials have their age and last use', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'ci' }));
  await iam.send(new CreateUserCommand({ UserName: 'alice' }));
  await emulator.history({
    accountId: ACCOUNT,
    accessKeys: [{ userName: 'ci', createdDaysAgo: 400, lastUsedDaysAgo: 200 }],
    mfaDevices: [{ userName: 'alice' }],
    consolePasswords: ['alice'],
  });
  const [key] = (await iam.send(new ListAccessKeysCommand({ UserName: 'ci' }))).AccessKeyMetadata!;
  expect(daysAgo(key.CreateDate!)).toBe(400);
  const { AccessKeyLastUsed: used } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.AccessKeyId }));
  expect(daysAgo(used!.LastUsedDate!)).toBe(200);
  expect((await iam.send(new ListMFADevicesCommand({ UserName: 'alice' }))).MFADevices).toHaveLength(1);
  const rows = await report();
  expect(rows.alice).toMatchObject({ password_enabled: 'true', mfa_active: 'true', access_key_1_active: 'false' });
  expect(rows.ci).toMatchObject({ password_enabled: 'false', mfa_active: 'false', access_key_1_active: 'true' });
  expect(daysAgo(rows.ci.access_key_1_last_used_date)).toBe(200);
  expect(daysAgo(rows.ci.user_creation_time)).toBe(400);
});

test('a history that cannot be is refused', async () => {
  await expect(emulator.history({ accountId: ACCOUNT, mfaDevices: [{ userName: 'nobody' }] })).rejects.toThrow('The user with name nobody cannot be found');
  await expect(emulator.history({ accountId: ACCOUNT, rootKey: true } as never)).rejects.toThrow('unknown fields: rootKey');
});
