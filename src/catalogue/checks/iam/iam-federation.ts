import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { iam } from '../../services/iam';

/** CIS "Ensure IAM users are managed centrally via identity federation or AWS Organizations". */
export const iamFederation = defineCheck(account, {
  id: 'iam-federation',
  entity: 'aws_account',
  severity: 'low',
  title: 'People sign in through an identity provider: the account has a SAML provider',
  why: 'Users of the account outlive the people who left, with passwords of their own.',
  needs: [iam.need('ListSAMLProviders')],
  remedy: {
    cli: 'aws iam create-saml-provider --name <name> --saml-metadata-document file://metadata.xml # or IAM Identity Center, which makes one in each account',
    cdk: "new iam.SamlProvider(this, 'Provider', { metadataDocument: iam.SamlMetadataDocument.fromFile('metadata.xml') })",
  },
  prowler: ['iam_check_saml_providers_sts'],
  fails: (_, look) => look.all(iam, 'aws_iam_saml_provider').length > 0 ? undefined : 'the account has no SAML provider',
  examples: {
    pass: [{ entity: {}, others: { aws_iam_saml_provider: [{ Arn: 'arn:aws:iam::111122223333:saml-provider/AWSSSO_1_DO_NOT_DELETE' }] } }],
    fail: [{ entity: {} }],
  },
});
