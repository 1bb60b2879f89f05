import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { confirm } from '@inquirer/prompts';
import { exit, Refused, WrongInput } from './errors';
import type { Asked } from './generate-flags';
import { presets } from '../catalogue/presets';
import { presetFrom } from '../derive/own-preset';
import type { CredentialProvider } from '../engine/collect/clients';
import { plainText } from '../engine/report/escape';
import { readConnection } from '../engine/template/connection';
import { changeLine, propose, type StackProgress } from '../engine/template/deploy';
import { isSecret, type DeploymentTemplate } from '../engine/template/template';
import type { Generated } from '../generate/templates';

/** What to deploy. */
export interface ToApply {
  readonly generated: Generated;
  readonly folder: string;
  readonly asked: Asked;
  /** Said yes in advance. */
  readonly yes: boolean;
  readonly interactive: boolean;
  readonly credentials: CredentialProvider;
}

/**
 * Shows what would change, deploys it after a yes, and tests the connection.
 * @returns the exit code
 */
export async function apply(what: ToApply): Promise<number> {
  const { asked, generated, yes, interactive } = what;
  if (!yes && !interactive) throw new WrongInput('--apply asks before it deploys, and there is no terminal: add --yes.');
  if (asked.format === 'manual') throw new WrongInput('--apply deploys CloudFormation or Terraform: steps in the console are yours to take.');
  if (asked.format === 'terraform') return applyTerraform(what);
  let code: number = exit.done;
  for (const deployment of generated.templates) {
    const parameters = { ...deployment.parameters, ...secretsOf(deployment) };
    const regional = deployment.template.Parameters?.PrimaryRegion ? asked.regions : asked.regions.slice(0, 1);
    for (const region of regional) {
      const outputs = await deploy({ ...deployment, region, parameters }, what);
      if (!outputs) return exit.done;
      if (region === asked.regions[0] && !await connects(outputs, region, what)) code = exit.partly;
    }
  }
  return code;
}

/** Secrets come from the environment, so that they are in no history. */
function secretsOf({ template: { Parameters = {} } }: DeploymentTemplate): Record<string, string> {
  return Object.fromEntries(Object.entries(Parameters).filter(([, parameter]) => isSecret(parameter)).map(([name]) => {
    const value = process.env[name];
    if (!value) throw new WrongInput(`The template needs the secret ${name}: set the environment variable ${name}.`);
    return [name, value];
  }));
}

/** The outputs of the stack; undefined after a no. */
async function deploy(deployment: DeploymentTemplate, { yes, credentials }: ToApply): Promise<Readonly<Record<string, string>> | undefined> {
  const client = new CloudFormationClient({ region: deployment.region, credentials, endpoint: process.env.AWS_ENDPOINT_URL });
  try {
    const proposal = await propose(client, deployment, { changeSetName: `security-scanner-${Date.now()}` });
    if (!proposal) {
      say(`${deployment.stackName} in ${deployment.region}: nothing to change.`);
      return {};
    }
    say(`${deployment.stackName} in ${deployment.region} (${proposal.kind.toLowerCase()}):`);
    for (const change of proposal.changes) say(`  ${changeLine(change)}`);
    if (!await agreed(yes).catch(async (error: unknown) => { await proposal.discard(); throw error; })) {
      await proposal.discard();
      say('Nothing was deployed.');
      return undefined;
    }
    const outputs = await proposal.execute(({ logicalId, status, reason }: StackProgress) => say(`  ${logicalId} ${status}${reason ? `: ${plainText(reason)}` : ''}`));
    for (const [name, value] of Object.entries(outputs)) say(`${name}: ${value}`);
    return outputs;
  } finally {
    client.destroy();
  }
}

const say = (line: string) => process.stderr.write(`${line}\n`);

const agreed = async (yes: boolean) => yes || confirm({ message: 'Deploy this?', default: false });

/** Whether the trust of the role is as agreed, as its policy in the account says. */
async function connects(outputs: Readonly<Record<string, string>>, region: string, { asked, credentials }: ToApply): Promise<boolean> {
  const preset = typeof asked.preset === 'string' ? presets.find(({ id }) => id === asked.preset)! : presetFrom(asked.preset);
  const [name] = Object.entries(preset.template.outputs).find(([, what]) => what === 'roleArn')!;
  const roleArn = outputs[name];
  if (roleArn === undefined) return true;
  const platform = asked.trustedAccountId ?? preset.principal!.replace('${Partition}', roleArn.split(':')[1]);
  const iam = new IAMClient({ region, credentials, endpoint: process.env.AWS_ENDPOINT_URL });
  const checks = await readConnection({ roleArn, platform, externalId: asked.externalId, region }, iam).finally(() => iam.destroy());
  for (const { check, status, evidence, fix } of checks) say(`${status.padEnd(7)} ${check}: ${plainText(evidence)}${fix ? ` ${fix}` : ''}`);
  return checks.every(({ status }) => status === 'pass');
}

async function applyTerraform({ generated: { templates }, folder, yes }: ToApply): Promise<number> {
  for (const { file } of templates) {
    const module = templates.length > 1 ? join(folder, file.replace(/\.\w+$/, '')) : folder;
    terraform(module, 'init', '-input=false');
    terraform(module, 'plan', '-out=scanner.tfplan');
    try {
      if (!await agreed(yes)) return exit.done;
      terraform(module, 'apply', 'scanner.tfplan');
    } finally {
      rmSync(join(module, 'scanner.tfplan'), { force: true });
    }
  }
  return exit.done;
}

function terraform(module: string, ...args: string[]): void {
  const { error, status } = spawnSync('terraform', [`-chdir=${module}`, ...args], { stdio: 'inherit' });
  if (error) throw new WrongInput(`terraform could not be started: ${error.message}. Install Terraform, or deploy --format cloudformation.`);
  if (status !== 0) throw new Refused(`terraform ${args[0]} ended with exit code ${status}; what it said stands above.`);
}
