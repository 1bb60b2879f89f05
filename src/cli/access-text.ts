import { clean } from './clean';
import { table } from './table';
import { privilegePaths } from '../catalogue/privilege-paths';
import { bestPaths } from '../engine/access/paths/findings';
import type { BlockedHop, Hop } from '../engine/access/paths/hop';
import type { Path } from '../engine/access/paths/routes';
import type { Reach } from '../engine/access/paths/sensitive';
import type { AccessReport } from '../engine/access/report';
import type { Finding } from '../engine/contracts';

const titles = new Map(privilegePaths.map(({ id, title }) => [id, title]));

const more = (all: number, limit: number, what: string) => (all > limit ? [`… and ${all - limit} more ${what}; --limit shows more, --json all.`] : []);

/** What `access` prints for a person: who is an administrator, the paths to one, the cheapest cut, findings and advice; of each at most some. */
export function accessText({ landscape, analysis, findings, advice }: AccessReport, limit: number): string {
  const { administrators, conditional, paths, targets, cut, blocked, sensitive } = analysis;
  const best = [...bestPaths(analysis).values()].sort((a, b) => Number(a.status === 'possible') - Number(b.status === 'possible') || a.hops.length - b.hops.length);
  const toResources = paths.filter(({ to }) => !targets.has(to));
  return [
    table(landscape.accounts.map(({ id, users, roles, policies }) => ({ account: id, users: users.length, roles: roles.length, policies: policies.size }))),
    `${administrators.length} administrators${conditional.length > 0 ? `, ${conditional.length} of them under conditions` : ''}`,
    ...administrators.slice(0, limit).map((arn) => `  ${clean(arn)}`),
    ...more(administrators.length, limit, 'administrators'),
    '',
    `${best.length} users and roles can become an administrator`,
    ...best.slice(0, limit).flatMap(drawn),
    ...more(best.length, limit, 'paths'),
    ...toResources.length > 0 ? ['', `${toResources.length} ways to what resources hold`, ...toResources.slice(0, limit).flatMap(drawn), ...more(toResources.length, limit, 'ways')] : [],
    ...cut.statements.length > 0 ? ['', `Change ${cut.statements.length} statements, and no path is left${cut.exact ? '' : ' (there may be a smaller set)'}:`,
      ...cut.statements.slice(0, limit).map(({ policy, index, fix }) => `  ${clean(policy)} [${index}]: ${clean(fix)}`), ...more(cut.statements.length, limit, 'statements')] : [],
    ...blocked.length > 0 ? ['', `${blocked.length} steps are stopped`, ...blocked.slice(0, limit).map(stopped), ...more(blocked.length, limit, 'steps')] : [],
    ...sensitive.flatMap((reach) => reached(reach, limit)),
    '',
    `${findings.length} findings`,
    ...findings.length > 0 ? [table(findings.slice(0, limit).map(findingRow))] : [],
    ...more(findings.length, limit, 'findings'),
    ...advice.length > 0 ? ['', `Advice on ${advice.length} users and roles: --json prints the policies.`,
      table(advice.slice(0, limit).map(({ principal, characters: { before, after }, dropped }) => ({ principal, 'characters': `${before} → ${after}`, 'no longer': dropped.join(', ') })))] : [],
  ].join('\n');
}

/** Of everybody who reaches a sensitive resource, the first path: the shortest, or the shortest proven one. */
function reached({ resource, paths, blocked }: Reach, limit: number): string[] {
  const first = [...new Map([...paths].reverse().map((path) => [path.from, path])).values()].reverse().sort((a, b) => a.hops.length - b.hops.length);
  return [
    '',
    `${first.length} users and roles reach ${clean(resource)}`,
    ...first.slice(0, limit).flatMap(drawn),
    ...more(first.length, limit, 'paths'),
    ...blocked.length > 0 ? [`${blocked.length} are stopped on the way`, ...blocked.slice(0, limit).map(stopped), ...more(blocked.length, limit, 'steps')] : [],
  ];
}

const findingRow = ({ severity, check, resourceName: resource, reason }: Finding) => ({ severity, check, resource, reason });

const drawn = ({ from, hops }: Path): string[] => [`  ${clean(from)}`, ...hops.flatMap((hop, at) => step(hop, '   '.repeat(at + 1)))];

function step({ to, method, status, statements, conditions, unseen }: Hop, indent: string): string[] {
  const by = statements.filter(({ policy }) => !/^[sr]cp\[/.test(policy)).map(({ policy, index, sid }) => `${policy}[${index}]${sid === undefined ? '' : ` ${sid}`}`);
  const open = [...conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join(' | ')}`), ...unseen];
  return [
    `${indent}└─ ${method}${titles.has(method) ? `: ${titles.get(method)}` : ''} (${status}) ──▶ ${to}`,
    `${indent}   by ${by.join(', ')}`,
    ...open.length > 0 ? [`${indent}   if ${open.join('; ')}`] : [],
  ].map(clean);
}

const stopped = ({ from, to, method, action, by, statements, missing }: BlockedHop) =>
  clean(`  ${from} ─ ${method} ─✕ ${to}: ${action} by ${by}, ${[...statements.map(({ policy, index }) => `${policy}[${index}]`), ...missing].join(', ')}`);
