import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Aws, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { AccountListingRole, OrgStackSetDeployment, RegionConcurrency, ScannerGrant, StackSetExecutionRole } from '../src';

const app = new App();
const stack = new Stack(app, 'OrgStackSetDeployment');
const root = new CfnParameter(stack, 'OrganizationRootId');
const trust = { trustedAccountId: '111111111111', externalId: 'agreed-7f3a' };

new OrgStackSetDeployment(stack, 'Onboarding', { organizationalUnitIds: [root.valueAsString], scannerRole: trust });
new AccountListingRole(stack, 'Accounts', { ...trust, enrichment: true });

const accounts = new Stack(app, 'SelfManaged');
const deployment = new OrgStackSetDeployment(accounts, 'Onboarding', {
  accountIds: ['333333333333', '444444444444'],
  regions: ['eu-west-1', 'us-east-1'],
  regionConcurrency: RegionConcurrency.PARALLEL,
  scannerRole: { ...trust, grant: ScannerGrant.EXACT },
});
new StackSetExecutionRole(accounts, 'Execution', { administratorAccountId: Aws.ACCOUNT_ID, permissions: deployment.executionPermissions });

new IntegTest(app, 'Integ', { testCases: [stack, accounts] });
