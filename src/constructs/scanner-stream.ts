import { servicesOf } from '../derive/streams';

/** What a scanner reads: a part of the inventory, with the IAM actions that reading it needs. */
export class ScannerStream {
  /** Accounts, AWS Organizations, account-wide settings. */
  public static readonly ACCOUNT = new ScannerStream('account');
  /** AWS CloudTrail. */
  public static readonly CLOUDTRAIL = new ScannerStream('cloudtrail');
  /** Amazon EC2, EBS and VPC. */
  public static readonly EC2 = new ScannerStream('ec2');
  /** AWS IAM. */
  public static readonly IAM = new ScannerStream('iam');
  /** AWS KMS. */
  public static readonly KMS = new ScannerStream('kms');
  /** AWS Lambda. */
  public static readonly LAMBDA = new ScannerStream('lambda');
  /** Amazon S3. */
  public static readonly S3 = new ScannerStream('s3');

  /**
   * A stream by its id.
   *
   * @param id an id of docs/reference/streams, such as `kms`
   */
  public static of(id: string): ScannerStream {
    servicesOf([id]);
    return new ScannerStream(id);
  }

  /** @param id id of the stream */
  private constructor(public readonly id: string) {}
}
