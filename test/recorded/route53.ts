import { recorded } from './recorded';

export const route53 = recorded<typeof import('@aws-sdk/client-route-53')>({
  ListHostedZones: {
    HostedZones: [
      { Id: '/hostedzone/Z0123456789ABCDEFGHIJ', Name: 'example.com.', CallerReference: 'one', Config: { PrivateZone: false, Comment: 'public' }, ResourceRecordSetCount: 3 },
      { Id: '/hostedzone/Z9876543210ABCDEFGHIJ', Name: 'orders.internal.', CallerReference: 'two', Config: { PrivateZone: true }, ResourceRecordSetCount: 1 },
      // Its domain was registered elsewhere.
      { Id: '/hostedzone/Z5555555555ABCDEFGHIJ', Name: 'example.org.', CallerReference: 'three', Config: { PrivateZone: false }, ResourceRecordSetCount: 1 },
    ],
    Marker: '',
    IsTruncated: false,
    MaxItems: 100,
  },
  GetHostedZone: ({ Id }) => ({
    HostedZone: { Id: `/hostedzone/${Id}`, Name: 'example.com.', CallerReference: 'one' },
    DelegationSet: { NameServers: ['ns-1.awsdns-01.org', 'ns-2.awsdns-02.com'] },
    VPCs: Id === 'Z9876543210ABCDEFGHIJ' ? [{ VPCRegion: 'eu-west-1', VPCId: 'vpc-0a1b2c3d' }] : undefined,
  }),
  GetDNSSEC: { Status: { ServeSignature: 'SIGNING' }, KeySigningKeys: [] },
  ListQueryLoggingConfigs: {
    QueryLoggingConfigs: [{
      Id: '66666666-7777-4888-8999-000000000000',
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/route53/example.com',
    }],
  },
  ListTagsForResource: { ResourceTagSet: { ResourceType: 'hostedzone', ResourceId: 'Z0123456789ABCDEFGHIJ', Tags: [{ Key: 'team', Value: 'orders' }] } },
  // Two pages: the second is asked for by the name, the type and the identifier that the first ends with.
  ListResourceRecordSets: ({ HostedZoneId, StartRecordName, StartRecordType, StartRecordIdentifier }) => {
    if (HostedZoneId === 'Z9876543210ABCDEFGHIJ') {
      return { ResourceRecordSets: [{ Name: 'db.orders.internal.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.0.1.20' }] }], IsTruncated: false, MaxItems: 300 };
    }
    if (HostedZoneId === 'Z5555555555ABCDEFGHIJ') {
      return { ResourceRecordSets: [{ Name: 'host.example.org.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '203.0.113.10' }] }], IsTruncated: false, MaxItems: 300 };
    }
    if (StartRecordName === 'www.example.com.' && StartRecordType === 'A' && StartRecordIdentifier === 'two') {
      const AliasTarget = { HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: 'd222222abcdef8.cloudfront.net.', EvaluateTargetHealth: false };
      return { ResourceRecordSets: [{ Name: 'www.example.com.', Type: 'A', SetIdentifier: 'two', Weight: 1, AliasTarget }], IsTruncated: false, MaxItems: 300 };
    }
    const AliasTarget = { HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: 'd111111abcdef8.cloudfront.net.', EvaluateTargetHealth: false };
    return {
      ResourceRecordSets: [
        { Name: 'example.com.', Type: 'MX', TTL: 300, ResourceRecords: [{ Value: '10 mail.example.com' }] },
        { Name: 'www.example.com.', Type: 'A', SetIdentifier: 'one', Weight: 1, AliasTarget },
      ],
      IsTruncated: true,
      NextRecordName: 'www.example.com.',
      NextRecordType: 'A',
      NextRecordIdentifier: 'two',
      MaxItems: 300,
    };
  },
});
