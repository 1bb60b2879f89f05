/** Kinds of escalation methods, by what the caller uses. */
export const pathCategories = ['self-escalation', 'principal-access', 'new-passrole', 'existing-passrole', 'credential-access'] as const;

/** A kind of escalation method. */
export type PathCategory = (typeof pathCategories)[number];

/**
 * A kind of resource that is there already and carries a role, or holds credentials.
 * `arn`: its shape, `*` for names and Regions. What a grant says of its existence: `role`, resources of this kind carry a role by nature, so a
 * grant on some of them is enough; `secret`, they hold credentials by nature: a grant on one by name, or on all of them; `plain`, few of them do:
 * a grant on all of them, or on one whose name tells (`named`).
 */
export interface ResourceKind {
  readonly arn: string;
  readonly holds: 'role' | 'secret' | 'plain';
  readonly named?: RegExp;
}

/** Where an action must be allowed: `*` where there is no resource, or one that the caller makes; `existing:` a kind of resource of the catalogue. */
export type Place =
  | '*' | 'self' | 'own-group' | 'own-policy' | 'target-user' | 'target-role' | 'target-group' | 'target-role-policy'
  | 'member-account-role' | `existing:${string}`;

/** An action that the caller must be allowed; one of them, where there are several. */
export interface Requirement {
  readonly action: string | readonly string[];
  readonly on: Place;
  /** service principal to which the role is passed: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService */
  readonly passedTo?: string;
}

/** A state of the caller or of the target that the data of IAM shows. */
export type State =
  | 'caller-is-user' | 'caller-is-role' | 'caller-has-boundary' | 'caller-in-management-account'
  | 'target-has-boundary' | 'target-has-instance-profile' | 'target-has-spare-key' | 'target-has-two-keys'
  | 'target-has-password' | 'target-has-no-password';

/**
 * What the caller gains: `target`, it acts as the target; `changed-target`, it acts as the target, to which it first gives any permission;
 * `itself`, it gives itself any permission; `no-boundary`, it or the target loses its boundary; `older-version`, the permissions of another version of
 * its policy; `group`, the permissions of the target group; `administrator`, an identity of its making has any permission;
 * `resource`, what the resource holds.
 */
export type Gain = 'target' | 'changed-target' | 'itself' | 'no-boundary' | 'older-version' | 'group' | 'administrator' | 'resource';

/** A method by which a caller gains permissions it was not given. */
export interface PrivilegePath {
  /** stable; equals the file name */
  readonly id: string;
  readonly title: string;
  readonly category: PathCategory;
  readonly requires: readonly Requirement[];
  /** whom the trust policy of the target role must admit: service principals, `Federated:` providers; all of them */
  readonly trusts?: readonly string[];
  readonly states?: readonly State[];
  readonly gains: Gain;
  /** what must also hold, and the data of IAM does not show: the method is then possible, not proven */
  readonly unseen?: readonly string[];
  /** what limits it, or is good to know */
  readonly notes?: readonly string[];
  /** why it works less and less, or not for new customers */
  readonly endOfLife?: string;
}

/** Declares an escalation method. */
export const definePrivilegePath = (path: PrivilegePath): PrivilegePath => path;
