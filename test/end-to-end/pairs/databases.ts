import { CreateReplicationGroupCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { CreateDomainCommand, OpenSearchClient, type CreateDomainCommandInput } from '@aws-sdk/client-opensearch';
import {
  CreateDBClusterCommand, CreateDBClusterParameterGroupCommand, CreateDBClusterSnapshotCommand, CreateDBInstanceCommand, CreateDBParameterGroupCommand, CreateDBSnapshotCommand,
  CreateDBSubnetGroupCommand, ModifyDBClusterParameterGroupCommand, ModifyDBClusterSnapshotAttributeCommand, ModifyDBParameterGroupCommand, ModifyDBSnapshotAttributeCommand, RDSClient,
  type CreateDBInstanceCommandInput, type Parameter,
} from '@aws-sdk/client-rds';
import { group, publicSubnet } from '../openings';
import { allows, everyone, policy, proof, type Proof, type Site } from '../proof';

const login = { MasterUsername: 'orders', MasterUserPassword: 'not-a-real-one' };

const OF_INSTANCES = { DBParameterGroupName: 'orders' };
const OF_CLUSTERS = { DBClusterParameterGroupName: 'ledger' };
const readied = new WeakSet<Site>();

/** Parameter groups, once a site: the emulator has not the default ones. */
async function groups(site: Site): Promise<RDSClient> {
  const rds = new RDSClient(site.options);
  if (readied.has(site)) return rds;
  readied.add(site);
  const Parameters: Parameter[] = [{ ParameterName: 'rds.force_ssl', ParameterValue: site.either('1', '0'), ApplyMethod: 'immediate' }];
  await rds.send(new CreateDBParameterGroupCommand({ ...OF_INSTANCES, DBParameterGroupFamily: 'postgres16', Description: 'Orders' }));
  await rds.send(new ModifyDBParameterGroupCommand({ ...OF_INSTANCES, Parameters }));
  await rds.send(new CreateDBClusterParameterGroupCommand({ ...OF_CLUSTERS, DBParameterGroupFamily: 'aurora-postgresql16', Description: 'Ledger' }));
  await rds.send(new ModifyDBClusterParameterGroupCommand({ ...OF_CLUSTERS, Parameters }));
  return rds;
}

async function create(site: Site, DBInstanceIdentifier: string, more: Partial<CreateDBInstanceCommandInput> = {}): Promise<string> {
  const rds = await groups(site);
  const { DBInstance } = await rds.send(new CreateDBInstanceCommand({
    DBInstanceIdentifier, Engine: 'postgres', EngineVersion: '16.4', DBInstanceClass: 'db.t4g.micro', AllocatedStorage: 20, ...OF_INSTANCES, ...login, ...more,
  }));
  return DBInstance!.DBInstanceArn!;
}

async function createCluster(site: Site, DBClusterIdentifier: string): Promise<string> {
  const rds = await groups(site);
  const { DBCluster } = await rds.send(new CreateDBClusterCommand({ DBClusterIdentifier, Engine: 'aurora-postgresql', ...OF_CLUSTERS, ...login, StorageEncrypted: site.isGood }));
  return DBCluster!.DBClusterArn!;
}

async function instance(site: Site): Promise<string> {
  const { isGood } = site;
  return create(site, 'orders', {
    StorageEncrypted: isGood,
    MultiAZ: isGood,
    DeletionProtection: isGood,
    AutoMinorVersionUpgrade: isGood,
    BackupRetentionPeriod: isGood ? 7 : 0,
    MonitoringInterval: isGood ? 60 : 0,
    MonitoringRoleArn: isGood ? `arn:aws:iam::${site.accountId}:role/monitoring` : undefined,
    EnableCloudwatchLogsExports: isGood ? ['postgresql'] : undefined,
  });
}

/** Both may be reached by name; the bad one from everywhere too. */
async function reachable(site: Site): Promise<string> {
  const SubnetIds = site.isGood ? (await site.network()).subnetIds : [await publicSubnet(site, '10.0.30.0/24'), (await site.network()).subnetIds[1]];
  const subnets = { DBSubnetGroupName: 'reachable' };
  await new RDSClient(site.options).send(new CreateDBSubnetGroupCommand({ ...subnets, DBSubnetGroupDescription: 'Reachable', SubnetIds }));
  return create(site, 'reachable', { ...subnets, PubliclyAccessible: true, VpcSecurityGroupIds: [await group(site, 'reachable', 5432)] });
}

async function snapshot(site: Site): Promise<string> {
  const [rds, DBSnapshotIdentifier] = [new RDSClient(site.options), 'copied'];
  await create(site, 'copied', { StorageEncrypted: site.isGood });
  const { DBSnapshot } = await rds.send(new CreateDBSnapshotCommand({ DBSnapshotIdentifier, DBInstanceIdentifier: 'copied' }));
  if (!site.isGood) await rds.send(new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier, AttributeName: 'restore', ValuesToAdd: ['all'] }));
  return DBSnapshot!.DBSnapshotArn!;
}

async function clusterSnapshot(site: Site): Promise<string> {
  const [rds, DBClusterSnapshotIdentifier] = [new RDSClient(site.options), 'kept'];
  await createCluster(site, 'kept');
  const { DBClusterSnapshot } = await rds.send(new CreateDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier, DBClusterIdentifier: 'kept' }));
  if (!site.isGood) await rds.send(new ModifyDBClusterSnapshotAttributeCommand({ DBClusterSnapshotIdentifier, AttributeName: 'restore', ValuesToAdd: ['all'] }));
  return DBClusterSnapshot!.DBClusterSnapshotArn!;
}

async function cache(site: Site, ReplicationGroupId: string, EngineVersion: string): Promise<string> {
  const { isGood } = site;
  const { ReplicationGroup } = await new ElastiCacheClient(site.options).send(new CreateReplicationGroupCommand({
    ReplicationGroupId,
    ReplicationGroupDescription: 'Sessions',
    Engine: 'redis',
    EngineVersion,
    CacheNodeType: 'cache.t4g.micro',
    NumCacheClusters: 2,
    AutoMinorVersionUpgrade: isGood,
    SnapshotRetentionLimit: isGood ? 7 : 1,
    TransitEncryptionEnabled: isGood,
    AuthToken: isGood ? 'not-a-real-token-1' : undefined,
  }));
  return ReplicationGroup!.ARN!;
}

async function domain(site: Site): Promise<string> {
  const [on, arn] = [{ Enabled: true }, site.arn('es', 'domain/search/*')];
  const logs = { CloudWatchLogsLogGroupArn: site.arn('logs', 'log-group:search'), Enabled: true };
  const good: Partial<CreateDomainCommandInput> = {
    EncryptionAtRestOptions: on,
    NodeToNodeEncryptionOptions: on,
    AdvancedSecurityOptions: { ...on, InternalUserDatabaseEnabled: true },
    LogPublishingOptions: { AUDIT_LOGS: logs, SEARCH_SLOW_LOGS: logs, INDEX_SLOW_LOGS: logs },
  };
  const { DomainStatus } = await new OpenSearchClient(site.options).send(new CreateDomainCommand({
    DomainName: 'search',
    EngineVersion: 'OpenSearch_2.17',
    ...site.isGood && good,
    AccessPolicies: policy(site.either(allows(site.accountId, 'es:*', arn), everyone('es:*', arn))),
    DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: site.isGood ? 'Policy-Min-TLS-1-2-PFS-2023-10' : 'Policy-Min-TLS-1-0-2019-07' },
  }));
  return DomainStatus!.ARN!;
}

/** Databases, caches and search domains. */
export const databases: readonly Proof[] = [
  proof(instance, 'rds-instance-encrypted', 'rds-instance-multi-az', 'rds-instance-deletion-protection', 'rds-instance-backed-up', 'rds-instance-auto-minor-upgrade',
    'rds-instance-enhanced-monitoring', 'rds-instance-logs-exported', 'rds-instance-forces-tls'),
  proof(reachable, 'rds-instance-not-public'),
  proof(snapshot, 'rds-snapshot-encrypted', 'rds-snapshot-not-public'),
  proof((site) => createCluster(site, 'ledger'), 'rds-cluster-encrypted', 'rds-cluster-forces-tls'),
  proof(clusterSnapshot, 'rds-cluster-snapshot-encrypted', 'rds-cluster-snapshot-not-public'),
  proof((site) => cache(site, 'sessions', '7.1'), 'elasticache-group-auto-minor-upgrade', 'elasticache-group-backed-up'),
  proof((site) => cache(site, 'older', '5.0.6'), 'elasticache-group-auth-token'),
  proof(domain, 'opensearch-domain-encrypted', 'opensearch-domain-encrypted-between-nodes', 'opensearch-domain-access-control', 'opensearch-domain-audit-logs',
    'opensearch-domain-slow-logs', 'opensearch-domain-not-public', 'opensearch-domain-tls'),
];
