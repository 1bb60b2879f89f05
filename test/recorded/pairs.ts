import type { ListAnalyzersResponse } from '@aws-sdk/client-accessanalyzer';
import type { GetPolicyResponse } from '@aws-sdk/client-acm-pca';
import type { DescribeSecurityGroupsResult, DescribeRouteTablesResult } from '@aws-sdk/client-ec2';
import type { DescribeAccessPointsOutput, DescribeLoadBalancerPoliciesOutput } from '@aws-sdk/client-elastic-load-balancing';
import type { GetDetectorResponse } from '@aws-sdk/client-guardduty';
import type { GetAccountAuthorizationDetailsCommandInput, GetAccountAuthorizationDetailsResponse } from '@aws-sdk/client-iam';
import type { GetKeyLastUsageResponse } from '@aws-sdk/client-kms';
import type { DescribeDomainsResponse } from '@aws-sdk/client-opensearch';
import type { DBClusterMessage, DBInstanceMessage } from '@aws-sdk/client-rds';
import type { Cluster, ClustersMessage, DescribeClusterSnapshotsCommandOutput } from '@aws-sdk/client-redshift';
import type { ListSecretsResponse } from '@aws-sdk/client-secrets-manager';
import { acmpca } from './acmpca';
import { ec2 } from './ec2';
import { elasticloadbalancing } from './elasticloadbalancing';
import { guardduty } from './guardduty';
import { iam } from './iam';
import { kms } from './kms';
import { opensearch } from './opensearch';
import { rds } from './rds';
import type { AnyRecorded } from './recorded';
import { redshift } from './redshift';
import { secretsmanager } from './secretsmanager';

/** Answers by service id, then by operation, in the place of those of the record. */
export type Changes = Readonly<Record<string, AnyRecorded>>;

/** A check with what AWS answers about one resource as it should be, and about the same as it should not be. */
export interface RecordedPair {
  readonly check: string;
  /** Key of the resource. */
  readonly key: string;
  /** What differs from the record in the good case; else why AWS cannot answer so. @default - nothing */
  readonly good?: Changes | string;
  /** What differs from the record in the bad case. @default - nothing */
  readonly bad?: Changes;
}

const ACCOUNT_KEY = 'arn:aws:iam::111122223333:root';
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

const [cluster] = (redshift.DescribeClusters as ClustersMessage).Clusters!;
const warehouse = (change: Partial<Cluster>): Changes => ({ redshift: { DescribeClusters: { Clusters: [{ ...cluster, ...change }] } satisfies ClustersMessage } });
const [group] = (ec2.DescribeSecurityGroups as DescribeSecurityGroupsResult).SecurityGroups!;
const [table] = (ec2.DescribeRouteTables as DescribeRouteTablesResult).RouteTables!;
const opened = {
  DescribeSecurityGroups: { SecurityGroups: [{ ...group, GroupId: 'sg-0a1b2c3d', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 5439, ToPort: 5439, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] } satisfies DescribeSecurityGroupsResult,
  DescribeRouteTables: {
    RouteTables: [{ ...table, Associations: [{ SubnetId: 'subnet-0a1b2c3d', RouteTableId: table.RouteTableId }], Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0a1b2c3d', State: 'active' }] }],
  } satisfies DescribeRouteTablesResult,
};

const detector = (S3: 'ENABLED' | 'DISABLED', RDS: 'ENABLED' | 'DISABLED', Status: 'ENABLED' | 'DISABLED' = 'ENABLED'): Changes => ({
  guardduty: { GetDetector: { ...guardduty.GetDetector as GetDetectorResponse, Status, Features: [{ Name: 'S3_DATA_EVENTS', Status: S3 }, { Name: 'RDS_LOGIN_EVENTS', Status: RDS }] } satisfies GetDetectorResponse },
});
const DETECTOR = arn('guardduty', `detector/${(guardduty.ListDetectors as { DetectorIds: string[] }).DetectorIds[0]}`);

const CLASSIC = arn('elasticloadbalancing', 'loadbalancer/legacy');
const [classic] = (elasticloadbalancing['elastic-load-balancing.DescribeLoadBalancers'] as DescribeAccessPointsOutput).LoadBalancerDescriptions!;
const [negotiation] = (elasticloadbalancing['elastic-load-balancing.DescribeLoadBalancerPolicies'] as DescribeLoadBalancerPoliciesOutput).PolicyDescriptions!;

const details = iam.GetAccountAuthorizationDetails as (input: GetAccountAuthorizationDetailsCommandInput) => GetAccountAuthorizationDetailsResponse;
const [domain] = (opensearch.DescribeDomains as DescribeDomainsResponse).DomainStatusList!;
const [databases] = (rds.DescribeDBClusters as DBClusterMessage).DBClusters!;
const instances = (rds.DescribeDBInstances as DBInstanceMessage).DBInstances!;
const [secret] = (secretsmanager.ListSecrets as ListSecretsResponse).SecretList!;
const shared = (AWS: string): Changes => ({
  acmpca: { GetPolicy: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'acm-pca:IssueCertificate', Resource: '*' }] }) } satisfies GetPolicyResponse },
});

/** Checks on what the emulator does not have. */
export const recordedPairs: readonly RecordedPair[] = [
  {
    check: 'accessanalyzer-active',
    key: ACCOUNT_KEY,
    bad: { accessanalyzer: { ListAnalyzers: { analyzers: [{ arn: arn('access-analyzer', 'analyzer/unused'), name: 'unused', type: 'ACCOUNT_UNUSED_ACCESS', status: 'ACTIVE', createdAt: new Date('2025-01-01') }] } satisfies ListAnalyzersResponse } },
  },
  { check: 'root-credentials-central', key: ACCOUNT_KEY, bad: { account: { 'iam.ListOrganizationsFeatures': { OrganizationId: 'o-exampleorgid', EnabledFeatures: ['RootSessions'] } } } },
  { check: 'acm-certificate-quantum-safe', key: arn('acm', 'certificate/12345678-1234-4234-8234-123456789012'), good: 'ACM has no certificate with such a key yet.' },
  { check: 'acmpca-authority-not-shared-outside', key: (acmpca.ListCertificateAuthorities as { CertificateAuthorities: { Arn: string }[] }).CertificateAuthorities[0].Arn, good: shared('111122223333'), bad: shared('999999999999') },
  { check: 'ec2-instance-managed', key: arn('ec2', 'instance/i-0a1b2c3d'), bad: { ec2: { 'ssm.DescribeInstanceInformation': { InstanceInformationList: [] } } } },
  {
    check: 'elb-access-logs',
    key: CLASSIC,
    good: { elasticloadbalancing: { 'elastic-load-balancing.DescribeLoadBalancerAttributes': { LoadBalancerAttributes: { AccessLog: { Enabled: true, S3BucketName: 'logs', EmitInterval: 60 } } } } },
  },
  {
    check: 'elb-tls-listeners',
    key: CLASSIC,
    bad: { elasticloadbalancing: { 'elastic-load-balancing.DescribeLoadBalancers': { LoadBalancerDescriptions: [{ ...classic, ListenerDescriptions: [{ Listener: { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 } }] }] } satisfies DescribeAccessPointsOutput } },
  },
  {
    check: 'elb-tls-version',
    key: CLASSIC,
    good: {
      elasticloadbalancing: {
        'elastic-load-balancing.DescribeLoadBalancerPolicies': {
          PolicyDescriptions: [{ ...negotiation, PolicyAttributeDescriptions: [{ AttributeName: 'Protocol-TLSv1', AttributeValue: 'false' }, { AttributeName: 'Protocol-TLSv1.2', AttributeValue: 'true' }] }],
        } satisfies DescribeLoadBalancerPoliciesOutput,
      },
    },
  },
  { check: 'guardduty-on', key: ACCOUNT_KEY, bad: detector('ENABLED', 'ENABLED', 'DISABLED') },
  { check: 'guardduty-s3-protection', key: DETECTOR, bad: detector('DISABLED', 'ENABLED') },
  { check: 'guardduty-rds-protection', key: DETECTOR, good: detector('ENABLED', 'ENABLED') },
  {
    check: 'iam-support-role',
    key: ACCOUNT_KEY,
    good: {
      iam: {
        GetAccountAuthorizationDetails: (input: GetAccountAuthorizationDetailsCommandInput): GetAccountAuthorizationDetailsResponse => {
          const AttachedManagedPolicies = [{ PolicyName: 'AWSSupportAccess', PolicyArn: 'arn:aws:iam::aws:policy/AWSSupportAccess' }];
          const answer = details(input);
          return { ...answer, RoleDetailList: answer.RoleDetailList?.map((each) => ({ ...each, AttachedManagedPolicies })) };
        },
      },
    },
  },
  {
    check: 'kms-key-used',
    key: arn('kms', 'key/11111111-2222-4333-8444-555555555555'),
    bad: { kms: { GetKeyLastUsage: { ...kms.GetKeyLastUsage as GetKeyLastUsageResponse, KeyLastUsage: undefined } satisfies GetKeyLastUsageResponse } },
  },
  { check: 'macie-on', key: ACCOUNT_KEY, bad: { account: { 'macie2.GetMacieSession': { status: 'PAUSED' } } } },
  {
    check: 'opensearch-domain-updated',
    key: domain.ARN!,
    bad: { opensearch: { DescribeDomains: { DomainStatusList: [{ ...domain, ServiceSoftwareOptions: { ...domain.ServiceSoftwareOptions, UpdateAvailable: true, NewVersion: 'OpenSearch_2_19_R20261001' } }] } satisfies DescribeDomainsResponse } },
  },
  { check: 'rds-cluster-multi-az', key: databases.DBClusterArn!, bad: { rds: { DescribeDBClusters: { DBClusters: [{ ...databases, MultiAZ: false }] } satisfies DBClusterMessage } } },
  { check: 'rds-instance-in-vpc', key: instances[0].DBInstanceArn!, bad: { rds: { DescribeDBInstances: { DBInstances: instances.map((each) => ({ ...each, DBSubnetGroup: undefined })) } satisfies DBInstanceMessage } } },
  { check: 'redshift-cluster-audit-logs', key: arn('redshift', 'cluster:reports'), bad: { redshift: { DescribeLoggingStatus: { LoggingEnabled: false } } } },
  { check: 'redshift-cluster-automated-snapshots', key: arn('redshift', 'cluster:reports'), bad: { redshift: { DescribeClusterSnapshots: { Snapshots: [] } satisfies Omit<DescribeClusterSnapshotsCommandOutput, '$metadata'> } } },
  { check: 'redshift-cluster-version-upgrade', key: arn('redshift', 'cluster:reports'), bad: warehouse({ AllowVersionUpgrade: false }) },
  { check: 'redshift-cluster-not-public', key: arn('redshift', 'cluster:reports'), good: warehouse({ PubliclyAccessible: true }), bad: { ...warehouse({ PubliclyAccessible: true }), ec2: opened } },
  { check: 'secret-used', key: secret.ARN!, bad: { secretsmanager: { ListSecrets: { SecretList: [{ ...secret, LastAccessedDate: new Date('2026-03-01') }] } satisfies ListSecretsResponse } } },
  {
    check: 'glacier-vault-not-public',
    key: ACCOUNT_KEY,
    bad: { account: { 'glacier.GetVaultAccessPolicy': { policy: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'glacier:ListJobs', Resource: '*' }] }) } } } },
  },
  { check: 'securityhub-on', key: ACCOUNT_KEY, bad: { account: { 'securityhub.GetEnabledStandards': { StandardsSubscriptions: [] } } } },
  { check: 'ssm-document-not-public', key: ACCOUNT_KEY, bad: { account: { 'ssm.DescribeDocumentPermission': { AccountIds: ['all'] } } } },
  {
    check: 'ssm-instances-compliant',
    key: ACCOUNT_KEY,
    bad: { account: { 'ssm.ListResourceComplianceSummaries': { ResourceComplianceSummaryItems: [{ ComplianceType: 'Patch', ResourceType: 'ManagedInstance', ResourceId: 'i-0a1b2c3d', Status: 'NON_COMPLIANT', OverallSeverity: 'HIGH' }] } } },
  },
];
