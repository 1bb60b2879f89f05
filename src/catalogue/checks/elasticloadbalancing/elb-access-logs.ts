import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** AWS FSBP ELB.5: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html */
export const elbAccessLogs = defineCheck(elasticloadbalancing, {
  id: 'elb-access-logs',
  entity: 'aws_elb',
  severity: 'medium',
  title: 'Classic load balancers write access logs',
  why: 'Who called the application, from where and with what answer cannot be looked into after an attack.',
  needs: [elasticloadbalancing.need('elastic-load-balancing.DescribeLoadBalancerAttributes')],
  remedy: {
    cli: 'aws elb modify-load-balancer-attributes --load-balancer-name <name> --load-balancer-attributes \'{"AccessLog":{"Enabled":true,"S3BucketName":"<bucket>","EmitInterval":5}}\'',
    cdk: "new elb.CfnLoadBalancer(this, 'Balancer', { listeners, accessLoggingPolicy: { enabled: true, s3BucketName: bucket.bucketName } })",
  },
  prowler: ['elb_logging_enabled'],
  fails: ({ LoadBalancerAttributes: attributes }) => attributes?.AccessLog?.Enabled ? undefined : `AccessLog.Enabled is ${attributes?.AccessLog?.Enabled ?? 'not set'}`,
  examples: {
    pass: [{ entity: { LoadBalancerName: 'orders', LoadBalancerAttributes: { AccessLog: { Enabled: true, S3BucketName: 'logs' } } } }],
    fail: [
      { entity: { LoadBalancerName: 'orders', LoadBalancerAttributes: { AccessLog: { Enabled: false } } } },
      { entity: { LoadBalancerName: 'orders' } },
    ],
  },
});
