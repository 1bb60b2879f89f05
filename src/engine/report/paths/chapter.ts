import { severities } from '../../../catalogue/model/check';
import type { Chapter } from '../chapter';
import { html, type Html } from '../escape';
import { count, number } from '../figures';
import { nameOf, pathPicture } from './picture';
import { style } from './style';
import type { PathCollector, ToldPath } from './told';

/** Paths with a picture; the others are told in a line. */
const PICTURED = 100;

const worstOf = ({ findings }: ToldPath) => severities.find((severity) => findings[severity] > 0)!;

const findingsOn = ({ findings }: ToldPath) =>
  severities.filter((severity) => findings[severity] > 0).map((severity) => `${number(findings[severity])} ${severity}`).join(', ');

const endsOf = ({ path: { hops } }: ToldPath) => `${nameOf(hops[0].from).name} to ${nameOf(hops.at(-1)!.to).name}`;

function pictured(told: ToldPath, at: number): Html {
  const { id, path, accountId } = told;
  return html`<details class="attack s-${worstOf(told)}" id="${id}"${at < 3 && html` open`}><summary><h3>${endsOf(told)}</h3><span class="count">${findingsOn(told)}</span></summary>
<p class="because">${path.because.map((each, index) => html`${index > 0 && '; '}${each}`)}. <span class="where">Account ${accountId}</span></p>
<div class="scroll" role="region" aria-label="${`Picture of the path from ${endsOf(told)}`}" tabindex="0">${pathPicture(path)}</div>
<ol class="hops">${path.hops.map(({ to, how }) => html`<li><b>${nameOf(to).name}</b> ${how} <code>${to}</code></li>
`)}</ol></details>
`;
}

/** The chapter on attack paths; undefined when no finding lies on one. */
export function pathsChapter(paths: PathCollector): Chapter | undefined {
  const all = paths.all();
  if (all.length === 0) return undefined;
  return {
    id: 'paths',
    title: 'Attack paths',
    style,
    script: `
const openPath = () => { const path = location.hash.startsWith('#path-') && document.getElementById(location.hash.slice(1)); if (path) path.open = true; };
addEventListener('hashchange', openPath);
openPath();
`,
    markup: function* () {
      yield html`<section id="paths" aria-labelledby="paths-title"><h2 id="paths-title">Attack paths</h2>
<p class="explain">${count(all.length, 'way')} from the Internet to administrator’s rights or to something of value, as the graph shows. Break any step, and the findings on the way fall back to the severity of their checks.</p>
`;
      for (const [at, told] of all.slice(0, PICTURED).entries()) yield pictured(told, at);
      if (all.length > PICTURED) {
        yield html`<h3>Further paths</h3><ul class="further">${all.slice(PICTURED).map((told) => html`<li id="${told.id}">${endsOf(told)} <span class="count">${findingsOn(told)}</span> <code>${told.path.hops.at(-1)!.to}</code></li>
`)}</ul>`;
      }
      yield html`</section>
`;
    },
  };
}
