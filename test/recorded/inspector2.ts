import { recorded } from './recorded';

const state = { status: 'ENABLED' as const, errorCode: undefined, errorMessage: '' };

export const inspector2 = recorded<typeof import('@aws-sdk/client-inspector2')>({
  BatchGetAccountStatus: { accounts: [{ accountId: '111122223333', state, resourceState: { ec2: state, ecr: state, lambda: state } }] },
  ListCoverage: {
    coveredResources: [{
      resourceType: 'AWS_EC2_INSTANCE',
      resourceId: 'i-0a1b2c3d4e5f60718',
      accountId: '111122223333',
      scanType: 'PACKAGE',
      scanMode: 'EC2_AGENTLESS',
      scanStatus: { statusCode: 'ACTIVE', reason: 'SUCCESSFUL' },
      lastScannedAt: new Date('2026-10-02T03:00:00Z'),
    }],
  },
  ListFindings: {
    findings: [{
      findingArn: 'arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef',
      awsAccountId: '111122223333',
      type: 'PACKAGE_VULNERABILITY',
      title: 'CVE-2026-12345 - openssl',
      description: 'A defect of openssl.',
      severity: 'HIGH',
      status: 'ACTIVE',
      inspectorScore: 8.1,
      exploitAvailable: 'NO',
      fixAvailable: 'YES',
      epss: { score: 0.02 },
      remediation: { recommendation: { text: 'None Provided' } },
      packageVulnerabilityDetails: {
        vulnerabilityId: 'CVE-2026-12345',
        source: 'NVD',
        sourceUrl: 'https://nvd.nist.gov/vuln/detail/CVE-2026-12345',
        vulnerablePackages: [{ name: 'openssl', version: '3.0.7', fixedInVersion: '3.0.8' }],
      },
      firstObservedAt: new Date('2026-09-20T00:00:00Z'),
      lastObservedAt: new Date('2026-10-02T00:00:00Z'),
      updatedAt: new Date('2026-10-02T00:00:00Z'),
      resources: [{ id: 'i-0a1b2c3d4e5f60718', type: 'AWS_EC2_INSTANCE', region: 'eu-west-1', details: { awsEc2Instance: { vpcId: 'vpc-0a1b2c3d' } } }],
    }],
  },
});
