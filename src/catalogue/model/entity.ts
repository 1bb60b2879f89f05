import type { EntityType } from './names';

/** What every stored entity carries besides AWS's own fields and the derived facts. */
export interface EntityHead {
  readonly _key: string;
  readonly _type: EntityType;
  readonly _class: readonly string[];
  readonly displayName: string;
  readonly accountId: string;
  readonly region: string;
  /** User-defined tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a field looks like once stored: dates are ISO 8601 strings. */
export type Stored<T> = T extends Date ? string
  : T extends readonly (infer U)[] ? Stored<U>[]
    : T extends object ? { [K in keyof T]: Stored<T[K]> }
      : T;
