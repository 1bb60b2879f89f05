import { actionsOf, definePreset } from '../model/preset';
import { services } from '../services';

/** AQtive Guard: the cryptographic inventory. Its document names thirteen actions, and no external id. */
export const aqtiveGuard = definePreset(services, {
  id: 'aqtive-guard',
  title: 'AQtive Guard',
  source: 'https://docs.aqtiveguard.com/data-sources/aws',
  roleName: 'AQtiveGuardReadOnlyAccessRole',
  externalId: 'not-mentioned',
  grant: 'EXACT',
  parts: ['config', 'events'],
  template: {
    file: 'cloudformation-template.json',
    stackName: 'AQtiveGuard',
    parameters: { externalId: 'ExternalId', trustedAccountId: 'TrustedAccountId' },
    outputs: { AQtiveGuardReadOnlyAccessRoleArn: 'roleArn', ExternalId: 'externalId' },
    logicalIds: { role: 'AQtiveGuardReadOnlyAccessRole', policy: 'AQtiveGuardReadOnlyAccessPolicy' },
  },
  streams: [{
    id: 'cryptography',
    title: 'Keys, certificates, secrets and parameters',
    actions: actionsOf({
      acm: 'DescribeCertificate GetCertificate ListCertificates',
      kms: 'DescribeKey GetKeyPolicy GetKeyRotationStatus ListAliases ListKeys',
      secretsmanager: 'DescribeSecret ListSecrets',
      ssm: 'DescribeParameters ListTagsForResource',
      sts: 'GetCallerIdentity',
    }),
  }],
});
