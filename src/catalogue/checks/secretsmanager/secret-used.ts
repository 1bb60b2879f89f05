import { defineCheck } from '../../model/check';
import { secretsmanager } from '../../services/secretsmanager';

const days = 90;

/** AWS FSBP SecretsManager.3; AWS notes the day of a use, not the time. */
export const secretUsed = defineCheck(secretsmanager, {
  id: 'secret-used',
  entity: 'aws_secretsmanager_secret',
  severity: 'medium',
  title: `Secrets were used within ${days} days`,
  why: 'What nobody uses any more still opens the door, and whoever left may know it.',
  needs: [secretsmanager.need('ListSecrets')],
  remedy: {
    cli: 'aws secretsmanager delete-secret --secret-id <secret> --recovery-window-in-days 30',
    cdk: 'remove the secretsmanager.Secret from the stack',
  },
  applies: (secret, look) => !secret.isDeletionScheduled && secret.CreatedDate !== undefined && look.daysSince(secret.CreatedDate) > days
    && !secret.isReplica,
  fails: ({ LastAccessedDate }, look) => {
    if (LastAccessedDate === undefined) return 'it was never used';
    return look.daysSince(LastAccessedDate) > days ? `last used on ${LastAccessedDate}, ${look.daysSince(LastAccessedDate)} days ago` : undefined;
  },
  examples: {
    pass: [{ entity: { CreatedDate: '2025-01-01T00:00:00Z', LastAccessedDate: '2025-12-20T00:00:00Z' } }],
    fail: [
      { entity: { CreatedDate: '2025-01-01T00:00:00Z', LastAccessedDate: '2025-06-20T00:00:00Z' } },
      { entity: { CreatedDate: '2025-01-01T00:00:00Z' } },
    ],
  },
});
