import { resolveStream, type ResolvedStream } from '../derive/preset';

/** What a stream of your own reads. */
export interface ScannerStreamProps {
  /** IAM actions, such as `ec2:DescribeInstances`; may hold `*`, as long as no read of customer data is let in. */
  readonly actions: string[];

  /**
   * ARNs that the actions are limited to. Only the partition and the account may be tokens.
   *
   * @default - every resource
   */
  readonly resources?: string[];
}

/** What a scanner reads: a part of the inventory, with the IAM actions that reading it needs. */
export class ScannerStream {
  /** Accounts, AWS Organizations, account-wide settings. */
  public static readonly ACCOUNT = ScannerStream.of('account');
  /** AWS CloudTrail. */
  public static readonly CLOUDTRAIL = ScannerStream.of('cloudtrail');
  /** Amazon EC2, EBS and VPC. */
  public static readonly EC2 = ScannerStream.of('ec2');
  /** AWS IAM. */
  public static readonly IAM = ScannerStream.of('iam');
  /** AWS KMS. */
  public static readonly KMS = ScannerStream.of('kms');
  /** AWS Lambda. */
  public static readonly LAMBDA = ScannerStream.of('lambda');
  /** Amazon S3. */
  public static readonly S3 = ScannerStream.of('s3');

  /**
   * A stream by its id.
   *
   * @param id an id of docs/reference/streams, such as `kms`
   */
  public static of(id: string): ScannerStream {
    return new ScannerStream(resolveStream(id));
  }

  /**
   * A stream of your own, for what a platform reads beyond the catalogue. A read of customer data, wildcards expanded, is refused.
   *
   * @param id a name for it
   */
  public static custom(id: string, props: ScannerStreamProps): ScannerStream {
    const { actions, resources = ['*'] } = props;
    const wrong = actions.find((action) => !/^[a-z0-9-]+:[\w*?]+$/.test(action));
    if (actions.length === 0 || wrong !== undefined) {
      throw new Error(`actions of the stream '${id}' must be IAM actions such as ec2:DescribeInstances, got ${wrong === undefined ? 'none' : `'${wrong}'`}.`);
    }
    const elsewhere = resources.find((resource) => resource !== '*' && !/^arn:([^:]*:){4}.+$/.test(resource));
    if (resources.length === 0 || elsewhere !== undefined) {
      throw new Error(`resources of the stream '${id}' must be ARNs or *, got ${elsewhere === undefined ? 'none' : `'${elsewhere}'`}.`);
    }
    const stream = resolveStream({ id, title: id, actions, resources });
    const [refused] = stream.withheld;
    if (refused) throw new Error(`The stream '${id}' must not let in ${refused.action} (returns ${refused.returns}), but '${refused.pattern}' allows it.`);
    return new ScannerStream(stream);
  }

  /**
   * A stream of a preset.
   *
   * @internal
   */
  public static _of(stream: ResolvedStream): ScannerStream {
    return new ScannerStream(stream);
  }

  /** Id of the stream. */
  public readonly id: string;

  private constructor(/** @internal */ public readonly _stream: ResolvedStream) {
    this.id = _stream.id;
  }
}
