import type { ScannedAccount, ScanSummary, Score } from '../contracts';
import { html, type Html } from './escape';
import { number, shownScore, wholeAccount } from './figures';
import type { TrendPoint, Trends } from '../posture/trend';

/** Class of the colour of a score: `heat-0` (0 to 19) to `heat-4` (80 to 99), `heat-5` (100). */
export const heat = (score: number | undefined) => score === undefined ? 'heat-none' : `heat-${Math.floor(shownScore(score) / 20)}`;

/** Score as a ring around its figure. */
export function ring(score: number | undefined): Html {
  const shown = score === undefined ? undefined : shownScore(score);
  return html`<svg class="ring ${heat(score)}" viewBox="0 0 120 120" role="img" aria-label="${shown === undefined ? 'No score: nothing was checked' : `Score ${shown} of 100`}">
<circle class="track" cx="60" cy="60" r="52" pathLength="100"></circle>
${shown !== undefined && shown > 0 && html`<circle class="arc" cx="60" cy="60" r="52" pathLength="100" stroke-dasharray="${shown} 100" transform="rotate(-90 60 60)"></circle>`}
<text x="60" y="${shown === undefined ? 64 : 68}" text-anchor="middle">${shown ?? '–'}</text>
<text class="of" x="60" y="88" text-anchor="middle">of 100</text></svg>`;
}

/** Share of a whole as a thin bar. */
export function bar(value: number, of: number): Html {
  const percent = of > 0 ? Math.max(0.5, 100 * value / of).toFixed(1) : '0';
  return html`<svg class="bar" aria-hidden="true" focusable="false"><rect width="100%" height="100%" rx="3"></rect><rect class="part" width="${percent}%" height="100%" rx="3"></rect></svg>`;
}

/** Name of an account as it is shown: its name with the id, or the id. */
export const accountLabel = (account: ScannedAccount) => account.name ? `${account.name} (${account.accountId})` : account.accountId;

function cell(score: Score | undefined, account: ScannedAccount, region: string): Html {
  if (!score) return html`<td><span class="cell heat-none" aria-label="not scanned">·</span></td>`;
  const where = region === wholeAccount ? accountLabel(account) : `${accountLabel(account)}, ${region}`;
  const shown = score.score === undefined ? '–' : String(shownScore(score.score));
  const label = `${where}: ${score.score === undefined ? 'no score' : `score ${shown}`}, ${score.fail} failed, ${score.pass} passed, ${score.unknown} unknown`;
  const read = `${Math.floor(score.confidence * 100)} % of the weight was readable`;
  return html`<td><a class="cell ${heat(score.score)}${score.confidence < 1 ? ' unsure' : ''}" href="#findings" data-account="${account.accountId}" data-region="${
    region === wholeAccount ? '' : region}" aria-label="${label}" title="${label}${score.confidence < 1 && `. ${read}`}">${shown}</a></td>`;
}

/** Regions that have a score, whole accounts first, then in the order of the scan. */
export function scoredRegions(summary: Pick<ScanSummary, 'regions' | 'scores'>): string[] {
  const scored = new Set(summary.scores.map(({ region }) => region));
  const ordered = [wholeAccount, 'global', ...summary.regions, ...[...scored].sort()];
  return [...new Set(ordered)].filter((region) => scored.has(region));
}

/** Accounts, the lowest score first; those without a score last. */
export function accountsByScore(summary: Pick<ScanSummary, 'accounts' | 'scores'>): ScannedAccount[] {
  const whole = new Map(summary.scores.filter(({ region }) => region === wholeAccount).map(({ accountId, score }) => [accountId, score]));
  return [...summary.accounts].sort((a, b) => (whole.get(a.accountId) ?? 101) - (whole.get(b.accountId) ?? 101));
}

/** Scores of an account from run to run as a line, in the order and at the distance of their times; nothing for fewer than two. */
export function trendLine(points: readonly TrendPoint[]): Html | undefined {
  if (points.length < 2) return undefined;
  const times = points.map(({ startedAt }) => Date.parse(startedAt));
  const [first, span] = [times[0], times[times.length - 1] - times[0]];
  const along = (index: number) => (span > 0 ? (times[index] - first) / span : index / (points.length - 1));
  const at = points.map(({ score }, index) => [3 + 90 * along(index), 21 - 18 * score / 100].map((each) => each.toFixed(1)));
  const [from, to] = [points[0], points[points.length - 1]].map(({ score }) => shownScore(score));
  const [x, y] = at[at.length - 1];
  return html`<svg class="trend" viewBox="0 0 96 24" role="img" aria-label="Score ${from} to ${to} in ${points.length} runs"><path class="base" d="M3 21H93"></path><polyline points="${
    at.map((pair) => pair.join(',')).join(' ')}"></polyline><circle cx="${x}" cy="${y}" r="2.5"></circle></svg>`;
}

/** The trend of each Region, all accounts together, below its scores. */
function regionFoot(regions: readonly string[], hasTrends: boolean, trends: Trends): Html | undefined {
  if (![...trends.values()].some(({ length }) => length > 1)) return undefined;
  return html`<tfoot><tr><th scope="row">All accounts</th>${hasTrends && html`<td></td>`}${regions.map((region) => html`<td>${trendLine(trends.get(region) ?? [])}</td>`)}</tr></tfoot>`;
}

/** Scores as a table, an account a row and a Region a column, coloured by score; with the trend of an account where a run before is known. */
export function heatGrid(summary: Pick<ScanSummary, 'accounts' | 'regions' | 'scores'>, trends: Trends = new Map(), regionTrends: Trends = new Map()): Html {
  const regions = scoredRegions(summary);
  const hasTrends = [...trends.values()].some(({ length }) => length > 1);
  const scores = new Map(summary.scores.map((score) => [`${score.accountId}|${score.region}`, score]));
  const row = (account: ScannedAccount) => html`<tr><th scope="row"><span class="name">${account.name ?? account.accountId}</span>${
    account.name && html`<small>${account.accountId}</small>`}</th>${hasTrends && html`<td>${trendLine(trends.get(account.accountId) ?? [])}</td>`}${regions.map((region) => cell(scores.get(`${account.accountId}|${region}`), account, region))}</tr>
`;
  return html`<div class="grid" role="region" aria-label="Scores by account and Region" tabindex="0"><table>
<thead><tr><th scope="col">Account</th>${hasTrends && html`<th scope="col">Trend</th>`}${regions.map((region) => html`<th scope="col">${region === wholeAccount ? 'All' : region}</th>`)}</tr></thead>
<tbody>${accountsByScore(summary).map(row)}</tbody>${regionFoot(regions, hasTrends, regionTrends)}</table></div>`;
}

/** Entities by type, the most numerous first. */
export function inventoryList(inventory: ScanSummary['inventory']): Html {
  const types = Object.entries(inventory).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const most = types[0]?.[1] ?? 0;
  return html`<ul class="inventory">${types.map(([type, entities]) => html`<li><code>${type}</code><span class="figure">${number(entities)}</span>${bar(entities, most)}</li>
`)}</ul>`;
}
