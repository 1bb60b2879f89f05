import type { EntityClass, EntityType } from './names';

/** What AWS points at and no service reads: its type is its class, its key `<type>:<value in lower case>`. */
export type OutsideType = 'Domain' | 'Network' | 'Person' | 'Service';

/** Key of everything outside of the networks of a cloud, as JupiterOne has it. */
export const INTERNET = 'global:internet';

/** Key of everybody, as JupiterOne has it. */
export const EVERYONE = 'global:everyone';

/** What is known of something outside by its key alone. */
export interface Outside {
  readonly _type: EntityType;
  readonly _class: readonly EntityClass[];
  readonly displayName: string;
  readonly [field: string]: unknown;
}

/** Name of the value in an entity of the type. */
const FIELDS: Readonly<Record<OutsideType, string>> = { Domain: 'domainName', Network: 'CIDR', Person: 'email', Service: 'principal' };

const GLOBAL: Readonly<Record<string, Outside>> = {
  [INTERNET]: { _type: 'internet', _class: ['Internet', 'Network'], displayName: 'Internet', CIDR: '0.0.0.0/0', public: true },
  [EVERYONE]: { _type: 'everyone', _class: ['UserGroup', 'Everyone'], displayName: 'Everyone', principal: '*', public: true },
};

/**
 * Key of something outside: `Person:ann@example.com`, `Network:203.0.113.0/24`, `Domain:example.com`, `Service:states.amazonaws.com`.
 * A relationship may name it as its far end; the linking step makes the entity.
 */
export const outsideKey = (type: OutsideType, value: string): string => `${type}:${value.toLowerCase()}`;

/** What a key tells of something outside; undefined for the key of a resource. */
export function outsideOf(key: string): Outside | undefined {
  if (key in GLOBAL) return GLOBAL[key];
  const [, type, value] = /^(Domain|Network|Person|Service):(.+)$/s.exec(key) ?? [];
  return type ? { _type: type as OutsideType, _class: [type as OutsideType], displayName: value, [FIELDS[type as OutsideType]]: value } : undefined;
}

/** Key of a service node in an account. */
export const nodeKey = (node: EntityType, accountId: string): string => `${node}:${accountId}`;
