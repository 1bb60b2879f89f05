import { protocolsOf } from './protocols';
import type { EntityType } from '../model/names';

/** Versions of SSL and TLS that must not be used any more: RFC 6176, RFC 7568, RFC 8996. */
export const ENDED: readonly string[] = ['SSLv2', 'SSLv3', '1.0', '1.1'];

/** Why the checks of versions ask. */
export const tlsWhy = 'Old versions of SSL and TLS can be broken by whoever is on the way, and lead newer clients back to them.';

/** Which ended versions an endpoint accepts, as a reason; undefined where it accepts none. */
export function endedVersions(_type: EntityType, entity: object): string | undefined {
  const ended = protocolsOf({ ...entity, _type }).filter(({ version }) => version !== undefined && ENDED.includes(version));
  if (ended.length === 0) return undefined;
  const versions = [...new Set(ended.map(({ version }) => (version!.startsWith('SSL') ? version! : `TLS ${version}`)))];
  const policies = [...new Set(ended.flatMap(({ policy }) => policy ?? []))];
  return `accepts ${versions.join(' and ')}${policies.length > 0 ? ` by ${policies.join(', ')}` : ''}`;
}
