import {
  CreateSnapshotCommand, CreateVolumeCommand, DisableEbsEncryptionByDefaultCommand, EC2Client, EnableEbsEncryptionByDefaultCommand, ImportKeyPairCommand,
  ModifySnapshotAttributeCommand, RunInstancesCommand, type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { sshKey } from '../../engine/crypto/openssh';
import { group, publicSubnet } from '../openings';
import { ofAccount, policy, proof, type Proof, type Site } from '../proof';

async function run(site: Site, more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const { subnetIds: [SubnetId] } = await site.network();
  const { Instances } = await new EC2Client(site.options).send(new RunInstancesCommand({ ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, SubnetId, ...more }));
  return site.arn('ec2', `instance/${Instances![0].InstanceId}`);
}

async function profile({ options }: Site): Promise<string> {
  const iam = new IAMClient(options);
  const trust = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName: 'server', AssumeRolePolicyDocument: trust }));
  const { InstanceProfile } = await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'server' }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'server', RoleName: 'server' }));
  return InstanceProfile!.Arn!;
}

const tokens = (site: Site) => ({ MetadataOptions: { HttpTokens: site.isGood ? 'required' as const : 'optional' as const, HttpEndpoint: 'enabled' as const } });

const server = async (site: Site) => run(site, { ...tokens(site), IamInstanceProfile: site.isGood ? { Arn: await profile(site) } : undefined });

const enclave = async (site: Site) => run(site, { ...tokens(site), EnclaveOptions: { Enabled: true }, SecurityGroupIds: [await group(site, 'enclave', 8443)] });

async function shares(site: Site): Promise<string> {
  const SubnetId = site.isGood ? undefined : await publicSubnet(site, '10.0.20.0/24');
  return run(site, { SecurityGroupIds: [await group(site, 'shares', 445)], ...SubnetId && { SubnetId } });
}

const securityGroup = async (site: Site) => site.arn('ec2', `security-group/${await group(site, 'ports', 22, 3389, 8080)}`);

async function volume({ options, isGood: Encrypted }: Site): Promise<string> {
  return (await new EC2Client(options).send(new CreateVolumeCommand({ AvailabilityZone: 'eu-west-1a', Size: 8, Encrypted }))).VolumeId!;
}

async function snapshot(site: Site): Promise<string> {
  const ec2 = new EC2Client(site.options);
  const { SnapshotId } = await ec2.send(new CreateSnapshotCommand({ VolumeId: await volume(site) }));
  if (!site.isGood) await ec2.send(new ModifySnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission', OperationType: 'add', GroupNames: ['all'] }));
  return `arn:aws:ec2:${site.options.region}::snapshot/${SnapshotId}`;
}

async function keyPair(site: Site): Promise<string> {
  await new EC2Client(site.options).send(new ImportKeyPairCommand({ KeyName: 'door', PublicKeyMaterial: Buffer.from(sshKey(site.either(2048, 1024))) }));
  return site.arn('ec2', 'key-pair/door');
}

const encryption = ({ options, isGood }: Site) => new EC2Client(options).send(isGood ? new EnableEbsEncryptionByDefaultCommand({}) : new DisableEbsEncryptionByDefaultCommand({}));

/** Instances, their disks, snapshots and key pairs. */
export const machines: readonly Proof[] = [
  proof(server, 'ec2-instance-imdsv2', 'ec2-instance-profile-attached'),
  proof(enclave, 'ec2-enclave-host-imdsv2', 'ec2-enclave-host-not-open'),
  proof(shares, 'ec2-instance-no-public-smb', 'ec2-instance-no-public-ip'),
  { ...proof((site) => run(site), 'ec2-instance-not-old'), inDays: 200 },
  proof(securityGroup, 'ec2-security-group-no-world-admin-ports', 'ec2-security-group-no-world-high-risk-ports'),
  proof(async (site) => site.arn('ec2', `volume/${await volume(site)}`), 'ec2-volume-encrypted'),
  proof(snapshot, 'ec2-snapshot-not-public'),
  proof(keyPair, 'ec2-key-pair-strong'),
  ofAccount(encryption, 'ebs-encryption-by-default'),
];
