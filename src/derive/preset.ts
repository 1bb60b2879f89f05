import { CRYPTOGRAPHY, documented, ofUses } from './cryptography';
import { dataReadIn, permissionsOf, type DataRead, type Permission } from './policy';
import { servicesOf } from './streams';
import type { Preset, PresetPart, PresetStream, PresetTemplate } from '../catalogue/model/preset';
import { services } from '../catalogue/services';

export type { Preset, PresetPart, PresetTemplate };

/** A stream of a preset with what its role is granted, and what the document asks for but the role withholds because it returns customer data. */
export interface ResolvedStream {
  readonly id: string;
  readonly title: string;
  readonly managementAccount: boolean;
  /** Needed by entities and relationships. */
  readonly core: readonly Permission[];
  /** All of `core`, and what adds details. */
  readonly granted: readonly Permission[];
  readonly withheld: readonly (DataRead & { readonly pattern: string; readonly resource: string })[];
}

/** A stream of the catalogue by its id, or one of a platform's own. An action is withheld on a resource where it lets a read of customer data in. */
export function resolveStream(stream: string | PresetStream): ResolvedStream {
  if (stream === CRYPTOGRAPHY) {
    const granted = [...documented, ...ofUses];
    return { id: stream, title: 'Keys, certificates, secrets and parameters, and who uses them', managementAccount: false, core: granted, granted, withheld: [] };
  }
  if (typeof stream === 'string') {
    const [service] = servicesOf([stream]);
    const [core, granted] = [permissionsOf([service], { core: true }), permissionsOf([service])];
    return { id: stream, title: service.title, managementAccount: false, core, granted, withheld: [] };
  }
  const { id, title, actions, resources = ['*'], managementAccount = false } = stream;
  const asked = actions.flatMap((pattern) => resources.map((resource) => ({ pattern, resource, read: dataReadIn(pattern, [resource]) })));
  const withheld = asked.flatMap(({ pattern, resource, read }) => (read ? [{ ...read, pattern, resource }] : []));
  const granted = actions.flatMap((action) => {
    const safe = asked.filter(({ pattern, read }) => pattern === action && !read).map(({ resource }) => resource);
    return safe.length > 0 ? [{ action, resources: safe }] : [];
  });
  return { id, title, managementAccount, core: granted, granted, withheld };
}

/** Every stream of a preset, in its order. */
export const streamsOf = ({ streams }: Preset): ResolvedStream[] => (streams === 'all' ? services.map(({ id }) => id) : streams).map(resolveStream);

/**
 * The chosen streams of a preset.
 * @param ids ids of streams; undefined for all
 * @throws when an id is not a stream of the preset, or there is none
 */
export function chosenStreams(preset: Preset, ids?: readonly string[]): ResolvedStream[] {
  const all = streamsOf(preset);
  if (ids?.length === 0) throw new Error('streams must name at least one stream, got none; leave it out to read everything.');
  const wrong = ids?.find((id) => !all.some((stream) => stream.id === id));
  if (wrong !== undefined) throw new Error(`'${wrong}' is not a stream of ${preset.id}. Streams: ${all.map(({ id }) => id).join(', ')}.`);
  return all.filter(({ id }) => ids?.includes(id) ?? true);
}
