import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** AWS FSBP ELB.3: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html */
export const elbTlsListeners = defineCheck(elasticloadbalancing, {
  id: 'elb-tls-listeners',
  entity: 'aws_elb',
  severity: 'medium',
  title: 'Classic load balancers listen with TLS only',
  why: 'Passwords, session cookies and data can be read and changed on the way.',
  needs: [elasticloadbalancing.need('elastic-load-balancing.DescribeLoadBalancers')],
  remedy: {
    cli: 'aws elb create-load-balancer-listeners --load-balancer-name <name> --listeners Protocol=HTTPS,LoadBalancerPort=443,InstanceProtocol=HTTP,InstancePort=80,SSLCertificateId=<certificate>',
    cdk: "new elb.LoadBalancer(this, 'Balancer', { vpc, listeners: [{ externalPort: 443, externalProtocol: elb.LoadBalancingProtocol.HTTPS, sslCertificateArn }] })",
  },
  prowler: ['elb_ssl_listeners'],
  fails: ({ ListenerDescriptions = [] }) => {
    const clear = ListenerDescriptions.flatMap(({ Listener: each }) => each && !['HTTPS', 'SSL'].includes(each.Protocol?.toUpperCase() ?? '') ? [each] : []);
    return clear.length > 0 ? `without TLS: ${clear.map((each) => `${each.Protocol} on ${each.LoadBalancerPort}`).join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { ListenerDescriptions: [{ Listener: { Protocol: 'HTTPS', LoadBalancerPort: 443, InstancePort: 80 } }, { Listener: { Protocol: 'SSL', LoadBalancerPort: 993, InstancePort: 143 } }] } },
      { entity: { ListenerDescriptions: [] } },
    ],
    fail: [
      { entity: { ListenerDescriptions: [{ Listener: { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 } }] } },
      { entity: { ListenerDescriptions: [{ Listener: { Protocol: 'HTTPS', LoadBalancerPort: 443, InstancePort: 80 } }, { Listener: { Protocol: 'TCP', LoadBalancerPort: 25, InstancePort: 25 } }] } },
    ],
  },
});
