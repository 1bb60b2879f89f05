import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';
import { wafv2 } from '../../services/wafv2';

const LoadBalancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/orders/0123456789abcdef';

/** AWS FSBP ELB.16: https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html */
export const albWebAcl = defineCheck(elasticloadbalancing, {
  id: 'alb-web-acl',
  entity: 'aws_alb',
  severity: 'medium',
  title: 'Application load balancers are protected by a web ACL',
  why: 'Known attack patterns and floods of requests reach the application.',
  needs: [elasticloadbalancing.need('DescribeLoadBalancers'), wafv2.need('ListResourcesForWebACL')],
  remedy: {
    cli: 'aws wafv2 associate-web-acl --web-acl-arn <arn of the web ACL> --resource-arn <arn of the load balancer>',
    cdk: "new wafv2.CfnWebACLAssociation(this, 'Association', { webAclArn: acl.attrArn, resourceArn: balancer.loadBalancerArn })",
  },
  prowler: ['elbv2_waf_acl_attached'],
  fails: (balancer, look) => look.all(wafv2, 'aws_waf_web_acl').some(({ ProtectedLoadBalancerArns }) => ProtectedLoadBalancerArns?.includes(balancer.LoadBalancerArn!)) ? undefined
    : 'no web ACL names the load balancer among its resources',
  examples: {
    pass: [
      { entity: { LoadBalancerArn }, others: { aws_waf_web_acl: [{ ProtectedLoadBalancerArns: [] }, { ProtectedLoadBalancerArns: [LoadBalancerArn] }] } },
    ],
    fail: [
      { entity: { LoadBalancerArn } },
      { entity: { LoadBalancerArn }, others: { aws_waf_web_acl: [{ Scope: 'CLOUDFRONT' }, { ProtectedLoadBalancerArns: [`${LoadBalancerArn}0`] }] } },
    ],
  },
});
