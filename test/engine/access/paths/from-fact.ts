export const [ACCOUNT, MEMBER] = ['111122223333', '444455556666'];

export type Statement = Record<string, unknown>;
type Arn = (name: string) => string;

/** A method of the facts. */
export interface Fact {
  readonly id: string;
  readonly category: string;
  readonly requires: readonly { readonly action: string; readonly on: string; readonly context?: Record<string, string> }[];
  readonly targetRoleTrusts: readonly string[] | null;
  readonly preconditions: readonly string[];
}

/** What the account of a method is built with; a test takes one thing away, or adds one that closes the method. */
export interface Built {
  /** a statement for each requirement */
  statements: Statement[];
  trust: Statement[];
  instanceProfile: boolean;
  /** what the caller has beside the statements of the method */
  beside: Statement[];
  boundary?: Statement[];
  scp?: Statement[];
  carriers?: Map<string, string[]>;
}

export const document = (Statement: readonly Statement[]) => ({ Version: '2012-10-17', Statement });
export const ALL: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
export const arn: Arn = (name) => `arn:aws:iam::${ACCOUNT}:${name}`;

/** The caller is a user, but for methods that a role uses on itself. */
export const callerIsRole = ({ preconditions }: Fact) => preconditions.some((each) => each.startsWith('caller is a role'));
export const caller = (fact: Fact) => arn(callerIsRole(fact) ? 'role/caller' : 'user/caller');

/** Where an action of the facts must be allowed; what is there already goes by `*`, as no name says more. */
export function resourceOf(fact: Fact, on: string): string {
  const places: Record<string, string> = {
    'self': caller(fact),
    'own-group': arn('group/own'),
    'own-policy': arn('policy/own'),
    'target-role-policy': arn('policy/target'),
    'target-role': arn('role/target'),
    'target-user': fact.requires.some(({ action }) => /^(sso-directory|ds):/.test(action)) ? '*' : arn('user/target'),
    'role/OrganizationAccountAccessRole in a member account': `arn:aws:iam::${MEMBER}:role/OrganizationAccountAccessRole`,
  };
  return places[on] ?? '*';
}

export const usesUser = (fact: Fact) => fact.requires.some(({ on }) => on === 'target-user');
const assumes = ({ requires }: Fact) => requires.some(({ action, on }) => action === 'sts:AssumeRole' && on === 'target-role');

function trustOf(fact: Fact): Statement[] {
  const trusts = (fact.targetRoleTrusts ?? []).filter((each) => !each.startsWith('AWS:')).map((each): Statement => {
    const provider = each.replace('Federated:', '');
    if (provider === 'saml-provider') return { Effect: 'Allow', Principal: { Federated: arn('saml-provider/idp') }, Action: 'sts:AssumeRoleWithSAML' };
    if (provider === 'oidc-provider') return { Effect: 'Allow', Principal: { Federated: arn('oidc-provider/token.actions.githubusercontent.com') }, Action: 'sts:AssumeRoleWithWebIdentity' };
    return each.startsWith('Federated:')
      ? { Effect: 'Allow', Principal: { Federated: provider }, Action: 'sts:AssumeRoleWithWebIdentity' }
      : { Effect: 'Allow', Principal: { Service: each }, Action: 'sts:AssumeRole' };
  });
  if (trusts.length > 0) return trusts;
  if (assumes(fact)) return [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }];
  // Methods on what is there already need a role that it can carry, though the facts do not name its service.
  return [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }];
}

/** The smallest account in which a method works. */
export function build(fact: Fact): Built {
  return {
    statements: fact.requires.map(({ action, on, context }) => ({
      Effect: 'Allow', Action: action, Resource: resourceOf(fact, on), ...context && { Condition: { StringEquals: context } },
    })),
    trust: trustOf(fact),
    instanceProfile: fact.preconditions.some((each) => /instance profile with the role exists/.test(each)),
    beside: [],
  };
}

const policy = (name: string, Document: object, others: object[] = []) => ({
  PolicyName: name, Arn: arn(`policy/${name}`), DefaultVersionId: 'v1', PolicyVersionList: [{ VersionId: 'v1', Document }, ...others.map((other, at) => ({ VersionId: `v${at + 2}`, Document: other }))],
});

/** The authorization details of such an account. */
export function details(fact: Fact, built: Built): object {
  const fences = fact.preconditions.some((each) => /caller is .* boundary/.test(each));
  const targetFenced = fact.preconditions.some((each) => /target role has a boundary/.test(each));
  const nowhere = fact.category === 'self-escalation' && fences;
  // A caller whose boundary holds it back has more than the boundary lets through.
  const statements = [...built.statements, ...built.beside, ...nowhere ? [ALL] : []];
  const boundary = built.boundary ?? (nowhere ? built.statements : undefined);
  const attached = (name: string) => ({ PolicyName: name, PolicyArn: arn(`policy/${name}`) });
  const PermissionsBoundary = boundary && { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/boundary') };
  const common = { Path: '/', Tags: [], ...PermissionsBoundary && { PermissionsBoundary } };
  const own = { PolicyName: 'own', PolicyDocument: document(statements) };
  const targetsPolicy = fact.requires.some(({ on }) => on === 'target-role-policy');
  const weak = document([{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }]);
  const changesTarget = fact.requires.some(({ action }) => /^iam:(Attach(Role|User)Policy|CreatePolicyVersion)$/.test(action));
  return {
    UserDetailList: [
      ...callerIsRole(fact) ? [] : [{ ...common, UserName: 'caller', Arn: arn('user/caller'), UserPolicyList: [own], GroupList: ['own'], AttachedManagedPolicies: [attached('own')] }],
      { Path: '/', UserName: 'target', Arn: arn('user/target'), GroupList: [], UserPolicyList: changesTarget || !usesUser(fact) ? [] : [{ PolicyName: 'all', PolicyDocument: document([ALL]) }], AttachedManagedPolicies: [], Tags: [] },
    ],
    GroupDetailList: [{ GroupName: 'own', Arn: arn('group/own'), Path: '/', GroupPolicyList: [], AttachedManagedPolicies: [] }],
    RoleDetailList: [
      ...callerIsRole(fact) ? [{ ...common, RoleName: 'caller', Arn: arn('role/caller'), RolePolicyList: [own], AttachedManagedPolicies: [attached('own')], InstanceProfileList: [], AssumeRolePolicyDocument: document([{ Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' }]) }] : [],
      {
        Path: '/',
        RoleName: 'target',
        Arn: arn('role/target'),
        Tags: [],
        AssumeRolePolicyDocument: document(built.trust),
        RolePolicyList: changesTarget ? [] : [{ PolicyName: 'all', PolicyDocument: document([ALL]) }],
        AttachedManagedPolicies: targetsPolicy ? [attached('target')] : [],
        InstanceProfileList: built.instanceProfile ? [{ Arn: arn('instance-profile/target') }] : [],
        ...targetFenced && { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/weak') } },
      },
    ],
    Policies: [
      policy('own', weak, fact.id === 'iam-set-default-version' ? [document([ALL])] : []), policy('target', weak), policy('weak', weak),
      ...boundary ? [policy('boundary', document(boundary))] : [],
    ],
  };
}
