import { recorded } from './recorded';

const ARN = 'arn:aws:ecr:eu-west-1:111122223333:repository';
const digest = (fill: string) => `sha256:${fill.repeat(64)}`;
const repositories = ['orders', 'invoices'];

export const ecr = recorded<typeof import('@aws-sdk/client-ecr')>({
  GetRegistryScanningConfiguration: { registryId: '111122223333', scanningConfiguration: { scanType: 'BASIC', rules: [] } },
  DescribeRepositories: {
    repositories: repositories.map((repositoryName) => ({
      repositoryName,
      repositoryArn: `${ARN}/${repositoryName}`,
      registryId: '111122223333',
      repositoryUri: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${repositoryName}`,
      createdAt: new Date('2026-01-01T00:00:00Z'),
      imageTagMutability: 'IMMUTABLE' as const,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'KMS' as const, kmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555' },
    })),
  },
  GetRepositoryPolicy: {
    policyText: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] }],
    }),
  },
  GetLifecyclePolicy: { lifecyclePolicyText: '{"rules":[]}' },
  ListTagsForResource: { tags: [{ Key: 'team', Value: 'orders' }] },
  DescribeImages: ({ repositoryName }) => ({
    imageDetails: [
      {
        registryId: '111122223333',
        repositoryName,
        imageDigest: digest('a'),
        imageTags: ['1'],
        imageSizeInBytes: 52_428_800,
        imagePushedAt: new Date('2026-10-01T00:00:00Z'),
        imageScanStatus: { status: repositoryName === 'orders' ? 'COMPLETE' : 'ACTIVE' },
        imageScanFindingsSummary: { findingSeverityCounts: { HIGH: 1 } },
      },
      { registryId: '111122223333', repositoryName, imageDigest: digest('b'), imagePushedAt: new Date('2026-09-01T00:00:00Z') },
    ],
  }),
  DescribeImageScanFindings: ({ repositoryName }) => ({
    repositoryName,
    imageId: { imageDigest: digest('a') },
    imageScanFindings: repositoryName === 'orders' ? {
      findings: ['openssl', 'libssl3'].map((name) => ({
        name: 'CVE-2026-0001',
        severity: 'HIGH' as const,
        uri: 'https://security.example.org/CVE-2026-0001',
        attributes: [{ key: 'package_name', value: name }, { key: 'package_version', value: '3.0.1' }],
      })),
    } : {
      enhancedFindings: [{
        findingArn: 'arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef',
        title: 'CVE-2026-0001 - openssl',
        severity: 'HIGH',
        score: 7.5,
        status: 'ACTIVE',
        type: 'PACKAGE_VULNERABILITY',
        packageVulnerabilityDetails: {
          vulnerabilityId: 'CVE-2026-0001', sourceUrl: 'https://security.example.org/CVE-2026-0001', vulnerablePackages: [{ name: 'openssl', version: '3.0.1' }],
        },
      }],
    },
  }),
});
