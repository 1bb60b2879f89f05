import { defineCheck } from '../../model/check';
import { account } from '../../services/account';
import { ec2 } from '../../services/ec2';

/** AWS FSBP EC2.1, once the block of the Region is taken into account: https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html */
export const ec2SnapshotNotPublic = defineCheck(ec2, {
  id: 'ec2-snapshot-not-public',
  entity: 'aws_ebs_snapshot',
  severity: 'critical',
  exposes: true,
  title: 'EBS snapshots are not public',
  why: 'Everybody with an AWS account can make a volume of the snapshot and read all of it.',
  needs: [ec2.need('DescribeSnapshots'), ec2.need('DescribeSnapshotAttribute'), account.need('ec2.GetSnapshotBlockPublicAccessState')],
  remedy: {
    cli: 'aws ec2 modify-snapshot-attribute --snapshot-id <snapshot-id> --attribute createVolumePermission --operation-type remove --group-names all',
    cdk: "new ec2.CfnSnapshotBlockPublicAccess(this, 'Block', { state: 'block-all-sharing' })",
  },
  prowler: ['ec2_ebs_public_snapshot'],
  fails: (snapshot, look) => {
    if (!snapshot.isPublic) return undefined;
    // Of the two modes only this one takes back what was shared before.
    const region = look.all(account, 'aws_account')[0]?.Regions.find(({ Region }) => Region === snapshot.region);
    if (region?.SnapshotBlockPublicAccessState === 'block-all-sharing') return undefined;
    return `createVolumePermission has the group all, and SnapshotBlockPublicAccessState is ${region?.SnapshotBlockPublicAccessState ?? 'not known'}`;
  },
  examples: {
    pass: [
      { entity: { SnapshotId: 'snap-0a1b2c3d', isPublic: false, CreateVolumePermissions: [{ UserId: '444455556666' }] } },
      { entity: { SnapshotId: 'snap-0a1b2c3d', isPublic: true, region: 'eu-west-1' }, others: { aws_account: [{ Regions: [{ Region: 'eu-west-1', SnapshotBlockPublicAccessState: 'block-all-sharing' }] }] } },
    ],
    fail: [
      { entity: { SnapshotId: 'snap-0a1b2c3d', isPublic: true, region: 'eu-west-1' }, others: { aws_account: [{ Regions: [{ Region: 'eu-west-1', SnapshotBlockPublicAccessState: 'unblocked' }] }] } },
      { entity: { SnapshotId: 'snap-0a1b2c3d', isPublic: true, region: 'eu-west-1' }, others: { aws_account: [{ Regions: [{ Region: 'eu-west-1', SnapshotBlockPublicAccessState: 'block-new-sharing' }] }] } },
      { entity: { SnapshotId: 'snap-0a1b2c3d', isPublic: true, region: 'eu-west-1' }, others: { aws_account: [{ Regions: [{ Region: 'us-east-1', SnapshotBlockPublicAccessState: 'block-all-sharing' }] }] } },
    ],
  },
});
