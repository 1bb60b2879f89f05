import type { Block } from './ask';
import { elsewhere } from './elsewhere';
import { hopOf, type Hop } from './hop';
import type { Method } from './method';
import type { Scene } from './scene';
import type { Subject } from './subject';

/** Whether a caller can use a method on resources that hold something, and what stops it otherwise. */
export function toResource(scene: Scene, subject: Subject, method: Method): Hop | Block {
  // Asked once of each caller: nothing is kept.
  const apart = elsewhere(subject, method, scene.known);
  if ('by' in apart) return apart;
  const [resource] = apart.existing;
  return { ...hopOf(subject.identity.arn, resource, method, { grants: apart.grants, unseen: apart.existing.map((arn) => `${arn} is there`), resource }), ends: true };
}
