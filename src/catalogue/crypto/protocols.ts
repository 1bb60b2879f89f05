import type { EntityType } from '../model/names';

type Entity = Readonly<Record<string, unknown>> & { readonly _type: EntityType };

/** A protocol that an endpoint accepts. */
export interface Protocol {
  readonly type: 'tls' | 'ssh';
  /** Such as `1.2`; undefined where AWS does not tell. */
  readonly version?: string;
  /** Name of the policy of AWS that says so. */
  readonly policy?: string;
}

const TLS = ['1.0', '1.1', '1.2', '1.3'];

/** TLS versions between two, both included. */
const versions = (from: string, to: string) => TLS.slice(TLS.indexOf(from), TLS.indexOf(to) + 1);

const tls = (policy: string | undefined, accepted: readonly string[]): Protocol[] =>
  (accepted.length > 0 ? accepted : [undefined]).map((version) => ({ type: 'tls', ...version && { version }, ...policy && { policy } }));

/** The oldest version that the name of a policy tells; those of edge-optimized domain names are named like CloudFront's, such as `TLS12_PFS_2025_EDGE`. */
function oldest(policy: string): string | undefined {
  const [, edge] = /_TLS1([23])_(?:PFS_)?\d{4}_EDGE$/.exec(policy) ?? [];
  return edge ? `1.${edge}` : /(?:TLS13|TLS|FS)[-_](1[-_][0-3])(?:[-_]|$)/.exec(policy)?.[1].replace(/[-_]/, '.');
}

const named = (policy: string | undefined, newest: (policy: string) => string): Protocol[] => {
  const from = policy === undefined ? undefined : oldest(policy) ?? (/^ELBSecurityPolicy-(FS-2018-06|2016-08|2015-05)$/.test(policy) ? '1.0' : undefined);
  return tls(policy, from ? versions(from, newest(policy!)) : []);
};

interface Listener { readonly Protocol?: string; readonly SslPolicy?: string }
interface Policy { readonly PolicyAttributeDescriptions?: readonly { readonly AttributeName?: string; readonly AttributeValue?: string }[] }

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const ofListeners = ({ Listeners }: Entity) => ((Listeners ?? []) as readonly Listener[]).filter(({ Protocol, SslPolicy }) => SslPolicy ?? Protocol === 'HTTPS')
  .flatMap(({ SslPolicy }) => named(SslPolicy, (policy) => (policy.includes('TLS13-') ? '1.3' : '1.2')));

const CLASSIC: Readonly<Record<string, string>> = { 'Protocol-TLSv1': '1.0', 'Protocol-TLSv1.1': '1.1', 'Protocol-TLSv1.2': '1.2' };

/** A classic load balancer has the protocols of its policies one by one: `Protocol-TLSv1`. */
function ofClassic({ PolicyDescriptions }: Entity): Protocol[] {
  return ((PolicyDescriptions ?? []) as readonly Policy[]).flatMap(({ PolicyAttributeDescriptions: attributes = [] }) => {
    const policy = attributes.find(({ AttributeName }) => AttributeName === 'Reference-Security-Policy')?.AttributeValue;
    const accepted = attributes.filter(({ AttributeName = '', AttributeValue }) => AttributeValue === 'true' && /^Protocol-(TLS|SSL)v/.test(AttributeName));
    return accepted.flatMap(({ AttributeName }) => tls(policy, [CLASSIC[AttributeName!] ?? AttributeName!.replace('Protocol-', '')]));
  });
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html */
function ofDistribution({ ViewerCertificate }: Entity): Protocol[] {
  const { MinimumProtocolVersion: policy } = (ViewerCertificate ?? {}) as { MinimumProtocolVersion?: string };
  if (!policy) return [];
  const accepted = policy === 'SSLv3' ? ['SSLv3', ...TLS] : versions(/^TLSv(1\.[1-3])/.exec(policy)?.[1] ?? '1.0', '1.3');
  return tls(policy, accepted);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html */
const ofApi = ({ domainNames }: Entity) => ((domainNames ?? []) as readonly { securityPolicy?: string }[])
  .flatMap(({ securityPolicy }) => (securityPolicy ? named(securityPolicy, () => '1.3') : []));

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html */
function ofDomain({ DomainEndpointOptions }: Entity): Protocol[] {
  const { TLSSecurityPolicy } = (DomainEndpointOptions ?? {}) as { TLSSecurityPolicy?: string };
  return TLSSecurityPolicy ? named(TLSSecurityPolicy, (policy) => (policy.endsWith('-2019-07') ? '1.2' : '1.3')) : [];
}

/** AWS names no versions in the policies of AWS Transfer Family. */
function ofServer({ Protocols, SecurityPolicyName: policy }: Entity): Protocol[] {
  const spoken = (Protocols ?? []) as readonly string[];
  const by = typeof policy === 'string' ? { policy } : {};
  const types = [...spoken.includes('SFTP') ? ['ssh' as const] : [], ...spoken.includes('FTPS') ? ['tls' as const] : []];
  return types.map((type) => ({ type, ...by }));
}

const ofCache = ({ TransitEncryptionEnabled }: Entity) => (TransitEncryptionEnabled === true ? tls(undefined, []) : []);

const BY_TYPE: Partial<Record<Entity['_type'], (entity: Entity) => Protocol[]>> = {
  aws_alb: ofListeners,
  aws_nlb: ofListeners,
  aws_elb: ofClassic,
  aws_cloudfront_distribution: ofDistribution,
  aws_api_gateway_rest_api: ofApi,
  aws_elasticsearch_domain: ofDomain,
  aws_transfer_server: ofServer,
  aws_db_instance: ({ CACertificateIdentifier }) => (CACertificateIdentifier ? tls(undefined, []) : []),
  aws_elasticache_redis_cluster: ofCache,
  aws_elasticache_memcached_cluster: ofCache,
};

/** The protocols an entity accepts, each once. */
export function protocolsOf(entity: Entity): Protocol[] {
  const found = BY_TYPE[entity._type]?.(entity) ?? [];
  return [...new Map(found.map((each) => [JSON.stringify([each.type, each.version, each.policy]), each])).values()];
}
