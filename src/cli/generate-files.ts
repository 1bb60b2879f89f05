import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WrongInput } from './errors';
import type { Asked, GenerateFlags, GenerateFormat } from './generate-flags';
import { assertSize, createStackCommand, quickCreateLink, stackSetCommands, toJson, toYaml } from '../engine/template/cloudformation';
import { toManual } from '../engine/template/manual/manual';
import type { DeploymentTemplate, Template, TextFile } from '../engine/template/template';
import { toTerraform } from '../engine/template/terraform/module';
import type { Generated } from '../generate/templates';

const withoutEnding = (file: string) => file.replace(/\.\w+$/, '');

/** The files of a deployment, each by its path below the folder; a folder of its own for each Terraform module and each page of steps. */
export function filesOf({ templates, member }: Generated, { format, yaml }: { format: GenerateFormat; yaml?: boolean }): TextFile[] {
  if (format === 'cloudformation') {
    const all = [...templates, ...member ? [member] : []].map(({ file, template }) => cloudFormation(file, template, yaml));
    return [...new Map(all.map((file) => [file.name, file])).values()];
  }
  const printed = format === 'terraform' ? toTerraform : (deployment: DeploymentTemplate) => toManual(deployment);
  return templates.flatMap((deployment) => printed(deployment)
    .map(({ name, content }) => ({ name: templates.length > 1 ? join(withoutEnding(deployment.file), name) : name, content })));
}

function cloudFormation(file: string, template: Template, yaml?: boolean): TextFile {
  const content = yaml ? toYaml(template) : toJson(template);
  assertSize(content, file, 'url');
  return { name: yaml ? `${withoutEnding(file)}.yaml` : file, content };
}

/**
 * Writes all files or none.
 * @throws WrongInput where a file is there with another content
 */
export function write(folder: string, files: readonly TextFile[], overwrite: boolean): void {
  const differs = ({ name, content }: TextFile) => existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8') !== content;
  const kept = overwrite ? [] : files.filter(differs).map(({ name }) => join(folder, name));
  if (kept.length > 0) throw new WrongInput(`${kept.join(', ')} would be replaced: give --overwrite, or another --output.`);
  const beside = ({ name }: TextFile) => join(folder, `${name}.part`);
  try {
    for (const file of files) {
      mkdirSync(dirname(beside(file)), { recursive: true });
      writeFileSync(beside(file), file.content);
    }
    for (const file of files) renameSync(beside(file), join(folder, file.name));
  } finally {
    for (const file of files) rmSync(beside(file), { force: true });
  }
}

/** What to tell of. */
export interface Told {
  readonly generated: Generated;
  readonly files: readonly TextFile[];
  readonly folder: string;
  readonly flags: GenerateFlags;
  readonly asked: Asked;
}

/** Tells what was written, and what to do next. */
export function print({ generated, files, folder, flags, asked }: Told): void {
  const { actions, characters, withheld } = generated;
  if (flags.json) {
    const described = files.map(({ name, content }) => ({ name, bytes: Buffer.byteLength(content), sha256: createHash('sha256').update(content).digest('hex') }));
    process.stdout.write(`${JSON.stringify({ folder, files: described, actions, characters, withheld }, undefined, 2)}\n`);
    return;
  }
  const lines = [
    ...files.map(({ name, content }) => `${join(folder, name)}  ${Buffer.byteLength(content)} bytes`), '',
    `The role is granted ${actions} actions in ${characters} characters of computed policies.`,
    ...withheld.length > 0 ? [`Withheld, because they return customer data, code or secrets: ${withheld.join(', ')}.`] : [],
    ...asked.externalId === undefined ? ['The role asks for no external id.'] : [`External id: ${asked.externalId}`],
    ...flags.apply ? [] : ['', ...next(generated, asked, flags, folder)],
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const OWN_STACK_SET = 'Or, in place of the first, with a stack set of your own:';

function next({ templates, member }: Generated, asked: Asked, { yaml, templateUrl }: GenerateFlags, folder: string): string[] {
  const { format, organizationalUnitIds = [], regions } = asked;
  if (format === 'manual') return ['The pages of Markdown say what to do.'];
  const below = (file: string) => (templates.length > 1 ? join(folder, withoutEnding(file)) : folder);
  if (format === 'terraform') return templates.map(({ file, place }) => `In ${place}: terraform -chdir=${below(file)} init, then plan and apply.`);
  const written = (deployment: DeploymentTemplate) => (yaml ? { ...deployment, file: `${withoutEnding(deployment.file)}.yaml` } : deployment);
  return [
    ...templates.flatMap((deployment) => [
      `In ${deployment.place}, in the folder ${folder}:`, createStackCommand(written(deployment)),
      ...templateUrl ? [quickCreateLink({ ...deployment, region: regions[0] }, templateUrl)] : [], '',
    ]),
    ...member ? [OWN_STACK_SET, ...organizationalUnitIds.flatMap((unit) => stackSetCommands(written(member), unit, regions))] : [],
  ];
}
