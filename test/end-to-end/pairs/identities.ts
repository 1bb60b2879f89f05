import {
  AttachRolePolicyCommand, AttachUserPolicyCommand, CreateAccessKeyCommand, CreatePolicyCommand, CreateRoleCommand, CreateSAMLProviderCommand, CreateUserCommand, IAMClient,
  PutRolePolicyCommand, PutUserPolicyCommand, UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { ofAccount, policy, proof, type Proof, type Site } from '../proof';

const allow = (Action: string) => policy({ Effect: 'Allow', Action, Resource: '*' });
const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">${' '.repeat(1000)}</EntityDescriptor>`;

async function user({ options }: Site, UserName: string): Promise<string> {
  return (await new IAMClient(options).send(new CreateUserCommand({ UserName }))).User!.Arn!;
}

async function role({ options }: Site, RoleName: string, ...policyNames: readonly string[]): Promise<string> {
  const iam = new IAMClient(options);
  const trust = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  for (const name of policyNames) await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: `arn:aws:iam::aws:policy/${name}` }));
  return Role!.Arn!;
}

async function attached(site: Site): Promise<string> {
  const iam = new IAMClient(site.options);
  await role(site, 'attached');
  const PolicyArn = (await iam.send(new CreatePolicyCommand({ PolicyName: 'attached', PolicyDocument: allow(site.either('s3:ListAllMyBuckets', '*')) }))).Policy!.Arn!;
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'attached', PolicyArn }));
  return PolicyArn;
}

async function managed(site: Site): Promise<string> {
  const name = site.either('ReadOnlyAccess', 'AdministratorAccess');
  await role(site, 'managed', name);
  return `arn:aws:iam::aws:policy/${name}`;
}

async function inline(site: Site): Promise<void> {
  await role(site, 'inline');
  await new IAMClient(site.options).send(new PutRolePolicyCommand({ RoleName: 'inline', PolicyName: 'inline', PolicyDocument: allow(site.either('s3:ListAllMyBuckets', '*')) }));
}

async function policies(site: Site): Promise<string> {
  const [iam, arn] = [new IAMClient(site.options), await user(site, 'policies')];
  if (!site.isGood) await iam.send(new PutUserPolicyCommand({ UserName: 'policies', PolicyName: 'own', PolicyDocument: allow('s3:ListAllMyBuckets') }));
  return arn;
}

async function shell(site: Site): Promise<void> {
  await user(site, 'shell');
  const PolicyArn = `arn:aws:iam::aws:policy/${site.either('ReadOnlyAccess', 'AWSCloudShellFullAccess')}`;
  await new IAMClient(site.options).send(new AttachUserPolicyCommand({ UserName: 'shell', PolicyArn }));
}

/** An active key of a user, so many days old, which was last used so many days ago. */
async function accessKey(site: Site, UserName: string, createdDaysAgo: number, lastUsedDaysAgo: number): Promise<string> {
  await user(site, UserName);
  const { AccessKey } = await new IAMClient(site.options).send(new CreateAccessKeyCommand({ UserName }));
  await site.emulator.history({ accountId: site.accountId, accessKeys: [{ userName: UserName, createdDaysAgo, lastUsedDaysAgo }] });
  return `arn:aws:iam::${site.accountId}:access-key/${AccessKey!.AccessKeyId}`;
}

/** A user with a password for the console. */
async function person(site: Site, userName: string, password: object = {}): Promise<string> {
  const arn = await user(site, userName);
  await site.emulator.history({ accountId: site.accountId, consolePasswords: [{ userName, ...password }] });
  return arn;
}

async function withMfa(site: Site): Promise<string> {
  const arn = await person(site, 'mfa');
  if (site.isGood) await site.emulator.history({ accountId: site.accountId, mfaDevices: [{ userName: 'mfa' }] });
  return arn;
}

async function setupKey(site: Site): Promise<string> {
  const arn = await person(site, 'setup');
  await site.emulator.history({ accountId: site.accountId, accessKeys: [{ userName: 'setup', createdDaysAgo: 30, lastUsedDaysAgo: site.either(1, undefined) }] });
  return arn;
}

async function twoKeys(site: Site): Promise<string> {
  const arn = await user(site, 'keys');
  const status = site.either('Inactive', 'Active') as 'Active' | 'Inactive';
  await site.emulator.history({ accountId: site.accountId, accessKeys: [{ userName: 'keys', createdDaysAgo: 2 }, { userName: 'keys', createdDaysAgo: 1, status }] });
  return arn;
}

const root = ({ emulator, accountId, isGood }: Site) => emulator.history({ accountId, rootMfa: isGood ? 'hardware' : false, rootAccessKey: !isGood, rootUsedDaysAgo: isGood ? 400 : 0 });

const passwords = ({ options, isGood }: Site) =>
  new IAMClient(options).send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: isGood ? 14 : 8, PasswordReusePrevention: isGood ? 24 : undefined }));

const federation = async ({ options, isGood }: Site) => isGood && new IAMClient(options).send(new CreateSAMLProviderCommand({ Name: 'idp', SAMLMetadataDocument: metadata }));

/** Users, roles, policies and credentials. */
export const identities: readonly Proof[] = [
  proof(attached, 'iam-policy-no-full-admin'),
  proof(managed, 'iam-aws-policy-no-full-admin'),
  ofAccount(inline, 'iam-inline-policy-no-full-admin'),
  proof(policies, 'iam-user-policies-by-group'),
  ofAccount(shell, 'iam-no-cloudshell-full-access'),
  proof((site) => accessKey(site, 'rotated', site.either(10, 120), 1), 'iam-access-key-rotated'),
  proof((site) => accessKey(site, 'used', 60, site.either(1, 50)), 'iam-access-key-used'),
  proof(withMfa, 'iam-user-console-mfa'),
  proof((site) => person(site, 'signs-in', { changedDaysAgo: 200, lastUsedDaysAgo: site.either(3, 80) }), 'iam-user-password-used'),
  proof(setupKey, 'iam-user-no-setup-key'),
  proof(twoKeys, 'iam-user-one-active-key'),
  ofAccount(root, 'root-mfa-enabled', 'root-hardware-mfa', 'root-no-access-key', 'root-not-used'),
  ofAccount(passwords, 'iam-password-policy-strong'),
  ofAccount(federation, 'iam-federation'),
];
