import { recorded } from './recorded';

const detector = '12abc34d567e8fa901bc2d34e56789f0';
const arn = `arn:aws:guardduty:eu-west-1:111122223333:detector/${detector}/finding/1ab92989eaf0e742df4a014d5c0a8841`;

export const guardduty = recorded<typeof import('@aws-sdk/client-guardduty')>({
  ListDetectors: { DetectorIds: [detector] },
  GetDetector: {
    CreatedAt: '2025-01-01T00:00:00Z',
    UpdatedAt: '2026-01-01T00:00:00Z',
    FindingPublishingFrequency: 'SIX_HOURS',
    ServiceRole: 'arn:aws:iam::111122223333:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty',
    Status: 'ENABLED',
    Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }, { Name: 'RDS_LOGIN_EVENTS', Status: 'DISABLED' }],
    Tags: { team: 'security' },
  },
  ListFindings: { FindingIds: [arn.split('/').pop()!] },
  GetFindings: {
    Findings: [{
      AccountId: '111122223333',
      Arn: arn,
      Id: arn.split('/').pop(),
      Region: 'eu-west-1',
      Partition: 'aws',
      SchemaVersion: '2.0',
      Type: 'UnauthorizedAccess:EC2/SSHBruteForce',
      Severity: 8,
      Title: '203.0.113.7 is performing SSH brute force attacks against i-0a1b2c3d4e5f60718.',
      Description: 'Brute force attacks are used to gain unauthorized access to your instance.',
      CreatedAt: '2026-10-01T08:00:00.000Z',
      UpdatedAt: '2026-10-02T08:00:00.000Z',
      Resource: { ResourceType: 'Instance', InstanceDetails: { InstanceId: 'i-0a1b2c3d4e5f60718', InstanceType: 't3.small' } },
      Service: {
        Archived: false,
        Count: 12,
        DetectorId: detector,
        EventFirstSeen: '2026-10-01T07:50:00.000Z',
        EventLastSeen: '2026-10-02T07:50:00.000Z',
        ServiceName: 'guardduty',
        Action: { ActionType: 'NETWORK_CONNECTION', NetworkConnectionAction: { RemoteIpDetails: { IpAddressV4: '203.0.113.7' } } },
      },
    }],
  },
});
