import { recordedWith } from './recorded';

const ACCOUNT = '111122223333';
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-2222-4333-8444-555555555555`;
const Tags = [{ Key: 'Name', Value: 'orders' }, { Key: 'team', Value: 'orders' }];
const vpc = { VpcId: 'vpc-0a1b2c3d', OwnerId: ACCOUNT, CidrBlock: '10.0.0.0/16', Region: 'eu-west-1' };
const far = { VpcId: 'vpc-0f0e0d0c', OwnerId: '444455556666', CidrBlock: '10.1.0.0/16', Region: 'us-east-1' };
const group = { GroupId: 'sg-0a1b2c3d', GroupName: 'orders' };

export const ec2 = recordedWith<{ own: typeof import('@aws-sdk/client-ec2'); others: { ssm: typeof import('@aws-sdk/client-ssm') } }>({
  'DescribeInstances': {
    Reservations: [{
      ReservationId: 'r-0a1b2c3d',
      OwnerId: ACCOUNT,
      Instances: [{
        InstanceId: 'i-0a1b2c3d',
        ImageId: 'ami-0a1b2c3d',
        InstanceType: 't3.micro',
        State: { Code: 16, Name: 'running' },
        LaunchTime: new Date('2026-09-01T08:00:00Z'),
        KeyName: 'orders',
        VpcId: vpc.VpcId,
        SubnetId: 'subnet-0a1b2c3d',
        PrivateIpAddress: '10.0.1.10',
        PublicIpAddress: '203.0.113.10',
        IamInstanceProfile: { Arn: `arn:aws:iam::${ACCOUNT}:instance-profile/orders`, Id: 'AIPAEXAMPLE' },
        SecurityGroups: [group],
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-0a1b2c3d', Status: 'attached', DeleteOnTermination: true } }],
        NetworkInterfaces: [{ NetworkInterfaceId: 'eni-0a1b2c3d', SubnetId: 'subnet-0a1b2c3d', VpcId: vpc.VpcId, Groups: [group] }],
        MetadataOptions: { State: 'applied', HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' },
        EnclaveOptions: { Enabled: false },
        Tags,
      }],
    }],
  },
  'ssm.DescribeInstanceInformation': {
    InstanceInformationList: [{ InstanceId: 'i-0a1b2c3d', PingStatus: 'Online', AgentVersion: '3.3.987.0', PlatformType: 'Linux', PlatformName: 'Amazon Linux', PlatformVersion: '2023' }],
  },
  'DescribeVpcs': { Vpcs: [{ VpcId: vpc.VpcId, OwnerId: ACCOUNT, CidrBlock: vpc.CidrBlock, IsDefault: false, State: 'available', Tags }] },
  'DescribeFlowLogs': {
    FlowLogs: [
      { FlowLogId: 'fl-0a1b2c3d', FlowLogStatus: 'ACTIVE', ResourceId: vpc.VpcId, TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs', LogGroupName: 'flow-logs' },
      { FlowLogId: 'fl-0f0e0d0c', FlowLogStatus: 'ACTIVE', ResourceId: vpc.VpcId, TrafficType: 'REJECT', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flow-logs/orders' },
    ],
  },
  'DescribeVpcPeeringConnections': {
    VpcPeeringConnections: [
      { VpcPeeringConnectionId: 'pcx-0a1b2c3d', Status: { Code: 'active' }, RequesterVpcInfo: vpc, AccepterVpcInfo: far },
      { VpcPeeringConnectionId: 'pcx-0f0e0d0c', Status: { Code: 'active' }, RequesterVpcInfo: far, AccepterVpcInfo: vpc },
    ],
  },
  'DescribeVpcEndpoints': {
    VpcEndpoints: [{
      VpcEndpointId: 'vpce-0a1b2c3d',
      VpcEndpointType: 'Gateway',
      VpcId: vpc.VpcId,
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      State: 'Available',
      RouteTableIds: ['rtb-0a1b2c3d'],
      PolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    }],
  },
  'DescribeSubnets': {
    Subnets: [
      {
        SubnetId: 'subnet-0a1b2c3d',
        SubnetArn: `arn:aws:ec2:eu-west-1:${ACCOUNT}:subnet/subnet-0a1b2c3d`,
        VpcId: vpc.VpcId,
        OwnerId: ACCOUNT,
        CidrBlock: '10.0.1.0/24',
        MapPublicIpOnLaunch: false,
        Tags,
      },
      { SubnetId: 'subnet-0f0e0d0c', VpcId: vpc.VpcId, OwnerId: ACCOUNT, CidrBlock: '10.0.2.0/24', MapPublicIpOnLaunch: true },
    ],
  },
  'DescribeSecurityGroups': {
    SecurityGroups: [{
      ...group,
      VpcId: vpc.VpcId,
      OwnerId: ACCOUNT,
      Description: 'orders',
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], UserIdGroupPairs: [], PrefixListIds: [] },
        { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, IpRanges: [{ CidrIp: '192.0.2.0/24' }], UserIdGroupPairs: [{ GroupId: 'sg-0a1b2c3e', UserId: ACCOUNT }] },
      ],
    }],
  },
  'DescribeSecurityGroupRules': { SecurityGroupRules: [{ SecurityGroupRuleId: 'sgr-0a1b2c3d', GroupId: group.GroupId, IsEgress: false, IpProtocol: 'tcp', CidrIpv4: '0.0.0.0/0' }] },
  'DescribeNetworkInterfaces': {
    NetworkInterfaces: [{
      NetworkInterfaceId: 'eni-0a1b2c3d',
      VpcId: vpc.VpcId,
      SubnetId: 'subnet-0a1b2c3d',
      Groups: [group],
      PrivateIpAddress: '10.0.1.10',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.10', Primary: true }],
      Association: { AllocationId: 'eipalloc-0a1b2c3d', PublicIp: '203.0.113.10' },
      Attachment: { InstanceId: 'i-0a1b2c3d', Status: 'attached' },
      TagSet: Tags,
    }],
  },
  'DescribeVolumes': {
    Volumes: [{ VolumeId: 'vol-0a1b2c3d', SnapshotId: 'snap-0a1b2c3d', Encrypted: true, KmsKeyId: KEY, Size: 8, State: 'in-use', VolumeType: 'gp3', Tags }],
  },
  'DescribeSnapshots': {
    Snapshots: [{ SnapshotId: 'snap-0a1b2c3d', VolumeId: 'vol-0a1b2c3d', OwnerId: ACCOUNT, Encrypted: true, KmsKeyId: KEY, State: 'completed', VolumeSize: 8 }],
  },
  'DescribeSnapshotAttribute': { SnapshotId: 'snap-0a1b2c3d', CreateVolumePermissions: [{ UserId: '444455556666' }] },
  'DescribeAddresses': {
    Addresses: [{ AllocationId: 'eipalloc-0a1b2c3d', PublicIp: '203.0.113.10', PrivateIpAddress: '10.0.1.10', InstanceId: 'i-0a1b2c3d', NetworkInterfaceId: 'eni-0a1b2c3d', Domain: 'vpc' }],
  },
  'DescribeInternetGateways': { InternetGateways: [{ InternetGatewayId: 'igw-0a1b2c3d', OwnerId: ACCOUNT, Attachments: [{ State: 'attached', VpcId: vpc.VpcId }] }] },
  'DescribeNatGateways': {
    NatGateways: [
      {
        NatGatewayId: 'nat-0a1b2c3d',
        VpcId: vpc.VpcId,
        SubnetId: 'subnet-0f0e0d0c',
        State: 'available',
        ConnectivityType: 'public',
        NatGatewayAddresses: [{ AllocationId: 'eipalloc-0f0e0d0c', NetworkInterfaceId: 'eni-0f0e0d0c', PublicIp: '203.0.113.11', PrivateIp: '10.0.2.10' }],
      },
      { NatGatewayId: 'nat-0f0e0d0c', VpcId: vpc.VpcId, State: 'deleted' },
    ],
  },
  'DescribeVpnGateways': {
    VpnGateways: [{ VpnGatewayId: 'vgw-0a1b2c3d', State: 'available', Type: 'ipsec.1', AmazonSideAsn: 64512, VpcAttachments: [{ State: 'attached', VpcId: vpc.VpcId }] }],
  },
  'DescribeVpnConnections': {
    VpnConnections: [{
      VpnConnectionId: 'vpn-0a1b2c3d',
      VpnGatewayId: 'vgw-0a1b2c3d',
      CustomerGatewayId: 'cgw-0a1b2c3d',
      State: 'available',
      Type: 'ipsec.1',
      CustomerGatewayConfiguration: '<vpn_connection/>',
      VgwTelemetry: [{ OutsideIpAddress: '198.51.100.1', Status: 'UP', AcceptedRouteCount: 1 }],
      Options: { TunnelOptions: [{ OutsideIpAddress: '198.51.100.1', PreSharedKey: 'example', Phase1EncryptionAlgorithms: [{ Value: 'AES256' }], IkeVersions: [{ Value: 'ikev2' }] }] },
    }],
  },
  'DescribeRouteTables': {
    RouteTables: [
      {
        RouteTableId: 'rtb-0a1b2c3d',
        VpcId: vpc.VpcId,
        OwnerId: ACCOUNT,
        Associations: [{ Main: false, SubnetId: 'subnet-0a1b2c3d', RouteTableId: 'rtb-0a1b2c3d' }],
        Routes: [{ DestinationCidrBlock: vpc.CidrBlock, GatewayId: 'local', State: 'active' }, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0a1b2c3d', State: 'active' }],
      },
      {
        RouteTableId: 'rtb-0f0e0d0c',
        VpcId: vpc.VpcId,
        OwnerId: ACCOUNT,
        Associations: [{ Main: true, RouteTableId: 'rtb-0f0e0d0c' }],
        Routes: [{ DestinationCidrBlock: vpc.CidrBlock, GatewayId: 'local', State: 'active' }],
      },
    ],
  },
  'DescribeNetworkAcls': {
    NetworkAcls: [{
      NetworkAclId: 'acl-0a1b2c3d',
      VpcId: vpc.VpcId,
      OwnerId: ACCOUNT,
      IsDefault: true,
      Associations: ['subnet-0a1b2c3d', 'subnet-0f0e0d0c'].map((SubnetId) => ({ NetworkAclAssociationId: `aclassoc-${SubnetId}`, NetworkAclId: 'acl-0a1b2c3d', SubnetId })),
      Entries: [{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: false, CidrBlock: '0.0.0.0/0' }, { RuleNumber: 32767, Protocol: '-1', RuleAction: 'deny', Egress: false, CidrBlock: '0.0.0.0/0' }],
    }],
  },
  'DescribeImages': {
    Images: [{ ImageId: 'ami-0a1b2c3d', Name: 'orders-2026-09', OwnerId: ACCOUNT, Public: false, State: 'available', CreationDate: '2026-09-01T07:00:00.000Z', RootDeviceType: 'ebs' }],
  },
  'DescribeImageAttribute': { ImageId: 'ami-0a1b2c3d', LaunchPermissions: [{ UserId: '444455556666' }] },
  'DescribeKeyPairs': {
    KeyPairs: [{
      KeyPairId: 'key-0a1b2c3d',
      KeyName: 'orders',
      KeyType: 'ed25519',
      KeyFingerprint: 'Wmh6n0Qq3cDAmL2NMvCkN2pW1zq1gkGm0v0b3nVd4xE=',
      CreateTime: new Date('2026-08-01T00:00:00Z'),
      PublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl orders',
      Tags,
    }],
  },
});
