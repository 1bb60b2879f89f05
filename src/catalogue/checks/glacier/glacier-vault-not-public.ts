import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { publicStatements, shownStatement } from '../../model/public-policy';
import { account } from '../../services/account';

const vault = (statement?: object) => ({
  Regions: [{
    Region: 'eu-west-1',
    Vaults: [{ VaultName: 'archive', Policy: statement && JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'glacier:InitiateJob', Resource: '*', ...statement }] }) }],
  }] as never,
});

/** CIS "Ensure resource policies are not public": https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-access-policy.html */
export const glacierVaultNotPublic = defineCheck(account, {
  id: 'glacier-vault-not-public',
  entity: 'aws_account',
  severity: 'critical',
  title: 'Access policies of S3 Glacier vaults do not let everybody in',
  why: 'Whoever finds the vault can fetch or delete what is archived in it.',
  needs: [account.need('glacier.ListVaults'), account.need('glacier.GetVaultAccessPolicy')],
  remedy: {
    cli: 'aws glacier set-vault-access-policy --account-id - --vault-name <vault> --policy Policy=<policy that names accounts>',
    cdk: '// CloudFormation has no vaults: set the access policy with the AWS CLI, or keep archives in a bucket: '
      + "new s3.Bucket(this, 'Archive', { lifecycleRules: [{ transitions: [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(0) }] }] })",
  },
  prowler: ['glacier_vaults_policy_public_access'],
  exposes: true,
  applies: ({ Regions }) => Regions.some(({ Vaults }) => Vaults.length > 0),
  fails: ({ Regions }) => inRegions(Regions, ({ Vaults }) =>
    Vaults.flatMap(({ VaultName, Policy }) => publicStatements(Policy).map((statement) => `${VaultName}: ${shownStatement(statement)}`)).join('; ') || undefined),
  examples: {
    pass: [
      { entity: vault() },
      { entity: vault({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } }) },
      { entity: vault({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }) },
      { entity: vault({ Principal: '*', Effect: 'Deny' }) },
    ],
    fail: [{ entity: vault({ Principal: '*' }) }, { entity: vault({ Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }) }],
  },
});
