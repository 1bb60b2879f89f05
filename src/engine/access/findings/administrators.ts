import { allowedBy } from './effective';
import { finding, shownConditions, subjectOf, type Rule, type Scene } from './finding';
import type { Finding } from '../../contracts';
import type { Account, Landscape } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import type { OpenCondition } from '../decision';
import type { NormalDocument } from '../document';
import { ActionIndex } from '../paths/actions';
import { administratorsAmong, anythingActions, conditionsOf, everythingIf, grantingActions } from '../paths/administrators';
import { subjectsOf } from '../paths/subject';

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

/** Whether a policy allows everything, whatever its name, its statements taken together. A condition makes it no policy of that kind. */
export function allowsEverything({ document, compiled }: PolicyText, { id, partition }: Pick<Account, 'id' | 'partition'>): boolean {
  if (!isGeneral(document)) return false;
  const decide = allowedBy([compiled], id);
  const ask = (action: string, resource: string) => conditionsOf(decide(action, resource));
  return everythingIf(ask, ask, { partition, account: id })?.length === 0;
}

// Most policies have no pattern that could meet an action that no list holds: they are not worth an evaluation.
const isGeneral = ({ statements }: NormalDocument) =>
  statements.some(({ effect, action }) => effect === 'Allow' && (action.negated || action.values.some((value) => /^.?[*?]/.test(value))));

/** Who is an administrator, every policy taken together, by ARN, with the conditions under which it is. */
export function administratorsOf(landscape: Landscape, now: Date): Map<string, readonly OpenCondition[]> {
  const index = new ActionIndex([...anythingActions, ...grantingActions]);
  return administratorsAmong(subjectsOf(landscape, index, now).all, index);
}

/** Users and roles that are allowed everything: by evaluation of every policy on them, not by the name of one. */
export function administrators({ account, administrators: known, settings: { now } }: Scene): Finding[] {
  return [...account.users, ...account.roles].flatMap((identity) => {
    const conditions = known.get(identity.arn);
    if (!conditions) return [];
    const by = identity.policies.filter(({ text }) => allowsEverything(text, account)).map(({ text }) => text.name);
    const why = by.length > 0 ? `${by.join(', ')} allows everything` : 'its policies together allow everything';
    const open = shownConditions(conditions);
    return [finding(administrator, subjectOf(identity), { reason: `${why}${open && `, if ${open}`}`, evidence: { policies: by, conditions } }, now)];
  });
}
