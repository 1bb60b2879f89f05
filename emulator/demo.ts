import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CreateSnapshotCommand, DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import { clientOptions } from './client';
import { deployAssembly } from './deploy';
import { createOrganization } from './organization';
import { startEmulator, type Emulator } from './start';
import { histories, type History } from '../examples/organization/history';

const [management, security] = histories;
const REGIONS = ['us-east-1', 'eu-west-1'];

async function snapshotVolumes(client: EC2Client): Promise<void> {
  const { Volumes = [] } = await client.send(new DescribeVolumesCommand({}));
  for (const { VolumeId } of Volumes) await client.send(new CreateSnapshotCommand({ VolumeId }));
}

/** Does what people did at the console of an account, and what time did. */
async function plant(emulator: Emulator, { accountId, rootAccessKey, rootMfa, accessKeys, passwordPolicy, snapshotsIn }: History): Promise<void> {
  await emulator.history({ accountId, rootAccessKey, rootMfa, accessKeys });
  if (snapshotsIn) await snapshotVolumes(new EC2Client(clientOptions(emulator, accountId, snapshotsIn)));
  if (!passwordPolicy) return;
  await new IAMClient(clientOptions(emulator, accountId)).send(new UpdateAccountPasswordPolicyCommand({
    MinimumPasswordLength: 14,
    PasswordReusePrevention: 24,
    RequireLowercaseCharacters: true,
    RequireUppercaseCharacters: true,
    RequireNumbers: true,
    RequireSymbols: true,
  }));
}

/**
 * Starts the emulator and deploys the sample organisation into it: the access app to the management account, the workloads to all.
 * @param log told what is going on
 * @param templates folder of the assemblies that cdk synth made of examples/organization
 */
export async function startDemo(log: (line: string) => void, templates = __dirname) {
  if (!existsSync(join(templates, 'access', 'manifest.json'))) throw new Error(`No templates in ${templates}: run npx projen assets first.`);
  const emulator = await startEmulator({ auth: true, log });
  try {
    const members = histories.filter((account) => account !== management);
    const { rootId } = await createOrganization(emulator, {
      management: { id: management.accountId, name: management.name },
      accounts: members.map(({ accountId, name }) => ({ id: accountId, name })),
    });
    const parameters = { OrganizationRootId: rootId };
    for (const app of ['access', 'workloads']) await deployAssembly(join(templates, app), emulator, { accountId: management.accountId, parameters, log });
    for (const account of histories) await plant(emulator, account);
  } catch (error) {
    await emulator.stop();
    throw error;
  }
  return {
    environment: emulator.environment(security.accountId, REGIONS[0]),
    managementAccountId: management.accountId,
    roleName: 'SecurityScanner',
    externalId: 'demo-organisation-7f3a',
    regions: REGIONS,
    emulator,
    stop: () => emulator.stop(),
  };
}
