import {
  CreateDBClusterCommand, CreateDBClusterParameterGroupCommand, CreateDBClusterSnapshotCommand, CreateDBInstanceCommand, CreateDBParameterGroupCommand,
  CreateDBSnapshotCommand, DeleteDBSnapshotCommand, ModifyDBParameterGroupCommand, ModifyDBSnapshotAttributeCommand, RDSClient,
} from '@aws-sdk/client-rds';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const login = { MasterUsername: 'orders', MasterUserPassword: 'not-a-real-one' };

/** Parameter groups: the emulator has not the default ones. */
async function groups(client: RDSClient) {
  const family = { DBParameterGroupFamily: 'postgres16', Description: 'Orders' };
  await client.send(new CreateDBClusterParameterGroupCommand({ DBClusterParameterGroupName: 'orders', ...family, DBParameterGroupFamily: 'aurora-postgresql16' }));
  await client.send(new CreateDBParameterGroupCommand({ DBParameterGroupName: 'orders', ...family }));
  const Parameters = [{ ParameterName: 'rds.force_ssl', ParameterValue: '1', ApplyMethod: 'immediate' as const }];
  await client.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName: 'orders', Parameters }));
  return { cluster: { DBClusterParameterGroupName: 'orders' }, instance: { DBParameterGroupName: 'orders' } };
}

/** A cluster with an instance, an instance by itself, a snapshot of each. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new RDSClient(options);
  const group = await groups(client);
  const cluster = await client.send(new CreateDBClusterCommand({ DBClusterIdentifier: 'orders', Engine: 'aurora-postgresql', ...group.cluster, ...login }));
  const member = await client.send(new CreateDBInstanceCommand({
    DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders', Engine: 'aurora-postgresql', DBInstanceClass: 'db.r6g.large', ...group.instance,
  }));
  const reports = await client.send(new CreateDBInstanceCommand({
    DBInstanceIdentifier: 'reports',
    Engine: 'postgres',
    DBInstanceClass: 'db.t4g.micro',
    AllocatedStorage: 20,
    ...group.instance,
    ...login,
    Tags: [{ Key: 'team', Value: 'orders' }],
  }));
  const snapshot = await client.send(new CreateDBSnapshotCommand({ DBSnapshotIdentifier: 'reports-1', DBInstanceIdentifier: 'reports' }));
  await client.send(new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier: 'reports-1', AttributeName: 'restore', ValuesToAdd: ['all'] }));
  const ofCluster = await client.send(new CreateDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: 'orders-1', DBClusterIdentifier: 'orders' }));
  return {
    aws_rds_cluster: [cluster.DBCluster!.DBClusterArn!],
    aws_db_instance: [member, reports].map(({ DBInstance }) => DBInstance!.DBInstanceArn!),
    aws_db_snapshot: [snapshot.DBSnapshot!.DBSnapshotArn!],
    aws_db_cluster_snapshot: [ofCluster.DBClusterSnapshot!.DBClusterSnapshotArn!],
  };
}

/** Deletes the snapshot of the instance. */
export async function remove(options: ClientOptions, { aws_db_snapshot = [] }: Truth): Promise<readonly string[]> {
  await new RDSClient(options).send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: 'reports-1' }));
  return aws_db_snapshot;
}
