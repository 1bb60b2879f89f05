import type { Listed, PrincipalBlock } from './document';

/** Kinds of callers: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const principalTypes = [
  'user', 'role', 'role-session', 'service-linked-role', 'federated-user', 'root', 'service', 'web-identity', 'saml', 'anonymous',
] as const;

/** Who makes a request. */
export interface Principal {
  readonly type: (typeof principalTypes)[number];
  /** ARN of the user, role or session; name of the service; ARN or name of the identity provider; null for an anonymous caller */
  readonly arn: string | null;
  /** account of the caller; null where there is none: services, identities of a provider, anonymous callers */
  readonly account: string | null;
  /** ARN of the role of a session, with its path, @default from the ARN of the session, without a path */
  readonly roleArn?: string;
  /** ARN of the user behind a federated user session */
  readonly userArn?: string;
  /** whether the role is a service-linked one, @default by its path */
  readonly serviceLinked?: boolean;
}

/**
 * How a policy names the caller. `direct`: the caller itself, or everyone; `base`: the role or user behind a session, whose session policies
 * and boundary still limit; `account`: its account, which leaves the decision to identity-based policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
export type Naming = 'direct' | 'base' | 'account';

/** Whether the caller is a service-linked role, which no policy of the organization limits. */
export function isServiceLinkedRole({ type, arn, roleArn, serviceLinked }: Principal): boolean {
  return serviceLinked ?? (type === 'service-linked-role' || (type.startsWith('role') && (roleArn ?? arn ?? '').includes(':role/aws-service-role/')));
}

const SESSION = /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)\//;

/** The role or user behind a session. */
function baseOf({ type, arn, roleArn, userArn }: Principal): string | undefined {
  if (type === 'federated-user') return userArn;
  const [, partition, account, role] = SESSION.exec(arn ?? '') ?? [];
  return roleArn ?? (role ? `arn:${partition}:iam::${account}:role/${role}` : type === 'role' ? arn ?? undefined : undefined);
}

const isAccount = (entry: string, account: string) => entry === account || (entry.startsWith('arn:') && entry.endsWith(`:iam::${account}:root`));

const accountIn = (entry: string) => /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(entry)?.[1];

/** How a list of principals names the caller; undefined where it does not. */
export function namingOf(block: PrincipalBlock, principal: Principal): Naming | undefined {
  const { type, arn, account } = principal;
  if (block.AWS?.includes('*')) return 'direct';
  if (type === 'service') return block.Service?.some((entry) => entry === '*' || entry === arn) ? 'direct' : undefined;
  if (type === 'web-identity' || type === 'saml') return block.Federated?.some((entry) => entry === '*' || entry === arn) ? 'direct' : undefined;
  const entries = block.AWS ?? [];
  const base = baseOf(principal);
  if (arn !== null && arn !== base && entries.includes(arn)) return 'direct';
  if (base !== undefined && entries.includes(base)) return 'base';
  if (account === null || !entries.some((entry) => isAccount(entry, account))) return undefined;
  return type === 'root' ? 'direct' : 'account';
}

/**
 * Whether a statement with NotPrincipal leaves the caller out.
 * Beside principals of the same account, the account is there only because AWS wants it named too: it leaves nobody else out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function leavesOut(block: PrincipalBlock, principal: Principal): boolean {
  const naming = namingOf(block, principal);
  if (naming !== 'account') return naming !== undefined;
  return !block.AWS!.some((entry) => accountIn(entry) === principal.account && !isAccount(entry, principal.account!));
}

/** How a statement names the caller; undefined where it does not apply. A Deny with NotPrincipal hits everyone who has a permissions boundary. */
export function namingInStatement({ negated, values }: Listed<PrincipalBlock>, principal: Principal, bounded: boolean): Naming | undefined {
  if (!negated) return namingOf(values, principal);
  return bounded || !leavesOut(values, principal) ? 'direct' : undefined;
}
