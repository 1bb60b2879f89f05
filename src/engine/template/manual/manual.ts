import { eventSteps } from './events';
import { identitySteps } from './identities';
import { Known } from './known';
import { stackSetSteps } from './stack-sets';
import { code, Fields, type Step, type Steps } from './step';
import { storageSteps } from './storage';
import { trailSteps } from './trails';
import { isObject } from '../../json';
import { CONSOLES } from '../cloudformation';
import { assertParametersKnown, InvalidTemplate, intrinsicOf, subParts, type DeploymentTemplate, type Template, type TextFile } from '../template';

const steps: Readonly<Record<string, Steps>> = { ...identitySteps, ...stackSetSteps, ...eventSteps, ...storageSteps, ...trailSteps };

// What a reader would not read in the text; the rest is pasted from it.
const LONG = 12_000;

/** Logical ids and parameters that a value refers to. */
function referencesIn(value: unknown): string[] {
  const { name, argument } = intrinsicOf(value) ?? {};
  if (name === 'Ref') return [String(argument)];
  if (name === 'Fn::GetAtt') return [String([argument].flat()[0]).split('.')[0]];
  const own = name === 'Fn::Sub' ? subParts(String([argument].flat()[0])).flatMap((part) => ('name' in part ? [part.name.split('.')[0]] : [])) : [];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isObject(value) ? [...own, ...Object.values(value).flatMap(referencesIn)] : [];
}

/** The resources in the order in which they can be made: what one refers to comes before it. */
function inOrder({ Resources }: Template): string[] {
  const done: string[] = [];
  const visit = (logicalId: string, path: readonly string[]): void => {
    if (done.includes(logicalId) || path.includes(logicalId)) return;
    const { Properties, DependsOn = [] } = Resources[logicalId];
    for (const other of [...referencesIn(Properties), ...[DependsOn].flat()]) if (other in Resources) visit(other, [...path, logicalId]);
    done.push(logicalId);
  };
  for (const logicalId of Object.keys(Resources)) visit(logicalId, []);
  return done;
}

function stepsOf(deployment: DeploymentTemplate, known: Known): Step[] {
  const { template, file } = deployment;
  return inOrder(template).filter((logicalId) => known.exists(template.Resources[logicalId])).flatMap((logicalId) => {
    const resource = template.Resources[logicalId];
    const make = steps[resource.Type];
    if (!make) throw new InvalidTemplate(`${file}: ${logicalId} is of type ${resource.Type}, for which there are no manual steps; there are for ${Object.keys(steps).join(', ')}.`);
    const fields = Fields.of(known, logicalId, resource);
    const made = make(fields, known.nameOf(logicalId));
    fields.done();
    return made;
  });
}

const contentOf = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));

/** A fence that no line of the text ends. */
const fenced = (text: string, language: string) => {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return [`${fence}${language}`, text, fence, ''];
};

function section(step: Step, number: number): string[] {
  const shown = step.documents.filter(({ content }) => contentOf(content).length <= LONG);
  const beside = step.documents.filter((each) => !shown.includes(each));
  return [
    `## ${number}. ${step.title}`, '',
    ...step.console ? [...step.console.map((line, at) => `${at + 1}. ${line}`), ''] : [`${step.onlyCommands}`, ''],
    ...shown.flatMap(({ file, about, content }) => [`${about} (${code(file)}):`, '', ...fenced(contentOf(content), typeof content === 'string' ? '' : 'json')]),
    ...beside.flatMap(({ file, about }) => [`${about}: the file ${code(file)} beside these steps.`, '']),
    'The same by commands:', '', ...fenced(step.commands.join('\n'), 'sh'),
  ];
}

function legend(known: Known): string[] {
  if (known.placeholders.size === 0) return [];
  return ['Put your own values in place of these:', '', ...[...known.placeholders].map(([name, meaning]) => `- ${code(name)}: ${meaning.replace(/\s+/g, ' ')}`), ''];
}

function results({ template: { Outputs = {}, Conditions } }: DeploymentTemplate, known: Known): string[] {
  const lines = Object.entries(Outputs).filter(([, { Condition }]) => Condition === undefined || (Conditions && known.exists({ Type: '', Condition })))
    .map(([name, { Value, Description }]) => `- ${name}: ${code(known.value(Value, `Outputs.${name}`))}${Description ? ` (${Description})` : ''}`);
  return lines.length === 0 ? [] : ['## What you get', '', ...lines, ''];
}

/**
 * Steps that a person takes in the console, or by commands, to make what the template makes: a page of Markdown and the documents that it speaks of.
 * Secrets are never in it.
 * @param accountId the account to connect. @default - `<ACCOUNT_ID>` stands for it
 * @throws InvalidTemplate for a type, property or function that the steps do not know: nothing is left out silently
 */
export function toManual(deployment: DeploymentTemplate, accountId?: string): TextFile[] {
  assertParametersKnown(deployment);
  const known = new Known(deployment, accountId);
  const made = stepsOf(deployment, known);
  const body = [...made.flatMap((step, at) => section(step, at + 1)), ...results(deployment, known)];
  const page = [
    `# ${deployment.title}`, '',
    ...deployment.template.Description ? [deployment.template.Description, ''] : [],
    `Sign in to ${deployment.place} at https://${CONSOLES[known.partition]}/, with the Region ${code(known.region)}.`, '',
    'The commands read each document from a file of the name that stands above it.', '',
    ...legend(known),
    ...body,
  ];
  return [
    { name: deployment.file.replace(/\.\w+$/, '.md'), content: `${page.join('\n').trimEnd()}\n` },
    ...made.flatMap(({ documents }) => documents).map(({ file, content }) => ({ name: file, content: `${contentOf(content)}\n` })),
  ];
}
