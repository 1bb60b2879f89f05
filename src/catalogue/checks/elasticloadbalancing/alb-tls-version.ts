import { endedVersions, tlsWhy } from '../../crypto/ended-versions';
import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** By the name of the policy of each listener: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const albTlsVersion = defineCheck(elasticloadbalancing, {
  id: 'alb-tls-version',
  entity: 'aws_alb',
  severity: 'medium',
  title: 'Application load balancers accept TLS 1.2 and newer only',
  why: tlsWhy,
  needs: [elasticloadbalancing.need('DescribeLoadBalancers'), elasticloadbalancing.need('DescribeListeners')],
  remedy: {
    cli: 'aws elbv2 modify-listener --listener-arn <arn> --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06',
    cdk: "balancer.addListener('Tls', { port: 443, sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS, certificates })",
  },
  applies: ({ Listeners }) => Listeners.some(({ SslPolicy }) => SslPolicy),
  fails: (entity) => endedVersions('aws_alb', entity),
  examples: {
    pass: [
      { entity: { Listeners: [{ Protocol: 'HTTPS', Port: 443, SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06', CertificateArns: [], Rules: [] }] } },
      { entity: { Listeners: [{ Protocol: 'HTTPS', Port: 443, SslPolicy: 'ELBSecurityPolicy-FS-1-2-Res-2020-10', CertificateArns: [], Rules: [] }] } },
    ],
    fail: [
      { entity: { Listeners: [{ Protocol: 'HTTPS', Port: 443, SslPolicy: 'ELBSecurityPolicy-2016-08', CertificateArns: [], Rules: [] }] } },
      { entity: { Listeners: [{ Protocol: 'HTTPS', Port: 443, SslPolicy: 'ELBSecurityPolicy-TLS13-1-0-2021-06', CertificateArns: [], Rules: [] }] } },
    ],
  },
});
