import type { Agreed, ConnectorRole } from './connector';
import { isInManagementAccount } from './org-deployment-checks';
import { assertExternalIds, assertMatches } from './trust-checks';
import { chosenStreams, type Preset } from '../../derive/preset';
import type { ScannerConnectorProps } from '../scanner-connector-props';

/** The roles of a connector: one for every account, and one for what only the management account can answer where that is another. */
export interface ConnectorPlan { readonly role: ConnectorRole; readonly management?: ConnectorRole }

/** @throws where the options do not fit the preset or each other */
export function planConnector(props: ScannerConnectorProps): ConnectorPlan {
  const { preset: { _preset: preset }, streams: ids, organization, managementAccount, primaryRegion, _further, ...rest } = props;
  const { externalId, nextExternalId, withoutExternalId, trustedAccountId, principalArns, ...options } = rest;
  const agreed = agreedOn(preset, props);
  const inManagement = managementAccount ?? (organization !== undefined && isInManagementAccount(organization));
  const streams = chosenStreams(preset, ids);
  const onlyThere = streams.filter((stream) => stream.managementAccount);
  if (ids && onlyThere.length > 0 && !inManagement) {
    throw new Error(`The stream ${onlyThere.map(({ id }) => `'${id}'`).join(', ')} is answered in the management account of an organisation only:`
      + ' set managementAccount to true where this stack is there, or leave the stream out.');
  }
  const everywhere = streams.filter((stream) => !stream.managementAccount);
  const names = { ...preset.template, roleName: preset.roleName };
  const there = { ...preset.template, ...preset.accounts, roleName: preset.accounts?.roleName ?? `${preset.roleName}Management` };
  const role = { ...options, preset, names, agreed };
  if (everywhere.length === 0) {
    if (!organization) return { role: { ...role, names: there, streams: onlyThere } };
    throw new Error(`No other stream than ${onlyThere.map(({ id }) => `'${id}'`).join(', ')} is chosen: the management account alone answers it, leave organization out.`);
  }
  if (!organization) return { role: { ...role, streams: inManagement ? streams : everywhere } };
  const apart = inManagement && onlyThere.length > 0;
  return { role: { ...role, streams: everywhere }, management: apart ? { ...role, roleName: undefined, names: there, streams: onlyThere } : undefined };
}

/** @throws where it is open whom to trust, or the preset and the properties contradict each other */
export function agreedOn(preset: Preset, { externalId, nextExternalId, withoutExternalId, trustedAccountId, principalArns }: ScannerConnectorProps): Agreed {
  if (trustedAccountId !== undefined && (preset.principal ?? principalArns)) {
    throw new Error(`${preset.title} enters from ${principalArns ? 'principalArns' : preset.principal}: leave trustedAccountId out.`);
  }
  if (!preset.principal && !principalArns && trustedAccountId === undefined) {
    throw new Error(`${preset.title} names its account to each customer: give trustedAccountId (12 digits), or principalArns, got neither.`);
  }
  const always = preset.externalId === 'required' || preset.externalId === 'chosen';
  if (withoutExternalId && always) throw new Error(`${preset.title} presents an external id: withoutExternalId is not allowed.`);
  if (withoutExternalId && (externalId ?? nextExternalId) !== undefined) throw new Error('Give externalId, or withoutExternalId, got both.');
  if (!withoutExternalId && externalId === undefined) {
    const open = always ? '' : '. Its document can do without: withoutExternalId takes it at its word';
    throw new Error(`externalId must be given, as ${preset.title} could be made to enter your account for somebody else${open}.`);
  }
  const externalIds = [externalId, nextExternalId].filter((each) => each !== undefined);
  // In a template of its own these become parameters, of which no value is seen any more.
  if (externalIds.length > 0) assertExternalIds(externalIds);
  assertMatches(trustedAccountId, /^\d{12}$/, 'trustedAccountId must be an AWS account id of 12 digits');
  return { trustedAccountId, principalArns, externalIds };
}
