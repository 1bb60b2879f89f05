import type { Action, Listener, LoadBalancer, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ec2Arn } from '../model/ec2-names';
import { batches } from '../model/lists';
import { gather, type Reader } from '../model/reader';
import { defineService } from '../model/service';

interface Clients {
  readonly own: typeof import('@aws-sdk/client-elastic-load-balancing-v2');
  readonly others: { readonly 'elastic-load-balancing': typeof import('@aws-sdk/client-elastic-load-balancing') };
}

const balancers = 'arn:${Partition}:elasticloadbalancing:*:${Account}:loadbalancer/*';

/** An action without the secret by which the load balancer logs in at an identity provider. */
const withoutSecret = ({ AuthenticateOidcConfig: oidc, ...action }: Action) =>
  ({ ...action, AuthenticateOidcConfig: oidc && { ...oidc, ClientSecret: undefined } });

const ruleOf = (rule: Rule) => ({ ...rule, Actions: rule.Actions?.map(withoutSecret) });

/** Attributes that come as a list of pairs, as an object; undefined when they could not be read. */
const asObject = (attributes: readonly { Key?: string; Value?: string }[] | undefined) =>
  attributes && Object.fromEntries(attributes.map(({ Key, Value }) => [Key!, Value]));

/** Load balancers of one type, each with its tags. */
async function* balancersOf(read: Reader<Clients, 'DescribeLoadBalancers' | 'DescribeTags'>, type: LoadBalancer['Type']) {
  async function* ofType() {
    for await (const each of read.items('DescribeLoadBalancers', 'LoadBalancers', { PageSize: 400 })) if (each.Type === type) yield each;
  }
  for await (const batch of batches(ofType(), 20)) {
    const tags = await read.call('DescribeTags', { ResourceArns: batch.map(({ LoadBalancerArn }) => LoadBalancerArn!) });
    for (const each of batch) yield { ...each, Tags: tags?.TagDescriptions?.find(({ ResourceArn }) => ResourceArn === each.LoadBalancerArn)?.Tags };
  }
}

/** What a load balancer listens on: with every certificate, not only the default one. */
async function listenersOf(read: Reader<Clients, 'DescribeListeners' | 'DescribeListenerCertificates'>, LoadBalancerArn: string | undefined) {
  const listeners = await gather(read.items('DescribeListeners', 'Listeners', { LoadBalancerArn, PageSize: 400 }));
  return Promise.all(listeners.map(async (listener: Listener) => ({
    ...listener,
    DefaultActions: listener.DefaultActions?.map(withoutSecret),
    CertificateArns: !listener.Certificates?.length ? []
      : [...new Set([
        ...listener.Certificates.map(({ CertificateArn }) => CertificateArn!),
        ...(await gather(read.items('DescribeListenerCertificates', 'Certificates', { ListenerArn: listener.ListenerArn, PageSize: 400 })))
          .map(({ CertificateArn }) => CertificateArn!),
      ])],
  })));
}

/** The certificates of listeners that AWS Certificate Manager holds; IAM holds others. */
const managed = (arns: readonly (string | undefined)[]) => [...new Set(arns.filter((arn) => arn?.split(':')[2] === 'acm'))];

const changes = [
  'CreateLoadBalancer', 'DeleteLoadBalancer', 'ModifyLoadBalancerAttributes', 'SetSecurityGroups', 'SetSubnets', 'AddTags', 'RemoveTags', 'CreateListener',
  'DeleteListener', 'ModifyListener', 'AddListenerCertificates', 'RemoveListenerCertificates', 'SetIpAddressType',
];

/** Elastic Load Balancing, with its first generation: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/ */
export const elasticloadbalancing = defineService({
  id: 'elasticloadbalancing',
  title: 'Elastic Load Balancing',
  scope: 'regional',
  eventSource: 'elasticloadbalancing.amazonaws.com',
  node: 'aws_elasticloadbalancing',
  client: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  clients: { 'elastic-load-balancing': () => import('@aws-sdk/client-elastic-load-balancing') },
  operations: {
    'DescribeLoadBalancers': { action: 'elasticloadbalancing:DescribeLoadBalancers', shared: true },
    'DescribeListeners': { action: 'elasticloadbalancing:DescribeListeners' },
    'DescribeListenerCertificates': { action: 'elasticloadbalancing:DescribeListenerCertificates', detail: true },
    'DescribeRules': { action: 'elasticloadbalancing:DescribeRules', detail: true },
    'DescribeLoadBalancerAttributes': { action: 'elasticloadbalancing:DescribeLoadBalancerAttributes', detail: true },
    'DescribeTags': { action: 'elasticloadbalancing:DescribeTags', detail: true },
    'DescribeTargetGroups': { action: 'elasticloadbalancing:DescribeTargetGroups' },
    'DescribeTargetHealth': { action: 'elasticloadbalancing:DescribeTargetHealth' },
    'DescribeTargetGroupAttributes': { action: 'elasticloadbalancing:DescribeTargetGroupAttributes', detail: true },
    'elastic-load-balancing.DescribeLoadBalancers': { action: 'elasticloadbalancing:DescribeLoadBalancers' },
    'elastic-load-balancing.DescribeLoadBalancerAttributes': { action: 'elasticloadbalancing:DescribeLoadBalancerAttributes', detail: true },
    'elastic-load-balancing.DescribeLoadBalancerPolicies': { action: 'elasticloadbalancing:DescribeLoadBalancerPolicies', detail: true },
    'elastic-load-balancing.DescribeTags': { action: 'elasticloadbalancing:DescribeTags', detail: true },
  },
  entities: (entity) => ({
    aws_alb: entity({
      class: ['Gateway'],
      ofNode: true,
      reads: ['DescribeLoadBalancers', 'DescribeTags', 'DescribeListeners', 'DescribeListenerCertificates', 'DescribeRules', 'DescribeLoadBalancerAttributes'],
      list: (read) => balancersOf(read, 'application'),
      async describe(read, balancer) {
        const { LoadBalancerArn } = balancer;
        const [attributes, listeners] = await Promise.all([
          read.call('DescribeLoadBalancerAttributes', { LoadBalancerArn }),
          listenersOf(read, LoadBalancerArn),
        ]);
        const Listeners = await Promise.all(listeners.map(async (each) => ({
          ...each,
          Rules: (await gather(read.items('DescribeRules', 'Rules', { ListenerArn: each.ListenerArn, PageSize: 400 }))).map(ruleOf),
        })));
        return { ...balancer, Listeners, attributes: asObject(attributes?.Attributes) };
      },
      key: (b) => b.LoadBalancerArn!,
      name: (b) => b.LoadBalancerName,
      tags: (b) => b.Tags,
      facts: (b) => ({ isInternetFacing: b.Scheme === 'internet-facing' }),
      relationships: [{ verb: 'USES', to: 'aws_acm_certificate', key: (b) => managed(b.Listeners.flatMap((each) => each.CertificateArns)) }],
      changes: [...changes, 'CreateRule', 'DeleteRule', 'ModifyRule', 'SetRulePriorities'],
    }),

    aws_nlb: entity({
      class: ['Gateway'],
      ofNode: true,
      reads: ['DescribeLoadBalancers', 'DescribeTags', 'DescribeListeners', 'DescribeListenerCertificates', 'DescribeLoadBalancerAttributes'],
      list: (read) => balancersOf(read, 'network'),
      async describe(read, balancer) {
        const { LoadBalancerArn } = balancer;
        const [attributes, Listeners] = await Promise.all([
          read.call('DescribeLoadBalancerAttributes', { LoadBalancerArn }),
          listenersOf(read, LoadBalancerArn),
        ]);
        return { ...balancer, Listeners, attributes: asObject(attributes?.Attributes) };
      },
      key: (b) => b.LoadBalancerArn!,
      name: (b) => b.LoadBalancerName,
      tags: (b) => b.Tags,
      facts: (b) => ({ isInternetFacing: b.Scheme === 'internet-facing' }),
      relationships: [{ verb: 'USES', to: 'aws_acm_certificate', key: (b) => managed(b.Listeners.flatMap((each) => each.CertificateArns)) }],
      changes,
    }),

    aws_elb: entity({
      class: ['Gateway'],
      ofNode: true,
      reads: [
        'elastic-load-balancing.DescribeLoadBalancers', 'elastic-load-balancing.DescribeTags', 'elastic-load-balancing.DescribeLoadBalancerAttributes',
        'elastic-load-balancing.DescribeLoadBalancerPolicies',
      ],
      async *list(read) {
        const all = read.items('elastic-load-balancing.DescribeLoadBalancers', 'LoadBalancerDescriptions', { PageSize: 400 });
        for await (const batch of batches(all, 20)) {
          const tags = await read.call('elastic-load-balancing.DescribeTags', { LoadBalancerNames: batch.map(({ LoadBalancerName }) => LoadBalancerName!) });
          for (const each of batch) yield { ...each, Tags: tags?.TagDescriptions?.find((tagged) => tagged.LoadBalancerName === each.LoadBalancerName)?.Tags };
        }
      },
      async describe(read, balancer) {
        const { LoadBalancerName, ListenerDescriptions = [] } = balancer;
        // The policies of the listeners say which protocols and ciphers they accept.
        const PolicyNames = [...new Set(ListenerDescriptions.flatMap((each) => each.PolicyNames ?? []))];
        const [attributes, policies] = await Promise.all([
          read.call('elastic-load-balancing.DescribeLoadBalancerAttributes', { LoadBalancerName }),
          PolicyNames.length > 0 ? read.call('elastic-load-balancing.DescribeLoadBalancerPolicies', { LoadBalancerName, PolicyNames }) : undefined,
        ]);
        return { ...balancer, LoadBalancerAttributes: attributes?.LoadBalancerAttributes, PolicyDescriptions: policies?.PolicyDescriptions };
      },
      key: (b, at) => at.arn('elasticloadbalancing', `loadbalancer/${b.LoadBalancerName}`),
      name: (b) => b.LoadBalancerName,
      tags: (b) => b.Tags,
      facts: (b) => ({ isInternetFacing: b.Scheme === 'internet-facing' }),
      relationships: [
        { verb: 'USES', to: 'aws_acm_certificate', key: (b) => managed(b.ListenerDescriptions?.map(({ Listener: each }) => each?.SSLCertificateId) ?? []) },
      ],
      changes: [
        'CreateLoadBalancer', 'DeleteLoadBalancer', 'ModifyLoadBalancerAttributes', 'ApplySecurityGroupsToLoadBalancer', 'AttachLoadBalancerToSubnets',
        'DetachLoadBalancerFromSubnets', 'AddTags', 'RemoveTags', 'CreateLoadBalancerListeners', 'DeleteLoadBalancerListeners',
        'SetLoadBalancerListenerSSLCertificate', 'CreateLoadBalancerPolicy', 'DeleteLoadBalancerPolicy', 'SetLoadBalancerPoliciesOfListener',
        'RegisterInstancesWithLoadBalancer', 'DeregisterInstancesFromLoadBalancer',
      ],
    }),

    aws_lb_target_group: entity({
      class: ['Group'],
      reads: ['DescribeTargetGroups', 'DescribeTags', 'DescribeTargetHealth', 'DescribeTargetGroupAttributes'],
      async *list(read) {
        for await (const batch of batches(read.items('DescribeTargetGroups', 'TargetGroups', { PageSize: 400 }), 20)) {
          const tags = await read.call('DescribeTags', { ResourceArns: batch.map(({ TargetGroupArn }) => TargetGroupArn!) });
          for (const each of batch) yield { ...each, Tags: tags?.TagDescriptions?.find(({ ResourceArn }) => ResourceArn === each.TargetGroupArn)?.Tags };
        }
      },
      async describe(read, group) {
        const { TargetGroupArn } = group;
        const [health, attributes] = await Promise.all([
          read.call('DescribeTargetHealth', { TargetGroupArn }),
          read.call('DescribeTargetGroupAttributes', { TargetGroupArn }),
        ]);
        return { ...group, TargetHealthDescriptions: health?.TargetHealthDescriptions ?? [], attributes: asObject(attributes?.Attributes) };
      },
      key: (g) => g.TargetGroupArn!,
      name: (g) => g.TargetGroupName,
      tags: (g) => g.Tags,
      relationships: [
        { from: 'aws_alb', verb: 'CONNECTS', key: (g) => g.LoadBalancerArns?.filter((arn) => arn.includes(':loadbalancer/app/')) },
        { from: 'aws_nlb', verb: 'CONNECTS', key: (g) => g.LoadBalancerArns?.filter((arn) => arn.includes(':loadbalancer/net/')) },
        {
          verb: 'HAS',
          to: 'aws_instance',
          key: (g, at) => g.TargetType === 'instance' ? g.TargetHealthDescriptions.map(({ Target }) => ec2Arn(at, 'instance', Target?.Id)) : undefined,
        },
        {
          verb: 'HAS',
          to: 'aws_lambda_function',
          // A target may name a version or an alias of the function.
          key: (g) => g.TargetType === 'lambda' ? g.TargetHealthDescriptions.map(({ Target }) => Target?.Id?.split(':').slice(0, 7).join(':')) : undefined,
        },
      ],
      changes: [
        'CreateTargetGroup', 'DeleteTargetGroup', 'ModifyTargetGroup', 'ModifyTargetGroupAttributes', 'RegisterTargets', 'DeregisterTargets', 'CreateListener',
        'DeleteListener', 'ModifyListener', 'CreateRule', 'DeleteRule', 'ModifyRule', 'AddTags', 'RemoveTags',
      ],
    }),
  }),
});
