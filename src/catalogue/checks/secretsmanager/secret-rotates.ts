import { defineCheck } from '../../model/check';
import { secretsmanager } from '../../services/secretsmanager';

/** AWS FSBP SecretsManager.1; a replica rotates with its primary: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html */
export const secretRotates = defineCheck(secretsmanager, {
  id: 'secret-rotates',
  entity: 'aws_secretsmanager_secret',
  severity: 'high',
  title: 'Secrets rotate automatically',
  why: 'A secret that was copied once opens the door for ever.',
  needs: [secretsmanager.need('ListSecrets')],
  remedy: {
    cli: 'aws secretsmanager rotate-secret --secret-id <secret> --rotation-lambda-arn <function> --rotation-rules AutomaticallyAfterDays=30',
    cdk: "secret.addRotationSchedule('Rotation', { automaticallyAfter: Duration.days(30), hostedRotation: secretsmanager.HostedRotation.postgreSqlSingleUser() })",
  },
  prowler: ['secretsmanager_automatic_rotation_enabled'],
  applies: (secret) => !secret.isDeletionScheduled && !secret.isReplica,
  fails: (secret) => secret.RotationEnabled ? undefined : `RotationEnabled is ${secret.RotationEnabled ?? 'not set'}`,
  examples: {
    pass: [
      { entity: { Name: 'orders', RotationEnabled: true } },
      { entity: { Name: 'orders', RotationEnabled: true, isReplica: false } },
    ],
    fail: [{ entity: { Name: 'orders', RotationEnabled: false } }, { entity: { Name: 'orders' } }],
  },
});
