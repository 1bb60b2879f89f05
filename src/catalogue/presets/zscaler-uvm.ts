import { definePreset } from '../model/preset';
import { services } from '../services';

/** Zscaler Unified Vulnerability Management, formerly Avalor: ten streams, and seven data types of the stream Network. */
export const zscalerUvm = definePreset(services, {
  id: 'zscaler-uvm',
  title: 'Zscaler Unified Vulnerability Management',
  source: 'https://help.zscaler.com/uvm/configuring-aws-connectors',
  roleName: 'AvalorConnector',
  externalId: 'optional',
  grant: 'EXACT',
  parts: ['config'],
  template: {
    file: 'avalor-aws-connector.json',
    stackName: 'AvalorStackIntegration',
    parameters: { externalId: 'ExternalId', trustedAccountId: 'TrustedAccountId' },
    outputs: { RoleARNID: 'roleArn', ExternalID: 'externalId' },
    logicalIds: { role: 'AvalorRole', policy: 'AvalorPolicy' },
  },
  accounts: {
    file: 'avalor-list-account-cf.json',
    stackName: 'avalor-list-account-stack',
    roleName: 'AvalorListAccounts',
    parameters: { externalId: 'ExternalId', trustedAccountId: 'TrustedAccountId' },
    outputs: { RoleARNID: 'roleArn', ExternalID: 'externalId' },
    logicalIds: { role: 'AvalorListAccountsRole', policy: 'AvalorListAccountsPolicy' },
  },
  streams: [
    { id: 'accounts', title: 'AWS Accounts', actions: ['organizations:ListAccounts'], managementAccount: true },
    { id: 'ec2', title: 'AWS EC2', actions: ['ec2:DescribeInstances'] },
    { id: 'ecr', title: 'AWS ECR', actions: ['ecr:DescribeImages', 'ecr:DescribeRepositories', 'ecr:ListImages'] },
    { id: 'ecr-findings', title: 'AWS ECR Findings', actions: ['ecr:DescribeImageScanFindings'] },
    { id: 'eks-clusters', title: 'AWS EKS Clusters API', actions: ['eks:DescribeCluster', 'eks:ListClusters'] },
    { id: 'inspector-findings', title: 'AWS Inspector Findings', actions: ['inspector2:ListFindings'] },
    { id: 'network-addresses', title: 'AWS Network: Addresses', actions: ['ec2:DescribeAddresses'] },
    { id: 'network-internet-gateways', title: 'AWS Network: Internet Gateway', actions: ['ec2:DescribeInternetGateways'] },
    { id: 'network-load-balancers', title: 'AWS Network: Load Balancer', actions: ['elasticloadbalancing:DescribeLoadBalancers'] },
    { id: 'network-nat-gateways', title: 'AWS Network: Nat Gateway', actions: ['ec2:DescribeNatGateways'] },
    { id: 'network-network-interfaces', title: 'AWS Network: Network Interfaces', actions: ['ec2:DescribeNetworkInterfaces'] },
    { id: 'network-subnets', title: 'AWS Network: VPC Subnets', actions: ['ec2:DescribeSubnets'] },
    { id: 'network-vpcs', title: 'AWS Network: VPC CIDR', actions: ['ec2:DescribeVpcs'] },
    { id: 'rds', title: 'AWS RDS', actions: ['rds:DescribeDBInstances'] },
    { id: 's3-buckets', title: 'AWS S3 Buckets', actions: ['s3:ListAllMyBuckets'] },
    { id: 'security-hub', title: 'AWS Security Hub API', actions: ['securityhub:GetFindings'] },
  ],
});
