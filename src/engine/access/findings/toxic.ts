import { finding, type Rule, type Scene } from './finding';
import type { Severity } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';

/** A way in, or a neglect, that meets power over the account in one principal. */
interface Combination { readonly id: string; readonly severity: Severity; readonly title: string; readonly door: readonly string[]; readonly power: readonly string[] }

const POWER = ['access-administrator'];
const combination = (name: string, severity: Severity, title: string, door: readonly string[], power: readonly string[] = POWER): Combination =>
  ({ id: `access-toxic-${name}`, severity, title, door, power });

const COMBINATIONS: readonly Combination[] = [
  combination('stranger-administrator', 'critical', 'Nobody outside can become an administrator', ['access-trust-anyone', 'access-trust-unknown-account', 'access-oidc-trust-open']),
  combination('confused-administrator', 'high', 'No third party or service can be talked into being an administrator', ['access-trust-without-external-id', 'access-trust-confused-deputy', 'access-trust-without-source', 'access-saml-trust-without-audience', 'access-oidc-trust-weak-operator']),
  combination('forgotten-administrator', 'high', 'No administrator is forgotten', ['access-role-unused', 'access-user-unused', 'access-password-unused', 'access-key-unused', 'access-owner-gone']),
  combination('old-key-administrator', 'high', 'No old key makes an administrator', ['access-key-old']),
  combination('stranger-sensitive', 'high', 'Nobody outside gets wildcards on sensitive services', ['access-trust-anyone', 'access-trust-unknown-account', 'access-oidc-trust-open'], ['access-sensitive-service-wildcard']),
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
export function toxic({ account, settings: { now } }: Scene, findings: readonly Finding[]): Finding[] {
  const byPrincipal = new Map<string, Finding[]>();
  for (const each of findings) {
    for (const arn of each.resource.filter((key) => /:iam::\d+:(?:user|role)\/(?!.*\/policy\/)/.test(key))) byPrincipal.set(arn, [...byPrincipal.get(arn) ?? [], each]);
  }
  const combined = [...byPrincipal].flatMap(([arn, seen]) => COMBINATIONS.flatMap(({ id, severity, title, door, power }) => {
    const [doors, powers] = [door, power].map((checks) => seen.filter(({ check }) => checks.includes(check)));
    if (doors.length === 0 || powers.length === 0) return [];
    const parts = [...doors, ...powers];
    const reason = parts.map((part) => `${part.check}: ${part.reason}`).join('; ');
    return [finding({ id, severity, title, remedy: doors[0].remedy }, subjectAt(arn, account.id), { reason, evidence: { findings: parts.map((part) => part.id) } }, now)];
  }));
  const administrators = new Set(findings.filter(({ check }) => check === 'access-administrator').map(({ resource }) => resource[0]));
  const alone = account.users.filter(({ arn, credentials: row }) => administrators.has(arn) && row?.password_enabled?.toLowerCase() === 'true' && row.mfa_active?.toLowerCase() === 'false');
  return [...combined, ...alone.map(({ arn }) => finding(noSecondFactor, subjectAt(arn, account.id), { reason: 'is an administrator, has a password, and no second factor', evidence: { findings: [`access-administrator|${arn}`] } }, now))];
}

const subjectAt = (arn: string, account: string) =>
  ({ key: arn, type: arn.includes(':user/') ? 'aws_iam_user' as const : 'aws_iam_role' as const, name: arn.replace(/^.*\//, ''), account });
