import { collect, place } from './fake-reader';
import { credentialReport } from '../../src/catalogue/model/credential-report';
import { allowsEverything, decodeDocument, statements } from '../../src/catalogue/model/policy-document';
import { allowsEveryone } from '../../src/catalogue/model/public-policy';
import { account } from '../../src/catalogue/services/account';
import { cloudfront } from '../../src/catalogue/services/cloudfront';
import { cloudtrail } from '../../src/catalogue/services/cloudtrail';
import { ec2 } from '../../src/catalogue/services/ec2';
import { iam } from '../../src/catalogue/services/iam';
import { lambda } from '../../src/catalogue/services/lambda';
import { s3 } from '../../src/catalogue/services/s3';
import { wafv2 } from '../../src/catalogue/services/wafv2';

const self = '111122223333';
const report = new TextEncoder().encode([
  'user,arn,user_creation_time,password_enabled,password_last_used,mfa_active',
  `<root_account>,arn:aws:iam::${self}:root,2020-01-01T00:00:00+00:00,not_supported,2025-06-01T00:00:00+00:00,true`,
  `ann,arn:aws:iam::${self}:user/people/ann,2021-01-01T00:00:00+00:00,true,no_information,false`,
  `a,b=c,arn:aws:iam::${self}:user/a,b=c,2022-01-01T00:00:00+00:00,false,N/A,false`,
].join('\n'));

describe('credential report', () => {
  test('gives a row for root and every user, commas in names included', () => {
    expect([...credentialReport(report).values()].map(({ arn, password_enabled }) => [arn, password_enabled])).toEqual([
      [`arn:aws:iam::${self}:root`, 'not_supported'], [`arn:aws:iam::${self}:user/people/ann`, 'true'], [`arn:aws:iam::${self}:user/a,b=c`, 'false'],
    ]);
  });

  test('is empty without content', () => expect(credentialReport(undefined).size).toBe(0));
});

describe('policy document', () => {
  const document = (statement: object) => JSON.stringify({ Statement: statement });

  test('statements may be one or many, and none where there is no JSON', () => {
    expect(statements(document({ Sid: 'a' }))).toEqual([{ Sid: 'a' }]);
    expect(statements(document([{ Sid: 'a' }, { Sid: 'b' }]))).toHaveLength(2);
    expect(statements(undefined)).toEqual([]);
    expect(statements('not JSON')).toEqual([]);
  });

  test('is decoded only where it is encoded', () => {
    expect(decodeDocument('%7B%22a%22%3A%22100%25%22%7D')).toBe('{"a":"100%"}');
    expect(decodeDocument('{"a":"100%"}')).toBe('{"a":"100%"}');
    expect(decodeDocument(undefined)).toBeUndefined();
  });

  test.each([
    [{ Effect: 'Allow', Principal: '*', Action: '*' }, true],
    [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: '*' }, true],
    [{ Effect: 'Allow', Principal: { AWS: [`arn:aws:iam::${self}:root`, '*'] }, Action: '*' }, true],
    [{ Effect: 'Allow', Principal: '*', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
    [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' } }, false],
    [{ Effect: 'Allow', Principal: '*', Action: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    [{ Effect: 'Deny', Principal: '*' }, false],
  ])('allows everyone: %j is %s', (statement, expected) => expect(allowsEveryone(document(statement))).toBe(expected));

  test.each([
    [{ Effect: 'Allow', Action: '*', Resource: '*' }, true],
    [{ Effect: 'Allow', Action: ['s3:Get*', '*:*'], Resource: ['*'] }, true],
    [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }, false],
    [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::a' }, false],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }, false],
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, false],
  ])('allows everything: %j is %s', (statement, expected) => expect(allowsEverything(document(statement))).toBe(expected));
});

describe('account', () => {
  const { aws_account } = account.entities;
  const organization = { Id: 'o-abc', MasterAccountId: self, MasterAccountEmail: 'root@example.com' };
  const members = [{ Id: self, Name: 'management' }, { Id: '444455556666', Name: 'member' }];
  const at = () => place({ region: 'global', organization: members });

  test('of an organisation has the ARN of Organizations as its alias and, when it manages, its members', async () => {
    const [found] = await collect(aws_account, { 'organizations.DescribeOrganization': () => ({ Organization: organization }) }, at());
    expect(found.key).toBe(`arn:aws:iam::${self}:root`);
    expect(found.aliases).toEqual([`arn:aws:organizations::${self}:account/o-abc/${self}`]);
    expect(found.ends).toEqual({ 'HAS aws_account': ['arn:aws:iam::444455556666:root'] });
    expect(found.fields).toMatchObject({ Name: 'management', isManagementAccount: true });
    expect(JSON.stringify(found)).not.toContain('root@example.com');
  });

  test('that is a member has no members', async () => {
    const [found] = await collect(aws_account, {
      'organizations.DescribeOrganization': () => ({ Organization: { ...organization, MasterAccountId: '444455556666' } }),
    }, at());
    expect(found.aliases).toEqual([`arn:aws:organizations::444455556666:account/o-abc/${self}`]);
    expect(found.ends).toEqual({ 'HAS aws_account': [] });
  });

  test('on its own has the ARN of its root', async () => {
    const [found] = await collect(aws_account, {}, place({ region: 'global' }));
    expect(found.key).toBe(`arn:aws:iam::${self}:root`);
    expect(found.fields).toMatchObject({ securityContactPresent: false, Account: self });
  });

  test('tells the defaults of every scanned Region and what is known of root', async () => {
    const [found] = await collect(aws_account, {
      'ec2.GetEbsEncryptionByDefault': (_, region) => ({ EbsEncryptionByDefault: region === 'us-east-1' }),
      'GetAlternateContact': () => ({ AlternateContact: { EmailAddress: 'security@example.com' } }),
      'iam.GetAccountSummary': () => ({ SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 } }),
      'iam.GetCredentialReport': () => ({ Content: report }),
      'iam.ListVirtualMFADevices': () => ({
        VirtualMFADevices: [{ SerialNumber: 'root', User: { Arn: `arn:aws:iam::${self}:root` } }, { SerialNumber: 'ann', User: { Arn: 'other' } }],
      }),
    }, place({ region: 'global' }));
    expect(found.fields).toMatchObject({
      Regions: [{ Region: 'eu-west-1', EbsEncryptionByDefault: false }, { Region: 'us-east-1', EbsEncryptionByDefault: true }],
      securityContactPresent: true,
      rootMfaEnabled: true,
      rootAccessKeysPresent: false,
      RootCredentialReport: { password_last_used: '2025-06-01T00:00:00+00:00' },
      RootVirtualMFADevices: [{ SerialNumber: 'root' }],
    });
  });
});

describe('iam', () => {
  const Arn = `arn:aws:iam::${self}:user/people/ann`;
  const admin = encodeURIComponent(JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }));
  const details = {
    UserDetailList: [{
      Arn,
      UserName: 'ann',
      GroupList: ['ops'],
      AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
      UserPolicyList: [{ PolicyName: 'all', PolicyDocument: admin }],
    }],
    GroupDetailList: [{ Arn: `arn:aws:iam::${self}:group/teams/ops`, GroupName: 'ops' }],
    RoleDetailList: [{
      Arn: `arn:aws:iam::${self}:role/app`,
      RoleName: 'app',
      AssumeRolePolicyDocument: admin,
      InstanceProfileList: [{ Arn: `arn:aws:iam::${self}:instance-profile/app`, Roles: [{ AssumeRolePolicyDocument: admin }] }],
    }],
    Policies: [{
      Arn: `arn:aws:iam::${self}:policy/mine`,
      PolicyName: 'mine',
      PolicyVersionList: [{ VersionId: 'v2', Document: '%7B%7D' }, { VersionId: 'v1', IsDefaultVersion: true, Document: admin }],
    }, { Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', PolicyName: 'ReadOnlyAccess', AttachmentCount: 1 }],
  };
  const answers = {
    GetAccountAuthorizationDetails: () => details,
    GetCredentialReport: () => ({ Content: report }),
    ListUsers: () => ({ Users: [{ Arn, PasswordLastUsed: new Date(0) }] }),
    ListRoles: () => ({ Roles: [{ Arn: `arn:aws:iam::${self}:role/app`, MaxSessionDuration: 3600 }] }),
    ListAccessKeys: () => ({ AccessKeyMetadata: [{ AccessKeyId: 'AKIAEXAMPLE', UserName: 'ann' }] }),
    GetAccessKeyLastUsed: () => ({ AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } }),
    ListMFADevices: () => ({ MFADevices: [{ SerialNumber: `arn:aws:iam::${self}:mfa/ann` }, { SerialNumber: 'GAHT12345678' }] }),
  };
  const of = (type: keyof typeof iam.entities) => collect(iam.entities[type], answers, place({ region: 'global' }));

  test('a user knows its credentials, policies and groups, whose names are aliases of the groups', async () => {
    const [[user], [group]] = await Promise.all([of('aws_iam_user'), of('aws_iam_group')]);
    expect(user.fields).toMatchObject({ passwordEnabled: true, mfaActive: false, PasswordLastUsed: new Date(0) });
    expect(user.ends).toEqual({ 'HAS aws_iam_managed_policy': ['arn:aws:iam::aws:policy/ReadOnlyAccess'], 'IS Person': [], 'aws_iam_group CONTAINS': group.aliases });
    expect(group.key).toBe(`arn:aws:iam::${self}:group/teams/ops`);
  });

  test('a user is the person of its tag, else of its name', async () => {
    const personOf = async (user: object) => {
      const given = { GetAccountAuthorizationDetails: () => ({ UserDetailList: [{ Arn, ...user }] }) };
      return (await collect(iam.entities.aws_iam_user, given))[0].ends['IS Person'];
    };
    expect(await personOf({ UserName: 'ann', Tags: [{ Key: 'email', Value: 'Ann@Example.com' }] })).toEqual(['Person:ann@example.com']);
    expect(await personOf({ UserName: 'ann@example.com', Tags: [{ Key: 'Email', Value: 'not one' }] })).toEqual(['Person:ann@example.com']);
  });

  test('an inline policy is read from its holder', async () => {
    const [policy] = await of('aws_iam_user_policy');
    expect(policy).toMatchObject({ key: `${Arn}/policy/all`, fields: { isFullAdmin: true, UserName: 'ann' }, ends: { 'aws_iam_user HAS': [Arn] } });
    expect(policy.fields.Document).toMatch(/^{"Statement"/);
  });

  test('a user is found by its unique id too', async () => {
    const [user] = await collect(iam.entities.aws_iam_user, {
      GetAccountAuthorizationDetails: () => ({ UserDetailList: [{ Arn, UserId: 'AIDAEXAMPLEUSER000001' }] }),
    }, place({ region: 'global' }));
    expect(user.aliases).toEqual([`arn:aws:iam::${self}:unique-id/AIDAEXAMPLEUSER000001`]);
  });

  test('a role is found by its instance profile too', async () => {
    const [role] = await of('aws_iam_role');
    expect(role.aliases).toEqual([`arn:aws:iam::${self}:instance-profile/app`]);
    expect(role.fields).toMatchObject({ MaxSessionDuration: 3600, InstanceProfileList: [{ Arn: role.aliases[0] }] });
    expect(JSON.stringify(role.fields.InstanceProfileList)).not.toContain('AssumeRolePolicyDocument');
  });

  test('a managed policy shows the document of its default version', async () => {
    const [mine, aws] = await of('aws_iam_policy');
    expect(mine.fields).toMatchObject({ isCustomerManaged: true, isFullAdmin: true });
    expect(mine.fields).not.toHaveProperty('PolicyVersionList');
    expect(aws.fields).toMatchObject({ isCustomerManaged: false, isFullAdmin: false });
  });

  test('keys and devices of a user have keys of their own', async () => {
    expect((await of('aws_iam_access_key')).map(({ key }) => key)).toEqual([`arn:aws:iam::${self}:access-key/AKIAEXAMPLE`]);
    const devices = await of('mfa_device');
    expect(devices.map(({ key, fields }) => [key, fields.isVirtual])).toEqual([
      [`arn:aws:iam::${self}:mfa/ann`, true], [`arn:aws:iam::${self}:mfa/GAHT12345678`, false],
    ]);
  });

  test('an account without a password policy has none', async () => {
    expect(await of('aws_iam_account_password_policy')).toEqual([]);
  });
});

describe('s3', () => {
  const buckets = { ListBuckets: () => ({ Buckets: [{ Name: 'logs', BucketRegion: 'eu-central-1' }] }) };
  const at = place({ region: 'global' });

  test('a bucket is read in its Region, its policy too', async () => {
    const calls: string[] = [];
    const [policy] = await collect(s3.entities.aws_s3_bucket_policy, { ...buckets, GetBucketPolicy: () => ({ Policy: '{}' }) }, at, calls);
    expect(policy).toMatchObject({ key: 'arn:aws:s3:::logs/policy', ends: { 'aws_s3_bucket HAS': ['arn:aws:s3:::logs'] } });
    expect(calls.filter((call) => !call.endsWith('ListBuckets')).every((call) => call.startsWith('eu-central-1 '))).toBe(true);
    expect(calls).toContain('eu-central-1 GetBucketPolicy');
  });

  test.each([
    ['alias/logs', 'arn:aws:kms:eu-central-1:111122223333:alias/logs'],
    ['1234', 'arn:aws:kms:eu-central-1:111122223333:key/1234'],
    ['arn:aws:kms:eu-central-1:444455556666:key/1', 'arn:aws:kms:eu-central-1:444455556666:key/1'],
  ])('the key %s is %s', async (KMSMasterKeyID, key) => {
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }];
    const answers = { ...buckets, GetBucketEncryption: () => ({ ServerSideEncryptionConfiguration: { Rules } }) };
    expect((await collect(s3.entities.aws_s3_bucket, answers, at))[0].ends).toEqual({ 'USES aws_kms_key': [key] });
  });

  test('grants to everybody are facts, names of grantees are not kept', async () => {
    const Grants = [
      { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
      { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' }, Permission: 'WRITE' },
      { Grantee: { Type: 'CanonicalUser', ID: 'abc', DisplayName: 'ann' }, Permission: 'FULL_CONTROL' },
    ];
    const [bucket] = await collect(s3.entities.aws_s3_bucket, { ...buckets, GetBucketAcl: () => ({ Grants }) }, at);
    expect(bucket.fields.publicGrants).toEqual(['READ to AllUsers']);
    expect(JSON.stringify(bucket)).not.toContain('ann');
  });
});

describe('lambda', () => {
  test('a function shows the names of its variables, its event sources and who may call it', async () => {
    const FunctionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:app';
    const [found] = await collect(lambda.entities.aws_lambda_function, {
      ListFunctions: () => ({ Functions: [{ FunctionArn, Environment: { Variables: { TOKEN: 'hush' } }, VpcConfig: { VpcId: 'vpc-1' }, Role: 'role' }] }),
      ListEventSourceMappings: () => ({ EventSourceMappings: [{ FunctionArn: `${FunctionArn}:live`, EventSourceArn: 'queue' }] }),
      ListFunctionUrlConfigs: () => ({ FunctionUrlConfigs: [{ AuthType: 'NONE' }] }),
    });
    expect(found.fields).toMatchObject({ environmentNames: ['TOKEN'], eventSourceArns: ['queue'], hasOpenUrl: true, allowsEveryone: false });
    expect(found.ends).toEqual({ 'HAS aws_iam_role': ['role'], 'HAS aws_vpc': ['arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1'], 'USES aws_kms_key': [], 'USES aws_ssm_parameter': [] });
    expect(JSON.stringify(found)).not.toContain('hush');
  });
});

describe('cloudtrail', () => {
  const { aws_cloudtrail } = cloudtrail.entities;
  const trail = (HomeRegion: string, accountId = self) => ({ Name: HomeRegion, HomeRegion, TrailARN: `arn:aws:cloudtrail:${HomeRegion}:${accountId}:trail/t` });

  test('a trail is told once: at home if that is scanned, else by the first Region, and read at home', async () => {
    const answers = { DescribeTrails: () => ({ trailList: [trail('eu-west-1'), trail('us-east-1'), trail('ap-south-1')] }) };
    const names = async (region: string, calls: string[]) =>
      (await collect(aws_cloudtrail, answers, place({ region }), calls)).map(({ fields }) => fields.Name);
    const calls: string[] = [];
    expect(await names('eu-west-1', calls)).toEqual(['eu-west-1', 'ap-south-1']);
    expect(await names('us-east-1', [])).toEqual(['us-east-1']);
    expect(calls).toContain('ap-south-1 GetTrailStatus');
  });

  test('tags of the trail of another account are not asked for', async () => {
    const calls: string[] = [];
    await collect(aws_cloudtrail, { DescribeTrails: () => ({ trailList: [trail('eu-west-1', '444455556666')] }) }, place(), calls);
    expect(calls.join()).not.toContain('ListTags');
  });

  const advanced = (...FieldSelectors: object[]) => ({ AdvancedEventSelectors: [{ FieldSelectors }] });
  const management = { Field: 'eventCategory', Equals: ['Management'] };
  test.each([
    [{ EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }] }, 'All'],
    [{ EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }] }, 'WriteOnly'],
    [{ EventSelectors: [{ IncludeManagementEvents: false, ReadWriteType: 'All' }] }, 'None'],
    [{ EventSelectors: ['ReadOnly', 'WriteOnly'].map((ReadWriteType) => ({ IncludeManagementEvents: true, ReadWriteType })) }, 'All'],
    [advanced(management), 'All'],
    [advanced(management, { Field: 'readOnly', Equals: ['true'] }), 'ReadOnly'],
    [advanced(management, { Field: 'readOnly', NotEquals: ['true'] }), 'WriteOnly'],
    [advanced({ Field: 'eventCategory', Equals: ['Data'] }), 'None'],
    [{}, 'None'],
  ])('selectors %j record %s', async (selectors, expected) => {
    const answers = { DescribeTrails: () => ({ trailList: [trail('eu-west-1')] }), GetEventSelectors: () => selectors };
    expect((await collect(aws_cloudtrail, answers))[0].fields.managementEvents).toBe(expected);
  });

  test('the log group goes by its ARN without the wildcard', async () => {
    const logs = { ...trail('eu-west-1'), S3BucketName: 'b', CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:g:*' };
    const [found] = await collect(aws_cloudtrail, { DescribeTrails: () => ({ trailList: [logs] }) });
    expect(found.ends).toEqual({
      'LOGS aws_s3_bucket': ['arn:aws:s3:::b'], 'LOGS aws_cloudwatch_log_group': ['arn:aws:logs:eu-west-1:111122223333:log-group:g'], 'USES aws_kms_key': [],
    });
  });
});

describe('ec2', () => {
  const arn = (resource: string, account_ = self) => `arn:aws:ec2:eu-west-1:${account_}:${resource}`;

  test('an instance leads to what it uses; a terminated one is gone', async () => {
    const [found, ...others] = await collect(ec2.entities.aws_instance, {
      'DescribeInstances': () => ({
        Reservations: [{
          OwnerId: self,
          Instances: [
            {
              InstanceId: 'i-1',
              State: { Name: 'running' },
              KeyName: 'k',
              SubnetId: 'subnet-1',
              SecurityGroups: [{ GroupId: 'sg-1' }],
              PublicIpAddress: '192.0.2.1',
              BlockDeviceMappings: [{ Ebs: { VolumeId: 'vol-1' } }],
              NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }],
              MetadataOptions: { HttpTokens: 'required' },
            },
            { InstanceId: 'i-2', State: { Name: 'terminated' } },
          ],
        }],
      }),
      'ssm.DescribeInstanceInformation': () => ({ InstanceInformationList: [{ InstanceId: 'i-1', PlatformName: 'Amazon Linux', IPAddress: '10.0.0.1' }] }),
    });
    expect(others).toEqual([]);
    expect(found.fields).toMatchObject({ hasPublicAddress: true, requiresImdsV2: true, InstanceInformation: { PlatformName: 'Amazon Linux' } });
    expect(found.ends).toEqual({
      'USES aws_ebs_volume': [arn('volume/vol-1')],
      'USES aws_eni': [arn('network-interface/eni-1')],
      'USES aws_key_pair': [arn('key-pair/k')],
      'HAS aws_security_group': [arn('security-group/sg-1')],
      'aws_security_group PROTECTS': [arn('security-group/sg-1')],
      'aws_subnet HAS': [arn('subnet/subnet-1')],
    });
  });

  test('a network shared by another account has the key of its owner, and this account\'s as an alias', async () => {
    const Subnets = [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', OwnerId: '444455556666' }];
    const [found] = await collect(ec2.entities.aws_subnet, { DescribeSubnets: () => ({ Subnets }) });
    expect(found).toMatchObject({
      key: arn('subnet/subnet-1', '444455556666'), aliases: [arn('subnet/subnet-1')], ends: { 'aws_vpc CONTAINS': [arn('vpc/vpc-1', '444455556666')] },
    });
  });

  test('a peering connects requester to accepter, whichever is read, once it is active', async () => {
    const side = (VpcId: string, OwnerId: string) => ({ VpcId, OwnerId, Region: 'eu-west-1' });
    const answers = (mine: string, Code: string) => ({
      DescribeVpcs: () => ({ Vpcs: [{ VpcId: mine, OwnerId: self }] }),
      DescribeVpcPeeringConnections: () => ({
        VpcPeeringConnections: [{ Status: { Code }, RequesterVpcInfo: side('vpc-1', self), AccepterVpcInfo: side('vpc-2', '444455556666') }],
      }),
    });
    const ends = async (mine: string, code = 'active') => (await collect(ec2.entities.aws_vpc, answers(mine, code)))[0].ends;
    expect(await ends('vpc-1')).toMatchObject({ 'CONNECTS aws_vpc': [arn('vpc/vpc-2', '444455556666')], 'aws_vpc CONNECTS': [] });
    expect(await ends('vpc-2')).toMatchObject({ 'CONNECTS aws_vpc': [], 'aws_vpc CONNECTS': [arn('vpc/vpc-1')] });
    expect(await ends('vpc-1', 'deleted')).toMatchObject({ 'CONNECTS aws_vpc': [] });
  });

  test('flow logs lead to their bucket and log group', async () => {
    const [found] = await collect(ec2.entities.aws_vpc, {
      DescribeVpcs: () => ({ Vpcs: [{ VpcId: 'vpc-1', OwnerId: self }] }),
      DescribeFlowLogs: () => ({
        FlowLogs: [
          { ResourceId: 'vpc-1', FlowLogStatus: 'ACTIVE', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows/prefix/' },
          { ResourceId: 'vpc-1', LogDestinationType: 'cloud-watch-logs', LogGroupName: 'flows' },
          { ResourceId: 'subnet-1', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::others' },
        ],
      }),
    });
    expect(found.ends).toMatchObject({
      'LOGS aws_s3_bucket': ['arn:aws:s3:::flows'], 'LOGS aws_cloudwatch_log_group': ['arn:aws:logs:eu-west-1:111122223333:log-group:flows'],
    });
    expect(found.fields.hasActiveFlowLog).toBe(true);
  });

  test.each([['vol-1', [arn('volume/vol-1')]], ['vol-ffffffff', []]])('a snapshot of %s belongs to %j', async (VolumeId, volumes) => {
    const [found] = await collect(ec2.entities.aws_ebs_snapshot, {
      DescribeSnapshots: () => ({ Snapshots: [{ SnapshotId: 'snap-1', VolumeId }] }),
      DescribeSnapshotAttribute: () => ({ CreateVolumePermissions: [{ Group: 'all' }] }),
    });
    expect(found).toMatchObject({ key: 'arn:aws:ec2:eu-west-1::snapshot/snap-1', fields: { isPublic: true }, ends: { 'aws_ebs_volume HAS': volumes } });
  });

  test('a volume made from nothing uses no snapshot', async () => {
    const [found] = await collect(ec2.entities.aws_ebs_volume, { DescribeVolumes: () => ({ Volumes: [{ VolumeId: 'vol-1', SnapshotId: '' }] }) });
    expect(found.ends['USES aws_ebs_snapshot']).toEqual([]);
  });
});

describe('the edge', () => {
  const distribution = (DomainName: string) => collect(cloudfront.entities.aws_cloudfront_distribution, {
    ListDistributions: () => ({ DistributionList: { Items: [{ ARN: 'arn:aws:cloudfront::111122223333:distribution/E1', Origins: { Items: [{ DomainName }] } }] } }),
  }, place({ region: 'global' })).then(([found]) => [found.ends['CONNECTS aws_s3_bucket'], found.ends['CONNECTS aws_api_gateway_rest_api']]);

  test.each([
    ['orders.s3.amazonaws.com', ['arn:aws:s3:::orders']],
    ['orders.s3.eu-west-1.amazonaws.com', ['arn:aws:s3:::orders']],
    ['orders.s3-eu-west-1.amazonaws.com', ['arn:aws:s3:::orders']],
    ['orders.s3-website-eu-west-1.amazonaws.com', ['arn:aws:s3:::orders']],
    ['orders.s3-website.eu-central-1.amazonaws.com', ['arn:aws:s3:::orders']],
    ['www.example.com.s3.us-gov-west-1.amazonaws.com', ['arn:aws:s3:::www.example.com']],
    ['orders.s3.example.com', []],
    ['example.com', []],
  ])('%s is the bucket %j', async (host, buckets) => expect(await distribution(host)).toEqual([buckets, []]));

  test('an execute-api host is the REST API of its Region', async () => {
    expect(await distribution('a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com')).toEqual([[], ['arn:aws:apigateway:eu-central-1::/restapis/a1b2c3d4e5']]);
  });

  test.each([
    ['eu-west-1', ['eu-west-1', 'us-east-1'], ['eu-west-1 ListWebACLs']],
    ['us-east-1', ['eu-west-1', 'us-east-1'], ['us-east-1 ListWebACLs', 'us-east-1 ListWebACLs']],
    ['eu-west-1', ['eu-west-1'], ['eu-west-1 ListWebACLs', 'us-east-1 ListWebACLs']],
  ])('in %s of %j the web ACLs of CloudFront are asked for once, in us-east-1', async (region, regions, expected) => {
    const calls: string[] = [];
    await collect(wafv2.entities.aws_waf_web_acl, { ListWebACLs: () => ({ WebACLs: [] }) }, place({ region, regions }), calls);
    expect(calls.map((call) => call.replace('here', region))).toEqual(expected);
  });
});

test.each([
  ['has a policy', () => ({ Policy: '{}' }), true],
  ['has none', () => null, false],
  ['may have one: the call was denied', () => undefined, true],
])('the status of the policy is asked of a bucket that %s', async (_case, GetBucketPolicy, asked) => {
  const calls: string[] = [];
  await collect(s3.entities.aws_s3_bucket, { ListBuckets: () => ({ Buckets: [{ Name: 'data', BucketRegion: 'eu-west-1' }] }), GetBucketPolicy }, place(), calls);
  expect(calls.includes('eu-west-1 GetBucketPolicyStatus')).toBe(asked);
});
