import { CreateServerCommand, CreateUserCommand, DeleteUserCommand, TransferClient } from '@aws-sdk/client-transfer';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const userArn = (options: ClientOptions, server: string, user: string) =>
  `arn:aws:transfer:${options.region}:${options.credentials.accessKeyId}:user/${server}/${user}`;

const serverOf = ({ aws_transfer_server: [arn] = [] }: Truth) => arn.split('/')[1];

/** A server with two users. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new TransferClient(options);
  const { ServerId } = await client.send(new CreateServerCommand({ IdentityProviderType: 'SERVICE_MANAGED', Protocols: ['SFTP'], Tags: [{ Key: 'team', Value: 'orders' }] }));
  const Role = `arn:aws:iam::${options.credentials.accessKeyId}:role/orders`;
  for (const UserName of ['partner', 'auditor']) await client.send(new CreateUserCommand({ ServerId, UserName, Role, HomeDirectory: `/example-exchange/${UserName}` }));
  return {
    aws_transfer_server: [`arn:aws:transfer:${options.region}:${options.credentials.accessKeyId}:server/${ServerId}`],
    aws_transfer_user: ['partner', 'auditor'].map((user) => userArn(options, ServerId!, user)),
  };
}

/** Deletes one user. */
export async function remove(options: ClientOptions, truth: Truth): Promise<readonly string[]> {
  const ServerId = serverOf(truth);
  await new TransferClient(options).send(new DeleteUserCommand({ ServerId, UserName: 'auditor' }));
  return [userArn(options, ServerId, 'auditor')];
}
