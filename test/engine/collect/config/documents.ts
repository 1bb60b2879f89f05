import type { Recorded } from '../../../../src/engine/collect/config/document';
import type { Answers } from '../../../catalogue/fake-reader';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

const arn = (service: string, resource: string, region = REGION) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
const item = (resourceType: string, resourceId: string, configuration: object, more: Partial<Recorded> = {}): Recorded =>
  ({ resourceType, resourceId, accountId: ACCOUNT, awsRegion: REGION, configuration: configuration as Recorded['configuration'], tags: [], ...more });
const document = (Action: string, Resource: string) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
const wrapped = (value: unknown) => JSON.stringify(JSON.stringify(value));
const date = new Date('2026-01-02T03:04:05.000Z');

const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] });
const bucketPolicy = document('s3:GetObject', 'arn:aws:s3:::data/*').replace('"Effect"', '"Principal":"*","Effect"');

/** Resources as AWS Config records them: examples of https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html and of its schema. */
export const recordedDocuments: readonly Recorded[] = [
  item('AWS::EC2::Instance', 'i-1', {
    instanceId: 'i-1',
    imageId: 'ami-1',
    state: { code: 16, name: 'running' },
    privateIpAddress: '10.0.0.7',
    kernelId: null,
    launchTime: '2026-01-02T03:04:05Z',
    securityGroups: [{ groupName: 'web', groupId: 'sg-1' }],
    blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { volumeId: 'vol-1', status: 'attached' } }],
    networkInterfaces: [],
    metadataOptions: { httpTokens: 'required', httpEndpoint: 'enabled' },
    tags: [{ key: 'Name', value: 'web-1' }, { key: 'owner', value: 'ann' }],
  }, { arn: arn('ec2', 'instance/i-1'), tags: [{ key: 'Name', value: 'web-1' }, { key: 'owner', value: 'ann' }] }),
  item('AWS::EC2::SecurityGroup', 'sg-1', {
    groupId: 'sg-1',
    groupName: 'web',
    ownerId: ACCOUNT,
    vpcId: 'vpc-1',
    ipPermissions: [{
      fromPort: 22, toPort: 22, ipProtocol: 'tcp', ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }], ipRanges: ['0.0.0.0/0'], ipv6Ranges: [], prefixListIds: [], userIdGroupPairs: [],
    }],
    ipPermissionsEgress: [],
    tags: [],
  }),
  item('AWS::EC2::Volume', 'vol-1', { volumeId: 'vol-1', encrypted: true, kmsKeyId: arn('kms', 'key/k-1'), size: 8, tags: [] }),
  item('AWS::KMS::Key', 'k-1', {
    keyId: 'k-1',
    arn: arn('kms', 'key/k-1'),
    awsaccountId: ACCOUNT,
    creationDate: '2026-01-02T03:04:05.000Z',
    keyManager: 'CUSTOMER',
    keyState: 'Enabled',
    enabled: true,
    origin: 'AWS_KMS',
    customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  }, {
    arn: arn('kms', 'key/k-1'),
    supplementaryConfiguration: { Policy: JSON.stringify(document('kms:*', '*')), KeyRotationStatus: 'true' },
    tags: [{ key: 'Team', value: 'data' }],
  }),
  item('AWS::KMS::Alias', 'alias/main', { aliasName: 'alias/main', targetKeyId: 'k-1' }),
  item('AWS::Lambda::Function', 'app', {
    functionName: 'app', functionArn: arn('lambda', 'function:app'), role: arn('iam', 'role/app', ''), kMSKeyArn: null, environment: { variables: { token: 'secret' } },
  }, { arn: arn('lambda', 'function:app'), resourceName: 'app', supplementaryConfiguration: { Policy: null }, tags: [{ key: 'Team', value: 'web' }] }),
  item('AWS::S3::Bucket', 'data', { name: 'data', creationDate: '2026-01-02T03:04:05.000Z', owner: { id: 'o' } }, {
    arn: 'arn:aws:s3:::data',
    resourceName: 'data',
    supplementaryConfiguration: {
      AccessControlList: wrapped({
        grantSet: null,
        grantList: [{ grantee: { id: 'o', displayName: 'x' }, permission: 'FullControl' }, { grantee: 'AllUsers', permission: 'ReadAcp' }],
        owner: { id: 'o' },
      }),
      BucketPolicy: { policyText: bucketPolicy },
      BucketVersioningConfiguration: { status: 'Enabled', isMfaDeleteEnabled: null },
      BucketLoggingConfiguration: { destinationBucketName: null, logFilePrefix: null },
      PublicAccessBlockConfiguration: { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: false, restrictPublicBuckets: false },
      ServerSideEncryptionConfiguration: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyID: arn('kms', 'key/k-1') }, bucketKeyEnabled: true }] },
    },
    tags: [{ key: 'PII', value: 'true' }],
  }),
  item('AWS::IAM::Role', 'AROA1', {
    arn: arn('iam', 'role/app', ''),
    roleName: 'app',
    roleId: 'AROA1',
    path: '/',
    createDate: '2026-01-02T03:04:05.000Z',
    assumeRolePolicyDocument: encodeURIComponent(trust),
    rolePolicyList: [{ policyName: 'inline', policyDocument: encodeURIComponent(document('s3:*', '*')) }],
    attachedManagedPolicies: [{ policyName: 'p', policyArn: arn('iam', 'policy/p', '') }],
    instanceProfileList: [],
    tags: [],
  }, { awsRegion: 'global', resourceName: 'app' }),
  item('AWS::IAM::Policy', 'ANPA1', {
    policyName: 'p',
    arn: arn('iam', 'policy/p', ''),
    defaultVersionId: 'v1',
    policyVersionList: [{ versionId: 'v1', isDefaultVersion: true, createDate: '2026-01-02T03:04:05.000Z', document: encodeURIComponent(document('s3:Get*', 'arn:aws:s3:::data/*')) }],
  }, { awsRegion: 'global' }),
];

/** The same resources as AWS itself answers, by service; what AWS Config does not record is not answered. */
export const direct: Readonly<Record<string, Answers>> = {
  ec2: {
    DescribeInstances: () => ({
      Reservations: [{
        OwnerId: ACCOUNT,
        Instances: [{
          InstanceId: 'i-1',
          ImageId: 'ami-1',
          State: { Code: 16, Name: 'running' },
          PrivateIpAddress: '10.0.0.7',
          LaunchTime: date,
          SecurityGroups: [{ GroupName: 'web', GroupId: 'sg-1' }],
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1', Status: 'attached' } }],
          NetworkInterfaces: [],
          MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' },
          Tags: [{ Key: 'Name', Value: 'web-1' }, { Key: 'owner', Value: 'ann' }],
        }],
      }],
    }),
    DescribeSecurityGroups: () => ({
      SecurityGroups: [{
        GroupId: 'sg-1',
        GroupName: 'web',
        OwnerId: ACCOUNT,
        VpcId: 'vpc-1',
        IpPermissions: [{ FromPort: 22, ToPort: 22, IpProtocol: 'tcp', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] }],
        IpPermissionsEgress: [],
        Tags: [],
      }],
    }),
    DescribeVolumes: () => ({ Volumes: [{ VolumeId: 'vol-1', Encrypted: true, KmsKeyId: arn('kms', 'key/k-1'), Size: 8, Tags: [] }] }),
  },
  kms: {
    ListKeys: () => ({ Keys: [{ KeyId: 'k-1', KeyArn: arn('kms', 'key/k-1') }] }),
    ListAliases: () => ({ Aliases: [{ AliasName: 'alias/main', TargetKeyId: 'k-1' }] }),
    DescribeKey: () => ({
      KeyMetadata: {
        KeyId: 'k-1',
        Arn: arn('kms', 'key/k-1'),
        AWSAccountId: ACCOUNT,
        CreationDate: date,
        KeyManager: 'CUSTOMER',
        KeyState: 'Enabled',
        Enabled: true,
        Origin: 'AWS_KMS',
        KeySpec: 'SYMMETRIC_DEFAULT',
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      },
    }),
    GetKeyPolicy: () => ({ Policy: document('kms:*', '*') }),
    GetKeyRotationStatus: () => ({ KeyRotationEnabled: true }),
    ListResourceTags: () => ({ Tags: [{ TagKey: 'Team', TagValue: 'data' }] }),
  },
  lambda: {
    ListFunctions: () => ({ Functions: [{ FunctionName: 'app', FunctionArn: arn('lambda', 'function:app'), Role: arn('iam', 'role/app', ''), Environment: { Variables: { token: 'secret' } } }] }),
    ListTags: () => ({ Tags: { Team: 'web' } }),
  },
  s3: {
    ListBuckets: () => ({ Buckets: [{ Name: 'data', CreationDate: date, BucketRegion: REGION }] }),
    GetBucketAcl: () => ({
      Grants: [
        { Grantee: { Type: 'CanonicalUser', ID: 'o' }, Permission: 'FULL_CONTROL' },
        { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ_ACP' },
      ],
    }),
    GetBucketPolicy: () => ({ Policy: bucketPolicy }),
    GetBucketVersioning: () => ({ Status: 'Enabled' }),
    GetBucketLogging: () => ({}),
    GetPublicAccessBlock: () => ({ PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false } }),
    GetBucketEncryption: () => ({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn('kms', 'key/k-1') }, BucketKeyEnabled: true }],
      },
    }),
    GetBucketTagging: () => ({ TagSet: [{ Key: 'PII', Value: 'true' }] }),
  },
  iam: {
    GetAccountAuthorizationDetails: ({ Filter }) => ({
      Role: {
        RoleDetailList: [{
          Arn: arn('iam', 'role/app', ''),
          RoleName: 'app',
          RoleId: 'AROA1',
          Path: '/',
          CreateDate: date,
          AssumeRolePolicyDocument: encodeURIComponent(trust),
          RolePolicyList: [{ PolicyName: 'inline', PolicyDocument: encodeURIComponent(document('s3:*', '*')) }],
          AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: arn('iam', 'policy/p', '') }],
          InstanceProfileList: [],
          Tags: [],
        }],
      },
      LocalManagedPolicy: {
        Policies: [{
          PolicyName: 'p',
          Arn: arn('iam', 'policy/p', ''),
          DefaultVersionId: 'v1',
          PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, CreateDate: date, Document: encodeURIComponent(document('s3:Get*', 'arn:aws:s3:::data/*')) }],
        }],
      },
    })[(Filter as string[])[0]],
  },
};
