import { streamLink } from './known';
import { bullets, code, counted, page, table, text } from './markdown';
import type { Preset } from '../../catalogue/model/preset';
import { presets } from '../../catalogue/presets';
import { allow, characters, dataAccessDeny, grantedBySecurityAudit, split, type Statement } from '../policy';
import { streamsOf } from '../preset';

const externalIds = { 'required': 'required', 'chosen': 'required', 'optional': 'required here; the document calls it optional', 'not-mentioned': 'required here; the document does not mention it' };

const counts = (statements: readonly Statement[]) => [statements.flatMap(({ Action }) => Action).length, split(statements).map(characters).join(' + ') || '0'];

const deny = characters({ Version: '2012-10-17', Statement: dataAccessDeny() });

/** Data reads that SecurityAudit grants and the inline policy denies. */
const taken = dataAccessDeny()[0].Action.filter((action) => grantedBySecurityAudit(action)).length;

function modes(preset: Preset): string {
  const streams = streamsOf(preset);
  const [core, all] = [streams.flatMap((stream) => stream.core), streams.flatMap(({ granted }) => granted)];
  const rows = [
    ['`SECURITY_AUDIT`', allow(all, 'SecurityAudit'), taken] as const,
    ['`EXACT`', allow(all), 0] as const,
    ['`CORE`', allow(core), 0] as const,
  ].map(([mode, statements, denied]) => [mode === `\`${preset.grant}\`` ? `${mode}, as documented` : mode, ...counts(statements), denied, deny]);
  return table(['Grant', 'Actions in computed policies', 'Characters', 'Data reads of SecurityAudit that the deny removes', 'Characters of the deny'], rows);
}

function withheld(preset: Preset): string {
  const all = streamsOf(preset).flatMap((stream) => stream.withheld);
  if (all.length === 0) return '';
  return [`The document asks for ${counted(all.length, 'read')} of customer data, code or secrets. They are withheld:`,
    table(['Action', 'On', 'Returns'], all.map(({ pattern, resource, returns }) => [code(pattern), code(resource), text(returns)]))].join('\n\n');
}

function readBy({ streams: listed }: Preset): string {
  if (listed === 'all') return '[all](streams.md)';
  return listed.map((stream) => (typeof stream === 'string' ? streamLink(stream) : code(stream.id))).join(', ');
}

function section(preset: Preset): string {
  const { id, title, source, roleName, principal, externalId, template, accounts } = preset;
  return [`## ${id}`, bullets(
    `**Title** ${text(title)}`,
    `**Source** <${source}>`,
    `**Role** ${code(roleName)}`,
    `**Trusts** ${principal ? code(principal) : 'the AWS account that the platform names to each customer'}; external id ${externalIds[externalId]}`,
    `**Streams** ${readBy(preset)}`,
    `**Template** ${code(template.file)} as stack ${code(template.stackName)}; outputs ${Object.keys(template.outputs).map(code).join(', ')}`,
    accounts !== undefined && `**In the management account** ${code(accounts.file)} as stack ${code(accounts.stackName)}, role ${code(accounts.roleName)}`,
  ), modes(preset), withheld(preset)].filter(Boolean).join('\n\n');
}

/** The page of the presets. */
export const presetsPage = (): string => page('src/catalogue/presets', 'Presets',
  'A preset is what a platform asks of a customer: whom to trust, what to read, what things are called. Each can be granted in three ways;'
  + ' the [data-access deny](permissions.md#data-access-deny) outranks all of them. Characters are those of each policy, as IAM counts them:'
  + ' 6,144 for a managed policy, 10,240 for all inline policies of a role.',
  ...presets.map(section));
