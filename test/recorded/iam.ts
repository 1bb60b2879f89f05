import { recorded } from './recorded';

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const created = new Date('2024-01-01T00:00:00Z');
/** IAM answers documents URL-encoded. */
const document = (statement: object) => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
const read = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
const audit = { PolicyName: 'audit', PolicyArn: arn('policy/audit') };

const users = [{
  UserName: 'anna',
  UserId: 'AIDAEXAMPLEUSER000001',
  Arn: arn('user/anna'),
  Path: '/',
  CreateDate: created,
  GroupList: ['developers'],
  AttachedManagedPolicies: [audit],
  UserPolicyList: [{ PolicyName: 'read', PolicyDocument: read }],
  Tags: [{ Key: 'team', Value: 'orders' }, { Key: 'Email', Value: 'anna@example.com' }],
}];
const groups = [{
  GroupName: 'developers',
  GroupId: 'AGPAEXAMPLEGROUP00001',
  Arn: arn('group/team/developers'),
  Path: '/team/',
  CreateDate: created,
  AttachedManagedPolicies: [audit],
  GroupPolicyList: [{ PolicyName: 'read', PolicyDocument: read }],
}];
const roles = [{
  RoleName: 'orders',
  RoleId: 'AROAEXAMPLEROLE000001',
  Arn: arn('role/orders'),
  Path: '/',
  CreateDate: created,
  AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  AttachedManagedPolicies: [audit],
  RolePolicyList: [{ PolicyName: 'read', PolicyDocument: read }],
  InstanceProfileList: [],
  RoleLastUsed: { LastUsedDate: new Date('2026-10-31T00:00:00Z'), Region: 'eu-west-1' },
}, {
  RoleName: 'support',
  RoleId: 'AROAEXAMPLEROLE000002',
  Arn: arn('role/support'),
  Path: '/',
  CreateDate: created,
  AssumeRolePolicyDocument: document({
    Effect: 'Allow', Principal: { AWS: [arn('user/anna'), arn('role/orders'), 'arn:aws:iam::444455556666:root'] }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': 'support' } },
  }),
  AttachedManagedPolicies: [],
  RolePolicyList: [],
  InstanceProfileList: [],
}];
const policies = [{
  PolicyName: 'audit',
  PolicyId: 'ANPAEXAMPLEPOLICY0001',
  Arn: arn('policy/audit'),
  Path: '/',
  DefaultVersionId: 'v2',
  AttachmentCount: 3,
  IsAttachable: true,
  PolicyVersionList: [
    { VersionId: 'v1', IsDefaultVersion: false, Document: document({ Effect: 'Allow', Action: '*', Resource: '*' }) },
    { VersionId: 'v2', IsDefaultVersion: true, Document: document({ Effect: 'Allow', Action: 'iam:List*', Resource: '*' }) },
  ],
}];

const REPORT = [
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,'
  + 'access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,'
  + 'access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,'
  + 'cert_1_last_rotated,cert_2_active,cert_2_last_rotated',
  `<root_account>,${arn('root')},2020-01-01T00:00:00+00:00,not_supported,2026-01-01T00:00:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  `anna,${arn('user/anna')},2024-01-01T00:00:00+00:00,true,2026-10-30T00:00:00+00:00,2026-09-01T00:00:00+00:00,N/A,true,true,2026-09-01T00:00:00+00:00,`
  + '2026-10-31T00:00:00+00:00,eu-west-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A',
].join('\n');

/** The answers about the account and its identities, by the kind that is asked for. */
export const iam = recorded<typeof import('@aws-sdk/client-iam')>({
  GetAccountPasswordPolicy: {
    PasswordPolicy: {
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      AllowUsersToChangePassword: true,
      ExpirePasswords: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
      HardExpiry: false,
    },
  },
  GetAccountAuthorizationDetails: ({ Filter: [kind] = [] }) => ({
    UserDetailList: kind === 'User' ? users : [],
    GroupDetailList: kind === 'Group' ? groups : [],
    RoleDetailList: kind === 'Role' ? roles : [],
    Policies: kind === 'LocalManagedPolicy' ? policies : [],
    IsTruncated: false,
  }),
  ListUsers: { Users: [{ UserName: 'anna', UserId: 'AIDAEXAMPLEUSER000001', Arn: arn('user/anna'), Path: '/', CreateDate: created, PasswordLastUsed: new Date('2026-10-30T00:00:00Z') }] },
  ListRoles: {
    Roles: [{ RoleName: 'orders', RoleId: 'AROAEXAMPLEROLE000001', Arn: arn('role/orders'), Path: '/', CreateDate: created, Description: 'Orders', MaxSessionDuration: 3600 }],
  },
  GenerateCredentialReport: { State: 'COMPLETE' },
  GetCredentialReport: { Content: new TextEncoder().encode(REPORT), ReportFormat: 'text/csv', GeneratedTime: new Date('2026-10-31T00:00:00Z') },
  ListAccessKeys: { AccessKeyMetadata: [{ UserName: 'anna', AccessKeyId: 'AKIAEXAMPLE0000001', Status: 'Active', CreateDate: new Date('2026-09-01T00:00:00Z') }], IsTruncated: false },
  GetAccessKeyLastUsed: { UserName: 'anna', AccessKeyLastUsed: { LastUsedDate: new Date('2026-10-31T00:00:00Z'), ServiceName: 's3', Region: 'eu-west-1' } },
  GenerateServiceLastAccessedDetails: { JobId: 'examplejobid' },
  GetServiceLastAccessedDetails: {
    JobStatus: 'COMPLETED',
    JobCreationDate: created,
    JobCompletionDate: created,
    ServicesLastAccessed: [
      {
        ServiceName: 'Amazon S3',
        ServiceNamespace: 's3',
        LastAuthenticated: new Date('2026-10-30T00:00:00Z'),
        LastAuthenticatedEntity: arn('role/orders'),
        TrackedActionsLastAccessed: [{ ActionName: 'GetBucketPolicy', LastAccessedTime: new Date('2026-10-30T00:00:00Z') }, { ActionName: 'PutBucketPolicy' }],
      },
      { ServiceName: 'Amazon EC2', ServiceNamespace: 'ec2', TotalAuthenticatedEntities: 0, TrackedActionsLastAccessed: [{ ActionName: 'RunInstances' }] },
    ],
    IsTruncated: false,
  },
  ListMFADevices: { MFADevices: [{ UserName: 'anna', SerialNumber: arn('mfa/anna'), EnableDate: new Date('2024-01-02T00:00:00Z') }], IsTruncated: false },
  ListSAMLProviders: { SAMLProviderList: [{ Arn: arn('saml-provider/idp'), ValidUntil: new Date('2034-01-01T00:00:00Z'), CreateDate: created }] },
  GetSAMLProvider: { SAMLMetadataDocument: '<EntityDescriptor/>', AssertionEncryptionMode: 'Allowed', Tags: [{ Key: 'team', Value: 'identity' }] },
});
