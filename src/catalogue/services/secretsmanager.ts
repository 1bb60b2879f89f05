import { keyArn } from '../model/key-reference';
import { allowsEveryone } from '../model/public-policy';
import { namesOfSecret } from '../model/secret-references';
import { defineService } from '../model/service';

const secret = 'arn:${Partition}:secretsmanager:*:${Account}:secret:*';

/** AWS Secrets Manager: https://docs.aws.amazon.com/secretsmanager/latest/apireference/ (metadata only, never GetSecretValue). */
export const secretsmanager = defineService({
  id: 'secretsmanager',
  title: 'AWS Secrets Manager',
  scope: 'regional',
  eventSource: 'secretsmanager.amazonaws.com',
  client: () => import('@aws-sdk/client-secrets-manager'),
  operations: {
    ListSecrets: { action: 'secretsmanager:ListSecrets' },
    DescribeSecret: { action: 'secretsmanager:DescribeSecret', resource: secret, detail: true },
    GetResourcePolicy: { action: 'secretsmanager:GetResourcePolicy', resource: secret, detail: true },
  },
  entities: (entity) => ({
    aws_secretsmanager_secret: entity({
      class: ['Secret'],
      reads: ['ListSecrets', 'DescribeSecret', 'GetResourcePolicy'],
      async *list(read) {
        // What a partner's rotation needs can name accounts and logins there.
        for await (const { ExternalSecretRotationMetadata: _, ...each } of read.items('ListSecrets', 'SecretList', { IncludePlannedDeletion: true, MaxResults: 100 })) {
          yield each;
        }
      },
      async describe(read, each) {
        const [described, policy] = await Promise.all([
          read.call('DescribeSecret', { SecretId: each.ARN }),
          read.call('GetResourcePolicy', { SecretId: each.ARN }),
        ]);
        return {
          ...each,
          KmsKeyId: described?.KmsKeyId ?? each.KmsKeyId,
          ReplicationStatus: described?.ReplicationStatus,
          VersionIdsToStages: described?.VersionIdsToStages,
          ResourcePolicy: policy?.ResourcePolicy,
        };
      },
      key: (s) => s.ARN!,
      name: (s) => s.Name,
      names: (s) => namesOfSecret(s.ARN, s.Name, s.region),
      tags: (s) => s.Tags,
      facts: (s, at) => ({
        allowsEveryone: allowsEveryone(s.ResourcePolicy),
        isDeletionScheduled: s.DeletedDate !== undefined,
        isReplica: s.PrimaryRegion !== undefined && s.PrimaryRegion !== at.region,
        isManagedByService: s.OwningService !== undefined,
      }),
      relationships: [
        // Where no key is named, AWS's own key for the service encrypts.
        { verb: 'USES', to: 'aws_kms_key', key: (s, at) => keyArn(at, s.KmsKeyId || 'alias/aws/secretsmanager') },
        { verb: 'TRIGGERS', to: 'aws_lambda_function', key: (s) => s.RotationLambdaARN?.split(':').slice(0, 7).join(':') || undefined },
      ],
      changes: [
        'CreateSecret', 'UpdateSecret', 'DeleteSecret', 'RestoreSecret', 'PutSecretValue', 'RotateSecret', 'CancelRotateSecret', 'UpdateSecretVersionStage',
        'PutResourcePolicy', 'DeleteResourcePolicy', 'ReplicateSecretToRegions', 'RemoveRegionsFromReplication', 'StopReplicationToReplica',
        'RotationSucceeded', 'RotationFailed', 'EndSecretVersionDelete', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
