import { defineService } from '../model/service';

const key = 'arn:${Partition}:kms:*:${Account}:key/*';

/** AWS Key Management Service: https://docs.aws.amazon.com/kms/latest/APIReference/ */
export const kms = defineService({
  id: 'kms',
  title: 'AWS KMS',
  scope: 'regional',
  eventSource: 'kms.amazonaws.com',
  client: () => import('@aws-sdk/client-kms'),
  operations: {
    ListKeys: { action: 'kms:ListKeys' },
    ListAliases: { action: 'kms:ListAliases' },
    DescribeKey: { action: 'kms:DescribeKey', resource: key },
    GetKeyPolicy: { action: 'kms:GetKeyPolicy', resource: key },
    GetKeyRotationStatus: { action: 'kms:GetKeyRotationStatus', resource: key, absent: ['UnsupportedOperationException', 'KMSInvalidStateException'] },
    ListResourceTags: { action: 'kms:ListResourceTags', resource: key, detail: true },
    GetKeyLastUsage: { action: 'kms:GetKeyLastUsage', resource: key, absent: ['UnsupportedOperationException', 'KMSInvalidStateException'], detail: true },
    ListGrants: { action: 'kms:ListGrants', resource: key, absent: ['KMSInvalidStateException'], detail: true },
  },
  entities: (entity) => ({
    aws_kms_key: entity({
      class: ['CryptoKey'],
      reads: ['ListKeys', 'ListAliases', 'DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags', 'GetKeyLastUsage', 'ListGrants'],
      async *list(read) {
        const aliases = new Map<string, string[]>();
        for await (const { TargetKeyId, AliasName } of read.items('ListAliases', 'Aliases', { Limit: 100 })) {
          if (TargetKeyId && AliasName) aliases.set(TargetKeyId, [...aliases.get(TargetKeyId) ?? [], AliasName]);
        }
        for await (const { KeyId, KeyArn } of read.items('ListKeys', 'Keys', { Limit: 1000 })) {
          yield { KeyId, Arn: KeyArn, Aliases: aliases.get(KeyId!) ?? [] };
        }
      },
      async describe(read, { KeyId, Arn, Aliases }) {
        const [described, policy, rotation, tags, used, grants] = await Promise.all([
          read.call('DescribeKey', { KeyId }),
          read.call('GetKeyPolicy', { KeyId, PolicyName: 'default' }),
          read.call('GetKeyRotationStatus', { KeyId }),
          read.call('ListResourceTags', { KeyId }),
          read.call('GetKeyLastUsage', { KeyId }),
          read.call('ListGrants', { KeyId }),
        ]);
        return {
          Arn,
          Aliases,
          ...described?.KeyMetadata,
          ...rotation,
          KeyId,
          Policy: policy?.Policy,
          Tags: tags?.Tags,
          // AWS tells of uses since a day of its own, which may be later than that of the key.
          KeyLastUsage: used?.KeyLastUsage && { Operation: used.KeyLastUsage.Operation, Timestamp: used.KeyLastUsage.Timestamp },
          TrackingStartDate: used?.TrackingStartDate,
          Grants: grants?.Grants,
        };
      },
      key: (k) => k.Arn!,
      name: (k) => k.Aliases[0] ?? k.KeyId,
      tags: (k) => k.Tags?.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })),
      aliases: (k, at) => k.Aliases.map((alias) => at.arn('kms', alias)),
      facts: (k) => ({ isCustomerManaged: k.KeyManager === 'CUSTOMER' }),
      changes: [
        'CreateKey', 'ReplicateKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'EnableKey', 'DisableKey', 'EnableKeyRotation', 'DisableKeyRotation',
        'RotateKeyOnDemand', 'ImportKeyMaterial', 'DeleteImportedKeyMaterial', 'PutKeyPolicy', 'UpdateKeyDescription', 'UpdatePrimaryRegion',
        'CreateAlias', 'UpdateAlias', 'DeleteAlias', 'CreateGrant', 'RevokeGrant', 'RetireGrant', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});
