import { entitiesOf, keysOf, relationshipsOf, type Files } from './rows';
import type { Entity, Relationship } from '../../contracts';

/**
 * The graph of a whole lake, as often as it is asked for: each entity and relationship once. Several accounts know the same thing, such as a managed
 * policy of AWS; the account that read it goes before those that only point at it. Relationships whose end nobody has are left out.
 * In memory are the keys and one group of rows.
 */
export class LakeGraph {
  private known: Promise<ReadonlyMap<string, boolean>> | undefined;

  constructor(private readonly files: Files) {}

  /** Each entity once: that of the account which read it, else the first that points at it. */
  async* entities(): AsyncIterable<Entity> {
    const known = await this.keys();
    const given = new Set<string>();
    for await (const entity of entitiesOf(this.files)) {
      const elsewhere = entity._mapped && known.get(entity._key) === false;
      if (given.has(entity._key) || elsewhere) continue;
      given.add(entity._key);
      yield entity;
    }
  }

  /** Each relationship once. */
  async* relationships(): AsyncIterable<Relationship> {
    const known = await this.keys();
    const given = new Set<string>();
    for await (const edge of relationshipsOf(this.files)) {
      if (!known.has(edge._fromEntityKey) || !known.has(edge._toEntityKey) || given.has(edge._key)) continue;
      given.add(edge._key);
      yield edge;
    }
  }

  /** The keys of the lake, and whether nobody read the entity. */
  private keys(): Promise<ReadonlyMap<string, boolean>> {
    return this.known ??= (async () => {
      const keys = new Map<string, boolean>();
      for await (const { key, mapped } of keysOf(this.files)) keys.set(key, mapped && keys.get(key) !== false);
      return keys;
    })();
  }
}
