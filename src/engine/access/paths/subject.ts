import { addAll, type ActionIndex, type ActionSet } from './actions';
import type { Identity, Landscape } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import type { ContextValue } from '../context';
import type { Listed } from '../document';
import type { Facts, Policies } from '../evaluate';
import { callerOf, limitsOf } from '../findings/effective';
import type { Principal } from '../principal';

/** What the Allow statements of a policy grant of the indexed actions. */
export interface Grants {
  readonly all: ActionSet;
  readonly statements: readonly { readonly actions: ActionSet; readonly resource: Listed<readonly string[]> | undefined }[];
}

/** A user or role as a caller, with everything that decides on its requests. */
export interface Subject {
  readonly identity: Identity;
  readonly principal: Principal;
  readonly context: Readonly<Record<string, ContextValue>>;
  /** context keys of which nobody knows what a request of it will hold */
  readonly unknown: readonly string[];
  readonly policies: Policies;
  readonly facts: Facts;
  /** indexed actions that its policies grant somewhere */
  readonly granted: ActionSet;
}

/** Everybody who can act, indexed. */
export interface Subjects {
  readonly all: readonly Subject[];
  readonly byArn: ReadonlyMap<string, Subject>;
  /** who has a policy */
  readonly holders: ReadonlyMap<PolicyText, readonly Subject[]>;
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
  const holders = new Map<PolicyText, Subject[]>();
  const all = landscape.accounts.flatMap((account) => {
    const limits = limitsOf(landscape, account.id);
    return [...account.users, ...account.roles].filter((identity) => identity.kind === 'user' || !identity.serviceLinked)
      .map((identity) => subjectOf(identity, { landscape, limits, index, grantsOf, now }));
  });
  for (const subject of all) {
    for (const { text } of subject.identity.policies) {
      const known = holders.get(text);
      if (known) known.push(subject);
      else holders.set(text, [subject]);
    }
  }
  return { all, byArn: new Map(all.map((subject) => [subject.identity.arn, subject])), holders, grantsOf };
}

function readGrants({ document }: PolicyText, index: ActionIndex): Grants {
  const statements = document.statements.filter(({ effect }) => effect === 'Allow').map(({ action, resource }) => ({ actions: index.matching(action), resource }));
  const all = index.none();
  for (const { actions } of statements) addAll(all, actions);
  return { all, statements };
}

interface Around {
  readonly landscape: Landscape;
  readonly limits: Pick<Policies, 'scp' | 'rcp'>;
  readonly index: ActionIndex;
  readonly grantsOf: (text: PolicyText) => Grants;
  readonly now: Date;
}

function subjectOf(identity: Identity, { landscape: { organization }, limits, index, grantsOf, now }: Around): Subject {
  const { account, boundary, policies, kind, name, arn, tags } = identity;
  const granted = index.none();
  for (const { text } of policies) addAll(granted, grantsOf(text).all);
  const inOrganization = organization.accounts.size === 0 || organization.accounts.has(account);
  const isManagement = organization.managementAccount === account;
  return {
    identity,
    principal: callerOf(identity),
    context: {
      'aws:PrincipalArn': arn,
      'aws:PrincipalAccount': account,
      'aws:PrincipalType': kind === 'user' ? 'User' : 'AssumedRole',
      'aws:PrincipalIsAWSService': false,
      'aws:ViaAWSService': false,
      'aws:SecureTransport': true,
      'aws:CurrentTime': now.toISOString(),
      'aws:EpochTime': Math.floor(now.getTime() / 1000),
      ...kind === 'user' && { 'aws:username': name },
      ...organization.id !== undefined && inOrganization && { 'aws:PrincipalOrgID': organization.id },
      ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    },
    // Who acts as a role through a service, or by a chain of roles, has no MFA device at hand.
    unknown: [...OF_REQUESTS, ...kind === 'user' ? ['aws:MultiFactorAuth*'] : [], ...organization.id === undefined ? ['aws:PrincipalOrgID'] : []],
    policies: { identity: policies.map(({ text }) => text.compiled), ...boundary && { boundary: boundary.text.compiled }, ...limits },
    facts: { principalAccountIsManagement: isManagement, resourceAccountIsManagement: isManagement },
    granted,
  };
}
