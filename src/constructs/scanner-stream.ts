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
  /** AWS IAM Access Analyzer. */
  public static readonly ACCESSANALYZER = ScannerStream.of('accessanalyzer');
  /** AWS Account. */
  public static readonly ACCOUNT = ScannerStream.of('account');
  /** AWS Certificate Manager. */
  public static readonly ACM = ScannerStream.of('acm');
  /** AWS Private CA. */
  public static readonly ACMPCA = ScannerStream.of('acmpca');
  /** Amazon API Gateway. */
  public static readonly APIGATEWAY = ScannerStream.of('apigateway');
  /** Amazon EC2 Auto Scaling. */
  public static readonly AUTOSCALING = ScannerStream.of('autoscaling');
  /** AWS Batch. */
  public static readonly BATCH = ScannerStream.of('batch');
  /** AWS CloudFormation. */
  public static readonly CLOUDFORMATION = ScannerStream.of('cloudformation');
  /** Amazon CloudFront. */
  public static readonly CLOUDFRONT = ScannerStream.of('cloudfront');
  /** AWS CloudTrail. */
  public static readonly CLOUDTRAIL = ScannerStream.of('cloudtrail');
  /** Amazon CloudWatch. */
  public static readonly CLOUDWATCH = ScannerStream.of('cloudwatch');
  /** AWS Config. */
  public static readonly CONFIG = ScannerStream.of('config');
  /** Amazon DynamoDB. */
  public static readonly DYNAMODB = ScannerStream.of('dynamodb');
  /** Amazon EC2. */
  public static readonly EC2 = ScannerStream.of('ec2');
  /** Amazon ECR. */
  public static readonly ECR = ScannerStream.of('ecr');
  /** Amazon ECS. */
  public static readonly ECS = ScannerStream.of('ecs');
  /** Amazon EFS. */
  public static readonly EFS = ScannerStream.of('efs');
  /** Amazon EKS. */
  public static readonly EKS = ScannerStream.of('eks');
  /** Amazon ElastiCache. */
  public static readonly ELASTICACHE = ScannerStream.of('elasticache');
  /** Elastic Load Balancing. */
  public static readonly ELASTICLOADBALANCING = ScannerStream.of('elasticloadbalancing');
  /** Amazon EventBridge. */
  public static readonly EVENTS = ScannerStream.of('events');
  /** Amazon GuardDuty. */
  public static readonly GUARDDUTY = ScannerStream.of('guardduty');
  /** AWS IAM. */
  public static readonly IAM = ScannerStream.of('iam');
  /** Amazon Inspector. */
  public static readonly INSPECTOR2 = ScannerStream.of('inspector2');
  /** AWS KMS. */
  public static readonly KMS = ScannerStream.of('kms');
  /** AWS Lambda. */
  public static readonly LAMBDA = ScannerStream.of('lambda');
  /** Amazon CloudWatch Logs. */
  public static readonly LOGS = ScannerStream.of('logs');
  /** Amazon OpenSearch Service. */
  public static readonly OPENSEARCH = ScannerStream.of('opensearch');
  /** Amazon RDS. */
  public static readonly RDS = ScannerStream.of('rds');
  /** Amazon Redshift. */
  public static readonly REDSHIFT = ScannerStream.of('redshift');
  /** Amazon Route 53. */
  public static readonly ROUTE53 = ScannerStream.of('route53');
  /** Amazon Route 53 domains. */
  public static readonly ROUTE53DOMAINS = ScannerStream.of('route53domains');
  /** Amazon S3. */
  public static readonly S3 = ScannerStream.of('s3');
  /** AWS Secrets Manager. */
  public static readonly SECRETSMANAGER = ScannerStream.of('secretsmanager');
  /** AWS Security Hub. */
  public static readonly SECURITYHUB = ScannerStream.of('securityhub');
  /** AWS Signer. */
  public static readonly SIGNER = ScannerStream.of('signer');
  /** Amazon SNS. */
  public static readonly SNS = ScannerStream.of('sns');
  /** Amazon SQS. */
  public static readonly SQS = ScannerStream.of('sqs');
  /** AWS Systems Manager. */
  public static readonly SSM = ScannerStream.of('ssm');
  /** AWS Transfer Family. */
  public static readonly TRANSFER = ScannerStream.of('transfer');
  /** AWS WAF. */
  public static readonly WAFV2 = ScannerStream.of('wafv2');
  /** Amazon WorkSpaces. */
  public static readonly WORKSPACES = ScannerStream.of('workspaces');

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
