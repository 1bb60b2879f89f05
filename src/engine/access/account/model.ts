import type { PolicyText } from './policy-text';
import type { CredentialReportRow } from '../../../catalogue/model/credential-report';
import type { SeenActivity } from '../activity/seen';

/** A managed policy: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  /** whether AWS keeps it: nobody in the account can change it */
  readonly byAws: boolean;
  /** its default version */
  readonly text: PolicyText;
  readonly defaultVersionId: string;
  /** the other versions; IAM keeps five at most */
  readonly otherVersions: readonly { readonly versionId: string; readonly text: PolicyText }[];
}

/** A policy that a user, group or role has. */
export interface AppliedPolicy {
  readonly text: PolicyText;
  /** undefined: an inline policy */
  readonly managed?: ManagedPolicy;
  /** ARN of the group that has it; undefined: the principal itself */
  readonly group?: string;
}

/** A group: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html */
export interface Group {
  readonly kind: 'group';
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly account: string;
  readonly policies: readonly AppliedPolicy[];
  /** ISO 8601 */
  readonly createDate?: string;
}

interface Named {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly account: string;
  /** tags by key */
  readonly tags: Readonly<Record<string, string>>;
  /** its own and those of its groups */
  readonly policies: readonly AppliedPolicy[];
  /** ISO 8601 */
  readonly createDate?: string;
  /** ARN and text of its permissions boundary */
  readonly boundary?: ManagedPolicy;
}

/** A user: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html */
export interface User extends Named {
  readonly kind: 'user';
  readonly groups: readonly Group[];
  /** ISO 8601: when it last signed in with a password; undefined: never, or not told */
  readonly passwordLastUsed?: string;
  /** its row of the credential report, where that was given */
  readonly credentials?: CredentialReportRow;
  /** its access keys, where they were given */
  readonly accessKeys?: readonly AccessKey[];
}

/** A role: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html */
export interface Role extends Named {
  readonly kind: 'role';
  readonly trust: PolicyText;
  /** ARNs of the instance profiles that hold it */
  readonly instanceProfiles: readonly string[];
  /** ISO 8601; undefined: not used in the tracking period of 400 days, or not told */
  readonly lastUsed?: string;
  /** whether the file tells when the role was last used */
  readonly lastUsedKnown: boolean;
  readonly serviceLinked: boolean;
}

/** Whoever can have policies and act. */
export type Identity = User | Role;

/** An access key of a user; dates in ISO 8601, `lastUsed` null where it was never used. */
export interface AccessKey { readonly id: string; readonly active: boolean; readonly createDate?: string; readonly lastUsed?: string | null }

/** An account as `aws iam get-account-authorization-details` tells it. */
export interface Account {
  readonly id: string;
  readonly partition: string;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  /** managed policies by ARN, those of AWS that are in use included */
  readonly policies: ReadonlyMap<string, ManagedPolicy>;
}

/** The service control policies, or resource control policies, of an account: a list for each level from the root down. */
export type Levels = readonly (readonly PolicyText[])[];

/** What is known of an organization and of accounts outside. */
export interface Organization {
  readonly id?: string;
  readonly managementAccount?: string;
  /** ids of its accounts */
  readonly accounts: ReadonlySet<string>;
  /** ids of accounts of others that are known and meant to have access */
  readonly partners: ReadonlySet<string>;
  readonly scps: (account: string) => Levels | undefined;
  readonly rcps: (account: string) => Levels | undefined;
}

/** When a principal last used a service: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceLastAccessed.html */
export interface LastAccessed {
  /** service prefix of IAM actions, for instance `s3` */
  readonly service: string;
  /** ISO 8601; null: not in the tracking period */
  readonly at: string | null;
  /** names of actions, where AWS tracks them */
  readonly actions: readonly { readonly name: string; readonly at: string | null }[];
}

/** Everything that is known when access is analysed. */
export interface Landscape {
  readonly accounts: readonly Account[];
  readonly organization: Organization;
  /** policies of resources by ARN */
  readonly resourcePolicies: ReadonlyMap<string, PolicyText>;
  /** accounts of resources whose ARN names none, as that of a bucket, @default the first of `accounts` */
  readonly owners?: ReadonlyMap<string, string>;
  /** ARNs of resources that AWS keeps from the public whatever their policy says, as S3 Block Public Access does, @default none is known */
  readonly closed?: ReadonlySet<string>;
  /** what CloudTrail tells of the use of permissions, @default nothing */
  readonly activity?: SeenActivity;
  /** ARN of a user or role → its services */
  readonly lastAccessed: ReadonlyMap<string, readonly LastAccessed[]>;
  /** credential report rows by ARN, the root users' among them */
  readonly credentialReport: ReadonlyMap<string, CredentialReportRow>;
}
