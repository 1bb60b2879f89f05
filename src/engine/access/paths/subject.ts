import { addAll, has, includes, type ActionIndex, type ActionSet } from './actions';
import type { Identity, Landscape } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import { Context, type ContextValue } from '../context';
import type { Listed } from '../document';
import type { Facts, Policies } from '../evaluate';
import { callerOf, limitsOf } from '../findings/effective';
import type { Principal } from '../principal';

/** What the Allow statements of a policy grant of the indexed actions. */
export interface Grants {
  /** who has the policy, its boundary left aside */
  readonly holders: Subject[];
  /** resources on which a need may be met, worked out once for each account: see `elsewhere` */
  readonly candidates: Map<object, Map<string, readonly string[]>>;
  readonly all: ActionSet;
  readonly written: ActionSet;
  readonly statements: readonly {
    readonly actions: ActionSet;
    readonly resource: Listed<readonly string[]> | undefined;
    /** those of the actions that are written out, not meant by a wildcard */
    readonly written: ActionSet;
  }[];
}

/** A user or role as a caller, with everything that decides on its requests; made ready when it first asks. */
export class Subject {
  /** indexed actions that its policies grant somewhere */
  readonly granted: ActionSet;
  /** those of them that are written out somewhere, not meant by a wildcard */
  readonly written: ActionSet;
  /** its policies and its boundary, as far as they grant an indexed action */
  readonly grants: readonly Grants[];
  private ready: Policies | undefined;
  private known: { readonly principal: Principal; readonly base: Context } | undefined;

  constructor(readonly identity: Identity, private readonly around: Around) {
    const { policies, boundary } = identity;
    const own = policies.map(({ text }) => around.grantsOf(text));
    for (const { holders } of own) holders.push(this);
    const telling = own.filter(({ statements }) => statements.length > 0);
    this.granted = union(telling, 'all', around.index);
    this.written = union(telling, 'written', around.index);
    this.grants = boundary ? [...telling, ...[around.grantsOf(boundary.text)].filter(({ statements }) => statements.length > 0)] : telling;
  }

  get facts(): Facts {
    return this.around.facts;
  }

  /** The policies on it: its own, those of its groups, its boundary, those of the organization. */
  get policies(): Policies {
    const { policies, boundary } = this.identity;
    this.ready ??= { identity: policies.map(({ text }) => text.compiled), ...boundary && { boundary: boundary.text.compiled }, ...this.around.limits };
    return this.ready;
  }

  /** The same for what belongs to an account: policies on resources are those of their account. */
  policiesOn(account: string | undefined): Policies {
    if (account === undefined || account === this.identity.account) return this.policies;
    const { rcp: _, ...rest } = this.policies;
    const { rcp } = limitsOf(this.around.landscape, account);
    return { ...rest, ...rcp && { rcp } };
  }

  /** One of those actions that its own policies and its boundary treat alike, for each kind of treatment. */
  oneOfEach(actions: readonly string[]): string[] {
    const { policies, boundary } = this.identity;
    const { index } = this.around;
    const texts = [...policies.map(({ text }) => text), ...boundary ? [boundary.text] : []];
    const wanted = index.setOf(actions.map((action) => index.idOf(action)));
    // What treats all of them alike tells none apart.
    const sets = texts.flatMap(({ document }) => document.statements.map(({ action }) => index.matching(action)))
      .filter((set) => set !== index.empty && !includes(set, wanted));
    if (sets.length === 0) return actions.slice(-1);
    return [...new Map(actions.map((action) => {
      const id = index.idOf(action);
      return [sets.map((set) => Number(has(set, id))).join(''), action];
    })).values()];
  }

  /** How policies of resources name it, and what is known of every request of it. */
  get caller() {
    const { identity, around } = this;
    this.known ??= { principal: callerOf(identity), base: new Context(() => contextIn(identity, around), [], around.requests[identity.kind]) };
    return this.known;
  }
}

/** Everybody who can act, indexed. */
export interface Subjects {
  readonly all: readonly Subject[];
  readonly byArn: ReadonlyMap<string, Subject>;
  readonly grantsOf: (text: PolicyText) => Grants;
}

// What belongs to a request, and not to the caller. Keys of services are added by the request.
const OF_REQUESTS = [
  'aws:SourceIp', 'aws:SourceVpc*', 'aws:VpcSourceIp', 'aws:RequestedRegion', 'aws:UserAgent', 'aws:Referer', 'aws:TokenIssueTime', 'aws:userid',
  'aws:PrincipalOrgPaths', 'aws:RequestTag/*', 'aws:TagKeys', 'aws:ResourceOrg*', 'aws:CalledVia*', 'aws:SourceIdentity', 'aws:Ec2InstanceSource*',
  'aws:FederatedProvider', 'aws:ChatbotSourceArn', 'sts:*',
];

/** Makes subjects of the users and roles; service-linked roles are for their services alone. */
export function subjectsOf(landscape: Landscape, index: ActionIndex, now: Date): Subjects {
  const grants = new Map<PolicyText, Grants>();
  const grantsOf = (text: PolicyText) => {
    const known = grants.get(text) ?? readGrants(text, index);
    grants.set(text, known);
    return known;
  };
  const requests = requestsIn(landscape);
  const all = landscape.accounts.flatMap(({ id, users, roles }) => {
    const isManagement = landscape.organization.managementAccount === id;
    const facts = { principalAccountIsManagement: isManagement, resourceAccountIsManagement: isManagement };
    const around: Around = { landscape, limits: limitsOf(landscape, id), facts, index, grantsOf, requests, now };
    return [...users, ...roles.filter(({ serviceLinked }) => !serviceLinked)].map((identity) => new Subject(identity, around));
  });
  return { all, byArn: new Map(all.map((subject) => [subject.identity.arn, subject])), grantsOf };
}

function readGrants({ document }: PolicyText, index: ActionIndex): Grants {
  const statements: Grants['statements'][number][] = [];
  for (const { effect, action, resource } of document.statements) {
    const actions = effect === 'Allow' ? index.matching(action) : index.empty;
    if (actions !== index.empty) statements.push({ actions, resource, written: index.writtenOut(action, actions) });
  }
  return { holders: [], all: union(statements, 'actions', index), written: union(statements, 'written', index), statements, candidates: new Map() };
}

/** The actions of several sets; most are empty, and one alone is shared. */
function union<Key extends string>(parts: readonly Readonly<Record<Key, ActionSet>>[], key: Key, index: ActionIndex): ActionSet {
  let [all, shared] = [index.empty, true];
  for (const { [key]: set } of parts) {
    if (set === index.empty || set === all) continue;
    if (all === index.empty) {
      all = set;
      continue;
    }
    if (shared) [all, shared] = [all.slice(), false];
    addAll(all, set);
  }
  return all;
}

interface Around {
  readonly landscape: Landscape;
  readonly limits: Pick<Policies, 'scp' | 'rcp'>;
  readonly facts: Facts;
  readonly index: ActionIndex;
  readonly grantsOf: (text: PolicyText) => Grants;
  /** what nobody knows of requests */
  readonly requests: Readonly<Record<Identity['kind'], Context>>;
  readonly now: Date;
}

/** Who acts as a role through a service, or by a chain of roles, has no MFA device at hand. */
function requestsIn({ organization }: Landscape): Around['requests'] {
  const unknown = [...OF_REQUESTS, ...organization.id === undefined ? ['aws:PrincipalOrgID'] : []];
  return { user: new Context({}, [...unknown, 'aws:MultiFactorAuth*']), role: new Context({}, unknown) };
}

function contextIn({ account, kind, name, arn, tags }: Identity, { landscape: { organization }, now }: Around): Record<string, ContextValue> {
  const inOrganization = organization.accounts.size === 0 || organization.accounts.has(account);
  return {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': kind === 'user' ? 'User' : 'AssumedRole',
    'aws:PrincipalIsAWSService': false,
    'aws:ViaAWSService': false,
    'aws:SecureTransport': true,
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': Math.floor(now.getTime() / 1000),
    'aws:ResourceAccount': account,
    ...kind === 'user' && { 'aws:username': name },
    ...organization.id !== undefined && inOrganization && { 'aws:PrincipalOrgID': organization.id },
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  };
}
