import type { Block, Grant } from './ask';
import type { Method } from './method';
import type { Gain } from '../../../catalogue/model/privilege-path';
import type { OpenCondition, StatementRef } from '../decision';

/**
 * How one identity leads to the next: `CAN_ASSUME`, by its trust; `CAN_PASS`, by a service that the role is passed to; `CAN_ESCALATE`, otherwise.
 * `CAN_USE`: it may use a sensitive resource.
 */
export type Edge = 'CAN_ASSUME' | 'CAN_PASS' | 'CAN_ESCALATE' | 'CAN_USE';

/** A step of a path. */
export interface Hop {
  /** ARN of the caller */
  readonly from: string;
  /** ARN of whom it then acts as; `arn:aws:iam::<account>:root` for an administrator of its making; ARN or pattern of a resource */
  readonly to: string;
  /** id of a privilege path, or `rule:<name>` */
  readonly method: string;
  readonly edge: Edge;
  /** `proven`: the policies and what else was given show it; `possible`: it also hangs on `conditions` or `unseen` */
  readonly status: 'proven' | 'possible';
  /** the statements that allow it, on both sides, with the Denies that may stop it */
  readonly statements: readonly StatementRef[];
  /** conditions on keys of which nothing is known; those whose value the caller chooses do not make it less proven */
  readonly conditions: readonly OpenCondition[];
  /** what must also hold and cannot be seen in what was given */
  readonly unseen: readonly string[];
  /** the resource that is used on the way */
  readonly resource?: string;
  /** whether it makes an administrator, and so ends a path */
  readonly ends?: true;
  /** lists of statements: without those of any one list, the step is closed */
  readonly closers: readonly (readonly StatementRef[])[];
}

/** A step that something stops. */
export interface BlockedHop extends Block { readonly from: string; readonly to: string; readonly method: string }

/** What a hop is made of. */
export interface Parts {
  readonly grants: readonly Grant[];
  /** beside what the method itself says */
  readonly unseen?: readonly string[];
  /** whether the resource is known to carry the target */
  readonly linked?: boolean;
  readonly resource?: string;
}

const MAKES: readonly Gain[] = ['administrator', 'changed-target', 'no-boundary'];

const edgeOf = ({ path: { requires } }: Method): Edge => {
  const first = [requires[0].action].flat()[0];
  return first.startsWith('sts:') ? 'CAN_ASSUME' : requires.some(({ action }) => action === 'iam:PassRole') ? 'CAN_PASS' : 'CAN_ESCALATE';
};

/** Makes a hop. A resource that is known to carry the role settles what the method says is unseen. */
export function hopOf(from: string, to: string, method: Method, { grants, unseen = [], linked = false, resource }: Parts): Hop {
  const open = [...linked ? [] : method.path.unseen ?? [], ...unseen];
  const statements = new Map(grants.flatMap((grant) => grant.statements).map((statement) => [`${statement.policy} ${statement.index}`, statement]));
  return {
    from,
    to,
    method: method.path.id,
    edge: edgeOf(method),
    status: open.length === 0 && grants.every(({ sure }) => sure) ? 'proven' : 'possible',
    statements: [...statements.values()],
    closers: grants.flatMap(closersOf),
    conditions: grants.flatMap(({ conditions }) => conditions),
    unseen: open,
    ...resource !== undefined && { resource },
    ...MAKES.includes(method.path.gains) && to !== from && { ends: true as const },
  };
}

const TRUST = '#AssumeRolePolicyDocument';

/** What grants is needed on each side: the policies of the caller, and the trust policy of the role. What an organization allows is not there to be taken away. */
function closersOf({ statements }: Grant): StatementRef[][] {
  const own = statements.filter(({ effect, policy }) => effect === 'Allow' && !/^[sr]cp\[/.test(policy));
  return [own.filter(({ policy }) => policy.endsWith(TRUST)), own.filter(({ policy }) => !policy.endsWith(TRUST))].filter(({ length }) => length > 0);
}
