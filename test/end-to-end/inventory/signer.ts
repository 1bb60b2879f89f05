import { CancelSigningProfileCommand, PutSigningProfileCommand, SignerClient } from '@aws-sdk/client-signer';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** Two signing profiles, one of them cancelled: AWS keeps such ones in sight. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new SignerClient(options);
  const put = (profileName: string) => client.send(new PutSigningProfileCommand({ profileName, platformId: 'AWSLambda-SHA384-ECDSA', tags: { team: 'orders' } }));
  const arns = [(await put('orders')).arn!, (await put('former')).arn!];
  await client.send(new CancelSigningProfileCommand({ profileName: 'former' }));
  return { aws_signer_signing_profile: arns };
}
