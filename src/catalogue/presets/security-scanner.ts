import { definePreset } from '../model/preset';
import { services } from '../services';

/** The scanner of this package, run by the customer. */
export const securityScanner = definePreset(services, {
  id: 'security-scanner',
  title: 'cdk-security-scanner',
  source: 'https://github.com/cdk-security-scanner/cdk-security-scanner#readme',
  roleName: 'SecurityScanner',
  externalId: 'chosen',
  streams: 'all',
  grant: 'SECURITY_AUDIT',
  parts: ['config'],
  template: {
    file: 'security-scanner.json',
    stackName: 'security-scanner',
    parameters: { externalId: 'ExternalId', trustedAccountId: 'TrustedAccountId' },
    outputs: { RoleArn: 'roleArn', ExternalId: 'externalId' },
    logicalIds: { role: 'ScannerRole', policy: 'ScannerPolicy' },
  },
});
