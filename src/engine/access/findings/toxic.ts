import { finding, subjectOf, type Rule, type Scene, type Subject } from './finding';
import type { Severity } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';
import type { User } from '../account/model';

/** A way in, or a neglect, that meets power over the account in one principal. */
interface Combination {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly door: readonly string[];
  readonly power: string;
}

const OPEN = ['access-trust-anyone', 'access-trust-unknown-account', 'access-oidc-trust-open'];
const CARELESS = [
  'access-trust-without-external-id', 'access-trust-confused-deputy', 'access-trust-without-source', 'access-saml-trust-without-audience', 'access-oidc-trust-weak-operator',
];
const FORGOTTEN = ['access-role-unused', 'access-user-unused', 'access-password-unused', 'access-key-unused', 'access-owner-gone'];

const COMBINATIONS: readonly Combination[] = [
  { id: 'access-toxic-stranger-administrator', severity: 'critical', title: 'Nobody outside can become an administrator', door: OPEN, power: 'access-administrator' },
  { id: 'access-toxic-confused-administrator', severity: 'high', title: 'No third party or service can be talked into being an administrator', door: CARELESS, power: 'access-administrator' },
  { id: 'access-toxic-forgotten-administrator', severity: 'high', title: 'No administrator is forgotten', door: FORGOTTEN, power: 'access-administrator' },
  { id: 'access-toxic-old-key-administrator', severity: 'high', title: 'No old key makes an administrator', door: ['access-key-old'], power: 'access-administrator' },
  { id: 'access-toxic-stranger-sensitive', severity: 'high', title: 'Nobody outside gets wildcards on sensitive services', door: OPEN, power: 'access-sensitive-service-wildcard' },
];

const noSecondFactor: Rule = {
  id: 'access-toxic-administrator-without-mfa',
  severity: 'critical',
  title: 'Administrators sign in with a second factor',
  remedy: {
    cli: 'aws iam enable-mfa-device --user-name <user> --serial-number <arn> --authentication-code1 <code> --authentication-code2 <code>',
    cdk: 'No CloudFormation resource puts a device into the hands of a user; deny everything else while aws:MultiFactorAuthPresent is false',
  },
};

/** Findings that are worse together: each names the findings it is made of. */
export function toxic({ account, settings: { now, paths } }: Scene, findings: readonly Finding[]): Finding[] {
  const combined = [...byPrincipal(findings)].flatMap(([arn, seen]) => COMBINATIONS.flatMap(({ id, severity, title, door, power }) => {
    const [doors, powers] = [seen.filter(({ check }) => door.includes(check)), seen.filter(({ check }) => check === power)];
    const path = powers.length === 0 && power === 'access-administrator' ? paths?.get(arn) : undefined;
    if (doors.length === 0 || (powers.length === 0 && path === undefined)) return [];
    const parts = [...doors, ...powers];
    const rule: Rule = { id, severity, title, remedy: doors[0].remedy };
    const reasons = [...parts.map((part) => `${part.check}: ${part.reason}`), ...path === undefined ? [] : [`can become an administrator: ${path}`]];
    const evidence = { findings: parts.map((part) => part.id), ...path !== undefined && { path } };
    return [finding(rule, subjectAt(arn, account.id), { reason: reasons.join('; '), evidence }, now)];
  }));
  return [...combined, ...withoutSecondFactor(account.users, findings, now)];
}

/** Findings by the users and roles they concern. */
function byPrincipal(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const each of findings) {
    for (const arn of each.resource.filter((key) => /:iam::\d+:(?:user|role)\//.test(key) && !key.includes('/policy/'))) {
      const known = found.get(arn);
      if (known) known.push(each);
      else found.set(arn, [each]);
    }
  }
  return found;
}

function withoutSecondFactor(users: readonly User[], findings: readonly Finding[], now: Date): Finding[] {
  const administrators = new Set(findings.filter(({ check }) => check === 'access-administrator').map(({ resource }) => resource[0]));
  const signIn = ({ credentials: row }: User) => row?.password_enabled?.toLowerCase() === 'true' && row.mfa_active?.toLowerCase() === 'false';
  return users.filter((user) => administrators.has(user.arn) && signIn(user)).map((user) => finding(noSecondFactor, subjectOf(user), {
    reason: 'is an administrator, has a password, and no second factor', evidence: { findings: [`access-administrator|${user.arn}`] },
  }, now));
}

const subjectAt = (arn: string, account: string): Subject =>
  ({ key: arn, type: arn.includes(':user/') ? 'aws_iam_user' : 'aws_iam_role', name: arn.replace(/^.*\//, ''), account });
