import { Aws, CfnOutput, Stack, Token, type CfnResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Member, MemberBuild } from './member-template';
import type { Preset, PresetTemplate, ResolvedStream } from '../../derive/preset';
import { ReadOnlyScannerRole, type ReadOnlyScannerRoleProps } from '../read-only-scanner-role';
import { ScannerGrant, type ScannerGrantOptions } from '../scanner-grant';
import type { ScannerRoleOptions } from '../scanner-role-options';
import { ScannerStream } from '../scanner-stream';
import { ScannerTrust } from '../scanner-trust';

/** Who the platform is to a customer. */
export interface Agreed {
  /** ARNs in place of the preset's own, or a token for a list of them. */
  readonly principalArns?: string[];
  /** Account of the platform, where the preset names none. */
  readonly trustedAccountId?: string;
  /** One external id, two during a rotation, none where the platform has none. */
  readonly externalIds: readonly string[];
}

/** A role of a platform, before it is known where it goes. */
export interface ConnectorRole extends ScannerRoleOptions, Pick<ScannerGrantOptions, 'grant' | 'denyDataAccess'> {
  readonly preset: Preset;
  /** Names of this role: those of the preset, or of its role in the management account. */
  readonly names: PresetTemplate & { readonly roleName: string };
  readonly streams: readonly ResolvedStream[];
  readonly agreed: Agreed;
}

const EXTERNAL_ID = { minLength: 2, maxLength: 1224, allowedPattern: '[\\w+=,.@:/-]+', description: 'External id that the platform presents' };

/** Creates the role of a platform, with the outputs that its document names. In a template of its own the parameters and ids are those of the document too. */
export function buildConnector(role: ConnectorRole, told: (created: ReadOnlyScannerRole) => void = () => undefined): MemberBuild {
  return (member) => {
    const { preset, names, streams, agreed, ...options } = role;
    const { trust, externalId } = agreedTrust(member, preset, agreed);
    const created = new ReadOnlyScannerRole(member.scope, idOf(names.logicalIds.role, member), {
      ...options,
      roleName: options.roleName ?? names.roleName,
      description: options.description ?? `Lets ${preset.title} read the configuration of this account, never its data`,
      grant: options.grant ?? ScannerGrant[preset.grant],
      streams: streams.map(ScannerStream._of),
      trust,
    } satisfies ReadOnlyScannerRoleProps);
    const values = { roleArn: created.roleArn, roleName: created.roleName, externalId };
    const outputs = Object.entries(names.outputs).flatMap(([name, what]) => (values[what] === undefined ? [] : [output(member.scope, name, values[what])]));
    for (const each of [created, ...outputs]) member.onlyInPrimaryRegion(each);
    if (member.scope instanceof Stack) nameAsDocumented(created, names);
    told(created);
  };
}

// A logical id that is free may be an id of a construct already.
const idOf = (name: string, { scope }: Member) => (scope instanceof Stack ? `${name}Construct` : 'Role');

/** Whom a role of the platform trusts, and the external id to tell it. */
export function agreedTrust(member: Member, preset: Preset, agreed: Agreed): { trust: ScannerTrust; externalId?: string } {
  const { principalArns, trustedAccountId, externalIds: given } = agreed;
  const { parameters } = preset.template;
  const externalIds = given.map((value, at) => member.parameter(`${at === 0 ? '' : 'Next'}${parameters.externalId}`, value, EXTERNAL_ID));
  const [externalId] = externalIds;
  if (trustedAccountId !== undefined) {
    const name = parameters.trustedAccountId ?? 'TrustedAccountId';
    const accountId = member.parameter(name, trustedAccountId, { allowedPattern: '\\d{12}', description: `AWS account of ${preset.title}` });
    return { externalId, trust: externalId === undefined ? ScannerTrust.accountWithoutExternalId(accountId) : ScannerTrust.account(accountId, ...externalIds) };
  }
  const arns = principalArns ?? [preset.principal!.replace('${Partition}', Aws.PARTITION)];
  const asked = parameters.principals ? member.list(parameters.principals, arns, {
    description: `ARNs that ${preset.title} enters with`,
    default: Token.isUnresolved(arns) || arns.some((arn) => Token.isUnresolved(arn)) ? undefined : arns.join(','),
  }) : arns;
  return { externalId, trust: ScannerTrust._principals(asked, externalIds) };
}

/** An output at the top of the stack, so that it is called as the document says; below the scope where the stack has one of that name. */
export function output(scope: Construct, name: string, value: string): CfnOutput {
  const stack = Stack.of(scope);
  if (scope !== stack) return new CfnOutput(stack.node.tryFindChild(name) ? scope : stack, name, { value });
  // A parameter of the same name is a construct of the stack already.
  const created = new CfnOutput(stack, `${name}Output`, { value });
  created.overrideLogicalId(name);
  return created;
}

function nameAsDocumented(created: ReadOnlyScannerRole, { logicalIds }: PresetTemplate): void {
  const rename = (path: string, name: string) => (created.node.tryFindChild(path) as CfnResource | undefined)?.overrideLogicalId(name);
  (created.role.node.defaultChild as CfnResource).overrideLogicalId(logicalIds.role);
  for (let at = 0; created.node.tryFindChild(`Policy${at}`); at++) rename(`Policy${at}`, at === 0 ? logicalIds.policy : `${logicalIds.policy}${at + 1}`);
}
