import type { Requirement } from './model/privilege-path';

/** Further calls that change who an identity is, or how it proves it; what they open shows only in use. */
export const identityChanges: readonly (Requirement & { readonly gains: 'target' | 'administrator' | 'resource' })[] = [
  {
    on: 'target-user',
    gains: 'target',
    action: ['iam:UploadSigningCertificate', 'iam:UpdateSigningCertificate', 'iam:UpdateSSHPublicKey', 'iam:UpdateServiceSpecificCredential'],
  },
  {
    on: 'existing:permission-set',
    gains: 'administrator',
    action: ['sso:AssociateProfile', 'sso:PutPermissionsPolicy', 'sso:AttachManagedPolicyToPermissionSet', 'sso:PutInlinePolicyToPermissionSet', 'sso:PutPermissionsBoundaryToPermissionSet'],
  },
  {
    on: 'existing:identity-store-group',
    gains: 'resource',
    action: ['sso-directory:AddMemberToGroup', 'sso-directory:CreateMemberToGroup', 'identitystore:UpdateUser', 'identitystore:UpdateGroup', 'sso-directory:UpdateUser'],
  },
  {
    on: 'existing:user-pool',
    gains: 'resource',
    action: ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminUpdateUserAttributes', 'cognito-idp:AdminInitiateAuth', 'cognito-idp:UpdateGroup', 'cognito-idp:AdminResetUserPassword'],
  },
];

/** Further calls that return credentials, or open what holds them, by the kind of resource. */
export const credentialReads: readonly Requirement[] = [
  { on: 'existing:secret', action: ['secretsmanager:BatchGetSecretValue', 'secretsmanager:PutResourcePolicy'] },
  { on: 'existing:parameter', action: ['ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:GetParameterHistory'] },
  { on: 'existing:kms-key', action: ['kms:CreateGrant'] },
  { on: 'existing:instance', action: ['ec2:GetPasswordData', 'ec2:GetConsoleOutput', 'ec2:GetConsoleScreenshot'] },
  { on: 'existing:task-definition', action: ['ecs:DescribeTaskDefinition'] },
  { on: 'existing:codebuild-project', action: ['codebuild:BatchGetProjects'] },
  { on: 'existing:stack', action: ['cloudformation:GetTemplate', 'cloudformation:DescribeStacks'] },
  { on: 'existing:glue-job', action: ['glue:GetJob', 'glue:GetConnection'] },
  { on: 'existing:batch-job-definition', action: ['batch:DescribeJobDefinitions'] },
  { on: 'existing:redshift-cluster', action: ['redshift:GetClusterCredentialsWithIAM', 'redshift-serverless:GetCredentials'] },
  { on: 'existing:database-user', action: ['rds-db:connect'] },
  { on: 'existing:notebook-instance', action: ['sagemaker:DescribeNotebookInstanceLifecycleConfig'] },
  { on: 'existing:lightsail-instance', action: ['lightsail:DownloadDefaultKeyPair', 'lightsail:GetInstanceAccessDetails', 'lightsail:GetRelationalDatabaseMasterUserPassword'] },
  { on: 'existing:identity-pool', action: ['cognito-identity:GetCredentialsForIdentity', 'cognito-identity:GetOpenIdTokenForDeveloperIdentity'] },
  { on: 'existing:repository', action: ['codecommit:GitPull', 'codecommit:GetFile'] },
  { on: 'existing:image', action: ['ecr:BatchGetImage', 'ecr:SetRepositoryPolicy'] },
  { on: 'existing:package-domain', action: ['codeartifact:GetAuthorizationToken'] },
];
