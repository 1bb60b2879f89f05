import { definePreset } from '../model/preset';
import { services } from '../services';

/** The scanner of this package, run by the customer. */
export const securityScanner = definePreset(services, {
  id: 'security-scanner',
  title: 'cdk-security-scanner',
  source: 'https://github.com/cdk-security-scanner/cdk-security-scanner#readme',
  roleName: 'SecurityScanner',
  trust: { principal: 'account', externalId: 'required' },
  streams: 'all',
  managedPolicies: ['SecurityAudit'],
});
