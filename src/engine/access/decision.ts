/** Kinds of policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'scp' | 'rcp' | 'resource';

/** What becomes of a request; `Conditional`: allowed if the open conditions turn out well. */
export type Outcome = 'Allow' | 'ImplicitDeny' | 'ExplicitDeny' | 'Conditional';

/** A statement of a policy. */
export interface StatementRef {
  /** name of the policy, for instance `identity[0]`, `boundary`, `scp[1][0]` */
  readonly policy: string;
  /** place of the statement in the policy, from 0 */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

/** A condition that hangs on a context key of which nothing is known. An Allow needs each of its conditions, a Deny must miss one of its. */
export interface OpenCondition extends StatementRef {
  /** condition operator as written; `Resource` or `NotResource` where the key stands in an ARN as a variable */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The decision on a request, with its reasons. */
export interface Decision {
  readonly decision: Outcome;
  /** the statements that decided: every Deny that matches; else every Allow that was needed, with the Denies that may still match */
  readonly statements: readonly StatementRef[];
  readonly conditions: readonly OpenCondition[];
  /** what did not allow, for an implicit deny: kinds of policies, `scp[1]` for a level */
  readonly missing: readonly string[];
}
