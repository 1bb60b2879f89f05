import { App, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { OrgStackSetDeployment } from 'cdk-security-scanner';

/**
 * Connects a whole organisation to a scanner in its security account. Deploy with credentials of the management account:
 * the stack set brings the role to every member account, the stack itself to the management account.
 */
const app = new App();
const stack = new Stack(app, 'SecurityScannerAccess', { env: { account: '111111111111', region: 'us-east-1' } });

const root = new CfnParameter(stack, 'OrganizationRootId', { description: 'Root of the organisation, r-…' });

new OrgStackSetDeployment(stack, 'Onboarding', {
  organizationalUnitIds: [root.valueAsString],
  scannerRole: {
    trustedAccountId: '222222222222',
    externalId: 'demo-organisation-7f3a',
  },
});

app.synth();
