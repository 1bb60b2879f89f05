import { App, Stack } from 'aws-cdk-lib';
import { OrgStackSetDeployment, SecurityScanner } from 'cdk-security-scanner';

const app = new App();
const trust = { trustedAccountId: '222222222222', externalId: 'agreed-7f3a' };

const access = new Stack(app, 'SecurityScannerAccess', { env: { account: '111111111111', region: 'eu-central-1' } });
new OrgStackSetDeployment(access, 'Onboarding', { organizationalUnitIds: ['r-abcd'], scannerRole: trust });

const scanner = new Stack(app, 'SecurityScanner', { env: { account: '222222222222', region: 'eu-central-1' } });
new SecurityScanner(scanner, 'Scanner', { externalId: trust.externalId, accountIds: ['333333333333', '444444444444'] });

app.synth();
