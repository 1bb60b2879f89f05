import { defineCheck } from '../../model/check';
import { secretsmanager } from '../../services/secretsmanager';

const days = 90;

/** AWS FSBP SecretsManager.4; what is changed by hand counts too, and a replica changes with its primary. */
export const secretRotated = defineCheck(secretsmanager, {
  id: 'secret-rotated',
  entity: 'aws_secretsmanager_secret',
  severity: 'medium',
  title: `Secrets were changed within ${days} days`,
  why: 'The older a secret, the more have seen it.',
  needs: [secretsmanager.need('ListSecrets')],
  remedy: {
    cli: 'aws secretsmanager rotate-secret --secret-id <secret> --rotation-rules AutomaticallyAfterDays=30',
    cdk: "secret.addRotationSchedule('Rotation', { automaticallyAfter: Duration.days(30), hostedRotation: secretsmanager.HostedRotation.postgreSqlSingleUser() })",
  },
  applies: (secret) => !secret.isDeletionScheduled && !secret.isReplica
    && (secret.LastRotatedDate ?? secret.LastChangedDate ?? secret.CreatedDate) !== undefined,
  fails: ({ LastRotatedDate, LastChangedDate, CreatedDate }, look) => {
    const [changed] = [LastRotatedDate, LastChangedDate, CreatedDate].flatMap((date) => date ?? []).sort().reverse();
    return look.daysSince(changed) > days ? `last changed on ${changed}, ${look.daysSince(changed)} days ago` : undefined;
  },
  examples: {
    pass: [
      { entity: { CreatedDate: '2025-01-01T00:00:00Z', LastRotatedDate: '2025-12-20T00:00:00Z' } },
      { entity: { CreatedDate: '2025-01-01T00:00:00Z', LastRotatedDate: '2025-02-01T00:00:00Z', LastChangedDate: '2025-12-20T00:00:00Z' } },
    ],
    fail: [{ entity: { CreatedDate: '2025-01-01T00:00:00Z', LastChangedDate: '2025-02-01T00:00:00Z' } }],
  },
});
