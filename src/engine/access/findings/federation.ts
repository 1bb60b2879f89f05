import { finding, subjectOf, type Rule, type Scene } from './finding';
import { issuerOf } from './issuers';
import { firstLetIn, keysOf, type Door, type Stranger } from './stranger';
import { conditionsOn, ELSEWHERE, namelessToken, tokens, type ClaimCondition } from './tokens';
import { severities } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';
import type { Role } from '../account/model';
import type { PolicyText } from '../account/policy-text';

const remedy = {
  cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json # Condition: StringLike <issuer>:sub',
  cdk: "new iam.Role(this, 'Role', { assumedBy: new iam.WebIdentityPrincipal(provider.openIdConnectProviderArn, { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main' } }) })",
};

const open: Rule = {
  id: 'access-oidc-trust-open',
  severity: 'critical',
  title: 'A role for tokens says whose tokens, by a subject or another claim that a stranger cannot have',
  remedy,
};

const weakOperator: Rule = {
  id: 'access-oidc-trust-weak-operator',
  severity: 'low',
  title: 'Claims are compared by an operator that fails where the claim is missing',
  remedy,
};

const neverMatches: Rule = {
  id: 'access-oidc-trust-never-matches',
  severity: 'low',
  title: 'Claims with wildcards are compared by StringLike: to StringEquals a * is a star',
  remedy,
};

const saml: Rule = {
  id: 'access-saml-trust-without-audience',
  severity: 'medium',
  title: 'A role for SAML assertions asks for their audience',
  remedy: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json # Condition: StringEquals SAML:aud https://signin.aws.amazon.com/saml',
    cdk: "new iam.Role(this, 'Role', { assumedBy: new iam.SamlConsolePrincipal(provider) })",
  },
};

/** Identity providers that Allow statements name, as written. */
const providersNamed = ({ document }: PolicyText): string[] =>
  [...new Set(document.statements.flatMap(({ effect, principal }) => (effect === 'Allow' && principal && !principal.negated ? principal.values.Federated ?? [] : [])))];

/**
 * Trusts in identity providers. A role is open if a token of a stranger is let in: claims that tell whose a token is have values that no pattern
 * of the policy fixes, all other claims what the policy wants. Deny statements and operators count as AWS evaluates them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export function federation(scene: Scene): Finding[] {
  return scene.account.roles.flatMap((role) => joined(providersNamed(role.trust).flatMap((provider) =>
    (provider.includes(':saml-provider/') ? samlTrust(role, provider, scene) : oidcTrust(role, provider, scene)))));
}

/** A role has each finding once, whatever the number of its providers; the gravest first. */
function joined(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>();
  for (const each of [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))) {
    const known = byId.get(each.id);
    const evidence = { ...known?.evidence, [each.evidence.provider as string]: each.evidence };
    byId.set(each.id, known ? { ...known, reason: `${known.reason}; ${each.reason}`, evidence } : each);
  }
  return [...byId.values()];
}

function samlTrust(role: Role, provider: string, { landscape, settings: { now } }: Scene): Finding[] {
  const door: Door = { text: role.trust, arn: role.arn, account: role.account, action: 'sts:AssumeRoleWithSAML' };
  // Whatever the policy asks of an assertion, this one has something else.
  const keys = ['saml:aud', ...keysOf(role.trust)].filter((key) => key.startsWith('saml:'));
  const claims = Object.fromEntries(keys.map((key) => [key, 'https://zz9plural.example/saml']));
  const stranger: Stranger = { principal: { type: 'saml', arn: provider, account: null }, context: { ...ELSEWHERE, ...claims }, free: ['sts:*', 'aws:*'] };
  if (!firstLetIn(door, [stranger], landscape)) return [];
  const reason = `lets in assertions of ${provider} that were made for another service: no condition on SAML:aud, or on who comes`;
  return [finding(saml, subjectOf(role), { reason, evidence: { provider } }, now)];
}

function oidcTrust(role: Role, provider: string, { landscape, settings: { now } }: Scene): Finding[] {
  const url = provider.replace(/^.*:oidc-provider\//, '');
  const issuer = issuerOf(url);
  const door: Door = { text: role.trust, arn: role.arn, account: role.account, action: 'sts:AssumeRoleWithWebIdentity' };
  const conditions = conditionsOn(role.trust, url);
  const seen = conditions.length > 0 ? conditions.map(shown).join('; ') : 'no condition on its claims';
  const found = (rule: Rule, reason: string, evidence: object = {}, severity = rule.severity) =>
    finding(rule, subjectOf(role), { reason, evidence: { provider, ...evidence }, severity }, now);

  const stars = conditions.filter(isStar);
  const never = stars.length > 0 ? [found(neverMatches, `${stars.map(shown).join('; ')} meets no token`, { conditions: stars })] : [];
  const letIn = firstLetIn(door, tokens(provider, url, issuer, conditions), landscape);
  if (letIn) {
    const claims = Object.fromEntries(Object.keys(issuer.claims).map((claim) => [claim, letIn.stranger.context[`${url}:${claim}`]]));
    const whose = issuer.shared ? `tokens of ${issuer.name} that are not yours` : `every token of ${issuer.name}`;
    const reason = `lets in ${whose} (${seen}); a subject such as ${issuer.example} would not`;
    return [...never, found(open, reason, { letIn: claims }, issuer.shared ? 'critical' : 'medium')];
  }
  if (!firstLetIn(door, [namelessToken(provider, url, issuer)], landscape)) return never;
  const reason = `${seen}: a token without the claim would be let in, and only the issuer's word that there is none keeps strangers out`;
  return [...never, found(weakOperator, reason)];
}

const shown = ({ effect, operator, claim, values }: ClaimCondition) => `${effect === 'Deny' ? 'Deny ' : ''}${operator} ${claim}: ${values.join(', ')}`;

const isStar = ({ effect, name, values }: ClaimCondition) =>
  effect === 'Allow' && /^StringEquals/.test(name) && values.length > 0 && values.every((value) => value.includes('*'));
