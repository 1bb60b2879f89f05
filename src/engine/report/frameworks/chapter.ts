import { unanswered } from '../../../catalogue/unanswered';
import type { FrameworkScore } from '../../contracts';
import type { Trends } from '../../posture/trend';
import type { Chapter } from '../chapter';
import { heat, trendLine } from '../charts';
import { html, type Html } from '../escape';
import { count, number, shownScore } from '../figures';
import { frameworkResults, outcomes, type Answered, type CheckTally, type FrameworkResults, type Outcome, type Results } from './results';
import { style } from './style';

/** Names of outcomes in classes. */
const classOf = (outcome: Outcome) => `o-${outcome.split(' ')[0]}`;

const shownOutcome = (outcome: Outcome) => html`<span class="outcome ${classOf(outcome)}">${outcome}</span>`;

/** Requirements by outcome as one bar; its text says the same. */
function outcomeBar({ requirements, counts }: FrameworkResults): Html {
  let x = 0;
  const parts = outcomes.filter((outcome) => counts[outcome] > 0).map((outcome) => {
    const width = 100 * counts[outcome] / requirements.length;
    const part = html`<rect class="${classOf(outcome)}" x="${x.toFixed(2)}%" width="${width.toFixed(2)}%" height="100%"></rect>`;
    x += width;
    return part;
  });
  return html`<svg class="outcomes" aria-hidden="true" focusable="false">${parts}</svg>`;
}

function checkResults(id: string, results: Results | undefined): Html {
  const told = results && [results.fail && `${number(results.fail)} failed`, results.unknown && `${number(results.unknown)} unknown`, results.suppressed && `${number(results.suppressed)} accepted`,
    results.pass && `${number(results.pass)} passed`].filter(Boolean).join(', ');
  const name = results && results.fail + results.unknown > 0 ? html`<a class="to-check" href="#findings" data-check="${id}">${id}</a>` : html`<span>${id}</span>`;
  return html`<li>${name} <span class="count">${told ?? 'no resource'}</span></li>`;
}

function row({ id, outcome, checks, open }: Answered, tally: CheckTally): Html {
  return html`<tr><th scope="row">${id}</th><td>${shownOutcome(outcome)}</td><td>${checks.length > 0 && html`<ul>${checks.map((check) => checkResults(check.id, tally.of(check.id)))}</ul>`}${
    open.map((question) => html`<p class="open">${unanswered[question] ? `A person has to see to it: ${unanswered[question]}` : `No check yet asks ${question}.`}</p>`)}</td></tr>
`;
}

function shownFramework(results: FrameworkResults, tally: CheckTally, score: FrameworkScore | undefined, trends: Trends): Html {
  const { framework: { name, title }, requirements, counts } = results;
  const told = outcomes.filter((outcome) => counts[outcome] > 0).map((outcome) => html`<li>${shownOutcome(outcome)} ${number(counts[outcome])}</li>`);
  return html`<details class="framework"><summary><h3>${title}</h3><span class="mark ${heat(score?.score)}">${score?.score === undefined
    ? 'no score' : html`<span class="quiet">Score</span> ${shownScore(score.score)}`}</span>${trendLine(trends.get(name) ?? [])}</summary>
<div class="overview">${outcomeBar(results)}<ul class="told">${told}</ul></div>
<div class="requirements" role="region" aria-label="${`Requirements of ${title}`}" tabindex="0"><table><caption>${count(requirements.length, 'requirement')} that an API may answer</caption>
<thead><tr><th scope="col">Requirement</th><th scope="col">Result</th><th scope="col">Checks</th></tr></thead><tbody>
${requirements.map((each) => row(each, tally))}</tbody></table></div></details>
`;
}

const script = `
document.querySelectorAll('a.to-check').forEach((link) => link.addEventListener('click', (event) => {
  const form = document.querySelector('form.filters');
  const check = document.querySelector('details.check[data-check="' + link.dataset.check + '"]');
  if (!check) return;
  event.preventDefault();
  if (form) form.reset();
  check.open = true;
  setTimeout(() => { check.scrollIntoView(); check.querySelector('summary').focus({ preventScroll: true }); }, 20);
}));
`;

/** The chapter that answers each framework, requirement by requirement; undefined when nothing was checked. */
export function frameworkChapter(tally: CheckTally, scores: readonly FrameworkScore[] = [], trends: Trends = new Map()): Chapter | undefined {
  const all = frameworkResults(tally);
  if (all.every(({ requirements }) => requirements.every(({ checks }) => checks.every(({ id }) => !tally.of(id))))) return undefined;
  const of = new Map(scores.map((score) => [score.framework, score]));
  return {
    id: 'frameworks',
    title: 'Frameworks',
    style,
    script,
    markup: function* () {
      yield html`<section id="frameworks" aria-labelledby="frameworks-title"><h2 id="frameworks-title">Frameworks</h2>
<p class="explain">Each requirement with the checks that answer it. It has failed when one result has; unknown results, and requirements that need a person, are neither passed nor failed.</p>
`;
      for (const results of all) yield shownFramework(results, tally, of.get(results.framework.name), trends);
      yield html`</section>
`;
    },
  };
}
