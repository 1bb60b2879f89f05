import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

/** CIS "Ensure security contact information is registered". */
export const accountSecurityContact = defineCheck(account, {
  id: 'account-security-contact',
  entity: 'aws_account',
  severity: 'medium',
  title: 'The account has an alternate contact for security',
  why: 'What AWS finds of abuse and leaked keys is told to the owner of the account only, who may not read it in time.',
  needs: [account.need('GetAlternateContact')],
  remedy: {
    cli: 'aws account put-alternate-contact --alternate-contact-type SECURITY --name <name> --title <title> --email-address <address> --phone-number <number>',
    cdk: 'No CloudFormation resource: call account:PutAlternateContact from a custom resource (AwsCustomResource).',
  },
  prowler: ['account_security_contact_information_is_registered'],
  fails: ({ securityContactPresent }) => securityContactPresent ? undefined : 'no alternate contact of the type SECURITY',
  examples: {
    pass: [{ entity: { securityContactPresent: true } }],
    fail: [{ entity: { securityContactPresent: false } }],
  },
});
