import type { Action, Certificate, Listener, LoadBalancer, Rule, TagDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ec2Arn } from '../model/ec2-names';
import { described } from '../model/lists';
import { gather } from '../model/reader';
import { defineService } from '../model/service';

/** An action without the secret by which the load balancer logs in at an identity provider. */
const withoutSecret = ({ AuthenticateOidcConfig: oidc, ...action }: Action) =>
  ({ ...action, AuthenticateOidcConfig: oidc && { ...oidc, ClientSecret: undefined } });

const ruleOf = (rule: Rule) => ({ ...rule, Actions: rule.Actions?.map(withoutSecret) });

/** Attributes that come as a list of pairs, as an object; undefined when they could not be read. */
const asObject = (attributes: readonly { Key?: string; Value?: string }[] | undefined) =>
  attributes && Object.fromEntries(attributes.map(({ Key, Value }) => [Key!, Value]));

/** What has a type among all load balancers. */
async function* ofType(balancers: AsyncIterable<LoadBalancer>, type: LoadBalancer['Type']) {
  for await (const each of balancers) if (each.Type === type) yield each;
}

/** Resources with their tags, which AWS tells for 20 at once. */
function tagged<T extends object>(items: AsyncIterable<T>, arnOf: (item: T) => string | undefined,
  describeTags: (arns: string[]) => Promise<{ TagDescriptions?: TagDescription[] } | undefined>) {
  return described(items, 20, async (batch) => {
    const tags = new Map((await describeTags(batch.map((each) => arnOf(each)!)))?.TagDescriptions?.map(({ ResourceArn, Tags }) => [ResourceArn, Tags]));
    return batch.map((each) => ({ ...each, Tags: tags.get(arnOf(each)) }));
  });
}

/** What a load balancer listens on: with every certificate, not only the default one. */
const listenersOf = async (listeners: AsyncIterable<Listener>, certificatesOf: (listenerArn: string | undefined) => AsyncIterable<Certificate>) =>
  Promise.all((await gather(listeners)).map(async (listener) => {
    const certificates = listener.Certificates?.length ? [...listener.Certificates, ...await gather(certificatesOf(listener.ListenerArn))] : [];
    return {
      ...listener,
      DefaultActions: listener.DefaultActions?.map(withoutSecret),
      CertificateArns: [...new Set(certificates.map(({ CertificateArn }) => CertificateArn!))],
    };
  }));

/** The certificates of listeners that AWS Certificate Manager holds; IAM holds others. */
const managed = (arns: readonly (string | undefined)[]) => [...new Set(arns.filter((arn) => arn?.split(':')[2] === 'acm'))];

const changes = [
  'CreateLoadBalancer', 'DeleteLoadBalancer', 'ModifyLoadBalancerAttributes', 'SetSecurityGroups', 'SetSubnets', 'AddTags', 'RemoveTags', 'CreateListener',
  'DeleteListener', 'ModifyListener', 'AddListenerCertificates', 'RemoveListenerCertificates', 'SetIpAddressType',
];

interface TargetHealth { readonly Target?: { readonly Id?: string } }

/** The addresses a target group sends to, where it names addresses and not resources. */
const addresses = ({ TargetType, TargetHealthDescriptions }: { TargetType?: string; TargetHealthDescriptions: readonly TargetHealth[] }) =>
  TargetType === 'ip' ? TargetHealthDescriptions.map(({ Target }) => Target?.Id) : [];

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
    'DescribeLoadBalancers': { action: 'elasticloadbalancing:DescribeLoadBalancers', shared: 'unit' },
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
      list: (read) => tagged(
        ofType(read.items('DescribeLoadBalancers', 'LoadBalancers', { PageSize: 400 }), 'application'), ({ LoadBalancerArn }) => LoadBalancerArn,
        (ResourceArns) => read.call('DescribeTags', { ResourceArns })),
      async describe(read, balancer) {
        const { LoadBalancerArn } = balancer;
        const [attributes, listeners] = await Promise.all([
          read.call('DescribeLoadBalancerAttributes', { LoadBalancerArn }),
          listenersOf(read.items('DescribeListeners', 'Listeners', { LoadBalancerArn, PageSize: 400 }),
            (ListenerArn) => read.items('DescribeListenerCertificates', 'Certificates', { ListenerArn, PageSize: 400 })),
        ]);
        const Listeners = await Promise.all(listeners.map(async (each) => ({
          ...each,
          Rules: (await gather(read.items('DescribeRules', 'Rules', { ListenerArn: each.ListenerArn, PageSize: 400 }))).map(ruleOf),
        })));
        return { ...balancer, Listeners, attributes: asObject(attributes?.Attributes) };
      },
      key: (b) => b.LoadBalancerArn!,
      name: (b) => b.LoadBalancerName,
      names: (b) => b.DNSName,
      tags: (b) => b.Tags,
      facts: (b) => ({ isInternetFacing: b.Scheme === 'internet-facing' }),
      relationships: [{ verb: 'USES', to: 'aws_acm_certificate', key: (b) => managed(b.Listeners.flatMap((each) => each.CertificateArns)) }],
      changes: [...changes, 'CreateRule', 'DeleteRule', 'ModifyRule', 'SetRulePriorities'],
    }),

    aws_nlb: entity({
      class: ['Gateway'],
      ofNode: true,
      reads: ['DescribeLoadBalancers', 'DescribeTags', 'DescribeListeners', 'DescribeListenerCertificates', 'DescribeLoadBalancerAttributes'],
      list: (read) => tagged(
        ofType(read.items('DescribeLoadBalancers', 'LoadBalancers', { PageSize: 400 }), 'network'), ({ LoadBalancerArn }) => LoadBalancerArn,
        (ResourceArns) => read.call('DescribeTags', { ResourceArns })),
      async describe(read, balancer) {
        const { LoadBalancerArn } = balancer;
        const [attributes, Listeners] = await Promise.all([
          read.call('DescribeLoadBalancerAttributes', { LoadBalancerArn }),
          listenersOf(read.items('DescribeListeners', 'Listeners', { LoadBalancerArn, PageSize: 400 }),
            (ListenerArn) => read.items('DescribeListenerCertificates', 'Certificates', { ListenerArn, PageSize: 400 })),
        ]);
        return { ...balancer, Listeners, attributes: asObject(attributes?.Attributes) };
      },
      key: (b) => b.LoadBalancerArn!,
      name: (b) => b.LoadBalancerName,
      names: (b) => b.DNSName,
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
        yield* described(all, 20, async (batch) => {
          const LoadBalancerNames = batch.map(({ LoadBalancerName }) => LoadBalancerName!);
          const tags = await read.call('elastic-load-balancing.DescribeTags', { LoadBalancerNames });
          const byName = new Map(tags?.TagDescriptions?.map(({ LoadBalancerName, Tags }) => [LoadBalancerName, Tags]));
          return batch.map((each) => ({ ...each, Tags: byName.get(each.LoadBalancerName) }));
        });
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
      names: (b) => b.DNSName,
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
      list: (read) => tagged(read.items('DescribeTargetGroups', 'TargetGroups', { PageSize: 400 }), ({ TargetGroupArn }) => TargetGroupArn,
        (ResourceArns) => read.call('DescribeTags', { ResourceArns })),
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
      matches: [
        { verb: 'HAS', to: 'aws_eni', name: (g) => addresses(g).map((address) => `${g.VpcId}/${address}`) },
        { verb: 'HAS', to: 'aws_eip', name: (g) => addresses(g) },
      ],
      changes: [
        'CreateTargetGroup', 'DeleteTargetGroup', 'ModifyTargetGroup', 'ModifyTargetGroupAttributes', 'RegisterTargets', 'DeregisterTargets', 'CreateListener',
        'DeleteListener', 'ModifyListener', 'CreateRule', 'DeleteRule', 'ModifyRule', 'AddTags', 'RemoveTags',
      ],
    }),
  }),
});
