import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

/** AWS FSBP ELB.6: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html */
export const nlbDeletionProtection = defineCheck(elasticloadbalancing, {
  id: 'nlb-deletion-protection',
  entity: 'aws_nlb',
  severity: 'medium',
  about: 'availability',
  title: 'Network load balancers have deletion protection',
  why: 'One mistaken or hostile call takes the service off the net, and its fixed addresses with it.',
  needs: [elasticloadbalancing.need('DescribeLoadBalancerAttributes')],
  remedy: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=deletion_protection.enabled,Value=true',
    cdk: "new elbv2.NetworkLoadBalancer(this, 'Balancer', { vpc, deletionProtection: true })",
  },
  prowler: ['elbv2_deletion_protection'],
  fails: ({ attributes }) => attributes?.['deletion_protection.enabled'] === 'true' ? undefined
    : `deletion_protection.enabled is ${attributes?.['deletion_protection.enabled'] ?? 'not set'}`,
  examples: {
    pass: [{ entity: { attributes: { 'deletion_protection.enabled': 'true' } } }],
    fail: [{ entity: { attributes: { 'deletion_protection.enabled': 'false' } } }, { entity: { attributes: {} } }],
  },
});
