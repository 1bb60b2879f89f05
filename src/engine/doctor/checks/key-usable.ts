import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { present } from '../aws';
import { policyDifferences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';

/** Whether each key is enabled and lets in whom the template names. */
export const keyUsable: DoctorCheck = {
  id: 'key-usable',
  title: 'The key is enabled, and its policy is that of the template',
  part: 'log files',
  reads: ['kms:DescribeKey', 'kms:GetKeyPolicy'],
  tasks: eachResource('AWS::KMS::Key', async ({ physicalId: KeyId, properties: { KeyPolicy }, stack: { aws } }) => {
    const client = aws.client(KMSClient);
    const state = (await present(client.send(new DescribeKeyCommand({ KeyId }))))?.KeyMetadata?.KeyState;
    if (state !== 'Enabled') {
      return fail(`The key ${KeyId} is ${state ?? 'gone'}: what it encrypts is neither written nor read.`,
        state === 'PendingDeletion' ? `aws kms cancel-key-deletion --key-id ${KeyId}, then aws kms enable-key.` : `aws kms enable-key --key-id ${KeyId}.`);
    }
    const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId }));
    const drift = policyDifferences(KeyPolicy, Policy);
    return drift.length === 0
      ? pass(`The key ${KeyId} is Enabled, and its policy is that of the template.`)
      : drifted(`The policy of the key ${KeyId} was changed`, drift);
  }),
};
