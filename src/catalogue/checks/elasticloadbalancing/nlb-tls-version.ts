import { endedVersions, tlsWhy } from '../../crypto/ended-versions';
import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** By the name of the policy of each listener: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const nlbTlsVersion = defineCheck(elasticloadbalancing, {
  id: 'nlb-tls-version',
  entity: 'aws_nlb',
  severity: 'medium',
  title: 'Network load balancers accept TLS 1.2 and newer only',
  why: tlsWhy,
  needs: [elasticloadbalancing.need('DescribeLoadBalancers'), elasticloadbalancing.need('DescribeListeners')],
  remedy: {
    cli: 'aws elbv2 modify-listener --listener-arn <arn> --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06',
    cdk: "balancer.addListener('Tls', { port: 443, sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS, certificates })",
  },
  applies: ({ Listeners }) => Listeners.some(({ SslPolicy }) => SslPolicy),
  fails: (entity) => endedVersions('aws_nlb', entity),
  examples: {
    pass: [
      { entity: { Listeners: [{ Protocol: 'TLS', Port: 443, SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06', CertificateArns: [] }] } },
      { entity: { Listeners: [{ Protocol: 'TLS', Port: 443, SslPolicy: 'ELBSecurityPolicy-FS-1-2-Res-2020-10', CertificateArns: [] }] } },
    ],
    fail: [
      { entity: { Listeners: [{ Protocol: 'TLS', Port: 443, SslPolicy: 'ELBSecurityPolicy-2016-08', CertificateArns: [] }] } },
      { entity: { Listeners: [{ Protocol: 'TLS', Port: 443, SslPolicy: 'ELBSecurityPolicy-TLS13-1-0-2021-06', CertificateArns: [] }] } },
    ],
  },
});
