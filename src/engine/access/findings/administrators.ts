import { allowedBy, effective } from './effective';
import { finding, shownConditions, subjectOf, type Rule, type Scene } from './finding';
import type { Finding } from '../../contracts';
import type { Account, Identity, Landscape } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import type { Decision, OpenCondition } from '../decision';
import type { NormalDocument } from '../document';
import { anythingActions, grantingActions } from '../paths/administrators';

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

type Decide = (action: string, resource: string) => Decision;

const NAME = 'no-such-name';

/**
 * The conditions under which everything is allowed, none for always; undefined where it is not: actions that no list of actions holds, on a resource
 * that no pattern but a general one meets, and what the organization leaves of IAM suffices to give any permission.
 * @param own decides without the limits of the organization
 */
function everything(own: Decide, limited: Decide, { id, partition }: Pick<Account, 'id' | 'partition'>): readonly OpenCondition[] | undefined {
  const conditions: OpenCondition[] = [];
  for (const action of anythingActions) {
    const { decision, conditions: open } = own(action, `arn:${partition}:${action.split(':')[0]}:eu-west-1:${id}:thing/${NAME}`);
    if (!isAllowed(decision)) return undefined;
    conditions.push(...open);
  }
  const granting = grantingActions.map((action) => limited(action, `arn:${partition}:iam::${id}:${kindOf(action)}/${NAME}`)).find(({ decision }) => isAllowed(decision));
  return granting && [...conditions, ...granting.conditions];
}

const isAllowed = (decision: Decision['decision']) => decision === 'Allow' || decision === 'Conditional';
const kindOf = (action: string) => (action.includes('User') ? 'user' : action.includes('PolicyVersion') ? 'policy' : 'role');

/** Whether a policy allows everything, whatever its name, its statements taken together. A condition makes it no policy of that kind. */
export function allowsEverything({ document, compiled }: PolicyText, account: Pick<Account, 'id' | 'partition'>): boolean {
  const decide = allowedBy([compiled], account.id);
  return isGeneral(document) && everything(decide, decide, account)?.length === 0;
}

// Most policies have no pattern that could meet an action that no list holds: they are not worth an evaluation.
const isGeneral = ({ statements }: NormalDocument) =>
  statements.some(({ effect, action }) => effect === 'Allow' && (action.negated || action.values.some((value) => /^.?[*?]/.test(value))));

/** The conditions under which a user or role is an administrator, every policy taken together, none for always; undefined where it is not. */
export function administratorIf(identity: Identity, landscape: Landscape): readonly OpenCondition[] | undefined {
  if (!identity.policies.some(({ text }) => isGeneral(text.document))) return undefined;
  const account = { id: identity.account, partition: identity.arn.split(':')[1] };
  return everything(effective(identity, landscape, false), effective(identity, landscape), account);
}

/** Users and roles that are allowed everything: by evaluation of every policy on them, not by the name of one. */
export function administrators({ account, landscape, settings: { now } }: Scene): Finding[] {
  const identities = [...account.users, ...account.roles.filter(({ serviceLinked }) => !serviceLinked)];
  return identities.flatMap((identity) => {
    const conditions = administratorIf(identity, landscape);
    if (!conditions) return [];
    const by = identity.policies.filter(({ text }) => allowsEverything(text, account)).map(({ text }) => text.name);
    const why = by.length > 0 ? `${by.join(', ')} allows everything` : 'its policies together allow everything';
    const open = shownConditions(conditions);
    return [finding(administrator, subjectOf(identity), { reason: `${why}${open && `, if ${open}`}`, evidence: { policies: by, conditions } }, now)];
  });
}
