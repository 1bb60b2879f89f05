import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Aws, Duration, Stack } from 'aws-cdk-lib/core';
import { ReadOnlyScannerRole, ScannerExternalId, ScannerGrant, ScannerStream, ScannerTrust } from '../src';

const app = new App();
const stack = new Stack(app, 'ReadOnlyScannerRole');
const trust = { trustedAccountId: '111111111111', externalId: 'agreed-7f3a' };

new ReadOnlyScannerRole(stack, 'Scanner', trust);
new ReadOnlyScannerRole(stack, 'ExactScanner', { ...trust, roleName: 'ExactSecurityScanner', grant: ScannerGrant.EXACT });
new ReadOnlyScannerRole(stack, 'CoreScanner', {
  roleNamePrefix: 'core-',
  path: '/security/',
  grant: ScannerGrant.CORE,
  maxSessionDuration: Duration.hours(2),
  tags: { owner: 'security' },
  trust: ScannerTrust.account('111111111111', ScannerExternalId.generated(stack)),
  trustConditions: { principalArn: `arn:${Aws.PARTITION}:iam::111111111111:role/scanner-*`, sourceIps: ['192.0.2.0/24'] },
});
new ReadOnlyScannerRole(stack, 'FunctionScanner', {
  roleName: 'FunctionSecurityScanner',
  streams: [ScannerStream.KMS],
  grant: ScannerGrant.EXACT,
  trust: ScannerTrust.service('lambda.amazonaws.com', { sourceAccount: Aws.ACCOUNT_ID }),
});
ReadOnlyScannerRole.fromRoleArn(stack, 'ExistingScanner', 'arn:aws:iam::111111111111:role/team/reader', { streams: [ScannerStream.S3], grant: ScannerGrant.EXACT });

new IntegTest(app, 'Integ', { testCases: [stack] });
