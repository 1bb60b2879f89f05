import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import { AccountListingRole, OrgStackSetDeployment, SecurityScanner } from 'cdk-security-scanner';

/*
 * A scanner of your own over a whole organisation: two stacks, one in the management account, one in the security account.
 * Deploy the first with credentials of the management account, the second with those of the security account, which must be bootstrapped.
 */
const app = new App();
const MANAGEMENT = '111111111111';
const SECURITY = '222222222222';
const trust = { trustedAccountId: SECURITY, externalId: 'agreed-7f3a' };

const access = new Stack(app, 'SecurityScannerAccess', { env: { account: MANAGEMENT, region: 'eu-central-1' } });
new OrgStackSetDeployment(access, 'Onboarding', { organizationalUnitIds: ['r-abcd'], scannerRole: trust });
new AccountListingRole(access, 'Accounts', { ...trust, enrichment: true });

const scanner = new Stack(app, 'SecurityScanner', { env: { account: SECURITY, region: 'eu-central-1' } });
const people = new Topic(scanner, 'People', { enforceSSL: true });
new SecurityScanner(scanner, 'Scanner', {
  externalId: trust.externalId,
  accountListingRoleArn: `arn:aws:iam::${MANAGEMENT}:role/SecurityScannerAccounts`,
  notificationTopic: people,
  alarmTopic: people,
});

app.synth();
