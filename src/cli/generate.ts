import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { exit, WrongInput } from './errors';
import { apply } from './generate-apply';
import { filesOf, print, write } from './generate-files';
import type { Asked, GenerateFlags } from './generate-flags';
import { answers } from './generate-questions';
import { readPreset } from './preset-file';
import { presets } from '../catalogue/presets';
import { InvalidTemplate } from '../engine/template/template';
import type { Choices, Generated } from '../generate/templates';

const truth = (text: string) => {
  if (!/^(true|false)$/.test(text)) throw new InvalidArgumentError(`'${text}' is not true or false.`);
  return text === 'true';
};
const listOf = (text: string) => text.split(',').map((item) => item.trim()).filter(Boolean);
const matching = (pattern: RegExp, what: string) => (text: string) => {
  if (!pattern.test(text)) throw new InvalidArgumentError(`'${text}' is not ${what}.`);
  return text;
};
const region = matching(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'an AWS Region, such as eu-west-1');

/** Adds `generate` to the program. */
export function addGenerate(program: Command): void {
  program.command('generate').argument('[preset]', `${presets.map(({ id }) => id).join(', ')}, or a JSON file that describes another platform`)
    .description('Write the templates that connect an account or an organisation to a platform, and deploy them if asked to')
    .addOption(new Option('--format <format>', 'what to write').choices(['cloudformation', 'terraform', 'manual']))
    .option('--yaml', 'CloudFormation as YAML instead of JSON')
    .option('--config [true|false]', 'the role that reads configuration (default: true)', truth)
    .option('--cloudtrail [true|false]', 'log files of CloudTrail: trail, bucket, topic, queue and the role that reads them', truth)
    .option('--events [true|false]', 'events as they happen, to --endpoint', truth)
    .option('--streams <ids>', 'what the platform may read (default: all)', listOf)
    .addOption(new Option('--grant <mode>', 'what the role is granted through (default: as documented)').choices(['SECURITY_AUDIT', 'EXACT', 'CORE']))
    .option('--trusted-account <id>', 'AWS account of the platform, where it names none', matching(/^\d{12}$/, 'an AWS account id of 12 digits'))
    .option('--external-id <id>', 'external id; a UUID is made where the platform leaves it to you')
    .option('--without-external-id', 'ask for no external id, where the document of the platform has none')
    .option('--org <ids>', 'root (r-…) or organizational units (ou-…) whose accounts to connect, separated by commas', listOf)
    .option('--management-account', 'the account to connect is the management account')
    .option('--region <id>', 'Region to deploy to (default: AWS_REGION, or us-east-1)', region)
    .option('--regions <ids>', 'Regions, the primary one first', (text) => listOf(text).map(region))
    .option('--role-name <name>', 'name of the role (default: as documented)')
    .option('--endpoint <url>', 'HTTPS address that takes events')
    .option('--template-url <url>', 'address of the uploaded template, for a quick-create link')
    .option('--output <folder>', 'folder to write to (default: the name of the preset)')
    .option('--overwrite', 'replace files that are there already')
    .option('--non-interactive', 'ask nothing')
    .option('--profile <name>', 'profile of the AWS configuration to deploy with')
    .option('--apply', 'show what would change and deploy it after a yes')
    .option('--yes', 'say yes in advance')
    .option('--json', 'print the result as JSON')
    .action(async (preset: string | undefined, { nonInteractive, ...flags }: GenerateFlags & { nonInteractive?: boolean }) => {
      process.exitCode = await runGenerate(preset, { ...flags, interactive: !nonInteractive && flags.interactive });
    });
}

/**
 * Generates, and deploys if asked to.
 * @param preset id or file; undefined to be asked for
 * @returns the exit code
 */
export async function runGenerate(preset: string | undefined, flags: GenerateFlags): Promise<number> {
  const terminal = process.stdin.isTTY && process.stderr.isTTY && !flags.json;
  const asked = await answers({ ...flags, preset: preset === undefined ? undefined : readPreset(preset) }, flags.interactive !== false && terminal === true);
  const generated = await made(asked);
  const files = filesOf(generated, { format: asked.format, yaml: flags.yaml });
  const folder = flags.output ?? idOf(asked.preset);
  write(folder, files, flags.overwrite ?? false);
  print({ generated, files, folder, flags, asked });
  if (!flags.apply) return exit.done;
  if (flags.profile) process.env.AWS_PROFILE = flags.profile;
  return apply({ generated, folder, asked, yes: flags.yes ?? false, interactive: terminal === true, credentials: fromNodeProviderChain() });
}

const idOf = (preset: Choices['preset']) => (typeof preset === 'string' ? preset : preset.id);

async function made({ format, ...choices }: Asked): Promise<Generated> {
  const { generate } = await templates();
  try {
    return generate({ ...choices, cloudFormation: format === 'cloudformation' });
  } catch (error) {
    // Whatever the constructs refuse was asked for here.
    throw error instanceof InvalidTemplate || !(error instanceof Error) || error instanceof TypeError ? error : new WrongInput(error.message);
  }
}

/** The templates are made by the constructs, which want the libraries that a CDK app has anyway. */
async function templates() {
  try {
    return await import('../generate/templates.js');
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.endsWith('MODULE_NOT_FOUND')) throw error;
    throw new WrongInput('generate makes templates with the AWS CDK, which is not installed here: npm install aws-cdk-lib constructs');
  }
}
