import { recorded } from './recorded';

const arn = 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/account';
const finding = {
  id: '0a1b2c3d-1111-4222-8333-444455556666',
  resource: 'arn:aws:s3:::orders-assets',
  resourceType: 'AWS::S3::Bucket' as const,
  resourceOwnerAccount: '111122223333',
  status: 'ACTIVE' as const,
  createdAt: new Date('2026-09-01T08:00:00Z'),
  updatedAt: new Date('2026-10-01T08:00:00Z'),
  analyzedAt: new Date('2026-10-01T08:00:00Z'),
};

export const accessanalyzer = recorded<typeof import('@aws-sdk/client-accessanalyzer')>({
  ListAnalyzers: {
    analyzers: [{ arn, name: 'account', type: 'ACCOUNT', status: 'ACTIVE', createdAt: new Date('2025-01-01T00:00:00Z'), tags: { team: 'security' } }],
  },
  ListFindingsV2: { findings: [{ ...finding, findingType: 'ExternalAccess' }] },
  ListFindings: { findings: [{ ...finding, principal: { AWS: '*' }, action: ['s3:GetObject'], condition: {}, isPublic: true }] },
});
