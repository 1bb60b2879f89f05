import { limitsOf } from './effective';
import type { Landscape } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import type { ContextValue } from '../context';
import type { Decision } from '../decision';
import { evaluate } from '../evaluate';
import type { Principal } from '../principal';
import { compilePolicy, type Policy } from '../statement';

/** An account that nobody knows: who gets in from here gets in from anywhere. */
export const STRANGE_ACCOUNT = '000000000042';
const STRANGE_ORGANIZATION = 'o-zz9plural0';

/** Somebody outside at a door: who comes, what is known of the request, and whether nothing else can be in it. */
export interface Stranger {
  readonly principal: Principal;
  readonly context: Readonly<Record<string, ContextValue>>;
  /** context keys that the stranger can set at will; `*` and `?` are wildcards, @default none */
  readonly free?: readonly string[];
}

/** A policy of a resource as a door. */
export interface Door {
  readonly text: PolicyText;
  readonly arn: string;
  readonly account: string;
  readonly action: string;
}

/** Name of the policy by which their own account gives strangers whatever they need. */
export const THEIR_OWN = 'their own';

const everything: Policy = compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, 'identity', THEIR_OWN);

/** A stranger whom a door lets in, with the decision. */
export interface LetIn { readonly stranger: Stranger; readonly decision: Decision }

/** The first stranger whom a door lets in; a condition that hangs on what the stranger sets is no obstacle. */
export function firstLetIn(door: Door, strangers: Iterable<Stranger>, landscape: Landscape): LetIn | undefined {
  const { rcp } = limitsOf(landscape, door.account);
  const resource = { arn: door.arn, account: door.account };
  const facts = { resourceAccountIsManagement: landscape.organization.managementAccount === door.account };
  const policies = { identity: [everything], resource: door.text.compiled, ...rcp && { rcp } };
  for (const stranger of strangers) {
    const { principal, context, free = [] } = stranger;
    const decision = evaluate({ principal, action: door.action, resource, context, unknown: free }, policies, facts);
    if (decision.decision === 'Allow' || decision.decision === 'Conditional') return { stranger, decision };
  }
  return undefined;
}

/** Values of a context key in the conditions of a policy. */
export function valuesOf({ document }: PolicyText, key: string): string[] {
  return document.statements.flatMap(({ condition }) => Object.values(condition).flatMap((keys) =>
    Object.entries(keys).flatMap(([name, values]) => (name.toLowerCase() === key.toLowerCase() ? values : []))));
}

/** Context keys in the conditions of a policy, in lower case. */
export const keysOf = ({ document }: PolicyText): Set<string> =>
  new Set(document.statements.flatMap(({ condition }) => Object.values(condition).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase()))));

/** A text that a pattern meets, with `fill` for its wildcards. */
export const filled = (pattern: string, fill = 'x'): string => pattern.replaceAll('*', fill).replaceAll('?', 'x');

/**
 * ARNs of an account that patterns of a policy may let in: `arn:aws:iam::*:role/deploy` lets in everybody's role of that name.
 * Where an ARN has no account, as that of a bucket, only one of which nothing is fixed is anybody's.
 */
export function arnsIn(account: string, patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    const parts = pattern.split(':');
    if (parts.length < 6) return /^\*+$/.test(pattern) ? [`arn:aws:service:eu-west-1:${account}:x`] : [];
    const [, , service, , owner, ...rest] = parts;
    if (owner === '' || service === 's3') return /^[*?]/.test(rest.join(':')) ? [filled(pattern)] : [];
    return owner === account || /[*?]/.test(owner) ? [filled([...parts.slice(0, 4), account, ...rest].join(':'))] : [];
  });
}

// Far apart, so that a range that holds one of them is no range of one company.
const ADDRESSES = ['8.8.8.8', '41.76.108.46', '91.198.174.192', '133.242.0.3', '200.160.2.3', '2a02:ec80:300:ed1a::1'];

type Context = Stranger['context'];

/** From the internet, which is no network of anybody's. */
export const internet = (address = ADDRESSES[0]): Context => ({
  'aws:SourceIp': address,
  'aws:SourceVpc': [],
  'aws:SourceVpce': [],
  'aws:SourceVpcArn': [],
  'aws:VpcSourceIp': [],
  'aws:VpceAccount': [],
  'aws:VpceOrgID': [],
  'aws:VpceOrgPaths': [],
});

/** Through an endpoint in a network of their own, whose private addresses they choose. */
const endpoint = (account: string): Context => ({
  'aws:SourceIp': [],
  'aws:SourceVpc': 'vpc-zz9plural',
  'aws:SourceVpce': 'vpce-zz9plural',
  'aws:SourceVpcArn': `arn:aws:ec2:eu-west-1:${account}:vpc/vpc-zz9plural`,
  'aws:VpceAccount': account,
  'aws:VpceOrgID': STRANGE_ORGANIZATION,
  'aws:VpceOrgPaths': [`${STRANGE_ORGANIZATION}/r-zz9p/ou-zz9p-plural00/`],
});

/** Of an organization, or of none. */
const organized = (kind: 'Principal' | 'Source', id: string | undefined): Context =>
  ({ [`aws:${kind}OrgID`]: id ?? [], [`aws:${kind}OrgPaths`]: id === undefined ? [] : [`${id}/r-zz9p/ou-zz9p-plural00/`] });

/** Somebody of another account. */
export interface Outsider {
  readonly from: string;
  /** the principals to try: the door may know them by name */
  readonly arns: readonly string[];
  /** ids of organizations it may be of, @default one that nobody knows */
  readonly organizations?: readonly string[];
  /** context that is known beside */
  readonly more?: Context;
}

/** Somebody of another account, from wherever and of whichever organization the door may ask for. */
export function* outsiders({ text, account, action }: Door, { from, arns, organizations = [], more }: Outsider): Iterable<Stranger> {
  const keys = keysOf(text);
  const asks = (pattern: RegExp) => [...keys].some((key) => pattern.test(key));
  // Claims of identity providers are in no request but those that bring a token.
  const claims = Object.fromEntries([...keys].filter((key) => /^saml:|^[^:]*\.[^:]*:/.test(key)).map((key) => [key, []]));
  const names = [...arns, ...arnsIn(from, valuesOf(text, 'aws:PrincipalArn')).filter((arn) => /^arn:[^:]*:iam::\d+:(role|user)\//.test(arn))];
  const networks = asks(/^aws:(source(ip|vpc)|vpc)/) ? [...ADDRESSES.map(internet), endpoint(from)] : [internet()];
  const orgs = asks(/^aws:principalorg/) ? [STRANGE_ORGANIZATION, undefined, ...organizations] : [STRANGE_ORGANIZATION];
  for (const arn of new Set(names)) {
    for (const network of networks) {
      for (const org of orgs) {
        const context = { ...claims, ...contextOf(from, arn, account), ...network, ...organized('Principal', org), ...more };
        yield { principal: principalOf(arn, from), context, free: [/^sts:/i.test(action) ? 'sts:*' : '*', 'aws:*', 'iam:*'] };
      }
    }
  }
}

/** The principal that an ARN, or the id of an account, stands for; an account stands for any role in it. */
function principalOf(entry: string, account: string): Principal {
  const [, , service, , , resource = ''] = entry.split(':');
  if (service === 'sts') return { type: resource.startsWith('federated-user/') ? 'federated-user' : 'role-session', arn: entry, account };
  return { type: resource.startsWith('user/') ? 'user' : 'role', arn: entry, account };
}

/** What AWS says of a caller of another account who calls directly. */
const contextOf = (from: string, arn: string, owner: string): Context => ({
  'aws:PrincipalAccount': from,
  'aws:PrincipalArn': arn,
  'aws:PrincipalIsAWSService': false,
  'aws:PrincipalServiceName': [],
  'aws:PrincipalServiceNamesList': [],
  'aws:ViaAWSService': false,
  'aws:CalledVia': [],
  'aws:CalledViaFirst': [],
  'aws:CalledViaLast': [],
  'aws:SourceArn': [],
  'aws:SourceAccount': [],
  'aws:SourceOrgID': [],
  'aws:SourceOrgPaths': [],
  'aws:SourceOwner': from,
  'aws:userid': 'AROAZZ9PLURALZALPHA42:x',
  'aws:username': [],
  'aws:ResourceAccount': owner,
  'kms:CallerAccount': from,
  's3:ResourceAccount': owner,
  's3:DataAccessPointAccount': from,
});

/** A service that acts for somebody of another account: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export function* deputies({ text, arn: resource }: Door, service: string): Iterable<Stranger> {
  const own = `arn:${resource.split(':')[1]}:${service.split('.')[0]}:eu-west-1:${STRANGE_ACCOUNT}:x`;
  for (const arn of new Set([own, ...arnsIn(STRANGE_ACCOUNT, valuesOf(text, 'aws:SourceArn'))])) {
    for (const org of [STRANGE_ORGANIZATION, undefined]) {
      yield {
        principal: { type: 'service', arn: service, account: null },
        context: {
          'aws:SourceAccount': STRANGE_ACCOUNT,
          'aws:SourceArn': arn,
          'aws:SourceOwner': STRANGE_ACCOUNT,
          'aws:PrincipalIsAWSService': true,
          'aws:PrincipalServiceName': service,
          'aws:PrincipalServiceNamesList': [service],
          'aws:SecureTransport': true,
          'sts:ExternalId': 'somebody-else',
          ...organized('Source', org),
        },
      };
    }
  }
}
