import { finding, shownConditions, subjectOf, type Rule, type Scene } from './finding';
import { firstLetIn, outsiders, STRANGE_ACCOUNT, valuesOf, type Door } from './stranger';
import type { Finding } from '../../contracts';
import type { Role } from '../account/model';
import type { PolicyText } from '../account/policy-text';

const anyone: Rule = {
  id: 'access-trust-anyone',
  severity: 'critical',
  title: 'No role can be assumed by every AWS account',
  remedy: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json # name principals, or add aws:PrincipalOrgID',
    cdk: "new iam.Role(this, 'Role', { assumedBy: new iam.AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalOrgID': 'o-…' } }) })",
  },
};

const unknownAccount: Rule = {
  id: 'access-trust-unknown-account',
  severity: 'high',
  title: 'Roles trust accounts of the organization and known partners only',
  remedy: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json # or list the account as a partner',
    cdk: "new iam.Role(this, 'Role', { assumedBy: new iam.AccountPrincipal('<account of the organization>') })",
  },
};

const noExternalId: Rule = {
  id: 'access-trust-without-external-id',
  severity: 'medium',
  title: 'A role that trusts an account of somebody else asks for an external id',
  remedy: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json # Condition: StringEquals sts:ExternalId',
    cdk: "new iam.Role(this, 'Role', { assumedBy: new iam.AccountPrincipal('<account>'), externalIds: ['<id that the third party gave you>'] })",
  },
};

/** What Allow statements say of principals of AWS: the entries as written, and whether everybody may be among them. */
export function awsPrincipals({ document }: PolicyText): { readonly entries: readonly string[]; readonly everybody: boolean } {
  const allowed = document.statements.filter(({ effect }) => effect === 'Allow').flatMap(({ principal }) => (principal ? [principal] : []));
  const entries = allowed.filter(({ negated }) => !negated).flatMap(({ values }) => values.AWS ?? []);
  return { entries: [...new Set(entries.filter((entry) => entry !== '*'))], everybody: allowed.some(({ negated }) => negated) || entries.includes('*') };
}

/** Ids of other accounts that a policy names, with the entries that do. */
export function accountsNamed(text: PolicyText, own: string): Map<string, string[]> {
  const accounts = new Map<string, string[]>();
  for (const entry of awsPrincipals(text).entries) {
    const id = /^\d{12}$/.test(entry) ? entry : /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(entry)?.[1];
    if (id !== undefined && id !== own) accounts.set(id, [...accounts.get(id) ?? [], entry]);
  }
  return accounts;
}

/** ARNs to try for entries of a policy: an account stands for any role in it. */
export const triedFor = (entries: readonly string[], account: string): string[] =>
  entries.map((entry) => (entry.endsWith(':root') || entry === account ? `arn:${entry.split(':')[1] ?? 'aws'}:iam::${account}:role/x` : entry));

/** Organizations that a policy asks for and that are not ours: an account of somebody else may be of one. */
export const othersThan = (ours: string | undefined, text: PolicyText): string[] =>
  (ours === undefined ? [] : valuesOf(text, 'aws:PrincipalOrgID').filter((id) => id !== ours && !/[*?]/.test(id)));

/** Whose an account is. Accounts that are analysed together belong together. */
export function ownerOf(account: string, { landscape: { organization, accounts } }: Scene): 'organization' | 'partner' | 'unknown' {
  if (organization.accounts.has(account) || accounts.some(({ id }) => id === account)) return 'organization';
  return organization.partners.has(account) ? 'partner' : 'unknown';
}

/**
 * Trusts in accounts. Each finding is proven by a request of somebody outside that the trust policy lets in; what they set at will, such as the
 * name of a session, does not keep them out, a condition on their organization, network or ARN does. A second factor takes the place of an
 * external id, as no third party has it for its customers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export function trusts(scene: Scene): Finding[] {
  return scene.account.roles.filter(({ serviceLinked }) => !serviceLinked).flatMap((role) => [...trustInAnyone(role, scene), ...trustInAccounts(role, scene)]);
}

const doorOf = ({ trust, arn, account }: Role): Door => ({ text: trust, arn, account, action: 'sts:AssumeRole' });

const ANYBODY = { from: STRANGE_ACCOUNT, arns: [`arn:aws:iam::${STRANGE_ACCOUNT}:role/x`] };

function trustInAnyone(role: Role, scene: Scene): Finding[] {
  if (!awsPrincipals(role.trust).everybody) return [];
  const { landscape, settings } = scene;
  const door = doorOf(role);
  const found = firstLetIn(door, outsiders(door, ANYBODY), landscape);
  if (!found) return trustInOrganizations(role, scene);
  const { stranger, decision: { conditions, statements } } = found;
  const open = shownConditions(conditions);
  return [finding(anyone, subjectOf(role), {
    reason: `lets in any AWS account, for instance ${stranger.principal.arn}${open && `; what it asks for, everybody can bring: ${open}`}`,
    evidence: { letIn: stranger.principal.arn, statements, conditions },
    ...open && { severity: 'high' as const },
  }, settings.now)];
}

/** Everybody of an organization that is not ours. */
function trustInOrganizations(role: Role, { landscape, settings: { now } }: Scene): Finding[] {
  const door = doorOf(role);
  const isLetIn = (id: string) => firstLetIn(door, outsiders(door, { ...ANYBODY, organizations: [id] }), landscape) !== undefined;
  const others = othersThan(landscape.organization.id, role.trust).filter(isLetIn);
  if (others.length === 0) return [];
  const reason = `trusts every account of ${others.join(', ')}, which is not the organization ${landscape.organization.id}`;
  return [finding(unknownAccount, subjectOf(role), { reason, evidence: { organizations: others } }, now)];
}

function trustInAccounts(role: Role, scene: Scene): Finding[] {
  const { landscape, settings: { now } } = scene;
  const door = doorOf(role);
  const others = [...accountsNamed(role.trust, role.account)].filter(([account]) => ownerOf(account, scene) !== 'organization').map(([account, entries]) => {
    const outsider = { from: account, arns: triedFor(entries, account), organizations: othersThan(landscape.organization.id, role.trust) };
    const come = (more: Record<string, string | readonly string[]>) => firstLetIn(door, outsiders(door, { ...outsider, more }), landscape);
    // Without an external id, and with that of another customer of the same third party.
    const [none, another] = [[], 'somebody-else'].map((id) => come({ 'sts:ExternalId': id, 'aws:MultiFactorAuthPresent': [] }));
    return { account, entries, known: ownerOf(account, scene) === 'partner', letIn: come({}), withoutId: none ?? another };
  });
  const unknown = others.filter(({ known, letIn }) => !known && letIn);
  const careless = others.filter(({ withoutId }) => withoutId);
  const seen = (list: typeof others, why: string) => ({
    reason: list.map(({ account, entries, known, letIn }) => {
      const wanted = shownConditions(letIn?.decision.conditions ?? []);
      return `trusts ${known ? 'the partner account' : 'account'} ${account} (${entries.join(', ')}), ${why}${wanted && `; asks for ${wanted}`}`;
    }).join('; '),
    evidence: {
      accounts: list.map(({ account, entries, known, letIn }) => (
        { account, owner: known ? 'partner' : 'unknown', entries, conditions: letIn?.decision.conditions ?? [] })),
    },
  });
  const whose = landscape.organization.accounts.size > 0 ? 'which is neither of the organization nor a known partner' : 'and no list of known accounts was given';
  return [
    ...unknown.length > 0 ? [finding(unknownAccount, subjectOf(role), seen(unknown, whose), now)] : [],
    ...careless.length > 0 ? [finding(noExternalId, subjectOf(role), seen(careless, 'without an external id of its own'), now)] : [],
  ];
}
