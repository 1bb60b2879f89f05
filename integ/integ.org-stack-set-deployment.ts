import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { OrgStackSetDeployment } from '../src';

const app = new App();
const stack = new Stack(app, 'OrgStackSetDeployment');
const root = new CfnParameter(stack, 'OrganizationRootId');

new OrgStackSetDeployment(stack, 'Onboarding', {
  organizationalUnitIds: [root.valueAsString],
  scannerRole: { trustedAccountId: '111111111111', externalId: 'agreed-7f3a' },
});

new IntegTest(app, 'Integ', { testCases: [stack] });
