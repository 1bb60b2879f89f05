import type { Construct } from 'constructs';
import { ScannerConnector } from './scanner-connector';
import type { ScannerConnectorOptions } from './scanner-connector-props';
import { ScannerPreset } from './scanner-preset';

/** A stream of Zscaler Unified Vulnerability Management; of the stream Network, a data type. */
export enum ZscalerUvmStream {
  /** Accounts of the organisation; answered in the management account only. */
  ACCOUNTS = 'accounts',
  /** EC2 instances. */
  EC2 = 'ec2',
  /** Repositories and images of ECR. */
  ECR = 'ecr',
  /** Scan findings of ECR. */
  ECR_FINDINGS = 'ecr-findings',
  /** EKS clusters. */
  EKS_CLUSTERS = 'eks-clusters',
  /** Findings of Amazon Inspector. */
  INSPECTOR_FINDINGS = 'inspector-findings',
  /** Network: Elastic IP addresses. */
  NETWORK_ADDRESSES = 'network-addresses',
  /** Network: internet gateways. */
  NETWORK_INTERNET_GATEWAYS = 'network-internet-gateways',
  /** Network: load balancers. */
  NETWORK_LOAD_BALANCERS = 'network-load-balancers',
  /** Network: NAT gateways. */
  NETWORK_NAT_GATEWAYS = 'network-nat-gateways',
  /** Network: network interfaces. */
  NETWORK_NETWORK_INTERFACES = 'network-network-interfaces',
  /** Network: subnets. */
  NETWORK_SUBNETS = 'network-subnets',
  /** Network: CIDR blocks of VPCs. */
  NETWORK_VPCS = 'network-vpcs',
  /** RDS instances. */
  RDS = 'rds',
  /** S3 buckets. */
  S3_BUCKETS = 's3-buckets',
  /** Findings of Security Hub. */
  SECURITY_HUB = 'security-hub',
}

/** Properties of a `ZscalerUvmConnector`. */
export interface ZscalerUvmConnectorProps extends ScannerConnectorOptions {
  /** AWS account that Zscaler enters from, which it tells to each customer. */
  readonly trustedAccountId: string;

  /** External id, such as a UUID that you generate. Zscaler's document calls it optional; here it is not. */
  readonly externalId: string;

  /**
   * What Zscaler may read.
   *
   * @default - all that the account can answer
   */
  readonly streams?: ZscalerUvmStream[];
}

/**
 * Connects to Zscaler Unified Vulnerability Management (formerly Avalor): the actions of the chosen streams, each named, no AWS managed policy.
 *
 * With `organization` the stream of the accounts gets a role of its own in the management account.
 *
 * @see https://help.zscaler.com/uvm/configuring-aws-connectors
 */
export class ZscalerUvmConnector extends ScannerConnector {
  constructor(scope: Construct, id: string, props: ZscalerUvmConnectorProps) {
    super(scope, id, { ...props, preset: ScannerPreset.ZSCALER_UVM });
  }
}
