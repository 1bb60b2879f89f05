import { CreateSnapshotCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GenerateCredentialReportCommand, GenerateServiceLastAccessedDetailsCommand, IAMClient } from '@aws-sdk/client-iam';
import { ACCOUNT, createStack, root, trusts } from './support';
import { createOrganization } from '../../emulator/organization';
import type { Emulator } from '../../emulator/start';

const STATEMENT = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
const POLICY = { Version: '2012-10-17', Statement: [STATEMENT] };

/** A small account in which every operation of the table has something to read. */
export const RESOURCES = {
  Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'developers', Policies: [{ PolicyName: 'inline', PolicyDocument: POLICY }], ManagedPolicyArns: ['arn:aws:iam::aws:policy/SecurityAudit'] } },
  User: { Type: 'AWS::IAM::User', Properties: { UserName: 'ci', Groups: [{ Ref: 'Group' }], Policies: [{ PolicyName: 'inline', PolicyDocument: POLICY }] } },
  Key: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: { Ref: 'User' } } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { RoleName: 'auditor', AssumeRolePolicyDocument: trusts(ACCOUNT), ManagedPolicyArns: ['arn:aws:iam::aws:policy/SecurityAudit'], Policies: [{ PolicyName: 'inline', PolicyDocument: POLICY }] },
  },
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
  Saml: { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'okta', SamlMetadataDocument: `<EntityDescriptor>${'x'.repeat(1000)}</EntityDescriptor>` } },
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1b' } },
  Group1: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'web', VpcId: { Ref: 'Vpc' } } },
  Ingress: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { Ref: 'Group1' }, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' } },
  FlowLog: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: { Ref: 'Vpc' }, ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flow' } },
  Instance: {
    Type: 'AWS::EC2::Instance',
    Properties: {
      ImageId: 'ami-12345678',
      InstanceType: 't3.micro',
      SubnetId: { Ref: 'Subnet' },
      SecurityGroupIds: [{ Ref: 'Group1' }],
      IamInstanceProfile: { Ref: 'Profile' },
      MetadataOptions: { HttpTokens: 'required' },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } }],
      Tags: [{ Key: 'Name', Value: 'web' }],
    },
  },
  Address: { Type: 'AWS::EC2::EIP', Properties: { InstanceId: { Ref: 'Instance' } } },
  Volume: { Type: 'AWS::EC2::Volume', Properties: { AvailabilityZone: 'us-east-1b', Size: 10 } },
  KmsKey: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }] } } },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: 'landscape-logs',
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      LifecycleConfiguration: { Rules: [{ Id: 'expire', Status: 'Enabled', ExpirationInDays: 90 }] },
      Tags: [{ Key: 'team', Value: 'core' }],
    },
  },
  Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'main', S3BucketName: { Ref: 'Bucket' }, IsLogging: true, IsMultiRegionTrail: true, EnableLogFileValidation: true } },
  Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'job', Runtime: 'nodejs20.x', Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile: 'exports.handler = async () => 1;' } } },
};

/** Ids that only exist once the landscape does. */
export interface Landscape {
  readonly keyId: string;
  readonly accessKeyId: string;
  readonly snapshotId: string;
  readonly jobId: string;
  readonly trailArn: string;
  readonly samlArn: string;
}

/** Creates the landscape in the first account of an organisation. */
export async function createLandscape(emulator: Emulator): Promise<Landscape> {
  await createOrganization(emulator, { management: { id: ACCOUNT, name: 'Management' }, accounts: [{ id: '222222222222', name: 'Workload' }] });
  const outputs = await createStack(root(emulator), 'landscape', RESOURCES, Object.fromEntries(
    ['KmsKey', 'Key', 'Volume', 'Saml'].map((name) => [name, { Value: { Ref: name } }])));
  const iam = new IAMClient(root(emulator));
  await iam.send(new GenerateCredentialReportCommand({}));
  const job = await iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn: `arn:aws:iam::${ACCOUNT}:user/ci` }));
  const snapshot = await new EC2Client(root(emulator)).send(new CreateSnapshotCommand({ VolumeId: outputs.Volume }));
  return {
    keyId: outputs.KmsKey,
    accessKeyId: outputs.Key,
    samlArn: outputs.Saml,
    snapshotId: snapshot.SnapshotId!,
    jobId: job.JobId!,
    trailArn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`,
  };
}
