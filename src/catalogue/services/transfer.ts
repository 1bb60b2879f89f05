import { followed } from '../model/pages';
import { gather } from '../model/reader';
import { defineService } from '../model/service';

const server = 'arn:${Partition}:transfer:*:${Account}:server/*';

/** AWS Transfer Family: https://docs.aws.amazon.com/transfer/latest/APIReference/ */
export const transfer = defineService({
  id: 'transfer',
  title: 'AWS Transfer Family',
  scope: 'regional',
  eventSource: 'transfer.amazonaws.com',
  client: () => import('@aws-sdk/client-transfer'),
  operations: {
    ListServers: { action: 'transfer:ListServers' },
    DescribeServer: { action: 'transfer:DescribeServer', resource: server },
    ListHostKeys: { action: 'transfer:ListHostKeys', resource: server, detail: true },
    DescribeHostKey: { action: 'transfer:DescribeHostKey', resource: 'arn:${Partition}:transfer:*:${Account}:host-key/*', detail: true },
    ListUsers: { action: 'transfer:ListUsers', resource: server },
    DescribeUser: { action: 'transfer:DescribeUser', resource: 'arn:${Partition}:transfer:*:${Account}:user/*' },
  },
  entities: (entity) => {
    const aws_transfer_server = entity({
      class: ['Host', 'Gateway'],
      reads: ['ListServers', 'DescribeServer', 'ListHostKeys', 'DescribeHostKey'],
      list: (read) => read.items('ListServers', 'Servers', { MaxResults: 1000 }),
      async describe(read, listed) {
        const { ServerId } = listed;
        const { Server } = await read.call('DescribeServer', { ServerId }) ?? {};
        // Only SFTP has host keys, of which AWS shows the public half by its fingerprint.
        const keys = Server?.Protocols?.includes('SFTP') ? await gather(followed(
          (NextToken?: string) => read.call('ListHostKeys', { ServerId, NextToken, MaxResults: 1000 }), (page) => page.NextToken)) : [];
        const HostKeys = await Promise.all(keys.flatMap((page) => page.HostKeys ?? []).map(async ({ HostKeyId, Arn, Type, Fingerprint, DateImported }) => {
          // A list leaves out the tags.
          const told = await read.call('DescribeHostKey', { ServerId, HostKeyId });
          return { HostKeyId, Arn, Type, Fingerprint, DateImported, Tags: told?.HostKey?.Tags };
        }));
        return { ...listed, ...Server, HostKeys };
      },
      key: (s) => s.Arn!,
      name: (s) => s.ServerId,
      tags: (s) => s.Tags,
      facts: (s) => ({ isPublic: s.EndpointType === 'PUBLIC' || (s.EndpointDetails?.AddressAllocationIds?.length ?? 0) > 0 }),
      relationships: [
        { from: 'aws_iam_role', verb: 'ASSIGNED', key: (s) => [s.LoggingRole, s.IdentityProviderDetails?.InvocationRole] },
        { verb: 'USES', to: 'aws_acm_certificate', key: (s) => s.Certificate },
      ],
      changes: ['CreateServer', 'UpdateServer', 'DeleteServer', 'StartServer', 'StopServer', 'ImportHostKey', 'UpdateHostKey', 'DeleteHostKey', 'TagResource', 'UntagResource'],
    });

    return {
      aws_transfer_server,

      aws_transfer_user: entity({
        class: ['User'],
        of: aws_transfer_server,
        reads: ['ListUsers', 'DescribeUser'],
        async *list(read, _, { ServerId, Arn, Domain, IdentityProviderType }) {
          // The users of other identity providers are not known to AWS.
          if (IdentityProviderType !== 'SERVICE_MANAGED') return;
          for await (const user of read.items('ListUsers', 'Users', { ServerId, MaxResults: 1000 })) yield { ...user, ServerId, serverArn: Arn, Domain };
        },
        async describe(read, user) {
          const described = await read.call('DescribeUser', { ServerId: user.ServerId, UserName: user.UserName });
          return { ...user, ...described?.User };
        },
        key: (u) => u.Arn!,
        name: (u) => u.UserName,
        tags: (u) => u.Tags,
        relationships: [
          { from: 'aws_transfer_server', verb: 'HAS', key: (u) => u.serverArn },
          { from: 'aws_iam_role', verb: 'ASSIGNED', key: (u) => u.Role },
          {
            from: 'aws_s3_bucket',
            verb: 'ALLOWS',
            // Paths begin with the bucket, or with the id of a file system.
            key: (u, at) => {
              const paths = u.HomeDirectoryType === 'LOGICAL' ? u.HomeDirectoryMappings?.map(({ Target }) => Target) ?? [] : [u.HomeDirectory];
              const buckets = new Set(u.Domain === 'S3' ? paths.map((path) => path?.split('/')[1]) : []);
              return [...buckets].map((name) => name ? at.arn('s3', name, { region: '', accountId: '' }) : undefined);
            },
          },
        ],
        changes: ['CreateUser', 'UpdateUser', 'DeleteUser', 'ImportSshPublicKey', 'DeleteSshPublicKey', 'DeleteServer', 'TagResource', 'UntagResource'],
      }),
    };
  },
});
