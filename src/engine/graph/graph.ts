import type { EntityType } from '../../catalogue/model/names';
import type { Entity, Relationship } from '../contracts';

/** The entities and relationships of one account, by key. */
export class Graph {
  private readonly entities = new Map<string, Entity>();
  private readonly edges = new Map<string, Relationship>();
  private readonly types = new Map<EntityType, Entity[]>();
  private readonly outgoing = new Map<string, Relationship[]>();
  private readonly incoming = new Map<string, Relationship[]>();

  /** Adds an entity; one that is already known by its key is kept. */
  add(entity: Entity): void {
    if (this.entities.has(entity._key)) return;
    this.entities.set(entity._key, entity);
    push(this.types, entity._type, entity);
  }

  /** Adds a relationship; a second one with the same key is dropped. */
  connect(edge: Relationship): void {
    if (this.edges.has(edge._key)) return;
    this.edges.set(edge._key, edge);
    push(this.outgoing, edge._fromEntityKey, edge);
    push(this.incoming, edge._toEntityKey, edge);
  }

  get(key: string): Entity | undefined { return this.entities.get(key); }
  all(): Iterable<Entity> { return this.entities.values(); }
  relationships(): Iterable<Relationship> { return this.edges.values(); }
  ofType(type: EntityType): readonly Entity[] { return this.types.get(type) ?? []; }
  from(key: string): readonly Relationship[] { return this.outgoing.get(key) ?? []; }
  to(key: string): readonly Relationship[] { return this.incoming.get(key) ?? []; }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value); else map.set(key, [value]);
}
