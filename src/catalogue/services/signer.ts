import { defineService } from '../model/service';

/** AWS Signer: https://docs.aws.amazon.com/signer/latest/api/ */
export const signer = defineService({
  id: 'signer',
  title: 'AWS Signer',
  scope: 'regional',
  eventSource: 'signer.amazonaws.com',
  client: () => import('@aws-sdk/client-signer'),
  operations: {
    ListSigningProfiles: { action: 'signer:ListSigningProfiles' },
    GetSigningProfile: { action: 'signer:GetSigningProfile', resource: 'arn:${Partition}:signer:*:${Account}:/signing-profiles/*', detail: true },
  },
  entities: (entity) => ({
    aws_signer_signing_profile: entity({
      class: ['Configuration'],
      reads: ['ListSigningProfiles', 'GetSigningProfile'],
      list: (read) => read.items('ListSigningProfiles', 'profiles', { includeCanceled: true, maxResults: 25 }),
      async describe(read, listed) {
        const profile = await read.call('GetSigningProfile', { profileName: listed.profileName });
        return { ...listed, overrides: profile?.overrides, revocationRecord: profile?.revocationRecord, statusReason: profile?.statusReason };
      },
      key: (p) => p.arn!,
      name: (p) => p.profileName,
      tags: (p) => p.tags,
      facts: (p) => ({ isActive: p.status === 'Active' }),
      relationships: [{ verb: 'USES', to: 'aws_acm_certificate', key: (p) => p.signingMaterial?.certificateArn }],
      changes: ['PutSigningProfile', 'CancelSigningProfile', 'RevokeSigningProfile', 'TagResource', 'UntagResource'],
    }),
  }),
});
