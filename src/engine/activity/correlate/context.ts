import type { Reach } from './reach';
import type { EntityType } from '../../../catalogue/model/names';
import type { Entity } from '../../contracts';

/** An entity as a finding tells of it. */
export interface Named {
  readonly key: string;
  readonly type: EntityType;
  readonly name: string;
  readonly tags: Entity['tags'];
  /** Ids of the posture checks that it fails; absent where there are none. */
  readonly failures?: readonly string[];
}

/** What is known of who acts, and of what is acted on. */
export interface Context {
  readonly identity?: Named;
  /** What the identity, or a role it took, can reach at worst. */
  readonly reach?: Reach & { readonly identity: string };
  readonly targets?: readonly Named[];
}
