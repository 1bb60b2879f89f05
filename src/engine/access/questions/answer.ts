import type { ContextValue } from '../context';
import type { Decision } from '../decision';

/** An action on a resource. */
export interface Asked {
  readonly action: string;
  /** ARN, or `*` for calls that name no resource */
  readonly resource: string;
  /** account of the resource, @default by its ARN, the inventory, or the one account there is */
  readonly account?: string;
  /** what is known of the request; the rest is not */
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly now: Date;
}

/** Somebody who asks, and what the policies say. */
export interface Answer extends Decision {
  /** ARN of a user, role or root user; id of an account; name of a service; `*` for everybody */
  readonly principal: string;
  readonly kind: 'user' | 'role' | 'root' | 'account' | 'service' | 'everybody';
}
