import { finding, subjectOf, type Rule, type Scene } from './finding';
import { issuerOf, type Issuer } from './issuers';
import { filled, firstLetIn, keysOf, type Door, type Stranger } from './stranger';
import { severities } from '../../../catalogue/model/check';
import type { Finding } from '../../contracts';
import type { Role } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import type { ContextValue } from '../context';
import { parseOperator } from '../operators';

const remedy = {
  cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json # Condition: StringLike <issuer>:sub',
  cdk: "new iam.Role(this, 'Role', { assumedBy: new iam.WebIdentityPrincipal(provider.openIdConnectProviderArn, { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main' } }) })",
};

const open: Rule = { id: 'access-oidc-trust-open', severity: 'critical', title: 'A role for tokens says whose tokens, by a subject or another claim that a stranger cannot have', remedy };

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

/** What is in no request that brings a token or an assertion, and where a stranger's comes from. */
const ELSEWHERE: Stranger['context'] = {
  'aws:PrincipalOrgID': [],
  'aws:PrincipalOrgPaths': [],
  'aws:PrincipalAccount': [],
  'aws:PrincipalArn': [],
  'aws:SourceArn': [],
  'aws:SourceAccount': [],
  'aws:SourceOrgID': [],
  'aws:SourceVpc': 'vpc-zz9plural',
  'aws:SourceVpce': 'vpce-zz9plural',
  'aws:SourceIp': '91.198.174.192',
  'sts:ExternalId': [],
};

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
    byId.set(each.id, known ? { ...known, reason: `${known.reason}; ${each.reason}`, evidence: { ...known.evidence, [each.evidence.provider as string]: each.evidence } } : each);
  }
  return [...byId.values()];
}

function samlTrust(role: Role, provider: string, { landscape, settings: { now } }: Scene): Finding[] {
  const door: Door = { text: role.trust, arn: role.arn, account: role.account, action: 'sts:AssumeRoleWithSAML' };
  // Whatever the policy asks of an assertion, this one has something else.
  const claims = Object.fromEntries([...keysOf(role.trust), 'saml:aud'].filter((key) => key.startsWith('saml:')).map((key) => [key, 'https://zz9plural.example/saml']));
  const stranger: Stranger = { principal: { type: 'saml', arn: provider, account: null }, context: { ...ELSEWHERE, ...claims }, free: ['sts:*', 'aws:*'] };
  if (!firstLetIn(door, [stranger], landscape)) return [];
  return [finding(saml, subjectOf(role), { reason: `lets in assertions of ${provider} that were made for another service: no condition on SAML:aud or who is named`, evidence: { provider } }, now)];
}

function oidcTrust(role: Role, provider: string, { landscape, settings: { now } }: Scene): Finding[] {
  const url = provider.replace(/^.*:oidc-provider\//, '');
  const issuer = issuerOf(url);
  const door: Door = { text: role.trust, arn: role.arn, account: role.account, action: 'sts:AssumeRoleWithWebIdentity' };
  const conditions = conditionsOn(role.trust, url);
  const found = (rule: Rule, reason: string, evidence: object, severity = rule.severity) => finding(rule, subjectOf(role), { reason, evidence: { provider, ...evidence }, severity }, now);
  const seen = conditions.length > 0 ? conditions.map(shown).join('; ') : 'no condition on its claims';
  const stars = conditions.filter(({ effect, name, values }) => effect === 'Allow' && /^StringEquals/.test(name) && values.length > 0 && values.every((value) => value.includes('*')));
  const literal = stars.length > 0 ? [found(neverMatches, `${stars.map(shown).join('; ')} meets no token`, { conditions: stars })] : [];
  const letIn = firstLetIn(door, tokens(provider, url, issuer, conditions), landscape);
  if (letIn) {
    const claims = Object.fromEntries(Object.keys(issuer.claims).map((claim) => [claim, letIn.stranger.context[`${url}:${claim}`]]));
    const whose = issuer.shared ? `tokens of ${issuer.name} that are not yours` : `every token of ${issuer.name}`;
    return [...literal, found(open, `lets in ${whose} (${seen}); a subject such as ${issuer.example} would not`, { letIn: claims }, issuer.shared ? 'critical' : 'medium')];
  }
  const nameless: Stranger = strangerOf(provider, Object.fromEntries(Object.keys(issuer.claims).map((claim) => [`${url}:${claim}`, []])));
  if (!firstLetIn(door, [nameless], landscape)) return literal;
  return [...literal, found(weakOperator, `${seen}: a token without the claim would be let in, and only the issuer's word that there is none keeps strangers out`, {})];
}

/** A condition on a claim. */
interface ClaimCondition {
  readonly effect: 'Allow' | 'Deny';
  readonly operator: string;
  /** of the operator, without what stands before and after it */
  readonly name: string;
  readonly claim: string;
  readonly values: readonly string[];
}

const shown = ({ effect, operator, claim, values }: ClaimCondition) => `${effect === 'Deny' ? 'Deny ' : ''}${operator} ${claim}: ${values.join(', ')}`;

/** What a trust policy says of the claims of an issuer. */
function conditionsOn({ document }: PolicyText, url: string): ClaimCondition[] {
  const prefix = `${url.toLowerCase()}:`;
  return document.statements.flatMap(({ effect, condition }) => Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).filter(([key]) => key.toLowerCase().startsWith(prefix)).map(([key, values]) =>
      ({ effect, operator, name: parseOperator(operator)!.name, claim: key.slice(prefix.length), values }))));
}

const strangerOf = (provider: string, claims: Readonly<Record<string, ContextValue>>): Stranger => (
  { principal: { type: 'web-identity', arn: provider, account: null }, context: { ...ELSEWHERE, ...claims }, free: ['*'] });

/** Tokens that a stranger can have, within reason: each claim with a value of its own, and with those the policy leaves open. */
function* tokens(provider: string, url: string, { claims }: Issuer, conditions: readonly ClaimCondition[]): Iterable<Stranger> {
  let sets: Record<string, ContextValue>[] = [{}];
  for (const [claim, { always, names }] of Object.entries(claims)) {
    const on = conditions.filter((condition) => condition.claim.toLowerCase() === claim.toLowerCase());
    const values: ContextValue[] = ['zz9plural', ...openValues(on, names), ...always ? [] : [[]]];
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [`${url}:${claim}`]: value }))).slice(0, 500);
  }
  for (const set of sets) yield strangerOf(provider, set);
}

/** Values that conditions let in without naming anybody; those of two patterns are joined, as both may have to fit. */
function openValues(conditions: readonly ClaimCondition[], names: (fixed: string, whole: boolean) => boolean): string[] {
  // What an Allow wants, and what a Deny of everything else leaves.
  const wanted = conditions.filter(({ effect, name }) => (effect === 'Allow' ? /^String(Equals|Like)/ : /^StringNot(Equals|Like)/).test(name));
  const unnamed = wanted.flatMap(({ name, values }) => values.map((value) => ({ value, pattern: name.endsWith('Like') }))).filter(({ value, pattern }) => {
    const wildcard = pattern ? value.search(/[*?]/) : -1;
    if (!pattern && value.includes('*')) return false;
    return !names(wildcard < 0 ? value : value.slice(0, wildcard), wildcard < 0);
  });
  const joined = unnamed.flatMap(({ value }) => unnamed.map((other) => value.slice(0, value.search(/[*?]|$/)) + 'x' + other.value.slice(Math.max(other.value.lastIndexOf('*'), other.value.lastIndexOf('?')) + 1)));
  return [...new Set([...unnamed.map(({ value, pattern }) => (pattern ? filled(value) : value)), ...joined])];
}
