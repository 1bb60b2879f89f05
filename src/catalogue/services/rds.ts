import { keyArn } from '../model/key-reference';
import { gather } from '../model/reader';
import { defineService, type Place } from '../model/service';

const database = (kind: string) => `arn:\${Partition}:rds:*:\${Account}:${kind}:*`;

const arn = (at: Place, kind: 'db' | 'cluster', id: string | undefined) => id ? at.arn('rds', `${kind}:${id}`) : undefined;

/** Parameters that make a database refuse connections without TLS; an engine knows one of them or none. */
const TLS_PARAMETERS = ['rds.force_ssl', 'require_secure_transport', 'tls'];

const tlsParameters = [{ Name: 'parameter-name', Values: TLS_PARAMETERS }];

interface Parameter { readonly ParameterName?: string; readonly ParameterValue?: string }

/** The parameters in force, of the groups that a database has; undefined where they were not read. */
function parametersOf(groups: ReadonlyMap<string, readonly Parameter[]>, names: readonly (string | undefined)[]) {
  const found = names.flatMap((name) => groups.get(name ?? '') ?? []).filter(({ ParameterName }) => TLS_PARAMETERS.includes(ParameterName!));
  return found.map(({ ParameterName, ParameterValue }) => ({ ParameterName, ParameterValue }));
}

/** Whether such a parameter is on; undefined where the engine has none. */
const forcesTls = (parameters: readonly Parameter[]) => parameters.length === 0 ? undefined
  : parameters.some(({ ParameterValue }) => /^(1|on|enabled|fips-140-3|tls1\.[23]\+)$/i.test(ParameterValue ?? ''));

/** Whom a manual snapshot may be restored by: account ids, or `all`. */
const sharedWith = (attributes: readonly { AttributeName?: string; AttributeValues?: string[] }[] | undefined) =>
  attributes?.filter(({ AttributeName }) => AttributeName === 'restore').flatMap(({ AttributeValues }) => AttributeValues ?? []);

/** Amazon RDS, Aurora, and the clusters of Neptune and DocumentDB: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/ (never a download of logs). */
export const rds = defineService({
  id: 'rds',
  title: 'Amazon RDS',
  scope: 'regional',
  eventSource: 'rds.amazonaws.com',
  node: 'aws_rds',
  client: () => import('@aws-sdk/client-rds'),
  operations: {
    DescribeDBClusters: { action: 'rds:DescribeDBClusters', resource: database('cluster') },
    DescribeDBClusterParameters: { action: 'rds:DescribeDBClusterParameters', resource: database('cluster-pg'), detail: true },
    DescribeDBInstances: { action: 'rds:DescribeDBInstances', resource: database('db') },
    DescribeDBParameters: { action: 'rds:DescribeDBParameters', resource: database('pg'), detail: true },
    DescribeDBSnapshots: { action: 'rds:DescribeDBSnapshots', resource: database('*') },
    DescribeDBSnapshotAttributes: { action: 'rds:DescribeDBSnapshotAttributes', resource: database('snapshot'), detail: true },
    DescribeDBClusterSnapshots: { action: 'rds:DescribeDBClusterSnapshots', resource: database('cluster*') },
    DescribeDBClusterSnapshotAttributes: { action: 'rds:DescribeDBClusterSnapshotAttributes', resource: database('cluster-snapshot'), detail: true },
  },
  entities: (entity) => ({
    aws_rds_cluster: entity({
      class: ['DataStore', 'Database', 'Cluster'],
      ofNode: true,
      reads: ['DescribeDBClusters', 'DescribeDBClusterParameters'],
      async *list(read) {
        const clusters = await gather(read.items('DescribeDBClusters', 'DBClusters', { MaxRecords: 100 }));
        const groups = new Map<string, Parameter[]>();
        for (const name of new Set(clusters.flatMap(({ DBClusterParameterGroup }) => DBClusterParameterGroup ?? []))) {
          const input = { DBClusterParameterGroupName: name, Filters: tlsParameters, MaxRecords: 100 };
          groups.set(name, await gather(read.items('DescribeDBClusterParameters', 'Parameters', input)));
        }
        // Until when a database can be restored moves on all the time.
        for (const { EarliestRestorableTime: _earliest, LatestRestorableTime: _latest, EarliestBacktrackTime: _backtrack, ...stable } of clusters) {
          const { PendingModifiedValues: { MasterUserPassword: _, ...pending } = {}, ...cluster } = stable;
          yield { ...cluster, PendingModifiedValues: pending, TlsParameters: parametersOf(groups, [cluster.DBClusterParameterGroup]) };
        }
      },
      key: (c) => c.DBClusterArn!,
      name: (c) => c.DBClusterIdentifier,
      tags: (c) => c.TagList,
      facts: (c) => ({ forcesTls: forcesTls(c.TlsParameters) }),
      relationships: [
        { verb: 'CONTAINS', to: 'aws_db_instance', key: (c, at) => c.DBClusterMembers?.map((each) => arn(at, 'db', each.DBInstanceIdentifier)) },
        { verb: 'USES', to: 'aws_kms_key', key: (c, at) => keyArn(at, c.KmsKeyId) },
        { verb: 'USES', to: 'aws_secretsmanager_secret', key: (c) => c.MasterUserSecret?.SecretArn },
      ],
      changes: [
        'CreateDBCluster', 'ModifyDBCluster', 'DeleteDBCluster', 'RestoreDBClusterFromS3', 'RestoreDBClusterFromSnapshot', 'RestoreDBClusterToPointInTime',
        'StartDBCluster', 'StopDBCluster', 'FailoverDBCluster', 'PromoteReadReplicaDBCluster', 'AddRoleToDBCluster', 'RemoveRoleFromDBCluster',
        'StartActivityStream', 'StopActivityStream', 'CreateDBInstance', 'DeleteDBInstance', 'ModifyDBClusterParameterGroup', 'ResetDBClusterParameterGroup',
        'AddTagsToResource', 'RemoveTagsFromResource',
      ],
    }),

    aws_db_instance: entity({
      class: ['DataStore', 'Database', 'Host'],
      ofNode: true,
      reads: ['DescribeDBInstances', 'DescribeDBParameters'],
      async *list(read) {
        const instances = await gather(read.items('DescribeDBInstances', 'DBInstances', { MaxRecords: 100 }));
        const groups = new Map<string, Parameter[]>();
        for (const name of new Set(instances.flatMap(({ DBParameterGroups = [] }) => DBParameterGroups.flatMap((each) => each.DBParameterGroupName ?? [])))) {
          const input = { DBParameterGroupName: name, Filters: tlsParameters, MaxRecords: 100 };
          groups.set(name, await gather(read.items('DescribeDBParameters', 'Parameters', input)));
        }
        for (const { PendingModifiedValues: { MasterUserPassword: _, ...pending } = {}, LatestRestorableTime: _latest, ...instance } of instances) {
          const names = instance.DBParameterGroups?.map(({ DBParameterGroupName }) => DBParameterGroupName) ?? [];
          yield { ...instance, PendingModifiedValues: pending, TlsParameters: parametersOf(groups, names) };
        }
      },
      key: (i) => i.DBInstanceArn!,
      name: (i) => i.DBInstanceIdentifier,
      names: (i) => i.Endpoint?.Address,
      tags: (i) => i.TagList,
      facts: (i) => ({ forcesTls: forcesTls(i.TlsParameters) }),
      relationships: [
        { verb: 'USES', to: 'aws_kms_key', key: (i, at) => keyArn(at, i.KmsKeyId) },
        { verb: 'USES', to: 'aws_secretsmanager_secret', key: (i) => i.MasterUserSecret?.SecretArn },
      ],
      changes: [
        'CreateDBInstance', 'CreateDBInstanceReadReplica', 'ModifyDBInstance', 'DeleteDBInstance', 'RestoreDBInstanceFromDBSnapshot', 'RestoreDBInstanceFromS3',
        'RestoreDBInstanceToPointInTime', 'StartDBInstance', 'StopDBInstance', 'PromoteReadReplica', 'AddRoleToDBInstance', 'RemoveRoleFromDBInstance',
        'StartActivityStream', 'StopActivityStream', 'ModifyDBParameterGroup', 'ResetDBParameterGroup', 'ModifyDBSubnetGroup', 'AddTagsToResource',
        'RemoveTagsFromResource',
      ],
    }),

    aws_db_snapshot: entity({
      class: ['DataStore', 'Database', 'Image'],
      reads: ['DescribeDBSnapshots', 'DescribeDBSnapshotAttributes'],
      // Without a type: those of the account, not the ones shared with it.
      list: (read) => read.items('DescribeDBSnapshots', 'DBSnapshots', { MaxRecords: 100 }),
      async describe(read, snapshot) {
        // Only manual snapshots can be shared.
        const shared = snapshot.SnapshotType === 'manual'
          ? await read.call('DescribeDBSnapshotAttributes', { DBSnapshotIdentifier: snapshot.DBSnapshotIdentifier }) : undefined;
        return { ...snapshot, DBSnapshotAttributes: shared?.DBSnapshotAttributesResult?.DBSnapshotAttributes };
      },
      key: (s) => s.DBSnapshotArn!,
      name: (s) => s.DBSnapshotIdentifier,
      tags: (s) => s.TagList,
      facts: (s) => ({ sharedWith: sharedWith(s.DBSnapshotAttributes), isPublic: sharedWith(s.DBSnapshotAttributes)?.includes('all') }),
      relationships: [
        { from: 'aws_db_instance', verb: 'CONTAINS', key: (s, at) => arn(at, 'db', s.DBInstanceIdentifier) },
        { verb: 'USES', to: 'aws_kms_key', key: (s, at) => keyArn(at, s.KmsKeyId) },
      ],
      changes: [
        'CreateDBSnapshot', 'CopyDBSnapshot', 'DeleteDBSnapshot', 'ModifyDBSnapshot', 'ModifyDBSnapshotAttribute', 'DeleteDBInstance', 'AddTagsToResource',
        'RemoveTagsFromResource',
      ],
    }),

    aws_db_cluster_snapshot: entity({
      class: ['DataStore', 'Database', 'Image'],
      reads: ['DescribeDBClusterSnapshots', 'DescribeDBClusterSnapshotAttributes'],
      list: (read) => read.items('DescribeDBClusterSnapshots', 'DBClusterSnapshots', { MaxRecords: 100 }),
      async describe(read, snapshot) {
        const shared = snapshot.SnapshotType === 'manual'
          ? await read.call('DescribeDBClusterSnapshotAttributes', { DBClusterSnapshotIdentifier: snapshot.DBClusterSnapshotIdentifier }) : undefined;
        return { ...snapshot, DBClusterSnapshotAttributes: shared?.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes };
      },
      key: (s) => s.DBClusterSnapshotArn!,
      name: (s) => s.DBClusterSnapshotIdentifier,
      tags: (s) => s.TagList,
      facts: (s) => ({ sharedWith: sharedWith(s.DBClusterSnapshotAttributes), isPublic: sharedWith(s.DBClusterSnapshotAttributes)?.includes('all') }),
      relationships: [
        { from: 'aws_rds_cluster', verb: 'CONTAINS', key: (s, at) => arn(at, 'cluster', s.DBClusterIdentifier) },
        { verb: 'USES', to: 'aws_kms_key', key: (s, at) => keyArn(at, s.KmsKeyId) },
      ],
      changes: [
        'CreateDBClusterSnapshot', 'CopyDBClusterSnapshot', 'DeleteDBClusterSnapshot', 'ModifyDBClusterSnapshotAttribute', 'DeleteDBCluster',
        'AddTagsToResource', 'RemoveTagsFromResource',
      ],
    }),
  }),
});
