import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { EntityType } from '../../catalogue/model/names';

const keyOf = (type: EntityType, from: object) => `${type} ${createHash('sha256').update(JSON.stringify(from)).digest('base64')}`;

/**
 * What a unit has described so far, so that a reading which was broken off goes on where it ended: by the seed of a resource its fields, by a
 * parent its children. It holds what goes into the lake and nothing else; what was not read completely is read again.
 */
export class UnitMemory {
  private readonly kept: Map<string, object>;
  private readonly before: number;

  /** @param content of an earlier reading, as `content()` gave it */
  constructor(content?: Uint8Array) {
    this.kept = content ? deserialize(gunzipSync(content)) as Map<string, object> : new Map();
    this.before = this.kept.size;
  }

  /** Whether this reading came further than the one before. */
  get grew(): boolean { return this.kept.size > this.before; }

  recall<T extends object>(type: EntityType, from: object): T | undefined { return this.kept.get(keyOf(type, from)) as T | undefined; }
  keep(type: EntityType, from: object, read: object): void { this.kept.set(keyOf(type, from), read); }

  content(): Uint8Array { return gzipSync(serialize(this.kept), { level: 1 }); }
}
