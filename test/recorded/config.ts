import { recorded } from './recorded';

const ruleArn = 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123';

/** A resource of each type that an evaluation can lead to, by the id that AWS Config gives it. */
const evaluated: readonly (readonly [string, string])[] = [
  ['AWS::::Account', '111122223333'],
  ['AWS::ACM::Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/55555555-6666-4777-8888-999999999999'],
  ['AWS::ApiGateway::RestApi', 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5'],
  ['AWS::AutoScaling::AutoScalingGroup', 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:77777777-8888-4999-8000-111111111111:autoScalingGroupName/orders'],
  ['AWS::CloudFormation::Stack', 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/88888888-9999-4000-8111-222222222222'],
  ['AWS::CloudFront::Distribution', 'arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5E6F7'],
  ['AWS::CloudTrail::Trail', 'orders'],
  ['AWS::DynamoDB::Table', 'orders'],
  ['AWS::EC2::EIP', 'eipalloc-0a1b2c3d'],
  ['AWS::EC2::Instance', 'i-0a1b2c3d4e5f60718'],
  ['AWS::EC2::InternetGateway', 'igw-0a1b2c3d'],
  ['AWS::EC2::NatGateway', 'nat-0a1b2c3d'],
  ['AWS::EC2::NetworkAcl', 'acl-0a1b2c3d'],
  ['AWS::EC2::NetworkInterface', 'eni-0a1b2c3d'],
  ['AWS::EC2::RouteTable', 'rtb-0a1b2c3d'],
  ['AWS::EC2::SecurityGroup', 'sg-0a1b2c3d'],
  ['AWS::EC2::Subnet', 'subnet-0a1b2c3d'],
  ['AWS::EC2::Volume', 'vol-0a1b2c3d'],
  ['AWS::EC2::VPC', 'vpc-0a1b2c3d'],
  ['AWS::EC2::VPNGateway', 'vgw-0a1b2c3d'],
  ['AWS::ECR::Repository', 'orders'],
  ['AWS::ECS::Cluster', 'arn:aws:ecs:eu-west-1:111122223333:cluster/orders'],
  ['AWS::ECS::Service', 'arn:aws:ecs:eu-west-1:111122223333:service/orders/orders'],
  ['AWS::ECS::TaskDefinition', 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:7'],
  ['AWS::EFS::FileSystem', 'fs-0a1b2c3d'],
  ['AWS::EKS::Cluster', 'orders'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'orders'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/orders/0123456789abcdef'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/orders/fedcba9876543210'],
  ['AWS::IAM::User', 'AIDAEXAMPLEUSER000001'],
  ['AWS::IAM::Group', 'AGPAEXAMPLEGROUP00001'],
  ['AWS::IAM::Role', 'AROAEXAMPLEROLE000001'],
  ['AWS::IAM::Policy', 'ANPAEXAMPLEPOLICY0001'],
  ['AWS::KMS::Key', '11111111-2222-4333-8444-555555555555'],
  ['AWS::Lambda::Function', 'orders'],
  ['AWS::Redshift::Cluster', 'orders'],
  ['AWS::S3::Bucket', 'orders-assets'],
  ['AWS::SecretsManager::Secret', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf'],
  ['AWS::SNS::Topic', 'arn:aws:sns:eu-west-1:111122223333:security'],
  ['AWS::SQS::Queue', 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders'],
  ['AWS::WAFv2::WebACL', 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/orders/44444444-5555-4666-8777-888888888888'],
  // No entity type has it.
  ['AWS::Backup::BackupPlan', '99999999-0000-4111-8222-333333333333'],
];

export const config = recorded<typeof import('@aws-sdk/client-config-service')>({
  DescribeConfigRules: {
    ConfigRules: [{
      ConfigRuleName: 'required-tags',
      ConfigRuleArn: ruleArn,
      ConfigRuleId: 'config-rule-abc123',
      ConfigRuleState: 'ACTIVE',
      Scope: { ComplianceResourceTypes: ['AWS::S3::Bucket'] },
      Source: { Owner: 'AWS', SourceIdentifier: 'REQUIRED_TAGS' },
      InputParameters: '{"tag1Key":"team"}',
      MaximumExecutionFrequency: 'TwentyFour_Hours',
    }],
  },
  DescribeComplianceByConfigRule: { ComplianceByConfigRules: [{ ConfigRuleName: 'required-tags', Compliance: { ComplianceType: 'NON_COMPLIANT' } }] },
  GetComplianceDetailsByConfigRule: {
    EvaluationResults: evaluated.map(([ResourceType, ResourceId], index) => ({
      EvaluationResultIdentifier: {
        EvaluationResultQualifier: { ConfigRuleName: 'required-tags', ResourceType, ResourceId, EvaluationMode: 'DETECTIVE' as const },
        OrderingTimestamp: new Date('2026-10-01T00:00:00Z'),
      },
      ComplianceType: index % 2 === 0 ? 'NON_COMPLIANT' as const : 'COMPLIANT' as const,
      ResultRecordedTime: new Date('2026-10-01T00:00:00Z'),
    })),
  },
  ListTagsForResource: { Tags: [{ Key: 'team', Value: 'security' }] },
});
