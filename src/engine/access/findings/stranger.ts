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

// Whoever comes from outside is given by their own account whatever they need.
const everything: Policy = compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, 'identity', 'their own');

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

/**
 * Somebody of another account.
 * @param arns of the principals to try: the door may know them by name
 * @param more context that is known beside
 */
export function* outsiders({ text, account, action }: Door, from: string, arns: readonly string[], more: Stranger['context'] = {}): Iterable<Stranger> {
  const keys = keysOf(text);
  const addresses = keys.has('aws:sourceip') ? ADDRESSES : ADDRESSES.slice(0, 1);
  // Claims of identity providers are in no request but those that bring a token.
  const claims = Object.fromEntries([...keys].filter((key) => /^saml:|^[^:]*\.[^:]*:/.test(key)).map((key) => [key, []]));
  const names = [...arns, ...arnsIn(from, valuesOf(text, 'aws:PrincipalArn')).filter((arn) => /^arn:[^:]*:iam::\d+:(role|user)\//.test(arn))];
  for (const arn of new Set(names)) {
    for (const address of addresses) {
      const context = { ...claims, ...contextOf(from, arn, account), 'aws:SourceIp': address, ...more };
      yield { principal: principalOf(arn, from), context, free: [/^sts:/i.test(action) ? 'sts:*' : '*', 'aws:*', 'iam:*'] };
    }
  }
}

/** The principal that an ARN, or the id of an account, stands for; an account stands for any role in it. */
function principalOf(entry: string, account: string): Principal {
  const [, , service, , , resource = ''] = entry.split(':');
  if (service === 'sts') return { type: resource.startsWith('federated-user/') ? 'federated-user' : 'role-session', arn: entry, account };
  return { type: resource.startsWith('user/') ? 'user' : 'role', arn: entry, account };
}

/** What AWS says of a caller of another account and organization, who calls directly and from a network of their own. */
function contextOf(from: string, arn: string, owner: string): Record<string, ContextValue> {
  return {
    'aws:PrincipalAccount': from,
    'aws:PrincipalArn': arn,
    'aws:PrincipalOrgID': STRANGE_ORGANIZATION,
    'aws:PrincipalOrgPaths': [`${STRANGE_ORGANIZATION}/r-zz9p/ou-zz9p-plural00/`],
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
    'aws:SourceVpc': 'vpc-zz9plural',
    'aws:SourceVpce': 'vpce-zz9plural',
    'aws:SourceVpcArn': `arn:aws:ec2:eu-west-1:${from}:vpc/vpc-zz9plural`,
    'aws:VpceAccount': from,
    'aws:VpceOrgID': STRANGE_ORGANIZATION,
    'aws:VpceOrgPaths': [`${STRANGE_ORGANIZATION}/r-zz9p/ou-zz9p-plural00/`],
    'aws:VpcSourceIp': '10.213.47.9',
    'aws:userid': 'AROAZZ9PLURALZALPHA42:x',
    'aws:username': [],
    'aws:ResourceAccount': owner,
    'kms:CallerAccount': from,
    's3:ResourceAccount': owner,
    's3:DataAccessPointAccount': from,
  };
}

/** A service that acts for somebody of another account: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export function* deputies({ text }: Door, service: string): Iterable<Stranger> {
  const partition = text.name.startsWith('arn:') ? text.name.split(':')[1] : 'aws';
  const own = `arn:${partition}:${service.split('.')[0]}:eu-west-1:${STRANGE_ACCOUNT}:x`;
  for (const arn of new Set([own, ...arnsIn(STRANGE_ACCOUNT, valuesOf(text, 'aws:SourceArn'))])) {
    yield {
      principal: { type: 'service', arn: service, account: null },
      context: {
        'aws:SourceAccount': STRANGE_ACCOUNT,
        'aws:SourceArn': arn,
        'aws:SourceOrgID': STRANGE_ORGANIZATION,
        'aws:SourceOrgPaths': [`${STRANGE_ORGANIZATION}/r-zz9p/ou-zz9p-plural00/`],
        'aws:SourceOwner': STRANGE_ACCOUNT,
        'aws:PrincipalIsAWSService': true,
        'aws:PrincipalServiceName': service,
        'aws:PrincipalServiceNamesList': [service],
        'aws:SecureTransport': true,
        'sts:ExternalId': 'somebody-else',
      },
    };
  }
}
