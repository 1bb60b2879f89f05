import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTrailsCommand, CloudTrailClient, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeAddressesCommand, DescribeInstancesCommand, DescribeNetworkInterfacesCommand, DescribeSecurityGroupsCommand, DescribeVolumesCommand,
  EC2Client, EnableEbsEncryptionByDefaultCommand, GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, CreatePolicyCommand, GetPolicyVersionCommand, IAMClient, ListEntitiesForPolicyCommand, ListPoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand, GetBucketLifecycleConfigurationCommand, GetBucketTaggingCommand, GetPublicAccessBlockCommand, ListBucketsCommand, S3Client,
} from '@aws-sdk/client-s3';
import { DeletePublicAccessBlockCommand, GetPublicAccessBlockCommand as GetAccountBlockCommand, PutPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { createLandscape } from './landscape';
import { ACCOUNT, createStack, root, START_TIMEOUT } from './support';
import { Emulator, startEmulator } from '../../emulator/start';

const SECURITY_AUDIT = 'arn:aws:iam::aws:policy/SecurityAudit';
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await createLandscape(emulator);
}, START_TIMEOUT);

afterAll(() => emulator?.stop());

test('an instance has its interface, address, disk, profile and metadata options', async () => {
  const ec2 = new EC2Client(root(emulator));
  const instance = (await ec2.send(new DescribeInstancesCommand({}))).Reservations![0].Instances![0];
  const { Addresses: addresses } = await ec2.send(new DescribeAddressesCommand({}));
  const { NetworkInterfaces: interfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  expect(instance).toMatchObject({
    InstanceType: 't3.micro',
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' },
    Placement: { AvailabilityZone: 'us-east-1b' },
    PublicIpAddress: addresses![0].PublicIp,
    Tags: [{ Key: 'Name', Value: 'web' }],
  });
  expect(instance.IamInstanceProfile!.Arn).toContain(':instance-profile/landscape-Profile');
  expect(instance.NetworkInterfaces![0].NetworkInterfaceId).toBe(interfaces![0].NetworkInterfaceId);
  expect(interfaces![0].Attachment!.InstanceId).toBe(instance.InstanceId);
  expect(interfaces![0].Association).toMatchObject({ PublicIp: addresses![0].PublicIp, IpOwnerId: ACCOUNT });
  expect(addresses![0]).toMatchObject({ InstanceId: instance.InstanceId, NetworkInterfaceId: interfaces![0].NetworkInterfaceId });
});

test('an encrypted disk names its key, which AWS manages and which is listed from then on', async () => {
  const { Volumes: volumes } = await new EC2Client(root(emulator)).send(new DescribeVolumesCommand({}));
  const [plain, encrypted] = volumes!.sort((a, b) => a.Size! - b.Size!);
  expect(plain).toMatchObject({ Size: 10, Encrypted: false, State: 'available' });
  expect(encrypted).toMatchObject({ Size: 20, Encrypted: true, State: 'in-use' });
  const kms = new KMSClient(root(emulator));
  expect((await kms.send(new DescribeKeyCommand({ KeyId: encrypted.KmsKeyId }))).KeyMetadata).toMatchObject({ KeyManager: 'AWS', Arn: encrypted.KmsKeyId });
  expect((await kms.send(new ListAliasesCommand({}))).Aliases!.map((alias) => alias.AliasName)).toEqual(['alias/aws/ebs']);
});

test('a rule outside its security group is part of the group, and a default group lets its members in', async () => {
  const { SecurityGroups: groups } = await new EC2Client(root(emulator)).send(new DescribeSecurityGroupsCommand({}));
  const web = groups!.find((group) => group.Description === 'web')!;
  const standard = groups!.filter((group) => group.GroupName === 'default');
  expect(standard.map((group) => group.IpPermissions![0].UserIdGroupPairs![0].GroupId)).toEqual(standard.map((group) => group.GroupId));
  expect(web.IpPermissions).toMatchObject([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);
});

test('a trail is described with all its properties, in its own Region and as a shadow in others', async () => {
  const home = new CloudTrailClient(root(emulator));
  const { trailList: trails } = await home.send(new DescribeTrailsCommand({}));
  expect(trails).toMatchObject([{ Name: 'main', S3BucketName: 'landscape-logs', IsMultiRegionTrail: true, LogFileValidationEnabled: true, HomeRegion: 'us-east-1' }]);
  expect((await home.send(new GetTrailStatusCommand({ Name: 'main' }))).IsLogging).toBe(true);
  const elsewhere = new CloudTrailClient(root(emulator, ACCOUNT, 'eu-west-1'));
  expect((await elsewhere.send(new DescribeTrailsCommand({}))).trailList).toHaveLength(1);
  expect((await elsewhere.send(new DescribeTrailsCommand({ includeShadowTrails: false }))).trailList).toEqual([]);
});

test('an organisation trail shows in member accounts', async () => {
  await createStack(root(emulator), 'organisation-trail', {
    Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'all', S3BucketName: 'landscape-logs', IsLogging: true, IsMultiRegionTrail: true, IsOrganizationTrail: true } },
  });
  const member = new CloudTrailClient(root(emulator, '222222222222', 'eu-west-1'));
  const { trailList: trails } = await member.send(new DescribeTrailsCommand({}));
  expect(trails!.map((trail) => trail.TrailARN)).toEqual([`arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/all`]);
  expect((await member.send(new GetTrailStatusCommand({ Name: trails![0].TrailARN }))).IsLogging).toBe(true);
});

test('a bucket has the properties of its template and the Region of its stack', async () => {
  const s3 = new S3Client(root(emulator));
  const Bucket = 'landscape-logs';
  const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(encryption.ServerSideEncryptionConfiguration!.Rules![0].ApplyServerSideEncryptionByDefault!.SSEAlgorithm).toBe('aws:kms');
  expect((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toMatchObject([{ ID: 'expire', Expiration: { Days: 90 } }]);
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([{ Key: 'team', Value: 'core' }]);
  expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration!.BlockPublicPolicy).toBe(true);
  await createStack(root(emulator, ACCOUNT, 'eu-central-1'), 'far', { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'far-bucket' } } });
  const { Buckets: buckets } = await s3.send(new ListBucketsCommand({ MaxBuckets: 100 }));
  expect(buckets!.map((bucket) => [bucket.Name, bucket.BucketRegion])).toEqual([['far-bucket', 'eu-central-1'], ['landscape-logs', 'us-east-1']]);
});

test('a public bucket policy is refused where public access is blocked', async () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::landscape-logs/*' };
  await expect(createStack(root(emulator), 'public', {
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'landscape-logs', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } } },
  })).rejects.toThrow('public policies are prevented by the BlockPublicPolicy setting');
});

test('public access of a whole account can be blocked', async () => {
  const control = new S3ControlClient(root(emulator));
  const settings = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: false };
  await control.send(new PutPublicAccessBlockCommand({ AccountId: ACCOUNT, PublicAccessBlockConfiguration: settings }));
  expect((await control.send(new GetAccountBlockCommand({ AccountId: ACCOUNT }))).PublicAccessBlockConfiguration).toEqual(settings);
  await control.send(new DeletePublicAccessBlockCommand({ AccountId: ACCOUNT }));
  await expect(control.send(new GetAccountBlockCommand({ AccountId: ACCOUNT }))).rejects.toThrow(expect.objectContaining({ name: 'NoSuchPublicAccessBlockConfiguration' }));
});

test('SecurityAudit has the text the repository keeps, and is listed as attached', async () => {
  const iam = new IAMClient(root(emulator));
  const expected = JSON.parse(readFileSync(join(__dirname, '../../emulator/extension/security-audit.json'), 'utf8'));
  const { Policies: attached } = await iam.send(new ListPoliciesCommand({ OnlyAttached: true }));
  expect(attached!.map((policy) => [policy.Arn, policy.DefaultVersionId, policy.AttachmentCount])).toEqual([[SECURITY_AUDIT, expected.versionId, 2]]);
  const { PolicyVersion: version } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: SECURITY_AUDIT, VersionId: expected.versionId }));
  expect(JSON.parse(decodeURIComponent(version!.Document!))).toEqual(expected.document);
  expect((await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: SECURITY_AUDIT }))).PolicyRoles!.map((role) => role.RoleName)).toEqual(['auditor']);
});

describe('quotas of IAM', () => {
  const actions = (count: number) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', Action: Array.from({ length: count }, (_, index) => `s3:Action${index}`) }] });
  const exceeded = expect.objectContaining({ name: 'LimitExceededException' });

  test('a managed policy has at most 6,144 characters, by API and by CloudFormation', async () => {
    const iam = new IAMClient(root(emulator));
    await expect(iam.send(new CreatePolicyCommand({ PolicyName: 'large', PolicyDocument: actions(600) }))).rejects.toThrow(exceeded);
    await expect(createStack(root(emulator), 'large', { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: JSON.parse(actions(600)) } } }))
      .rejects.toThrow('Cannot exceed quota for PolicySize: 6144');
  });

  test('a role has at most 10 managed policies and 10,240 characters of inline policies', async () => {
    const iam = new IAMClient(root(emulator));
    for (let index = 0; index < 9; index++) {
      const { Policy: policy } = await iam.send(new CreatePolicyCommand({ PolicyName: `small-${index}`, PolicyDocument: actions(1) }));
      await iam.send(new AttachRolePolicyCommand({ RoleName: 'auditor', PolicyArn: policy!.Arn }));
    }
    const { Policy: eleventh } = await iam.send(new CreatePolicyCommand({ PolicyName: 'one-more', PolicyDocument: actions(1) }));
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName: 'auditor', PolicyArn: eleventh!.Arn }))).rejects.toThrow(exceeded);
    await expect(iam.send(new PutRolePolicyCommand({ RoleName: 'auditor', PolicyName: 'large', PolicyDocument: actions(800) }))).rejects.toThrow(exceeded);
  });
});

test('a property the emulator does not model is refused, not ignored', async () => {
  await expect(createStack(root(emulator), 'unmodelled', { Bucket: { Type: 'AWS::S3::Bucket', Properties: { AnalyticsConfigurations: [] } } }))
    .rejects.toThrow('AWS::S3::Bucket: the emulator does not model AnalyticsConfigurations');
});

test('a topic has the key that its template names', async () => {
  const topic = (KmsMasterKeyId?: string) => ({ Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'notices', KmsMasterKeyId } } });
  await createStack(root(emulator), 'topic', topic('alias/notices'));
  const TopicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:notices`;
  expect((await new SNSClient(root(emulator)).send(new GetTopicAttributesCommand({ TopicArn }))).Attributes!.KmsMasterKeyId).toBe('alias/notices');
});

test('an account setting is kept by Region', async () => {
  await new EC2Client(root(emulator)).send(new EnableEbsEncryptionByDefaultCommand({}));
  const read = async (region: string) => {
    const answer = await new EC2Client(root(emulator, ACCOUNT, region)).send(new GetEbsEncryptionByDefaultCommand({}));
    return answer.EbsEncryptionByDefault;
  };
  expect([await read('us-east-1'), await read('eu-west-1')]).toEqual([true, false]);
});
