import { AccountClient, PutAlternateContactCommand } from '@aws-sdk/client-account';
import { ConfigServiceClient, PutConfigurationRecorderCommand, PutDeliveryChannelCommand, StartConfigurationRecorderCommand } from '@aws-sdk/client-config-service';
import { ofAccount, type Proof, type Site } from '../proof';

const contact = async ({ options, isGood }: Site) => isGood && new AccountClient(options).send(new PutAlternateContactCommand({
  AlternateContactType: 'SECURITY', Name: 'Security', Title: 'Team', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 0000000',
}));

async function recorder({ options, accountId, isGood }: Site): Promise<void> {
  const config = new ConfigServiceClient(options);
  const recordingGroup = isGood ? { allSupported: true, includeGlobalResourceTypes: true } : { allSupported: false, resourceTypes: ['AWS::S3::Bucket' as const] };
  await config.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder: { name: 'default', roleARN: `arn:aws:iam::${accountId}:role/config`, recordingGroup } }));
  await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name: 'default', s3BucketName: 'config-logs' } }));
  await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: 'default' }));
}

/** Settings of an account. */
export const settings: readonly Proof[] = [
  ofAccount(contact, 'account-security-contact'),
  ofAccount(recorder, 'config-recorder-on'),
];
