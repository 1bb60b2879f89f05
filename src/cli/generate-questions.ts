import { randomUUID } from 'node:crypto';
import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { WrongInput } from './errors';
import type { Answers, Asked, GenerateFormat } from './generate-flags';
import { presets } from '../catalogue/presets';
import { presetFrom } from '../derive/own-preset';
import type { Preset, PresetPart } from '../derive/preset';

const titles: Record<PresetPart, string> = { config: 'Read-only role for configuration', cloudtrail: 'Log files of CloudTrail', events: 'Events as they happen' };

/**
 * Completes what was said on the command line: by questions where there is a terminal.
 * @throws WrongInput naming the option that is missing, where nothing can be asked
 */
export async function answers(said: Answers, interactive: boolean): Promise<Asked> {
  const id = said.preset ?? await orElse(interactive, 'the preset', () => select({ message: 'Which platform?', choices: presets.map((each) => ({ name: each.title, value: each.id })) }));
  const preset = typeof id === 'string' ? presets.find((each) => each.id === id) : presetFrom(id);
  if (!preset) throw new WrongInput(`Unknown preset '${String(id)}'. Presets: ${presets.map((each) => each.id).join(', ')}, or a JSON file.`);
  const parts = await partsOf(said, preset, interactive);
  const organizationalUnitIds = said.org ?? (interactive && parts.includes('config') ? await organization() : undefined);
  const regions = said.regions ?? [said.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1'];
  return {
    preset: id,
    parts,
    regions,
    organizationalUnitIds,
    streams: said.streams,
    grant: said.grant,
    roleName: said.roleName,
    managementAccount: said.managementAccount,
    withoutExternalId: said.withoutExternalId,
    trustedAccountId: said.trustedAccount ?? (preset.principal ? undefined : await orElse(interactive, '--trusted-account <id>', () => account(preset))),
    externalId: said.withoutExternalId ? undefined : said.externalId ?? await externalId(preset, interactive),
    endpoint: said.endpoint ?? (parts.includes('events') && preset.parts.includes('events') ? await orElse(interactive, '--endpoint <url>', () => address(preset)) : undefined),
    format: said.format ?? (interactive ? await format() : 'cloudformation'),
  };
}

async function partsOf({ config, cloudtrail, events }: Answers, { parts }: Preset, interactive: boolean): Promise<PresetPart[]> {
  const said: Record<PresetPart, boolean> = { config: config ?? true, cloudtrail: cloudtrail ?? false, events: events ?? false };
  if (!interactive || parts.length === 1 || [config, cloudtrail, events].some((each) => each !== undefined)) {
    return (Object.keys(said) as PresetPart[]).filter((part) => said[part]);
  }
  return checkbox({ message: 'What to connect?', required: true, choices: parts.map((part) => ({ name: titles[part], value: part, checked: part === 'config' })) });
}

async function organization(): Promise<string[] | undefined> {
  if (!await confirm({ message: 'Every account of an organisation?', default: false })) return undefined;
  const text = await input({
    message: 'Ids of the root or of organizational units, separated by commas:',
    validate: (value) => value.split(',').every((each) => /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/.test(each.trim())) || 'r-… or ou-…-…',
  });
  return text.split(',').map((each) => each.trim());
}

const account = ({ title }: Preset) => input({ message: `AWS account that ${title} enters from:`, validate: (value) => /^\d{12}$/.test(value) || '12 digits' });

const address = ({ title }: Preset) => input({ message: `HTTPS address where ${title} takes events:`, validate: (value) => /^https:\/\/[^/\s]+/.test(value) || 'an address with https' });

/** Where the platform leaves it to the customer, a UUID does. */
async function externalId(preset: Preset, interactive: boolean): Promise<string> {
  const free = preset.externalId === 'chosen' || preset.externalId === 'optional';
  if (!interactive && free) return randomUUID();
  return orElse(interactive, '--external-id <id>', () => input({
    message: free ? 'External id:' : `External id that ${preset.title} gives you:`,
    default: free ? randomUUID() : undefined,
    validate: (value) => /^[\w+=,.@:/-]{2,1224}$/.test(value) || '2 to 1,224 characters of A-Z a-z 0-9 _ + = , . @ : / -',
  }));
}

const format = () => select<GenerateFormat>({
  message: 'As what?',
  choices: [{ name: 'CloudFormation', value: 'cloudformation' }, { name: 'Terraform', value: 'terraform' }, { name: 'Steps in the console', value: 'manual' }],
});

async function orElse<T>(interactive: boolean, option: string, ask: () => Promise<T>): Promise<T> {
  if (interactive) return ask();
  throw new WrongInput(`Give ${option}: nothing is asked without a terminal, or with --non-interactive or --json.`);
}
