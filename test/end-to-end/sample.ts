import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { clientOptions } from '../../emulator/client';
import { startDemo } from '../../emulator/demo';
import { histories } from '../../examples/organization/history';

/** Folder of the built bundles and templates. */
export const ASSETS = join(__dirname, '..', '..', 'assets');

/** The sample organisation, deployed by CloudFormation into an emulator with enforcement on. */
export type Sample = Awaited<ReturnType<typeof startDemo>>;

/** Time that a first start may take: it installs the emulator. */
export const START_TIMEOUT = 180_000;

/** Deploys the sample organisation from the templates that cdk synth made. */
export const startSample = (): Promise<Sample> => startDemo(() => undefined, join(ASSETS, 'demo'));

/** Runs the bundled command line, as a user does. */
export async function cli(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(ASSETS, 'cli', 'index.js'), ...args], { env: { ...process.env, NODE_NO_WARNINGS: '1', ...environment } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => { output.stdout += chunk; });
  child.stderr.on('data', (chunk) => { output.stderr += chunk; });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...output };
}

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'scanner-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A flaw: the check that must fail, and where. `resource` is the id CloudFormation gave, or the account for flaws of the account itself. */
export interface Flaw { readonly check: string; readonly accountId: string; readonly resource: string }

/** The flaws planted in examples/organization: those of the templates with the ids the emulator's CloudFormation gave, and those of history.ts. */
export async function plantedFlaws(sample: Sample): Promise<Flaw[]> {
  const folder = join(ASSETS, 'demo', 'workloads');
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { artifacts: Record<string, { type: string; environment?: string }> };
  const flaws: Flaw[] = histories.flatMap(({ accountId, flaws: checks }) => checks.map((check) => ({ check, accountId, resource: accountId })));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.template.json'))) {
    const stack = file.replace('.template.json', '');
    const [, accountId, region] = /aws:\/\/(\d+)\/(.+)/.exec(artifacts[stack].environment!)!;
    const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { Resources: Record<string, { Metadata?: { PlantedFlaw?: string } }> };
    const ids = new Map<string, string>();
    for await (const page of paginateListStackResources({ client: new CloudFormationClient(clientOptions(sample.emulator, accountId, region)) }, { StackName: stack })) {
      for (const { LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) ids.set(LogicalResourceId!, PhysicalResourceId!);
    }
    for (const [logicalId, { Metadata }] of Object.entries(Resources)) {
      if (Metadata?.PlantedFlaw) flaws.push({ check: Metadata.PlantedFlaw, accountId, resource: ids.get(logicalId)! });
    }
  }
  return flaws;
}
