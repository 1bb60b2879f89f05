import { allowedBy, effective } from './effective';
import { finding, subjectOf, type Rule, type Scene } from './finding';
import type { Finding } from '../../contracts';
import type { Identity } from '../account/model';
import type { Decision, OpenCondition } from '../decision';
import type { Policy } from '../statement';

const administrator: Rule = {
  id: 'access-administrator',
  severity: 'high',
  title: 'Only who must administer an account is allowed everything in it',
  remedy: {
    cli: 'aws iam detach-role-policy --role-name <role> --policy-arn <policy-arn> # then attach what the advice of this scanner gives',
    cdk: "role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] })) // instead of AdministratorAccess",
  },
  frameworks: { fsbp: ['IAM.1'] },
};

/**
 * What an administrator can do: an action that no list of actions holds, and full control of IAM, which gives every other permission.
 * Any resource stands for all, so the resources have names that no pattern but a general one meets.
 */
function probes(account: string): readonly (readonly [string, string])[] {
  const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
  return [
    ['unheard-of:Anything', `arn:aws:unheard-of:eu-west-1:${account}:zz9plural/zalpha`],
    ['iam:CreatePolicyVersion', iam('policy/zz9plural')], ['iam:AttachRolePolicy', iam('role/zz9plural')], ['iam:PutRolePolicy', iam('role/zz9plural')],
    ['iam:AttachUserPolicy', iam('user/zz9plural')], ['iam:UpdateAssumeRolePolicy', iam('role/zz9plural')], ['iam:PassRole', iam('role/zz9plural')],
  ];
}

/** The conditions under which everything is allowed, none for always; undefined where it is not. */
function everything(decide: (action: string, resource: string) => Decision, account: string): readonly OpenCondition[] | undefined {
  const conditions: OpenCondition[] = [];
  for (const [action, resource] of probes(account)) {
    const { decision, conditions: open } = decide(action, resource);
    if (decision !== 'Allow' && decision !== 'Conditional') return undefined;
    conditions.push(...open);
  }
  return conditions;
}

/** Whether a policy allows everything, whatever its name, its statements taken together. A condition makes it no policy of that kind. */
export const allowsEverything = (policy: Policy, account: string): boolean => everything(allowedBy([policy], account), account)?.length === 0;

/** The conditions under which a user or role is an administrator, every policy taken together, none for always; undefined where it is not. */
export function administratorIf(identity: Identity, { landscape }: Pick<Scene, 'landscape'>): readonly OpenCondition[] | undefined {
  // Most have no pattern that could meet an action that no list holds: they are not worth an evaluation.
  const general = identity.policies.some(({ text }) => text.document.statements.some(({ effect, action }) =>
    effect === 'Allow' && (action.negated || action.values.some((value) => /^[*?]/.test(value)))));
  return general ? everything(effective(identity, landscape), identity.account) : undefined;
}

/** Users and roles that are allowed everything: by evaluation of every policy on them, not by the name of one. */
export function administrators(scene: Scene): Finding[] {
  const { account, landscape, settings } = scene;
  return [...account.users, ...account.roles].flatMap((identity) => {
    const conditions = identity.kind === 'role' && identity.serviceLinked ? undefined : administratorIf(identity, { landscape });
    if (!conditions) return [];
    const keys = [...new Set(conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`))];
    const by = identity.policies.filter(({ text }) => allowsEverything(text.compiled, account.id)).map(({ text }) => text.name);
    return [finding(administrator, subjectOf(identity), {
      reason: `${by.length > 0 ? `${by.join(', ')} allows everything` : 'its policies together allow everything'}${keys.length > 0 ? `, if ${keys.join(' and ')}` : ''}`,
      evidence: { policies: by, conditions },
    }, settings.now)];
  });
}
