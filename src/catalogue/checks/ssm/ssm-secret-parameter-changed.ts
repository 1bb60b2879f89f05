import { defineCheck } from '../../model/check';
import { ssm } from '../../services/ssm';

const days = 365;

/** Parameter Store rotates nothing: what is secret there changes when somebody changes it. */
export const ssmSecretParameterChanged = defineCheck(ssm, {
  id: 'ssm-secret-parameter-changed',
  entity: 'aws_ssm_parameter',
  severity: 'low',
  title: `Encrypted parameters were changed within ${days} days`,
  why: 'The older a secret, the more have seen it.',
  needs: [ssm.need('DescribeParameters')],
  remedy: {
    cli: 'aws ssm put-parameter --name <name> --type SecureString --value <new value> --overwrite',
    cdk: "new secretsmanager.Secret(this, 'Secret') // which can rotate itself",
  },
  applies: ({ isEncrypted, LastModifiedDate }) => isEncrypted && LastModifiedDate !== undefined,
  fails: ({ LastModifiedDate }, look) => (look.daysSince(LastModifiedDate!) > days
    ? `last changed on ${LastModifiedDate}, ${look.daysSince(LastModifiedDate!)} days ago` : undefined),
  examples: {
    pass: [{ entity: { isEncrypted: true, LastModifiedDate: '2025-06-01T00:00:00Z' } }],
    fail: [{ entity: { isEncrypted: true, LastModifiedDate: '2024-06-01T00:00:00Z' } }],
  },
});
