import {
  AddUserToGroupCommand, CreateAccessKeyCommand, CreateGroupCommand, CreatePolicyCommand, CreateRoleCommand, CreateSAMLProviderCommand, CreateUserCommand,
  CreateVirtualMFADeviceCommand, DeleteAccessKeyCommand, EnableMFADeviceCommand, IAMClient, PutGroupPolicyCommand, PutRolePolicyCommand, PutUserPolicyCommand, UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] });
const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] });
const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">${' '.repeat(1000)}</EntityDescriptor>`;

/** A user, a group and a role with an inline policy each, a managed policy, a key, an MFA device, a provider and a password policy. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new IAMClient(options);
  const user = (await client.send(new CreateUserCommand({ UserName: 'anna' }))).User!.Arn!;
  const group = (await client.send(new CreateGroupCommand({ GroupName: 'developers' }))).Group!.Arn!;
  const role = (await client.send(new CreateRoleCommand({ RoleName: 'orders', AssumeRolePolicyDocument: trust }))).Role!.Arn!;
  const policy = (await client.send(new CreatePolicyCommand({ PolicyName: 'read', PolicyDocument }))).Policy!.Arn!;
  await client.send(new AddUserToGroupCommand({ UserName: 'anna', GroupName: 'developers' }));
  await client.send(new PutUserPolicyCommand({ UserName: 'anna', PolicyName: 'read', PolicyDocument }));
  await client.send(new PutGroupPolicyCommand({ GroupName: 'developers', PolicyName: 'read', PolicyDocument }));
  await client.send(new PutRolePolicyCommand({ RoleName: 'orders', PolicyName: 'read', PolicyDocument }));
  const key = (await client.send(new CreateAccessKeyCommand({ UserName: 'anna' }))).AccessKey!.AccessKeyId!;
  const device = (await client.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'anna' }))).VirtualMFADevice!.SerialNumber!;
  const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
  await client.send(new EnableMFADeviceCommand({ UserName: 'anna', SerialNumber: device, ...codes }));
  const provider = (await client.send(new CreateSAMLProviderCommand({ Name: 'idp', SAMLMetadataDocument: metadata }))).SAMLProviderArn!;
  await client.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }));
  const arn = (resource: string) => `arn:aws:iam::${options.credentials.accessKeyId}:${resource}`;
  return {
    aws_iam_user: [user],
    aws_iam_group: [group],
    aws_iam_role: [role],
    aws_iam_policy: [policy],
    aws_iam_user_policy: [`${user}/policy/read`],
    aws_iam_group_policy: [`${group}/policy/read`],
    aws_iam_role_policy: [`${role}/policy/read`],
    aws_iam_access_key: [arn(`access-key/${key}`)],
    mfa_device: [device],
    aws_iam_saml_provider: [provider],
    aws_iam_account_password_policy: [arn('account-password-policy')],
  };
}

/** The access key. */
export async function remove(options: ClientOptions, { aws_iam_access_key: [key] = [] }: Truth): Promise<string[]> {
  await new IAMClient(options).send(new DeleteAccessKeyCommand({ UserName: 'anna', AccessKeyId: key.split('/').pop() }));
  return [key];
}
