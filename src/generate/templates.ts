import { SecretValue } from 'aws-cdk-lib/core';
import { aqtiveGuardEvents } from '../constructs/private/aqtive-guard-events';
import { buildConnector, type ConnectorRole } from '../constructs/private/connector';
import { planConnector } from '../constructs/private/connector-plan';
import { buildLogConnector } from '../constructs/private/log-connector';
import { memberTemplate, type Member, type MemberBuild } from '../constructs/private/member-template';
import { ScannerConnector } from '../constructs/scanner-connector';
import type { ScannerConnectorProps } from '../constructs/scanner-connector-props';
import { ScannerGrant } from '../constructs/scanner-grant';
import { ScannerPreset } from '../constructs/scanner-preset';
import type { OwnPreset } from '../derive/own-preset';
import { allow, characters, split } from '../derive/policy';
import { chosenStreams, type Preset, type PresetPart, type PresetTemplate } from '../derive/preset';
import { partitionOf } from '../engine/collect/place';
import type { DeploymentTemplate, Template } from '../engine/template/template';

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const REQUEST_BYTES = 51_200;

/** What to make templates of. */
export interface Choices {
  /** Id of a preset, or what another platform tells of itself. */
  readonly preset: string | OwnPreset;
  readonly parts: readonly PresetPart[];
  readonly externalId?: string;
  readonly withoutExternalId?: boolean;
  /** Account of the platform, where the preset names none. */
  readonly trustedAccountId?: string;
  readonly streams?: readonly string[];
  readonly grant?: keyof typeof ScannerGrant;
  readonly roleName?: string;
  /** Regions to deploy to, the primary one first. */
  readonly regions: readonly string[];
  /** Root or organizational units whose accounts to connect, from the management account. */
  readonly organizationalUnitIds?: readonly string[];
  /** Whether the account to connect is the management account. */
  readonly managementAccount?: boolean;
  /** HTTPS address that takes events. */
  readonly endpoint?: string;
  /** False where the template is printed as something else, which has no events of a stack and draws no dashboard. @default true */
  readonly cloudFormation?: boolean;
}

/** The preset that is chosen. @throws naming the presets there are */
export const presetOf = (preset: string | OwnPreset): Preset => chosen(preset)._preset;

const chosen = (preset: string | OwnPreset) => (typeof preset === 'string' ? ScannerPreset.of(preset) : ScannerPreset.define({ ...preset, actions: [...preset.actions] }));

/** What was made. */
export interface Generated {
  /** Each is deployed as a stack. */
  readonly templates: readonly DeploymentTemplate[];
  /** What a stack set by your own commands would deploy to each account, in place of the template for the organisation. */
  readonly member?: DeploymentTemplate;
  /** Actions that the computed policies of the role allow, and their characters as IAM counts them. */
  readonly actions: number;
  readonly characters: number;
  /** Actions that the document asks for and the role withholds, because they return customer data. */
  readonly withheld: readonly string[];
}

/**
 * The templates of a deployment: those of the constructs, made by the constructs.
 * @throws where the choices do not fit the preset or each other
 */
export function generate(choices: Choices): Generated {
  const preset = presetOf(choices.preset);
  const { templates, member } = deploymentTemplates(choices, preset);
  const streams = chosenStreams(preset, choices.streams);
  const beside = (choices.grant ?? preset.grant) === 'SECURITY_AUDIT' ? 'SecurityAudit' : undefined;
  const statements = allow(streams.flatMap(({ core, granted }) => (choices.grant === 'CORE' ? core : granted)), beside);
  return {
    templates,
    member,
    actions: statements.flatMap(({ Action }) => Action).length,
    characters: split(statements).map(characters).reduce((sum, each) => sum + each, 0),
    withheld: [...new Set(streams.flatMap(({ withheld }) => withheld).map(({ pattern }) => pattern))].sort(),
  };
}

function deploymentTemplates(choices: Choices, preset: Preset): Pick<Generated, 'templates' | 'member'> {
  const missing = choices.parts.find((part) => !preset.parts.includes(part));
  if (missing) throw new Error(`${preset.title} has no part '${missing}'. It has ${preset.parts.join(', ')}.`);
  if (choices.parts.length === 0) throw new Error(`No part is chosen. ${preset.title} has ${preset.parts.join(', ')}.`);
  if (choices.parts.includes('events') && !choices.parts.includes('config')) throw new Error('Events are part of the template of the role: choose config too.');
  const { templates, member } = choices.parts.includes('config') ? configTemplates(choices, preset) : { templates: [], member: undefined };
  return { member, templates: [...templates, ...choices.parts.includes('cloudtrail') ? [logTemplate(choices, preset)] : []] };
}

function configTemplates(choices: Choices, preset: Preset): Pick<Generated, 'templates' | 'member'> {
  const props = connectorProps(choices);
  const { organizationalUnitIds, regions } = choices;
  const further = choices.parts.includes('events') ? eventsOf(choices) : undefined;
  const primaryRegion = further || regions.length > 1 ? regions[0] : undefined;
  const single = (role: ConnectorRole, place: string) => rendered(choices, role.names, {
    title: `Read-only role of ${preset.title}`,
    place,
    primaryRegion,
    build: (member) => [buildConnector(role), further].forEach((part) => part?.(member)),
  });
  const { accountsOnly, others } = splitStreams(choices, preset);
  const accounts = accountsOnly && single(planConnector({ ...props, streams: accountsOnly, managementAccount: true }).role, 'the management account');
  if (!organizationalUnitIds) {
    if (!others) return { templates: [accounts!] };
    return { templates: [single(planConnector({ ...props, streams: others, managementAccount: choices.managementAccount }).role, 'the account to connect')] };
  }
  const { role } = planConnector({ ...props, streams: others });
  const organization = (includeManagementAccount: boolean) => rendered(choices, organizationNames(preset), {
    title: `Read-only role of ${preset.title} in every account of the organisation`,
    place: 'the management account',
    build: (outer) => new ScannerConnector(outer.scope, 'Connector', {
      ...asParameters(outer, props, preset),
      streams: others,
      managementAccount: false,
      organization: { organizationalUnitIds: [...organizationalUnitIds], regions: [...regions], includeManagementAccount },
      _further: further && eventsOf(choices, outer),
    }),
  });
  const whole = organization(true);
  const fits = Buffer.byteLength(JSON.stringify(whole.template)) <= REQUEST_BYTES;
  // The same role twice, in the management account and for the members, can be too long for one request.
  const member = single(role, 'each account, by a stack set of yours');
  const apart = fits ? [whole] : [organization(false), { ...member, place: 'the management account, which stack sets leave out' }];
  return { templates: [...apart, ...accounts ? [accounts] : []], member };
}

const organizationNames = ({ template }: Preset): PresetTemplate =>
  ({ ...template, file: template.file.replace(/\.\w+$/, '-organization$&'), stackName: `${template.stackName}-organization` });

/** The key is a parameter that CloudFormation never shows: its value is given at the deployment. */
function eventsOf(choices: Choices, outer?: Member): MemberBuild {
  const endpoint = endpointOf(choices);
  return aqtiveGuardEvents({
    endpoint: outer?.parameter('AQGEndpoint', endpoint) ?? endpoint,
    apiKey: SecretValue.unsafePlainText(outer?.parameter('AQGAPIKeyParameter', '', { noEcho: true }) ?? ''),
  }, choices.cloudFormation);
}

/** Streams that only the management account answers have a template of their own, where the account to connect is not that one. */
function splitStreams({ streams, managementAccount, organizationalUnitIds }: Choices, preset: Preset): { accountsOnly?: string[]; others?: string[] } {
  const all = chosenStreams(preset, streams);
  const wanted = (there: boolean) => all.filter((stream) => stream.managementAccount === there).map(({ id }) => id);
  const [there, elsewhere] = [wanted(true), wanted(false)];
  if (managementAccount && !organizationalUnitIds && elsewhere.length > 0) return { others: [...elsewhere, ...there] };
  return {
    accountsOnly: there.length > 0 && (organizationalUnitIds ?? streams) ? there : undefined,
    others: elsewhere.length > 0 ? elsewhere : undefined,
  };
}

function logTemplate(choices: Choices, preset: Preset): DeploymentTemplate {
  const names = { ...preset.template, file: preset.template.file.replace(/\.\w+$/, '-cloudtrail$&'), stackName: `${preset.template.stackName}-cloudtrail` };
  const { role: { agreed } } = planConnector(connectorProps(choices));
  return rendered(choices, names, {
    title: `Trail, bucket, topic and queue for ${preset.title}, and the role that reads log files`,
    place: 'the account of the trail',
    build: buildLogConnector({ preset, agreed, pipeline: { dashboard: choices.cloudFormation ?? true } }),
  });
}

const connectorProps = ({ preset, externalId, withoutExternalId, trustedAccountId, grant, roleName, regions }: Choices): ScannerConnectorProps => {
  const { _preset } = chosen(preset);
  // A parameter that takes ARNs has the preset's own as its default.
  const own = _preset.template.parameters.principals && _preset.principal?.replace('${Partition}', partitionOf(regions[0]));
  return {
    preset: chosen(preset),
    externalId,
    withoutExternalId,
    trustedAccountId,
    roleName,
    grant: grant && ScannerGrant[grant],
    principalArns: own ? [own] : undefined,
  };
};

/** What was agreed as parameters of the template that deploys to an organisation. */
function asParameters(outer: Member, props: ScannerConnectorProps, { template: { parameters } }: Preset): ScannerConnectorProps {
  const { externalId, trustedAccountId } = props;
  return {
    ...props,
    externalId: externalId && outer.parameter(parameters.externalId, externalId, { minLength: 2, maxLength: 1224 }),
    trustedAccountId: trustedAccountId && outer.parameter(parameters.trustedAccountId ?? 'TrustedAccountId', trustedAccountId, { allowedPattern: '\\d{12}' }),
  };
}

function endpointOf({ endpoint }: Choices): string {
  if (endpoint && /^https:\/\/[^/\s]+/.test(endpoint)) return endpoint;
  throw new Error(`Events need the HTTPS address that takes them, got ${endpoint === undefined ? 'none' : `'${endpoint}'`}: give --endpoint.`);
}

interface ToRender { readonly title: string; readonly place: string; readonly build: MemberBuild; readonly primaryRegion?: string }

function rendered({ regions: [region] }: Choices, { file, stackName }: PresetTemplate, { title, place, build, primaryRegion }: ToRender): DeploymentTemplate {
  const { body, parameters } = memberTemplate(build, primaryRegion);
  const template = { AWSTemplateFormatVersion: '2010-09-09', Description: `${title}. Made by cdk-security-scanner.`, ...JSON.parse(body) as Template };
  const shown = parameters.filter(({ parameterKey }) => !template.Parameters?.[parameterKey]?.NoEcho);
  const values = Object.fromEntries(shown.map(({ parameterKey, parameterValue }) => [parameterKey, parameterValue]));
  return { file, title, stackName, place, template, region, parameters: values };
}
