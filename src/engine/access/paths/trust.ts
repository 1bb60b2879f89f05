import { isGrant, type Block, type Grant } from './ask';
import type { Role } from '../account/model';
import type { ContextValue } from '../context';
import { evaluate, type Request } from '../evaluate';
import type { Principal } from '../principal';

const ANYBODY = 'somebody-else';

/** Whom the trust policies of roles admit beside principals of accounts: services and identities of providers. Answers are kept. */
export class Trusts {
  private readonly answers = new Map<Role, Map<string, Grant | Block>>();
  private readonly services = new Map<Role, ReadonlySet<string>>();

  /** @param organizationId id of the organization the roles belong to, where it is known */
  constructor(private readonly organizationId: string | undefined) {}

  /**
   * Whether a role admits somebody.
   * @param trusted a service principal, `Federated:saml-provider`, `Federated:oidc-provider` or `Federated:<issuer>`
   * @param holdsProvider whether the caller has the provider say what it likes
   */
  admits(role: Role, trusted: string, holdsProvider = false): Grant | Block {
    const known = this.answers.get(role) ?? new Map<string, Grant | Block>();
    this.answers.set(role, known);
    const key = `${trusted} ${holdsProvider}`;
    const answer = known.get(key) ?? this.ask(role, trusted, holdsProvider);
    known.set(key, answer);
    return answer;
  }

  /** The services that a trust policy names; what it says of them is another matter. */
  named(role: Role): ReadonlySet<string> {
    const known = this.services.get(role) ?? new Set(named(role, 'Service').map(withoutRegion));
    this.services.set(role, known);
    return known;
  }

  private ask(role: Role, trusted: string, holdsProvider: boolean): Grant | Block {
    let last: Block = { action: 'sts:AssumeRole', resource: role.arn, by: 'Trust', statements: [], missing: [trusted] };
    for (const request of trusted.startsWith('Federated:') ? federated(role, trusted.slice('Federated:'.length), holdsProvider) : services(role, trusted, this.organizationId)) {
      const { decision, statements, conditions } = evaluate(request, { identity: [], resource: role.trust.compiled });
      if (decision === 'Allow' || decision === 'Conditional') {
        return { sure: holdsProvider || conditions.every(({ key }) => isChosen(key)), statements, conditions, resource: request.principal.arn ?? trusted };
      }
      last = { action: request.action, resource: role.arn, by: 'Trust', statements, missing: [trusted] };
    }
    return last;
  }
}

/** Whoever signs in at a provider that serves everybody says for which audience; the subject it does not choose. */
const isChosen = (key: string) => /:aud$/i.test(key) && !/cognito/i.test(key);

const named = (role: Role, kind: 'Service' | 'Federated'): readonly string[] =>
  role.trust.document.statements.flatMap(({ principal }) => (principal && !principal.negated ? principal.values[kind] ?? [] : []));

const request = (role: Role, principal: Principal, action: string, context: Record<string, ContextValue>, unknown: readonly string[]): Request => ({
  principal, action, resource: { arn: role.arn, account: role.account }, context, unknown,
});

/** A service may be named with its Region: `states.eu-west-1.amazonaws.com`. */
const withoutRegion = (service: string) => service.replace(/\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws/, '.amazonaws').replace(/\.cn$/, '');

function services(role: Role, service: string, organizationId: string | undefined): Request[] {
  const entries = new Set([...named(role, 'Service').filter((entry) => withoutRegion(entry) === service), ...named(role, 'Service').includes('*') ? [service] : []]);
  const context = { 'aws:SourceAccount': role.account, 'aws:PrincipalIsAWSService': true, ...organizationId !== undefined && { 'aws:SourceOrgID': organizationId } };
  return [...entries].map((arn) => request(role, { type: 'service', arn, account: null }, 'sts:AssumeRole', context, ['aws:Source*', 'sts:*', 'aws:RequestTag/*', 'aws:TagKeys', 'aws:RequestedRegion']));
}

/** Somebody who signs in at the provider, but is not whom the role was made for; or whoever the provider is made to speak of. */
function federated(role: Role, provider: string, holdsProvider: boolean): Request[] {
  return named(role, 'Federated').flatMap((arn) => {
    const issuer = /:oidc-provider\/(.+)$/.exec(arn)?.[1] ?? (arn.includes(':saml-provider/') ? undefined : arn);
    if (provider === 'saml-provider') return issuer === undefined ? [saml(role, arn, holdsProvider)] : [];
    if (issuer === undefined || (provider !== 'oidc-provider' && provider !== issuer)) return [];
    return [oidc(role, arn, issuer, provider === issuer)];
  });
}

const saml = (role: Role, arn: string, holdsProvider: boolean) => request(role, { type: 'saml', arn, account: null }, 'sts:AssumeRoleWithSAML', {
  'SAML:aud': 'https://signin.aws.amazon.com/saml', ...!holdsProvider && { 'SAML:sub': ANYBODY, 'SAML:namequalifier': ANYBODY, 'SAML:sub_type': 'persistent' },
}, ['sts:RoleSessionName', ...holdsProvider ? ['SAML:*', 'sts:*', 'aws:PrincipalTag/*', 'aws:RequestTag/*', 'aws:TagKeys', 'aws:SourceIp'] : []]);

const oidc = (role: Role, arn: string, issuer: string, isOwn: boolean) => request(role, { type: 'web-identity', arn, account: null }, 'sts:AssumeRoleWithWebIdentity',
  isOwn ? {} : { [`${issuer}:sub`]: issuer.includes('github') ? `repo:${ANYBODY}/code:ref:refs/heads/main` : ANYBODY },
  isOwn ? [`${issuer}:*`, 'sts:*'] : [`${issuer}:aud`, 'sts:RoleSessionName']);

/** Whether every one of them is admitted: the grants, or the first that is not. */
export function admitsAll(trusts: Trusts, role: Role, trusted: readonly string[], holdsProvider: boolean): Grant[] | Block {
  const grants: Grant[] = [];
  for (const each of trusted) {
    const answer = trusts.admits(role, each, holdsProvider);
    if (!isGrant(answer)) return answer;
    grants.push(answer);
  }
  return grants;
}
