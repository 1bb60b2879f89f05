import { defineService } from '../model/service';

const authority = 'arn:${Partition}:acm-pca:*:${Account}:certificate-authority/*';

/** AWS Private Certificate Authority: https://docs.aws.amazon.com/privateca/latest/APIReference/ */
export const acmpca = defineService({
  id: 'acmpca',
  title: 'AWS Private CA',
  scope: 'regional',
  eventSource: 'acm-pca.amazonaws.com',
  client: () => import('@aws-sdk/client-acm-pca'),
  operations: {
    ListCertificateAuthorities: { action: 'acm-pca:ListCertificateAuthorities' },
    GetCertificateAuthorityCertificate: {
      action: 'acm-pca:GetCertificateAuthorityCertificate', resource: authority, absent: ['InvalidStateException'], detail: true,
    },
    GetPolicy: { action: 'acm-pca:GetPolicy', resource: authority, absent: ['ResourceNotFoundException'], detail: true },
    ListTags: { action: 'acm-pca:ListTags', resource: authority, absent: ['InvalidStateException'], detail: true },
  },
  entities: (entity) => ({
    aws_acmpca_certificate_authority: entity({
      class: ['Certificate'],
      reads: ['ListCertificateAuthorities', 'GetCertificateAuthorityCertificate', 'GetPolicy', 'ListTags'],
      list: (read) => read.items('ListCertificateAuthorities', 'CertificateAuthorities', { ResourceOwner: 'SELF', MaxResults: 100 }),
      async describe(read, listed) {
        const input = { CertificateAuthorityArn: listed.Arn };
        // Before its certificate is imported an authority has none.
        const [issued, policy, tags] = await Promise.all([
          listed.NotAfter ? read.call('GetCertificateAuthorityCertificate', input) : undefined,
          read.call('GetPolicy', { ResourceArn: listed.Arn }),
          read.call('ListTags', input),
        ]);
        return { ...listed, Certificate: issued?.Certificate, CertificateChain: issued?.CertificateChain, Policy: policy?.Policy, Tags: tags?.Tags };
      },
      key: (a) => a.Arn!,
      name: (a) => a.CertificateAuthorityConfiguration?.Subject?.CommonName ?? a.Arn?.split('/').pop(),
      tags: (a) => a.Tags?.map(({ Key, Value }) => ({ Key, Value })),
      facts: (a) => ({ isActive: a.Status === 'ACTIVE' }),
      changes: [
        'CreateCertificateAuthority', 'ImportCertificateAuthorityCertificate', 'UpdateCertificateAuthority', 'DeleteCertificateAuthority',
        'RestoreCertificateAuthority', 'PutPolicy', 'DeletePolicy', 'TagCertificateAuthority', 'UntagCertificateAuthority',
      ],
    }),
  }),
});
