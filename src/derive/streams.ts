import { CRYPTOGRAPHY, cryptographyServices } from './cryptography';
import type { Service } from '../catalogue/model/service';
import { services } from '../catalogue/services';

/** Ids of the streams a role or a scan can be limited to: the services of the catalogue. */
export const streamIds: readonly string[] = services.map(({ id }) => id);

/**
 * The services of the chosen streams, in the order of the catalogue.
 * @param ids stream ids, `cryptography` among them for all that its role reads; undefined for all
 * @throws when an id is not a stream
 */
export function servicesOf(ids?: readonly string[]): readonly Service[] {
  const chosen = ids?.flatMap((id) => (id === CRYPTOGRAPHY ? cryptographyServices : id));
  const wrong = chosen?.find((id) => !streamIds.includes(id));
  if (wrong !== undefined) throw new Error(`Unknown stream '${wrong}'. Streams: ${streamIds.join(', ')}.`);
  return services.filter(({ id }) => chosen?.includes(id) ?? true);
}
