import { collect, place, type Answers } from './fake-reader';
import { keyArn } from '../../src/catalogue/model/key-reference';
import type { AnyEntity } from '../../src/catalogue/model/service';
import { dynamodb } from '../../src/catalogue/services/dynamodb';
import { elasticache } from '../../src/catalogue/services/elasticache';
import { opensearch } from '../../src/catalogue/services/opensearch';
import { rds } from '../../src/catalogue/services/rds';
import { redshift } from '../../src/catalogue/services/redshift';
import { secretsmanager } from '../../src/catalogue/services/secretsmanager';
import { sns } from '../../src/catalogue/services/sns';
import { sqs } from '../../src/catalogue/services/sqs';
import { transfer } from '../../src/catalogue/services/transfer';

const one = async (entity: AnyEntity, answers: Answers, calls: string[] = []) => {
  const found = await collect(entity, answers, place(), calls);
  expect(found).toHaveLength(1);
  return found[0];
};

const open = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } });

test.each([
  ['arn:aws:kms:eu-west-1:444455556666:key/1', 'arn:aws:kms:eu-west-1:444455556666:key/1'],
  ['11111111-2222-4333-8444-555555555555', 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555'],
  ['mrk-1234abcd12ab34cd56ef1234567890ab', 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab'],
  ['alias/orders', 'arn:aws:kms:eu-west-1:111122223333:alias/orders'],
  ['', undefined],
  [undefined, undefined],
])('a key named %s', (name, arn) => expect(keyArn(place(), name)).toBe(arn));

describe('whether a database forces TLS', () => {
  const instance = { DBInstanceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders', DBParameterGroups: [{ DBParameterGroupName: 'group' }] };

  test.each([
    ['rds.force_ssl', '1', true], ['rds.force_ssl', '0', false], ['require_secure_transport', 'ON', true], ['require_secure_transport', '1', true],
    ['require_secure_transport', 'OFF', false], ['require_secure_transport', undefined, false], ['max_connections', '1', undefined],
  ])('%s = %s', async (ParameterName, ParameterValue, forcesTls) => {
    const { fields } = await one(rds.entities.aws_db_instance, {
      DescribeDBInstances: () => ({ DBInstances: [instance] }), DescribeDBParameters: () => ({ Parameters: [{ ParameterName, ParameterValue }] }),
    });
    expect(fields.forcesTls).toBe(forcesTls);
  });

  test.each([['disabled', false], ['enabled', true], ['fips-140-3', true], ['tls1.3+', true]])('tls = %s, of DocumentDB', async (ParameterValue, forcesTls) => {
    const { fields } = await one(rds.entities.aws_rds_cluster, {
      DescribeDBClusters: () => ({ DBClusters: [{ DBClusterArn: 'arn', DBClusterParameterGroup: 'group' }] }),
      DescribeDBClusterParameters: () => ({ Parameters: [{ ParameterName: 'tls', ParameterValue }] }),
    });
    expect(fields.forcesTls).toBe(forcesTls);
  });

  test('a group is read once, however many databases have it', async () => {
    const calls: string[] = [];
    await collect(rds.entities.aws_db_instance, { DescribeDBInstances: () => ({ DBInstances: [instance, instance] }) }, place(), calls);
    expect(calls).toEqual(['here DescribeDBInstances', 'here DescribeDBParameters']);
  });
});

describe('snapshots', () => {
  const snapshot = { DBSnapshotArn: 'arn:aws:rds:eu-west-1:111122223333:snapshot:one', SnapshotType: 'manual' };
  const attributes = (...AttributeValues: string[]) => () =>
    ({ DBSnapshotAttributesResult: { DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues }, { AttributeName: 'other', AttributeValues: ['all'] }] } });

  test.each([[['all'], true], [['444455556666'], false], [[], false]])('restored by %j', async (values, isPublic) => {
    const { fields } = await one(rds.entities.aws_db_snapshot, {
      DescribeDBSnapshots: () => ({ DBSnapshots: [snapshot] }), DescribeDBSnapshotAttributes: attributes(...values),
    });
    expect(fields).toMatchObject({ isPublic, sharedWith: values });
  });

  test('an automated one cannot be shared, and is not asked about', async () => {
    const calls: string[] = [];
    await one(rds.entities.aws_db_snapshot, { DescribeDBSnapshots: () => ({ DBSnapshots: [{ ...snapshot, SnapshotType: 'automated' }] }) }, calls);
    expect(calls).toEqual(['here DescribeDBSnapshots']);
  });
});

test('a cluster without an automated snapshot is told from one that has some', async () => {
  const time = (day: number) => new Date(Date.UTC(2026, 9, day));
  const found = await collect(redshift.entities.aws_redshift_cluster, {
    DescribeClusters: () => ({ Clusters: [{ ClusterIdentifier: 'with' }, { ClusterIdentifier: 'without' }] }),
    DescribeClusterSnapshots: () => ({ Snapshots: [3, 5, 4].map((day) => ({ ClusterIdentifier: 'with', SnapshotCreateTime: time(day) })) }),
  });
  expect(found.map(({ fields }) => [fields.hasAutomatedSnapshot, fields.AutomatedSnapshots])).toEqual([
    [true, { count: 3, latest: time(5) }], [false, { count: 0, latest: undefined }],
  ]);
});

test.each([
  ['lambda', 'arn:aws:lambda:eu-west-1:111122223333:function:orders', 'arn:aws:lambda:eu-west-1:111122223333:function:orders'],
  ['https', 'https://user:password@hooks.example.com:8443/path/token?key=secret', 'https://hooks.example.com'],
  ['http', 'http://hooks.example.com#token', 'http://hooks.example.com'],
  ['email', 'ann@example.com', '***@example.com'],
  ['sms', '+15550100', undefined],
  ['application', 'token', undefined],
])('an endpoint of %s is masked', async (Protocol, Endpoint, masked) => {
  const { fields } = await one(sns.entities.aws_sns_subscription, {
    ListSubscriptions: () => ({ Subscriptions: [{ SubscriptionArn: 'arn:aws:sns:eu-west-1:111122223333:t:1', Protocol, Endpoint }] }),
  });
  expect(fields.Endpoint).toBe(masked);
});

test('subscriptions are looked for only where a topic has some, and those of other accounts are told', async () => {
  const topic = (SubscriptionsConfirmed: string): Answers => ({
    ListTopics: () => ({ Topics: [{ TopicArn: 'arn:aws:sns:eu-west-1:111122223333:t' }] }),
    GetTopicAttributes: () => ({ Attributes: { SubscriptionsConfirmed } }),
    ListSubscriptionsByTopic: () => ({ Subscriptions: [{ Owner: '111122223333' }, { Owner: '444455556666' }] }),
  });
  const calls: string[] = [];
  expect((await one(sns.entities.aws_sns_topic, topic('0'), calls)).fields.hasForeignSubscription).toBe(false);
  expect(calls).not.toContain('here ListSubscriptionsByTopic');
  expect((await one(sns.entities.aws_sns_topic, topic('2'))).fields.hasForeignSubscription).toBe(true);
});

test.each([[{ KmsMasterKeyId: 'alias/aws/sqs' }, true], [{ SqsManagedSseEnabled: 'true' }, true], [{ SqsManagedSseEnabled: 'false' }, false], [{}, false]])(
  'a queue with %j', async (Attributes, isEncrypted) => {
    const { fields, key } = await one(sqs.entities.aws_sqs_queue, {
      ListQueues: () => ({ QueueUrls: ['https://sqs.eu-west-1.amazonaws.com/111122223333/orders'] }), GetQueueAttributes: () => ({ Attributes }),
    });
    expect(fields.isEncrypted).toBe(isEncrypted);
    expect(key).toBe('arn:aws:sqs:eu-west-1:111122223333:orders');
  });

test.each([[undefined, true], ['vpc-1', false]])('an open domain in the network %s', async (VPCId, isPublic) => {
  const { fields } = await one(opensearch.entities.aws_elasticsearch_domain, {
    ListDomainNames: () => ({ DomainNames: [{ DomainName: 'd' }] }),
    DescribeDomains: () => ({ DomainStatusList: [{ ARN: 'arn', AccessPolicies: open, VPCOptions: { VPCId } }] }),
  });
  expect(fields).toMatchObject({ isPublic, allowsEveryone: true });
});

test('domains are described five at a time', async () => {
  const asked: unknown[] = [];
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const found = await collect(opensearch.entities.aws_elasticsearch_domain, {
    ListDomainNames: () => ({ DomainNames: names.map((DomainName) => ({ DomainName })) }),
    DescribeDomains: ({ DomainNames }) => { asked.push(DomainNames); return { DomainStatusList: (DomainNames as string[]).map((ARN) => ({ ARN })) }; },
  });
  expect(asked).toEqual([names.slice(0, 5), names.slice(5)]);
  expect(found.map(({ key }) => key)).toEqual(names);
});

test('a secret without a key of its own is encrypted by that of the service', async () => {
  const { ends, fields } = await one(secretsmanager.entities.aws_secretsmanager_secret, {
    ListSecrets: () => ({ SecretList: [{ ARN: 'arn', RotationLambdaARN: 'arn:aws:lambda:eu-west-1:111122223333:function:rotate:live', DeletedDate: new Date(0) }] }),
    GetResourcePolicy: () => ({ ResourcePolicy: open }),
  });
  expect(ends).toEqual({
    'USES aws_kms_key': ['arn:aws:kms:eu-west-1:111122223333:alias/aws/secretsmanager'],
    'TRIGGERS aws_lambda_function': ['arn:aws:lambda:eu-west-1:111122223333:function:rotate'],
  });
  expect(fields).toMatchObject({ allowsEveryone: true, isDeletionScheduled: true, isManagedByService: false });
});

test.each([
  ['S3', { HomeDirectoryType: 'PATH', HomeDirectory: '/bucket/home' }, ['bucket']],
  ['S3', { HomeDirectoryType: 'LOGICAL', HomeDirectory: '/ignored', HomeDirectoryMappings: [{ Target: '/one/a' }, { Target: '/two' }, { Target: '/one/b' }] }, ['one', 'two']],
  ['S3', { HomeDirectoryType: 'PATH' }, []],
  ['EFS', { HomeDirectoryType: 'PATH', HomeDirectory: '/fs-0a1b2c3d/home' }, []],
])('the buckets of a user of %s with %j', async (Domain, User, buckets) => {
  const { ends } = await one(transfer.entities.aws_transfer_user, {
    ListServers: () => ({ Servers: [{ Arn: 'arn', ServerId: 's-1', Domain, IdentityProviderType: 'SERVICE_MANAGED' }] }),
    ListUsers: () => ({ Users: [{ Arn: 'arn' }] }),
    DescribeUser: () => ({ User }),
  });
  expect(ends['aws_s3_bucket ALLOWS']).toEqual(buckets.map((name) => `arn:aws:s3:::${name}`));
});

test('users of another identity provider are not asked for', async () => {
  const calls: string[] = [];
  expect(await collect(transfer.entities.aws_transfer_user, { ListServers: () => ({ Servers: [{ ServerId: 's-1', IdentityProviderType: 'AWS_LAMBDA' }] }) }, place(), calls)).toEqual([]);
  expect(calls).not.toContain('here ListUsers');
});

test('a node of Redis is its cluster, a node of Memcached is one of several', async () => {
  const ARN = (id: string) => `arn:aws:elasticache:eu-west-1:111122223333:cluster:${id}`;
  const found = await collect(elasticache.entities.aws_elasticache_cluster_node, {
    DescribeCacheClusters: () => ({
      CacheClusters: [
        { ARN: ARN('r-001'), Engine: 'valkey', CacheNodes: [{ CacheNodeId: '0001' }] },
        { ARN: ARN('m'), Engine: 'memcached', CacheNodes: [{ CacheNodeId: '0001' }, { CacheNodeId: '0002' }] },
      ],
    }),
  });
  expect(found.map(({ key }) => key)).toEqual([ARN('r-001'), `${ARN('m')}/0001`, `${ARN('m')}/0002`]);
});

test('a group of Redis has the version of its members', async () => {
  const { fields } = await one(elasticache.entities.aws_elasticache_redis_cluster, {
    DescribeReplicationGroups: () => ({ ReplicationGroups: [{ ReplicationGroupId: 'r' }] }),
    DescribeCacheClusters: () => ({ CacheClusters: [{ Engine: 'memcached', EngineVersion: '1.6.22' }, { ReplicationGroupId: 'r', EngineVersion: '5.0.6' }] }),
  });
  expect(fields.EngineVersion).toBe('5.0.6');
});

test('point-in-time recovery that could not be read is neither on nor off', async () => {
  const table = (ContinuousBackupsDescription?: object): Answers => ({
    ListTables: () => ({ TableNames: ['t'] }), DescribeContinuousBackups: () => ContinuousBackupsDescription && { ContinuousBackupsDescription },
  });
  const fact = async (answers: Answers) => (await one(dynamodb.entities.aws_dynamodb_table, answers)).fields.hasPointInTimeRecovery;
  expect(await fact(table({ PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } }))).toBe(true);
  expect(await fact(table({ ContinuousBackupsStatus: 'ENABLED' }))).toBe(false);
  expect(await fact(table())).toBeUndefined();
});

test('what moves on by itself is not kept: a second scan finds no change', async () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second));
  const table = (time: Date) => one(dynamodb.entities.aws_dynamodb_table, {
    ListTables: () => ({ TableNames: ['t'] }),
    DescribeContinuousBackups: () => ({ ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { LatestRestorableDateTime: time, EarliestRestorableDateTime: time } } }),
  });
  const queue = (count: string) => one(sqs.entities.aws_sqs_queue, {
    ListQueues: () => ({ QueueUrls: ['https://sqs.eu-west-1.amazonaws.com/111122223333/orders'] }),
    GetQueueAttributes: () => ({ Attributes: { ApproximateNumberOfMessages: count } }),
  });
  const databases = async (time: Date) => [
    await one(rds.entities.aws_db_instance, { DescribeDBInstances: () => ({ DBInstances: [{ DBInstanceArn: 'arn', LatestRestorableTime: time }] }) }),
    await one(rds.entities.aws_rds_cluster, {
      DescribeDBClusters: () => ({ DBClusters: [{ DBClusterArn: 'arn', LatestRestorableTime: time, EarliestRestorableTime: time, EarliestBacktrackTime: time }] }),
    }),
  ];
  expect(await table(at(1))).toEqual(await table(at(2)));
  expect(await queue('1')).toEqual(await queue('2'));
  expect(await databases(at(1))).toEqual(await databases(at(2)));
});
