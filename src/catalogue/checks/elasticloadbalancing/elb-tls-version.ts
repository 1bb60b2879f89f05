import { endedVersions, tlsWhy } from '../../crypto/ended-versions';
import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** By the protocols of the policies of its listeners: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html */
export const elbTlsVersion = defineCheck(elasticloadbalancing, {
  id: 'elb-tls-version',
  entity: 'aws_elb',
  severity: 'medium',
  title: 'Classic load balancers accept TLS 1.2 only',
  why: tlsWhy,
  needs: [elasticloadbalancing.need('elastic-load-balancing.DescribeLoadBalancers'), elasticloadbalancing.need('elastic-load-balancing.DescribeLoadBalancerPolicies')],
  remedy: {
    cli: 'aws elb set-load-balancer-policies-of-listener --load-balancer-name <name> --load-balancer-port 443 --policy-names <policy of ELBSecurityPolicy-TLS-1-2-2017-01>',
    cdk: "new elbv2.ApplicationLoadBalancer(this, 'Balancer', { vpc }) // classic load balancers know no TLS 1.3",
  },
  applies: ({ PolicyDescriptions = [] }) => PolicyDescriptions.some(({ PolicyAttributeDescriptions = [] }) => PolicyAttributeDescriptions.some(({ AttributeName }) => AttributeName?.startsWith('Protocol-'))),
  fails: (entity) => endedVersions('aws_elb', entity),
  examples: {
    pass: [
      { entity: { PolicyDescriptions: [{ PolicyAttributeDescriptions: [{ AttributeName: 'Protocol-TLSv1.2', AttributeValue: 'true' }, { AttributeName: 'Protocol-TLSv1', AttributeValue: 'false' }] }] } },
    ],
    fail: [
      { entity: { PolicyDescriptions: [{ PolicyAttributeDescriptions: [{ AttributeName: 'Protocol-TLSv1', AttributeValue: 'true' }, { AttributeName: 'Protocol-TLSv1.2', AttributeValue: 'true' }] }] } },
      { entity: { PolicyDescriptions: [{ PolicyAttributeDescriptions: [{ AttributeName: 'Protocol-SSLv3', AttributeValue: 'true' }] }] } },
    ],
  },
});
