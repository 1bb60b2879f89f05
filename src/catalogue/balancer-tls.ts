import { endedVersions, tlsWhy } from './crypto/ended-versions';
import { defineCheck, type Check } from './model/check';
import { elasticloadbalancing } from './services/elasticloadbalancing';

/** What the listeners of one kind of load balancer have of their own. */
interface BalancerTlsCheck {
  readonly id: string;
  readonly entity: 'aws_alb' | 'aws_nlb';
  readonly title: string;
  readonly protocol: 'HTTPS' | 'TLS';
}

/** A check on the name of the policy of each listener: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export function balancerTlsCheck({ id, entity, title, protocol }: BalancerTlsCheck): Check {
  const listening = (SslPolicy: string) => ({ entity: { Listeners: [{ Protocol: protocol, Port: 443, SslPolicy, CertificateArns: [], Rules: [] }] } });
  return defineCheck(elasticloadbalancing, {
    id,
    entity,
    severity: 'medium',
    title,
    why: tlsWhy,
    needs: [elasticloadbalancing.need('DescribeLoadBalancers'), elasticloadbalancing.need('DescribeListeners')],
    remedy: {
      cli: 'aws elbv2 modify-listener --listener-arn <arn> --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06',
      cdk: "balancer.addListener('Tls', { port: 443, sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS, certificates })",
    },
    applies: ({ Listeners }) => Listeners.some(({ SslPolicy }) => SslPolicy),
    fails: (balancer) => endedVersions(entity, balancer),
    examples: {
      pass: [listening('ELBSecurityPolicy-TLS13-1-2-2021-06'), listening('ELBSecurityPolicy-FS-1-2-Res-2020-10')],
      fail: [listening('ELBSecurityPolicy-2016-08'), listening('ELBSecurityPolicy-TLS13-1-0-2021-06')],
    },
  });
}
