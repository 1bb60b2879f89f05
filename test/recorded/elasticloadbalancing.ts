import { recordedWith } from './recorded';

interface Clients {
  readonly own: typeof import('@aws-sdk/client-elastic-load-balancing-v2');
  readonly others: { readonly 'elastic-load-balancing': typeof import('@aws-sdk/client-elastic-load-balancing') };
}

const arn = (resource: string) => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${resource}`;
const certificate = (id: string) => `arn:aws:acm:eu-west-1:111122223333:certificate/${id}`;
const [alb, nlb, gateway] = [arn('loadbalancer/app/orders/0123456789abcdef'), arn('loadbalancer/net/feed/0123456789abcdef'), arn('loadbalancer/gwy/inspect/0123456789abcdef')];
const [instances, functions, addresses] = ['orders', 'callback', 'addresses'].map((name) => arn(`targetgroup/${name}/0123456789abcdef`));
const TARGETS: Readonly<Record<string, string>> = { [instances]: 'i-0a1b2c3d', [functions]: 'arn:aws:lambda:eu-west-1:111122223333:function:orders:live', [addresses]: '10.0.1.10' };

const listener = (balancer: string, protocol: 'HTTPS' | 'TLS') => ({
  ListenerArn: `${balancer.replace(':loadbalancer/', ':listener/')}/0123456789abcdef`,
  LoadBalancerArn: balancer,
  Port: 443,
  Protocol: protocol,
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  Certificates: [{ CertificateArn: certificate('11111111-2222-4333-8444-555555555555') }],
  DefaultActions: [{ Type: 'forward' as const, TargetGroupArn: instances }],
});

export const elasticloadbalancing = recordedWith<Clients>({
  'DescribeLoadBalancers': {
    LoadBalancers: [
      {
        LoadBalancerArn: alb,
        LoadBalancerName: 'orders',
        Type: 'application',
        Scheme: 'internet-facing',
        VpcId: 'vpc-0a1b2c3d',
        SecurityGroups: ['sg-0a1b2c3d'],
        DNSName: 'orders-1234567890.eu-west-1.elb.amazonaws.com',
        CanonicalHostedZoneId: 'Z32O12XQLNTSW2',
        State: { Code: 'active' },
      },
      { LoadBalancerArn: nlb, LoadBalancerName: 'feed', Type: 'network', Scheme: 'internal', VpcId: 'vpc-0a1b2c3d', State: { Code: 'active' } },
      { LoadBalancerArn: gateway, LoadBalancerName: 'inspect', Type: 'gateway', VpcId: 'vpc-0a1b2c3d', State: { Code: 'active' } },
    ],
  },
  'DescribeTags': ({ ResourceArns }) => ({ TagDescriptions: ResourceArns!.map((ResourceArn) => ({ ResourceArn, Tags: [{ Key: 'team', Value: 'orders' }] })) }),
  'DescribeListeners': ({ LoadBalancerArn }) => ({ Listeners: [listener(LoadBalancerArn!, LoadBalancerArn === alb ? 'HTTPS' : 'TLS')] }),
  'DescribeListenerCertificates': {
    Certificates: [
      { CertificateArn: certificate('11111111-2222-4333-8444-555555555555'), IsDefault: true },
      { CertificateArn: certificate('99999999-2222-4333-8444-555555555555'), IsDefault: false },
    ],
  },
  'DescribeRules': {
    Rules: [{
      RuleArn: arn('listener-rule/app/orders/0123456789abcdef/0123456789abcdef/0123456789abcdef'),
      Priority: 'default',
      IsDefault: true,
      Conditions: [],
      Actions: [{ Type: 'forward', TargetGroupArn: instances }],
    }],
  },
  'DescribeLoadBalancerAttributes': {
    Attributes: [
      { Key: 'deletion_protection.enabled', Value: 'true' }, { Key: 'access_logs.s3.enabled', Value: 'false' },
      { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
    ],
  },
  'DescribeTargetGroups': {
    TargetGroups: [
      { TargetGroupArn: instances, TargetGroupName: 'orders', Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-0a1b2c3d', TargetType: 'instance', LoadBalancerArns: [alb, nlb] },
      { TargetGroupArn: functions, TargetGroupName: 'callback', TargetType: 'lambda', LoadBalancerArns: [] },
      { TargetGroupArn: addresses, TargetGroupName: 'addresses', Protocol: 'TCP', Port: 8080, VpcId: 'vpc-0a1b2c3d', TargetType: 'ip', LoadBalancerArns: [nlb] },
    ],
  },
  'DescribeTargetHealth': ({ TargetGroupArn }) => ({
    TargetHealthDescriptions: [{
      Target: { Id: TARGETS[TargetGroupArn!] }, TargetHealth: { State: 'healthy' },
    }],
  }),
  'DescribeTargetGroupAttributes': { Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '300' }] },
  'elastic-load-balancing.DescribeLoadBalancers': {
    LoadBalancerDescriptions: [{
      LoadBalancerName: 'legacy',
      DNSName: 'legacy-1234567890.eu-west-1.elb.amazonaws.com',
      Scheme: 'internet-facing',
      VPCId: 'vpc-0a1b2c3d',
      Instances: [{ InstanceId: 'i-0a1b2c3d' }],
      ListenerDescriptions: [{
        Listener: {
          Protocol: 'HTTPS', LoadBalancerPort: 443, InstanceProtocol: 'HTTP', InstancePort: 80, SSLCertificateId: certificate('11111111-2222-4333-8444-555555555555'),
        },
        PolicyNames: ['ELBSecurityPolicy-2016-08'],
      }],
    }],
  },
  'elastic-load-balancing.DescribeTags': { TagDescriptions: [{ LoadBalancerName: 'legacy', Tags: [{ Key: 'team', Value: 'orders' }] }] },
  'elastic-load-balancing.DescribeLoadBalancerAttributes': { LoadBalancerAttributes: { AccessLog: { Enabled: false }, CrossZoneLoadBalancing: { Enabled: true } } },
  'elastic-load-balancing.DescribeLoadBalancerPolicies': {
    PolicyDescriptions: [{
      PolicyName: 'ELBSecurityPolicy-2016-08',
      PolicyTypeName: 'SSLNegotiationPolicyType',
      PolicyAttributeDescriptions: [{ AttributeName: 'Protocol-TLSv1', AttributeValue: 'true' }, { AttributeName: 'Protocol-TLSv1.2', AttributeValue: 'true' }],
    }],
  },
});
