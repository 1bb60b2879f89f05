import { drawn } from './picture';
import { accessScript } from './script';
import { accessStyle } from './style';
import { severities, type Severity } from '../../../catalogue/model/check';
import type { Entitlements } from '../../access/entitlements';
import type { Finding } from '../../contracts';
import type { Chapter } from '../chapter';
import { html, type Html } from '../escape';
import { count, number } from '../figures';

/** Findings of one kind: how many, and the first of them. */
interface Group { readonly check: string; readonly title: string; readonly severity: Severity; readonly remedy: Finding['remedy']; readonly first: Finding[]; number: number }

// Findings of a kind that are listed; the lake has them all.
const LISTED = 40;

const rank = (severity: Severity) => severities.indexOf(severity);

async function grouped(findings: AsyncIterable<Finding> | Iterable<Finding>): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for await (const finding of findings) {
    const { check, severity, title, remedy } = finding;
    const key = `${check} ${severity}`;
    const group = groups.get(key) ?? { check, title, severity, remedy, first: [], number: 0 };
    group.number += 1;
    if (group.first.length < LISTED) group.first.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => rank(a.severity) - rank(b.severity) || b.number - a.number);
}

/** The chapter on who can do more than they should; undefined where no scan has looked. */
export async function accessChapter(
  entitlements: Entitlements | undefined, findings: AsyncIterable<Finding> | Iterable<Finding>,
): Promise<Chapter | undefined> {
  if (!entitlements) return undefined;
  const groups = await grouped(findings);
  return { id: 'access', title: 'Access', style: accessStyle, script: accessScript, markup: () => section(entitlements, groups) };
}

function* section(entitlements: Entitlements, groups: readonly Group[]): Generator<Html> {
  const { administrators, reaching, accounts, picture, cut, sensitive, unknown, unread, advised } = entitlements;
  const identities = accounts.reduce((sum, { users, roles }) => sum + users + roles, 0);
  yield html`<section id="access" aria-labelledby="access-title"><h2 id="access-title">Access</h2>
<p class="explain">${count(identities, 'user and role', 'users and roles')} in ${count(accounts.length, 'account')}, with everything that allows and limits them: ${
  count(administrators.length, 'administrator')}, and ${number(reaching)} that can become one.${
  advised > 0 && ` For ${number(advised)} the lake holds policies that would be enough.`}</p>
${unread.map(({ accountId, reason }) => html`<p class="explain">Of account ${accountId} nothing can be said: ${reason}</p>`)}
${unknown.map((reason) => html`<p class="explain">${reason}</p>`)}
${sensitive.length > 0 && html`<h3>Sensitive resources</h3><ul>${sensitive.map(({ resource, reaching: by }) => html`<li><code>${resource}</code> is reached by ${count(by, 'user or role', 'users and roles')}</li>
`)}</ul>`}`;
  if (picture.nodes.length > 0) yield html`<h3>Who leads where</h3>${drawn(picture)}`;
  if (cut.statements.length > 0) yield cutting(cut);
  yield html`<h3>Findings</h3>${groups.length === 0 ? html`<p class="empty">Nobody can do more than they should, as far as can be read.</p>` : html`<ul class="entitlements">${groups.map(group)}</ul>`}</section>
`;
}

const cutting = ({ statements, exact }: Entitlements['cut']): Html => html`<h3>The cheapest cut</h3>
<p class="explain">Change ${exact ? '' : 'about '}${count(statements.length, 'statement')}, and no path to an administrator is left.</p>
<ol class="cutting">${statements.map(({ policy, index, fix }) => html`<li><code>${policy}</code>, statement ${number(index + 1)}: ${fix}</li>
`)}</ol>`;

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

const group = ({ check, title, severity, remedy, first, number: all }: Group): Html => html`<li><details class="s-${severity}">
<summary><span class="severity">${capital(severity)}</span><h4>${title}</h4><span class="count">${count(all, 'finding')}</span></summary>
<p class="explain"><code>${check}</code></p>
<ul class="where-list">${first.map(({ resource, reason, accountId }) => html`<li><code>${resource[0] ?? ''}</code> <span class="where">account ${accountId}</span> ${reason}</li>
`)}</ul>${all > first.length && html`<p class="explain">${number(all - first.length)} more are in the lake.</p>`}
<pre tabindex="0" aria-label="How to mend it"><code>${remedy.cli}</code></pre></details></li>
`;
