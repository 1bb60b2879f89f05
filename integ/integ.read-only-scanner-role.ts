import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib/core';
import { ReadOnlyScannerRole, ScannerGrant } from '../src';

const app = new App();
const stack = new Stack(app, 'ReadOnlyScannerRole');
const trust = { trustedAccountId: '111111111111', externalId: 'agreed-7f3a' };

new ReadOnlyScannerRole(stack, 'Scanner', trust);
new ReadOnlyScannerRole(stack, 'ExactScanner', { ...trust, roleName: 'ExactSecurityScanner', grant: ScannerGrant.EXACT });

new IntegTest(app, 'Integ', { testCases: [stack] });
