import { recorded } from './recorded';

const profile = {
  profileName: 'orders',
  profileVersion: 'a1b2c3d4e5',
  profileVersionArn: 'arn:aws:signer:eu-west-1:111122223333:/signing-profiles/orders/a1b2c3d4e5',
  signingMaterial: { certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-4234-8234-123456789012' },
  signatureValidityPeriod: { value: 135, type: 'MONTHS' },
  platformId: 'AmazonFreeRTOS-Default',
  platformDisplayName: 'Amazon FreeRTOS',
  status: 'Active',
  arn: 'arn:aws:signer:eu-west-1:111122223333:/signing-profiles/orders',
  tags: { team: 'orders' },
} as const;

export const signer = recorded<typeof import('@aws-sdk/client-signer')>({
  ListSigningProfiles: { profiles: [profile] },
  GetSigningProfile: { ...profile, overrides: { signingConfiguration: { encryptionAlgorithm: 'ECDSA', hashAlgorithm: 'SHA256' } } },
});
