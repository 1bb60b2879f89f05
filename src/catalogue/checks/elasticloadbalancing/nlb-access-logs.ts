import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

const tls = { Protocol: 'TLS' as const, Port: 443, DefaultActions: undefined, CertificateArns: [] };

/** Only TLS listeners write them, so a balancer without one is not concerned: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html */
export const nlbAccessLogs = defineCheck(elasticloadbalancing, {
  id: 'nlb-access-logs',
  entity: 'aws_nlb',
  severity: 'medium',
  title: 'Network load balancers with TLS listeners write access logs',
  why: 'Who connected, from where and with which certificate cannot be looked into after an attack.',
  needs: [elasticloadbalancing.need('DescribeListeners'), elasticloadbalancing.need('DescribeLoadBalancerAttributes')],
  remedy: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=<bucket>',
    cdk: 'balancer.logAccessLogs(bucket)',
  },
  prowler: ['elbv2_logging_enabled'],
  applies: (balancer) => balancer.Listeners.some(({ Protocol }) => Protocol === 'TLS'),
  fails: ({ attributes }) => attributes?.['access_logs.s3.enabled'] === 'true' ? undefined : `access_logs.s3.enabled is ${attributes?.['access_logs.s3.enabled'] ?? 'not set'}`,
  examples: {
    pass: [{ entity: { Listeners: [tls], attributes: { 'access_logs.s3.enabled': 'true' } } }],
    fail: [{ entity: { Listeners: [tls], attributes: { 'access_logs.s3.enabled': 'false' } } }, { entity: { Listeners: [tls], attributes: {} } }],
  },
});
