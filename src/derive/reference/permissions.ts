import { actionLink, entities, entityLink, operationName, services } from './known';
import { bullets, code, fence, groups, link, page, sorted, table, text } from './markdown';
import dataAccess from '../../catalogue/policies/data-access.json';
import securityAudit from '../../catalogue/policies/security-audit.json';
import { operationsOf, type ServiceOperation } from '../operations';
import { characters, dataAccessDeny, grant, grantedBySecurityAudit, quotas, split, type Statement } from '../policy';

const audit = `SecurityAudit ${securityAudit.versionId}`;
const operations = operationsOf(services);
const asked = operations.filter(({ unrestricted }) => !unrestricted);
const free = operations.filter(({ unrestricted }) => unrestricted);

const inAudit = 'In SecurityAudit';
const isInAudit = (action: string) => (grantedBySecurityAudit(action) ? 'yes' : 'no');
const actionsOf = (statements: readonly Statement[]) => sorted(statements.flatMap(({ Action }) => Action));
const sizes = (statements: readonly Statement[]) => split(statements).map(characters).join(' + ');
const inlineSize = (statements: readonly Statement[]) => characters({ Version: '2012-10-17', Statement: statements });

const readersOf = (operation: ServiceOperation) => entities
  .filter(({ service, entity }) => service.id === operation.service && entity.reads.includes(operation.name)).map(({ type }) => type);

function totals(): string {
  const [exact, beside, deny] = [grant(services), grant(services, { beside: 'SecurityAudit' }), dataAccessDeny()];
  return table(['Policy', 'Actions', 'Statements', 'Characters', 'Limit of IAM'], [
    [link('Exact grant', '#exact-grant'), actionsOf(exact).length, exact.length, sizes(exact), `${quotas.managedPolicyCharacters} a managed policy`],
    [link(`Beside ${audit}`, '#beside-securityaudit'), actionsOf(beside).length, beside.length, sizes(beside), `${quotas.managedPolicyCharacters} a managed policy`],
    [link('Data-access deny', '#data-access-deny'), actionsOf(deny).length, deny.length, inlineSize(deny),
      `${quotas.inlineCharactersOfRole} for the inline policies of a role`],
  ]);
}

/** A row of the exact grant: an action on its resources, with every operation that it allows. */
function actionRow(calls: readonly ServiceOperation[]) {
  const [{ action }] = calls;
  return [
    code(action),
    sorted(calls.map(({ service, name }) => operationName(service, name))).map(code).join(', '),
    sorted(calls.flatMap(readersOf)).map(entityLink).join(', '),
    sorted(calls.map(({ resource = '*' }) => resource)).map(code).join(', '),
    isInAudit(action),
  ];
}

function exactSections(): string[] {
  return groups(asked, ({ action }) => action.split(':')[0]).map(([prefix, calls]) => {
    const rows = groups(calls, ({ action }) => action).map(([, each]) => actionRow(each));
    return `### ${prefix}\n\n${table(['Action', 'Operations', 'Entity types', 'Resource', inAudit], rows)}`;
  });
}

function besideSection(): string {
  const statements = grant(services, { beside: 'SecurityAudit' });
  return [
    '## Beside SecurityAudit',
    `What the operations need and ${audit} does not grant on every resource, in ${sizes(statements)} characters:`,
    fence('json', JSON.stringify(statements, undefined, 2)),
  ].join('\n\n');
}

function denySections(): string[] {
  const title = (category: string) => `${category[0].toUpperCase()}${category.slice(1).replaceAll('-', ' ')}`;
  return groups(dataAccess.actions, ({ category }) => category).map(([category, actions]) => {
    const rows = [...actions].sort((a, b) => (a.action < b.action ? -1 : 1)).map(({ action, returns }) => [code(action), text(returns), isInAudit(action)]);
    return `### ${title(category)}\n\n${table(['Action', 'Returns', inAudit], rows)}`;
  });
}

function denyIntroduction(): string {
  const granted = dataAccess.actions.filter(({ action }) => grantedBySecurityAudit(action));
  const { action, returns, resources } = dataAccess.apiKeys;
  return [
    '## Data-access deny',
    `${dataAccess.actions.length} actions are denied on every resource, whatever else is attached to the role: ${audit} grants ${granted.length} of them.`
    + ` The document has ${inlineSize(dataAccessDeny())} characters. One more action, ${code(action)} (returns ${text(returns)}), is denied on these resources only:`,
    bullets(...resources.map(code)),
  ].join('\n\n');
}

function refused(): string {
  return ['## Refused in a grant',
    'Synthesis fails when an Allow lets one of the denied reads in, wildcards expanded, or one of these, which platforms ask for. The deny leaves them out:',
    table(['Action', 'Returns'], dataAccess.refused.map(({ action, returns }) => [code(action), text(returns)]))].join('\n\n');
}

/** The page of what the role is granted and denied. */
export function permissionsPage(): string {
  const exact = actionsOf(grant(services));
  const lacking = exact.filter((action) => !grantedBySecurityAudit(action));
  return page('src/catalogue/services and src/catalogue/policies', 'Permissions',
    'Every action comes from an operation by which an [entity](entities.md) is read. Characters are counted as IAM counts them, without white space'
    + ' and with the longest name of a partition; a sum stands for a grant that is split over several policies.',
    totals(),
    '## Exact grant',
    `${exact.length} actions, ${exact.length - lacking.length} of which ${audit} grants on every resource. It lacks ${lacking.map(actionLink).join(', ') || 'none'}.`,
    free.length > 0 && `Called without a grant, because AWS allows it to everybody: ${sorted(free.map(({ action }) => action)).map(code).join(', ')}.`,
    ...exactSections(),
    besideSection(),
    denyIntroduction(),
    ...denySections(),
    refused());
}
