import { CreateSecretCommand, DeleteSecretCommand, PutResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two secrets, one with a policy and one that waits for its deletion. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new SecretsManagerClient(options);
  const database = await client.send(new CreateSecretCommand({ Name: 'orders/database', SecretString: 'hush', Tags: [{ Key: 'team', Value: 'orders' }] }));
  const token = await client.send(new CreateSecretCommand({ Name: 'orders/token', SecretString: 'hush' }));
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${options.credentials.accessKeyId}:root` }, Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
  });
  await client.send(new PutResourcePolicyCommand({ SecretId: database.ARN, ResourcePolicy }));
  await client.send(new DeleteSecretCommand({ SecretId: token.ARN, RecoveryWindowInDays: 7 }));
  return { aws_secretsmanager_secret: [database.ARN!, token.ARN!] };
}

/** Deletes one secret at once. */
export async function remove(options: ClientOptions, { aws_secretsmanager_secret: [secret] = [] }: Truth): Promise<readonly string[]> {
  await new SecretsManagerClient(options).send(new DeleteSecretCommand({ SecretId: secret, ForceDeleteWithoutRecovery: true }));
  return [secret];
}
