import { isIPv4, isIPv6 } from 'node:net';
import type { EntityClass } from '../../../catalogue/model/names';
import type { Entity } from '../../contracts';

type Fields = Readonly<Record<string, unknown>>;

const texts = (...values: readonly unknown[]): string[] => [...new Set(values.flat().filter((each): each is string => typeof each === 'string' && each !== ''))];

const within = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => (found !== null && typeof found === 'object' ? (found as Fields)[name] : undefined), value);

/** Whether data is encrypted at rest, by whichever field tells; null where none does. */
function encrypted(entity: Entity): boolean | null {
  const told = [
    entity.Encrypted, entity.StorageEncrypted, entity.AtRestEncryptionEnabled, within(entity, 'EncryptionAtRestOptions', 'Enabled'),
  ].find((value) => typeof value === 'boolean');
  if (told !== undefined) return told;
  const rules = within(entity, 'ServerSideEncryptionConfiguration', 'Rules');
  if (Array.isArray(rules)) return rules.length > 0;
  return texts(entity.KmsKeyId, within(entity, 'SSEDescription', 'KMSMasterKeyArn')).length > 0 ? true : null;
}

const data = (entity: Entity) => ({ classification: entity.classification ?? null, encrypted: encrypted(entity) });

function host(entity: Entity) {
  const publicIpAddresses = texts(entity.PublicIpAddress);
  const privateIpAddresses = texts(entity.PrivateIpAddress, entity.IpAddress);
  const all = [...publicIpAddresses, ...privateIpAddresses, ...texts(entity.Ipv6Address)];
  const managed = within(entity, 'InstanceInformation') as Fields | undefined;
  const interfaces = Array.isArray(entity.NetworkInterfaces) ? entity.NetworkInterfaces : [];
  return {
    category: 'server',
    ipv4Addresses: all.filter(isIPv4),
    ipv6Addresses: all.filter(isIPv6),
    publicIpAddresses,
    privateIpAddresses,
    macAddresses: texts(interfaces.map((each) => within(each, 'MacAddress'))),
    fqdn: texts(entity.PublicDnsName, entity.PrivateDnsName),
    hostname: null,
    serial: null,
    deviceId: null,
    lastSeenOn: null,
    make: null,
    model: entity.InstanceType ?? null,
    osName: managed?.PlatformName ?? null,
    osType: osTypeOf(managed?.PlatformType ?? entity.PlatformDetails),
    osDetails: entity.PlatformDetails ?? null,
    osVersion: managed?.PlatformVersion ?? null,
  };
}

function osTypeOf(platform: unknown): 'windows' | 'darwin' | 'linux' | null {
  if (typeof platform !== 'string') return null;
  return /windows/i.test(platform) ? 'windows' : /mac/i.test(platform) ? 'darwin' : /linux|unix/i.test(platform) ? 'linux' : null;
}

// Addresses of networks that nobody reaches from outside: https://www.iana.org/assignments/iana-ipv4-special-registry
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i;

function network(entity: Entity) {
  const block = texts(entity.CidrBlock, entity.CIDR)[0];
  const known = block === undefined ? undefined : !PRIVATE.test(block);
  // The schema knows blocks of IPv4 only, and takes what nobody calls public for not public.
  return { CIDR: block && isIPv4(block.split('/')[0]) ? block : null, public: entity.public ?? known ?? false, internal: known === undefined ? null : !known };
}

function user(entity: Entity) {
  const email = texts(entity.email);
  return { firstName: null, lastName: null, email, username: texts(entity.UserName), shortLoginId: texts(entity.UserName) };
}

/** Rank of a severity from 0 to 10. */
const RANKS: Readonly<Record<string, number>> = { critical: 10, high: 8, medium: 5, low: 2, informational: 0 };

function finding(entity: Entity) {
  const given = texts(entity.severity, entity.Severity, within(entity, 'Severity', 'Label'))[0]?.toLowerCase();
  const status = texts(entity.status, entity.Status, within(entity, 'Workflow', 'Status'))[0];
  return {
    category: 'other',
    severity: given ?? null,
    numericSeverity: given === undefined ? null : RANKS[given] ?? null,
    // What is listed and not said to be closed is open.
    open: status === undefined || !/archived|resolved|suppressed|closed/i.test(status),
  };
}

const isPublic = (entity: Entity) => entity.Scheme === 'internet-facing' || entity.isPublic === true || entity.hasPublicAddress === true;

const domainName = (entity: Entity) => ({ domainName: texts(entity.domainName, entity.DomainName, entity.Name, entity.displayName)[0].replace(/\.$/, '') });

/** What the schema of a class requires beside names, from what the entity has: null, or an empty list, where it tells nothing. */
const required: Readonly<Partial<Record<EntityClass, (entity: Entity) => Fields>>> = {
  Account: () => ({ vendor: 'Amazon Web Services' }),
  Assessment: (entity) => ({ category: 'Other', summary: entity.displayName, internal: true }),
  DataStore: data,
  Disk: data,
  Domain: domainName,
  DomainRecord: (entity) => ({ type: entity.Type, TTL: entity.TTL ?? 0 }),
  DomainZone: domainName,
  Finding: finding,
  Firewall: () => ({ category: ['network'] }),
  Gateway: (entity) => ({ category: ['network'], function: ['other'], public: isPublic(entity) }),
  Host: host,
  IpAddress: (entity) => ({ ipAddress: texts(entity.PublicIp, entity.displayName)[0] }),
  Network: network,
  Person: (entity) => ({ firstName: '', lastName: '', email: texts(entity.email) }),
  Scanner: () => ({ category: ['other'] }),
  Service: () => ({ category: ['infrastructure'], function: [] }),
  User: user,
};

/** Tags by `tag.<key>`; a character that the data model has not is written as `-`. */
const tagged = (tags: Entity['tags']) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`tag.${key.replace(/[^A-Za-z0-9. -]/g, '-')}`, value]));

/**
 * An entity as the data model of JupiterOne has it, so that it is valid by the schemas of its classes: AWS fields and facts as they are, `name`, tags by
 * name, and what its classes require. What an entity does not tell is null there, never made up: https://github.com/JupiterOne/data-model
 */
export function toDataModel({ tags, ...entity }: Entity): Fields {
  const ofClasses = entity._class.map((name) => required[name as EntityClass]?.({ tags, ...entity } as Entity) ?? {});
  return { name: entity.displayName, ...entity, ...Object.assign({}, ...ofClasses) as Fields, ...tagged(tags) };
}
