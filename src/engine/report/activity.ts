import { severities } from '../../catalogue/model/check';
import { tactics, type Tactic } from '../activity/correlate/attack';
import type { Context } from '../activity/correlate/context';
import type { Step } from '../activity/correlate/stories';
import type { Finding } from '../contracts';
import { activityStyle } from './activity-style';
import type { Chapter } from './chapter';
import { html, type Html } from './escape';
import { count, day, number, time } from './figures';

/** A story as `detect` keeps it. */
interface Story {
  readonly finding: Finding;
  readonly steps: readonly Step[];
  readonly tactics: readonly string[];
  readonly via: readonly string[];
  readonly raised?: { readonly from: string; readonly because: string };
  readonly context: Context;
}

/** The worst stories, and how much more there is. */
interface Activity { readonly stories: readonly Story[]; readonly more: number; readonly findings: number }

const SHOWN = 40;
const STEPS = 60;

const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? value as T[] : []);
const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

function storyOf(finding: Finding): Story {
  const { steps, tactics: order, via, raised } = (finding.evidence.story ?? {}) as { steps?: unknown; tactics?: unknown; via?: unknown; raised?: Story['raised'] };
  return { finding, steps: list<Step>(steps), tactics: list<string>(order), via: list<string>(via), raised, context: finding.evidence as Context };
}

/** The chapter on findings of detections, undefined when there are none. */
export async function activityChapter(findings: AsyncIterable<Finding> | Iterable<Finding>): Promise<Chapter | undefined> {
  const activity = await activityOf(findings);
  if (activity.stories.length + activity.findings === 0) return undefined;
  return { id: 'activity', title: 'Activity', style: activityStyle, markup: () => activitySection(activity) };
}

/** Picks the stories to show, the worst first, of one severity the newest first. */
async function activityOf(findings: AsyncIterable<Finding> | Iterable<Finding>): Promise<Activity> {
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  let [stories, told, others]: [Finding[], number, number] = [[], 0, 0];
  for await (const finding of findings) {
    if (finding.check !== 'story') {
      others++;
      continue;
    }
    told++;
    stories.push(finding);
    if (stories.length > SHOWN * 2) stories = worst(stories);
  }
  const kept = worst(stories);
  return { stories: kept.map(storyOf), more: told - kept.length, findings: others };

  function worst(of: readonly Finding[]): Finding[] {
    return [...of].sort((a, b) => rank(a) - rank(b) || (a.firstSeen > b.firstSeen ? -1 : 1)).slice(0, SHOWN);
  }
}

function* activitySection({ stories, more, findings }: Activity): Generator<Html> {
  yield html`<section id="activity" aria-labelledby="activity-title"><h2 id="activity-title">Activity</h2>
<p class="explain">What the detections found in the logs, told as stories: what one actor did in a row, by the tactics of ATT&amp;CK. ${
  count(findings, 'finding')} of medium severity or higher, ${count(stories.length + more, 'story', 'stories')}.</p>
`;
  for (const story of stories) yield shown(story);
  if (more > 0) yield html`<p class="empty">${number(more)} more are in the lake.</p>`;
  if (stories.length === 0) yield html`<p class="empty">Nothing came together to a story.</p>`;
  yield html`</section>
`;
}

const moment = (iso: string): string => `${day(iso)}, ${time(iso)}`;

function shown(story: Story): Html {
  const { finding: { severity, title, firstSeen, accountId, resourceName }, steps, via, raised, context } = story;
  const heading = title.startsWith(`${resourceName}: `) ? title.slice(resourceName.length + 2) : title;
  return html`<details class="story s-${severity}"${severity === 'critical' && html` open`}>
<summary><span class="severity">${capital(severity)}</span><h3><b>${resourceName}</b> ${heading}</h3><span class="count">${moment(firstSeen)}</span></summary>
<div class="body">
${timeline(story)}
<p class="actor"><code>${story.finding.resource[0] ?? ''}</code>${via.map((role) => html` → <code>${role}</code>`)} <span class="where">account ${accountId}</span></p>
${raised && html`<p class="raised">Raised from ${raised.from}: ${raised.because}.</p>`}
${context.reach?.hops && html`<ol class="hops">${context.reach.hops.map(({ from, method, to, status }) => html`<li><code>${from}</code> ${method} <code>${to}</code>${status === 'possible' && ' (possible)'}</li>`)}</ol>`}
<ol class="steps">${steps.slice(0, STEPS).map(stepItem)}</ol>
${steps.length > STEPS && html`<p class="explain">${number(steps.length - STEPS)} more detections.</p>`}
</div></details>
`;
}

const stepItem = ({ from, title, severity, tactic, call, count: times, detection, attack }: Step): Html => html`<li class="s-${severities.includes(severity) ? severity : 'informational'}">
<span class="when">${time(from)}</span><span class="what"><b>${title}</b>${times > 1 && html` <span class="count">${number(times)} times</span>`}
<span class="where"><span>${tactic ?? 'no tactic'}</span> <span>${call}</span> <span>${detection}</span> <span>${attack.join(', ')}</span></span></span></li>
`;

const [LEFT, RIGHT, WIDTH, LANE, TOP] = [150, 20, 900, 26, 12];

/** A lane for each tactic, the time from left to right, a mark for each detection. */
function timeline({ finding: { firstSeen, lastSeen }, steps }: Story): Html | undefined {
  const lanes = tactics.filter((tactic) => steps.some((step) => step.tactic === tactic));
  if (lanes.length === 0) return undefined;
  const [from, to] = [Date.parse(firstSeen), Date.parse(lastSeen)];
  const x = (iso: string): number => LEFT + 10 + (to > from ? (Date.parse(iso) - from) / (to - from) : 0) * (WIDTH - LEFT - RIGHT - 20);
  const y = (tactic: Tactic): number => TOP + lanes.indexOf(tactic) * LANE + LANE / 2;
  const height = TOP + lanes.length * LANE + 26;
  const marks = steps.filter(({ tactic }) => tactic !== undefined).slice(0, STEPS);
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${`Timeline from ${moment(firstSeen)} to ${moment(lastSeen)}: ${lanes.join(', ')}`}">
${lanes.map((tactic) => html`<text class="lane" x="0" y="${y(tactic) + 4}">${tactic}</text><line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tactic)}" y2="${y(tactic)}"></line>
`)}${marks.map(({ from: start, to: end, tactic, severity, title }) => html`<g class="s-${severities.includes(severity) ? severity : 'informational'}"><title>${`${time(start)} ${title}`}</title>${
  end > start && html`<line class="span" x1="${x(start).toFixed(1)}" x2="${x(end).toFixed(1)}" y1="${y(tactic!)}" y2="${y(tactic!)}"></line>`}<circle cx="${x(start).toFixed(1)}" cy="${y(tactic!)}" r="6"></circle></g>
`)}<text class="tick" x="${LEFT}" y="${height - 6}">${time(firstSeen)}</text>${to > from && html`<text class="tick" x="${WIDTH - RIGHT}" y="${height - 6}" text-anchor="end">${time(lastSeen)}</text>`}</svg>`;
}
