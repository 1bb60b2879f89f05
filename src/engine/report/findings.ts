import { severities } from '../../catalogue/model/check';
import type { Finding, ScanSummary, ScannedAccount } from '../contracts';
import { accountLabel, scoredRegions } from './charts';
import { html, type Html, type Part } from './escape';
import { count, number, overall, shortDay, wholeAccount } from './figures';
import { frameworkList, type Group } from './groups';
import { pathId, pathOf } from './paths/told';

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
const distinct = (values: readonly string[]) => [...new Set(values)].sort();

/** Chunks of the findings section: filters, then a group a check. */
export function* findingsSection(summary: ScanSummary, groups: readonly Group[], why: (check: string) => string | undefined): Generator<Html> {
  yield html`<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
`;
  if (groups.length === 0) {
    yield nothing(summary);
  } else {
    yield filters(summary, groups);
    const accounts = new Map(summary.accounts.map((account) => [account.accountId, account]));
    for (const [at, group] of groups.entries()) yield* groupChunks(group, at, accounts, why(group.check));
    yield html`<p id="no-match" class="empty" hidden>No finding matches these filters.</p>
`;
  }
  yield html`</section>
`;
}

function nothing(summary: ScanSummary): Html {
  const { pass } = overall(summary.scores);
  if (pass === 0) return html`<p class="empty">No check applied to what was found, so there is nothing to report.</p>`;
  return html`<p class="empty">Nothing to fix: ${pass === 1 ? 'the one result is' : `all ${number(pass)} results are`} as they should be.</p>`;
}

function select(name: string, label: string, any: string, options: readonly (readonly [string, string])[]): Html {
  return html`<label><span>${label}</span><select name="${name}"><option value="">${any}</option>${
    options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>
`;
}

function filters(summary: ScanSummary, groups: readonly Group[]): Html {
  const all = groups.flatMap(({ findings }) => findings);
  const same = (values: readonly string[]) => distinct(values).map((value) => [value, value] as const);
  const named = summary.accounts.map((account) => [account.accountId, accountLabel(account)] as const);
  const regions = [...scoredRegions(summary).filter((region) => region !== wholeAccount), ...all.map(({ region }) => region)];
  const failed = groups.reduce((sum, group) => sum + group.failed, 0);
  return html`<p class="explain">${number(failed)} failed and ${number(all.length - failed)} unknown, from ${count(groups.length, 'check')}. What passed (${
    number(overall(summary.scores).pass)}) is not listed.</p>
<form class="filters" role="search" aria-label="Filter the findings" hidden>
<label class="search"><span>Search</span><input type="search" name="text" placeholder="name, ARN, reason, check" autocomplete="off" spellcheck="false"></label>
<fieldset><legend>Severity</legend>${severities.map((severity) => html`<button type="button" class="s-${severity}" data-severity="${severity}" aria-pressed="false"${
  groups.some((group) => group.severity === severity) ? '' : html` disabled`}>${capital(severity)}</button>
`)}</fieldset>
${select('account', 'Account', 'All accounts', named)}
${select('region', 'Region', 'All Regions', same(regions))}
${select('service', 'Service', 'All services', same(groups.map(({ service }) => service)))}
${select('framework', 'Framework', 'All frameworks', same(groups.flatMap((group) => frameworkNames(group))))}
${select('status', 'Result', 'All results', [['fail', 'Failed'], ['unknown', 'Unknown']])}
<div class="result"><output name="shown" aria-live="polite"></output><button type="reset">Clear filters</button><button type="button" name="open">Open all</button></div>
</form>
`;
}

const frameworkNames = (group: Group) => frameworkList(group.findings[0].frameworks).map(({ name }) => name);

function* groupChunks(group: Group, at: number, accounts: ReadonlyMap<string, ScannedAccount>, why: string | undefined): Generator<Html> {
  const unknown = group.findings.length - group.failed;
  const { cli, cdk } = group.findings[0].remedy;
  const shared = group.findings.every((finding) => finding.remedy.cli === cli && finding.remedy.cdk === cdk);
  yield html`<details class="check s-${group.severity}" data-check="${group.check}" data-severity="${group.severity}" data-service="${group.service}" data-frameworks="${frameworkNames(group).join('|')}">
<summary><span class="severity">${capital(group.severity)}</span><h3>${group.title}</h3><span class="count">${
  [group.failed > 0 && `${number(group.failed)} failed`, unknown > 0 && `${number(unknown)} unknown`].filter(Boolean).join(', ')}</span></summary>
<div class="body">${why !== undefined && html`<p class="why">${why}</p>`}
<p class="badges"><span class="badge">${group.check}</span>${frameworkList(group.findings[0].frameworks).map(({ name, requirements }) =>
  html`<span class="badge"><b>${name}</b> ${requirements.join(', ')}</span>`)}</p>
${shared && remedy(group.findings[0], `remedy-${at}`)}
<ul class="rows">`;
  for (const [row, finding] of group.findings.entries()) yield item(finding, group, accounts.get(finding.accountId), !shared && remedy(finding, `remedy-${at}-${row}`));
  yield html`</ul></div></details>
`;
}

/** Both remedies one below the other; the script of the page makes tabs of them. */
function remedy({ remedy: { cli, cdk } }: Finding, id: string): Html | undefined {
  const panels = ([['CLI', cli], ['CDK', cdk]] as const).filter(([, text]) => text !== '');
  return panels.length === 0 ? undefined : html`<div class="remedy"><h4>Remedy</h4>${panels.map(([name, text]) =>
    html`<div class="panel copyable" id="${id}-${name}" data-tab="${name}"><h5>${name}</h5><pre tabindex="0" aria-label="Remedy with ${name}"><code>${text}</code></pre></div>`)}</div>
`;
}

/** A link to the picture of the path that the resource lies on. */
function onPath(finding: Finding): Html | undefined {
  const path = pathOf(finding);
  return path && html` <a class="badge raised" href="#${pathId(path)}">${path.before === path.after ? 'On an attack path' : `Raised from ${path.before}`}</a>`;
}

function item(finding: Finding, group: Group, account: ScannedAccount | undefined, own: Part): Html {
  const { accountId, region, status, resource, firstSeen } = finding;
  // Each element and each line break is one more for the browser to make, 20,000 times.
  return html`<li data-account="${accountId}" data-region="${region}" data-status="${status}"><div class="what">${
    finding.title !== group.title && html`<span class="title">${finding.title}</span>`}<b>${finding.resourceName}</b>${resource.map((key) => html`<code>${key}</code>`)}</div><div class="reason">${
    status === 'unknown' && html`<span class="badge">Unknown</span> `}${finding.reason}${onPath(finding)}</div><div class="where">${account?.name && html`<bdi>${account.name}</bdi> · `}${
    accountId} · ${region} · since <time datetime="${firstSeen}">${shortDay(firstSeen)}</time></div>${own}</li>
`;
}
