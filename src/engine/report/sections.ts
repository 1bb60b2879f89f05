import { severities } from '../../catalogue/model/check';
import type { ScanSummary, Unit } from '../contracts';
import type { Chapter } from './chapter';
import { accountLabel, bar, heatGrid, inventoryList, ring } from './charts';
import { html, type Html } from './escape';
import { count, day, deniedActions, duration, type Gap, gaps, grant, number, overall, time, unitCounts } from './figures';
import type { Trends } from '../posture/trend';

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

/** Whether anything of the scan could not be read. */
export const incomplete = (summary: ScanSummary) => summary.denied.length > 0 || summary.refused.length > 0 || summary.ledger.some(({ status }) => status !== 'complete');

/** Heading of the report: when, what and how much was read, and the score. */
export function masthead(summary: ScanSummary, chapters: readonly Chapter[]): Html {
  const total = overall(summary.scores);
  const share = Math.floor(total.confidence * 100);
  return html`<header class="masthead"><div>
<p class="eyebrow">Cloud security report</p>
<h1>${count(summary.accounts.length, 'account')}, ${count(summary.regions.length, 'Region')}</h1>
<p class="lead">On <time datetime="${summary.startedAt}">${day(summary.startedAt)}</time>${time(summary.startedAt) && ` at ${time(summary.startedAt)}`}, the scan read ${
  count(summary.entities, 'resource')} and ${count(summary.relationships, 'relationship')} between them in ${duration(summary.milliseconds)}. ${completeness(summary)}</p>
${sections(summary, chapters)}</div>
<figure class="score">${ring(total.score)}<figcaption>${total.score === undefined
  ? 'Nothing was checked, so there is no score.'
  : html`<span><b>${number(total.fail)}</b> failed,</span> <span><b>${number(total.pass)}</b> passed,</span> <span><b>${
    number(total.unknown)}</b> unknown</span>${share < 100 && html`<br>${share} % of the facts were readable`}`}</figcaption></figure></header>
`;
}

function completeness(summary: ScanSummary): Html {
  const { complete, partial, failed } = unitCounts(summary.ledger);
  const units = complete + partial + failed;
  if (units === 0) return html`Nothing was read.`;
  if (complete === units) return html`All ${count(units, 'unit')} of account, Region and service were read completely.`;
  return html`Of ${count(units, 'unit')} of account, Region and service, <strong>${[
    partial > 0 && `${number(partial)} could be read only in part`, failed > 0 && `${number(failed)} not at all`,
  ].filter(Boolean).join(' and ')}</strong>.`;
}

function sections(summary: ScanSummary, chapters: readonly Chapter[]): Html {
  return html`<nav aria-label="Sections"><a href="#findings">Findings</a> ${incomplete(summary) && html`<a href="#unread">Not readable</a> `}<a href="#scores">Scores</a> ${
    chapters.map(({ id, title }) => html`<a href="#${id}">${title}</a> `)}<a href="#inventory">Inventory</a> <a href="#run">The run</a></nav>
`;
}

/** Failed findings by severity, as figures and bars. */
export function severityStrip(summary: ScanSummary): Html {
  const most = Math.max(...severities.map((severity) => summary.findings[severity]));
  return html`<section aria-labelledby="severities"><h2 id="severities" class="quiet">Failed findings by severity</h2><ul class="strip">${severities.map((severity) => {
    const failed = summary.findings[severity];
    return html`<li class="s-${severity}${failed === 0 ? ' none' : ''}"><span class="figure">${number(failed)}</span><span>${capital(severity)}</span>${bar(failed, most)}</li>
`;
  })}</ul></section>
`;
}

/** What could not be read, and the policy that would let the next scan read it; nothing when all was read. */
export function unreadSection(summary: ScanSummary): Html | undefined {
  if (!incomplete(summary)) return undefined;
  return html`<section id="unread" class="unread" aria-labelledby="unread-title"><h2 id="unread-title">What could not be read</h2>
${refusedAccounts(summary)}${deniedCalls(summary)}${otherCalls(summary)}</section>
`;
}

function refusedAccounts({ refused, accounts }: ScanSummary): Html | undefined {
  if (refused.length === 0) return undefined;
  const label = (accountId: string) => accountLabel(accounts.find((account) => account.accountId === accountId) ?? { accountId });
  return html`<p>The role of ${count(refused.length, 'account')} could not be assumed, so nothing is known of ${refused.length === 1 ? 'it' : 'them'}.</p>
<ul class="refused">${refused.map(({ accountId, reason }) => html`<li><b>${label(accountId)}</b> ${reason}</li>
`)}</ul>
`;
}

function deniedCalls(summary: ScanSummary): Html | undefined {
  const denied = deniedActions(summary);
  if (denied.length === 0) return undefined;
  const known = new Map(gaps(summary.ledger, true).map((gap) => [gap.action, gap]));
  const policy = grant(summary);
  return html`<p>The role was denied ${count(denied.length, 'action')}. Results that need ${denied.length === 1 ? 'it' : 'them'} are <em>unknown</em>: neither passed nor failed.</p>
<ul class="gaps">${denied.map(({ action, units }) => gapItem({ ...known.get(action) ?? { action, code: '', units: [] }, of: units }))}</ul>
${policy && html`<h3>Grant exactly this</h3>
<p>Add the statement to the role of the scan. If the role has it already, a service control policy or a permissions boundary takes it away.</p>
<div class="copyable"><h4>Policy</h4><pre tabindex="0" aria-label="Policy"><code>${JSON.stringify(policy, undefined, 2)}</code></pre></div>`}
`;
}

function otherCalls({ ledger }: ScanSummary): Html | undefined {
  const others = gaps(ledger, false);
  return others.length === 0 ? undefined : html`<h3>Calls that failed otherwise</h3>
<p>These are not a matter of permissions. Scan again; if they stay, look up the error code.</p>
<ul class="gaps">${others.map(gapItem)}</ul>
`;
}

function gapItem(gap: Gap & { readonly of?: number }): Html {
  const listed = gap.units.slice(0, 200);
  const where = ({ accountId, region, service }: Unit) => html`<li>${accountId} · ${region} · ${service}</li>`;
  const head = html`<code>${gap.action}</code> <span class="count">${count(gap.of ?? gap.units.length, 'unit')}${gap.code && html` · ${gap.code}`}</span>`;
  return listed.length === 0 ? html`<li>${head}</li>
` : html`<li><details><summary>${head}</summary><ul class="units">${listed.map(where)}${
    gap.units.length > listed.length && html`<li>and ${number(gap.units.length - listed.length)} more</li>`}</ul></details></li>
`;
}

/** Scores by account and Region, with the trend of the accounts. */
export function scoreSection(summary: ScanSummary, trends: Trends, regionTrends: Trends): Html {
  return html`<section id="scores" aria-labelledby="scores-title"><h2 id="scores-title">Scores</h2>
<p class="explain">At 100 every check passes; severe checks weigh more. A dotted line marks a score that rests on part of the facts. The lowest account comes first; choose a score to see its findings.</p>
${summary.scores.length > 0 ? heatGrid(summary, trends, regionTrends) : html`<p class="empty">Nothing was checked, so there are no scores.</p>`}</section>
`;
}

/** Entities by type. */
export function inventorySection(summary: ScanSummary): Html {
  const types = Object.keys(summary.inventory).length;
  return html`<section id="inventory" aria-labelledby="inventory-title"><h2 id="inventory-title">Inventory</h2>
${types > 0 ? html`<p class="explain">${count(summary.entities, 'resource')} of ${count(types, 'type')}</p>${inventoryList(summary.inventory)}`
  : html`<p class="empty">No resource was found.</p>`}</section>
`;
}

/** Facts of the run. */
export function runSection(summary: ScanSummary): Html {
  const { complete, partial, failed } = unitCounts(summary.ledger);
  const calls = summary.ledger.reduce((sum, unit) => sum + unit.calls, 0);
  const facts: readonly (readonly [string, Html])[] = [
    ['Run', html`<code>${summary.run}</code>`],
    ['Started', html`${day(summary.startedAt)}${time(summary.startedAt) && `, ${time(summary.startedAt)}`}`],
    ['Took', html`${duration(summary.milliseconds)}, ${count(calls, 'API call')}`],
    ['Units', html`${number(complete)} complete, ${number(partial)} partial, ${number(failed)} failed`],
    ['Regions', html`${summary.regions.join(', ')}`],
    ['Accounts', html`${summary.accounts.length > 20 ? number(summary.accounts.length) : summary.accounts.map(accountLabel).join(', ')}`],
    ['Lake', html`<code>${summary.lake}</code>`],
  ];
  return html`<section id="run" aria-labelledby="run-title"><h2 id="run-title">The run</h2><dl>${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>
`)}</dl></section>
`;
}
