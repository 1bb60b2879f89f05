import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

const encrypts = (...on: boolean[]) =>
  ({ Regions: on.map((EbsEncryptionByDefault, index) => ({ Region: ['eu-west-1', 'us-east-1'][index], EbsEncryptionByDefault })) as never });

/** AWS FSBP EC2.7, CIS "Ensure EBS volume encryption is enabled in all regions": https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html */
export const ebsEncryptionByDefault = defineCheck(account, {
  id: 'ebs-encryption-by-default',
  entity: 'aws_account',
  severity: 'high',
  title: 'EBS volumes are encrypted by default in each Region of the scan',
  why: 'Volumes, and their snapshots, are in clear whenever somebody forgets to ask for encryption.',
  needs: [account.need('ec2.GetEbsEncryptionByDefault')],
  remedy: {
    cli: 'aws ec2 enable-ebs-encryption-by-default --region <region>',
    cdk: "new cr.AwsCustomResource(this, 'Encrypt', { onUpdate: { service: 'EC2', action: 'enableEbsEncryptionByDefault', physicalResourceId }, policy })",
  },
  prowler: ['ec2_ebs_default_encryption'],
  fails: ({ Regions }) => {
    const off = Regions.filter(({ EbsEncryptionByDefault }) => !EbsEncryptionByDefault).map(({ Region }) => Region);
    return off.length > 0 ? `EbsEncryptionByDefault is not true in ${off.join(', ')}` : undefined;
  },
  examples: {
    pass: [{ entity: encrypts(true) }],
    fail: [
      { entity: encrypts(false) },
      { entity: encrypts(true, false) },
    ],
  },
});
