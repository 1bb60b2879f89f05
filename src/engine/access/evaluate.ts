import { Context, type ContextValue } from './context';
import type { Decision, OpenCondition, StatementRef } from './decision';
import { isServiceLinkedRole, type Naming, type Principal } from './principal';
import type { Asked, Hit, Policy } from './statement';
import { allOf, anyOf, verdictOf, type Verdict } from './verdict';

/** A request to AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export interface Request {
  readonly principal: Principal;
  /** for instance `s3:GetObject`, in any letter case */
  readonly action: string;
  /** ARN of the resource, or `*`, and the account it belongs to */
  readonly resource: { readonly arn: string; readonly account: string };
  /** the context keys; a key that is not given is absent */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** context keys of which nobody knows whether they are there and with which value; `*` and `?` are wildcards */
  readonly unknown?: readonly string[];
  /** what is known of every request of the caller, made ready once; `context` and `unknown` go before it */
  readonly base?: Context;
}

/** The policies that apply to a request, made ready. */
export interface Policies {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** undefined: the session has none */
  readonly session?: readonly Policy[];
  /** of the account of the caller, a list for each level from the root down; undefined: not in an organization */
  readonly scp?: readonly (readonly Policy[])[];
  /** of the account of the resource, as `scp` */
  readonly rcp?: readonly (readonly Policy[])[];
  readonly resource?: Policy;
}

/** What is known of the accounts. The policies of an organization do not limit its management account. */
export interface Facts {
  readonly principalAccountIsManagement?: boolean;
  readonly resourceAccountIsManagement?: boolean;
  /** @default by the path of the role */
  readonly principalIsServiceLinkedRole?: boolean;
}

/** The statements of each layer that apply, or may. */
interface Layers {
  readonly identity: readonly Hit[];
  readonly boundary?: readonly Hit[];
  readonly session?: readonly Hit[];
  readonly scp: readonly (readonly Hit[])[];
  readonly rcp: readonly (readonly Hit[])[];
  readonly resource: readonly Hit[];
}

/**
 * Decides a request as AWS documents it: an explicit deny anywhere; else every layer has to allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: Request, policies: Policies, facts: Facts = {}): Decision {
  if (needsNoPermission(request)) return { decision: 'Allow', statements: [], conditions: [], missing: [] };
  const layers = layersOf(request, policies, facts);
  const denies = allHits(layers).filter(({ ref }) => ref.effect === 'Deny');
  const denied = denies.filter(({ answer }) => answer === 'yes');
  if (denied.length > 0) return { decision: 'ExplicitDeny', statements: denied.map(({ ref }) => ref), conditions: [], missing: [] };
  return decided(allOf([granted(request, layers), ...guarded(layers)]), denies);
}

function decided({ answer, hits, missing }: Verdict, denies: readonly Hit[]): Decision {
  if (answer === 'no') return { decision: 'ImplicitDeny', statements: [], conditions: [], missing };
  const used = [...new Set([...hits, ...denies])];
  const conditions = used.flatMap(({ ref, open }) => open.map((each): OpenCondition => ({ ...ref, ...each })));
  const decision = answer === 'yes' && denies.length === 0 ? 'Allow' : 'Conditional';
  return { decision, statements: used.map(({ ref }): StatementRef => ref), conditions, missing: [] };
}

function layersOf(request: Request, policies: Policies, facts: Facts): Layers {
  const { principal, resource, action } = request;
  const { boundary, session } = policies;
  const asked: Asked = {
    action: action.toLowerCase(),
    resource: resource.arn,
    principal,
    context: new Context(request.context, request.unknown, request.base),
    bounded: boundary !== undefined,
  };
  const hits = (list: readonly Policy[] = []) => hitsOf(list, asked);
  const exempt = facts.principalIsServiceLinkedRole ?? isServiceLinkedRole(principal);
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html
  const beyondRcp = exempt || facts.resourceAccountIsManagement || asked.action === 'kms:retiregrant';
  const beyondScp = exempt || facts.principalAccountIsManagement || principal.account === null;
  return {
    identity: hits(policies.identity),
    ...boundary && { boundary: hits([boundary]) },
    ...session && session.length > 0 && { session: hits(session) },
    scp: beyondScp ? [] : (policies.scp ?? []).map(hits),
    rcp: beyondRcp ? [] : (policies.rcp ?? []).map(hits),
    resource: hits(policies.resource && [policies.resource]).filter((hit) => !locksOutOwner(hit, request)),
  };
}

/** The statements of some policies that apply, or may. */
function hitsOf(list: readonly Policy[], asked: Asked): readonly Hit[] {
  let all: readonly Hit[] = [];
  for (const policy of list) {
    const hits = policy.hits(asked);
    if (hits.length > 0) all = all.length === 0 ? hits : [...all, ...hits];
  }
  return all;
}

const allHits = ({ identity, boundary = [], session = [], scp, rcp, resource }: Layers) =>
  [...identity, ...boundary, ...session, ...scp.flat(), ...rcp.flat(), ...resource];

const allows = (layer: string, hits: readonly Hit[]): Verdict => verdictOf(layer, hits.filter(({ ref }) => ref.effect === 'Allow'));

/** The limits that an organization sets: each level has to allow. */
const guarded = ({ scp, rcp }: Layers): Verdict[] => [
  ...scp.map((hits, level) => allows(`scp[${level}]`, hits)),
  ...rcp.map((hits, level) => allows(`rcp[${level}]`, hits)),
];

const nothing: Verdict = { answer: 'yes', hits: [], missing: [] };

/** The permissions of the caller and those of the resource, within one account or across two. */
function granted({ principal, action, resource }: Request, layers: Layers): Verdict {
  const named = (...namings: Naming[]) => allows('resource', layers.resource.filter(({ naming }) => namings.includes(naming)));
  if (principal.account === null) return named('direct');
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (principal.type === 'root' && /^sts:AssumeRole$/i.test(action)) return verdictOf('identity', []);
  const session = layers.session ? allows('session', layers.session) : principal.type === 'federated-user' ? verdictOf('session', []) : nothing;
  const limits = [layers.boundary ? allows('boundary', layers.boundary) : nothing, session];
  const identity = principal.type === 'root' ? nothing : allows('identity', layers.identity);
  if (principal.account !== resource.account) return allOf([identity, ...limits, named('direct', 'base', 'account')]);
  const byIdentity = needsResourcePolicy(action, resource.arn) ? allOf([identity, ...limits, named('account')]) : allOf([identity, ...limits]);
  return anyOf([named('direct'), allOf([named('base'), ...limits]), byIdentity]);
}

/**
 * Where identity-based policies count only if the policy of the resource says so: key policies and the trust policies of roles.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_compare-resource-policies.html
 */
function needsResourcePolicy(action: string, arn: string): boolean {
  return (/^kms:/i.test(action) && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(arn)) || (/^sts:/i.test(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(arn));
}

/** Calls that no policy can forbid: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html and API_GetSessionToken.html */
function needsNoPermission({ principal, action }: Request): boolean {
  const name = action.toLowerCase();
  if (name === 'sts:getcalleridentity') return principal.type !== 'anonymous';
  return name === 'sts:getsessiontoken' && (principal.type === 'user' || principal.type === 'root');
}

/** No bucket policy locks the root user of its owner out: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
function locksOutOwner({ ref }: Hit, { principal, action, resource }: Request): boolean {
  return ref.effect === 'Deny' && principal.type === 'root' && principal.account === resource.account && /^s3:(Get|Put|Delete)BucketPolicy$/i.test(action);
}
