import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two keys, one with an alias. AWS shows a key until the days before its deletion are over, so none can be made to go. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const kms = new KMSClient(options);
  const symmetric = await kms.send(new CreateKeyCommand({ Tags: [{ TagKey: 'team', TagValue: 'orders' }] }));
  const signing = await kms.send(new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }));
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/orders', TargetKeyId: symmetric.KeyMetadata!.KeyId }));
  return { aws_kms_key: [symmetric, signing].map(({ KeyMetadata }) => KeyMetadata!.Arn!) };
}
