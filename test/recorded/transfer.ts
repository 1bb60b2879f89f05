import { recorded } from './recorded';

const arn = 'arn:aws:transfer:eu-west-1:111122223333:server/s-0123456789abcdef0';
const hostKey = 'arn:aws:transfer:eu-west-1:111122223333:host-key/s-0123456789abcdef0/hostkey-0123456789abcdef0';
const role = 'arn:aws:iam::111122223333:role/orders';
const user = 'arn:aws:transfer:eu-west-1:111122223333:user/s-0123456789abcdef0/partner';

export const transfer = recorded<typeof import('@aws-sdk/client-transfer')>({
  ListServers: { Servers: [{ Arn: arn, ServerId: 's-0123456789abcdef0', Domain: 'S3', IdentityProviderType: 'SERVICE_MANAGED', EndpointType: 'VPC', State: 'ONLINE', UserCount: 1 }] },
  DescribeServer: {
    Server: {
      Arn: arn,
      ServerId: 's-0123456789abcdef0',
      Domain: 'S3',
      EndpointType: 'VPC',
      EndpointDetails: { VpcId: 'vpc-0a1b2c3d', SubnetIds: ['subnet-0a1b2c3d'], AddressAllocationIds: ['eipalloc-0a1b2c3d'], SecurityGroupIds: ['sg-0a1b2c3d'] },
      IdentityProviderType: 'SERVICE_MANAGED',
      LoggingRole: role,
      Certificate: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-4234-8234-123456789012',
      Protocols: ['SFTP', 'FTPS'],
      SecurityPolicyName: 'TransferSecurityPolicy-2024-01',
      HostKeyFingerprint: 'SHA256:0123456789abcdefghijklmnopqrstuvwxyzABCDEFG=',
      State: 'ONLINE',
      UserCount: 1,
      Tags: [{ Key: 'team', Value: 'orders' }],
    },
  },
  ListHostKeys: {
    ServerId: 's-0123456789abcdef0',
    HostKeys: [{ Arn: hostKey, HostKeyId: 'hostkey-0123456789abcdef0', Fingerprint: 'SHA256:0123456789abcdefghijklmnopqrstuvwxyzABCDEFG=', Type: 'ssh-rsa', DateImported: new Date('2024-01-10T12:00:00Z') }],
  },
  DescribeHostKey: { HostKey: { Arn: hostKey, HostKeyId: 'hostkey-0123456789abcdef0', Type: 'ssh-rsa', Tags: [{ Key: 'team', Value: 'orders' }] } },
  ListUsers: { ServerId: 's-0123456789abcdef0', Users: [{ Arn: user, UserName: 'partner', Role: role, HomeDirectoryType: 'LOGICAL', SshPublicKeyCount: 1 }] },
  DescribeUser: {
    ServerId: 's-0123456789abcdef0',
    User: {
      Arn: user,
      UserName: 'partner',
      Role: role,
      HomeDirectoryType: 'LOGICAL',
      HomeDirectoryMappings: [{ Entry: '/', Target: '/example-exchange/partner' }],
      SshPublicKeys: [{ SshPublicKeyId: 'key-0123456789abcdef0', SshPublicKeyBody: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample', DateImported: new Date('2026-01-10T12:00:00Z') }],
    },
  },
});
