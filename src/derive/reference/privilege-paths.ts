import { bullets, code, counted, groups, page, table, text } from './markdown';
import { pathCategories, type PathCategory, type PrivilegePath } from '../../catalogue/model/privilege-path';
import { privilegePaths } from '../../catalogue/privilege-paths';
import { rolePassing } from '../../catalogue/role-passing';
import { privilegeRules, ruleIds } from '../privilege-rules';

const categories: Readonly<Record<PathCategory, string>> = {
  'self-escalation': 'On itself: the caller changes what it may do.',
  'principal-access': 'On other identities: the caller acts as them, or makes one.',
  'new-passrole': 'Passing a role: the caller has a service act with it.',
  'existing-passrole': 'On what has a role already: the caller has it do its work. Possible, until an inventory shows which role it carries.',
  'credential-access': 'On what holds credentials: the caller reads them.',
};

const rules: Readonly<Record<(typeof ruleIds)[number], string>> = {
  'rule:pass-role': 'iam:PassRole on a role that trusts a service, and a call of that service that puts work of the caller under it. Also for services that nobody listed.',
  'rule:reuse-role': 'A call that brings work of the caller to a resource that has a role already.',
  'rule:change-identity': 'A call that changes who an identity is, or how it proves it.',
  'rule:read-credentials': 'A call that returns credentials, or opens what holds them.',
};

const needs = ({ requires }: PrivilegePath) => requires.map(({ action, on, passedTo }) =>
  `${code([action].flat().join(' or '))}${on === '*' ? '' : ` on ${text(on.replace('existing:', 'an existing ').replaceAll('-', ' '))}`}${passedTo === undefined ? '' : ` to ${code(passedTo)}`}`).join(', ');

const section = (path: PrivilegePath): string => [
  `### ${path.id}`,
  `${text(path.title)}.`,
  bullets(
    `**Needs** ${needs(path)}`,
    path.trusts !== undefined && `**The role trusts** ${path.trusts.map(code).join(', ')}`,
    path.states !== undefined && `**Where** ${path.states.map((state) => text(state.replaceAll('-', ' '))).join(', ')}`,
    path.unseen !== undefined && `**Possible if** ${path.unseen.map(text).join('; ')}`,
    path.notes !== undefined && `**Note** ${path.notes.map(text).join('; ')}`,
    path.endOfLife !== undefined && `**End of life** ${text(path.endOfLife)}`,
  ),
].join('\n\n');

/** The page of the privilege paths and the general rules. */
export function privilegePathsPage(): string {
  const byCategory = new Map(groups(privilegePaths, ({ category }) => category));
  return page('src/catalogue/privilege-paths', 'Paths',
    `${counted(privilegePaths.length, 'method')} by which a user or role gains permissions it was not given, and ${counted(ruleIds.length, 'general rule')}. \`access\` finds them by evaluating every policy.`,
    ...pathCategories.flatMap((category) => [`## ${category}`, categories[category], ...byCategory.get(category)!.map(section)]),
    '## Rules',
    `What a rule finds is *possible*. Rules follow from ${counted(rolePassing.length, 'service')} that act with a role passed to them, and speak where no method does.`,
    table(['Rule', 'Finds', 'Calls'], ruleIds.map((id) => [code(id), text(rules[id]), new Set(privilegeRules(privilegePaths).filter((path) => path.id === id)
      .flatMap(({ requires }) => requires.flatMap(({ action }) => action)).filter((action) => action !== 'iam:PassRole')).size])));
}
