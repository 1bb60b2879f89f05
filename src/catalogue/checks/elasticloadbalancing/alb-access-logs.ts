import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** AWS FSBP ELB.5: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
export const albAccessLogs = defineCheck(elasticloadbalancing, {
  id: 'alb-access-logs',
  entity: 'aws_alb',
  severity: 'medium',
  title: 'Application load balancers write access logs',
  why: 'Who called the application, from where and with what answer cannot be looked into after an attack.',
  needs: [elasticloadbalancing.need('DescribeLoadBalancerAttributes')],
  remedy: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=<bucket>',
    cdk: 'balancer.logAccessLogs(bucket)',
  },
  prowler: ['elbv2_logging_enabled'],
  fails: ({ attributes }) => attributes?.['access_logs.s3.enabled'] === 'true' ? undefined : `access_logs.s3.enabled is ${attributes?.['access_logs.s3.enabled'] ?? 'not set'}`,
  examples: {
    pass: [{ entity: { attributes: { 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': 'logs' } } }],
    fail: [{ entity: { attributes: { 'access_logs.s3.enabled': 'false' } } }, { entity: { attributes: {} } }],
  },
});
