import { defineCheck } from '../../model/check';
import { ec2 } from '../../services/ec2';

/** AWS FSBP EC2.3, for volumes attached or not: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html */
export const ec2VolumeEncrypted = defineCheck(ec2, {
  id: 'ec2-volume-encrypted',
  entity: 'aws_ebs_volume',
  severity: 'high',
  title: 'EBS volumes are encrypted',
  why: 'Snapshots of an unencrypted volume are unencrypted too, and can be shared with any account.',
  needs: [ec2.need('DescribeVolumes')],
  remedy: {
    cli: 'aws ec2 enable-ebs-encryption-by-default # then: aws ec2 copy-snapshot --encrypted … and create-volume from the copy',
    cdk: "new ec2.Volume(this, 'Volume', { availabilityZone, size: Size.gibibytes(8), encrypted: true })",
  },
  prowler: ['ec2_ebs_volume_encryption'],
  fails: (volume) => volume.Encrypted ? undefined : `Encrypted is ${volume.Encrypted}`,
  examples: {
    pass: [{ entity: { VolumeId: 'vol-0123456789abcdef0', Encrypted: true } }],
    fail: [{ entity: { VolumeId: 'vol-0123456789abcdef0', Encrypted: false } }, { entity: { State: 'available', Encrypted: false, Attachments: [] } }],
  },
});
