import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** AWS FSBP ELB.6: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
export const albDeletionProtection = defineCheck(elasticloadbalancing, {
  id: 'alb-deletion-protection',
  entity: 'aws_alb',
  severity: 'medium',
  about: 'availability',
  title: 'Application load balancers have deletion protection',
  why: 'One mistaken or hostile call takes the application off the net, and its DNS name with it.',
  needs: [elasticloadbalancing.need('DescribeLoadBalancerAttributes')],
  remedy: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=deletion_protection.enabled,Value=true',
    cdk: "new elbv2.ApplicationLoadBalancer(this, 'Balancer', { vpc, deletionProtection: true })",
  },
  prowler: ['elbv2_deletion_protection'],
  fails: ({ attributes }) => attributes?.['deletion_protection.enabled'] === 'true' ? undefined
    : `deletion_protection.enabled is ${attributes?.['deletion_protection.enabled'] ?? 'not set'}`,
  examples: {
    pass: [{ entity: { attributes: { 'deletion_protection.enabled': 'true' } } }],
    fail: [{ entity: { attributes: { 'deletion_protection.enabled': 'false' } } }, { entity: { attributes: {} } }],
  },
});
