import { recorded } from './recorded';

const arn = 'arn:aws:es:eu-west-1:111122223333:domain/search';
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'es:*', Resource: `${arn}/*` }] };

export const opensearch = recorded<typeof import('@aws-sdk/client-opensearch')>({
  ListDomainNames: { DomainNames: [{ DomainName: 'search', EngineType: 'OpenSearch' }] },
  DescribeDomains: {
    DomainStatusList: [{
      DomainId: '111122223333/search',
      DomainName: 'search',
      ARN: arn,
      Created: true,
      Deleted: false,
      EngineVersion: 'OpenSearch_2.17',
      Endpoints: { vpc: 'vpc-search-a1b2c3.eu-west-1.es.amazonaws.com' },
      ClusterConfig: { InstanceType: 'm6g.large.search', InstanceCount: 2, DedicatedMasterEnabled: false, ZoneAwarenessEnabled: true },
      AccessPolicies: JSON.stringify(policy),
      VPCOptions: { VPCId: 'vpc-0a1b2c3d', SubnetIds: ['subnet-0a1b2c3d'], SecurityGroupIds: ['sg-0a1b2c3d'] },
      EncryptionAtRestOptions: { Enabled: true, KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555' },
      NodeToNodeEncryptionOptions: { Enabled: true },
      DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
      AdvancedSecurityOptions: {
        Enabled: true, InternalUserDatabaseEnabled: false, SAMLOptions: { Enabled: true, Idp: { EntityId: 'https://idp.example.com', MetadataContent: '<EntityDescriptor>hush</EntityDescriptor>' } },
      },
      LogPublishingOptions: { AUDIT_LOGS: { CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:search', Enabled: true } },
      ServiceSoftwareOptions: { CurrentVersion: 'OpenSearch_2_17_R20260901', UpdateAvailable: false },
    }],
  },
  ListTags: { TagList: [{ Key: 'team', Value: 'orders' }] },
});
