import { box, layOut, type Placed } from './layout';
import { privilegePaths } from '../../../catalogue/privilege-paths';
import type { Picture, PictureEdge } from '../../access/picture';
import { html, type Html } from '../escape';
import { number } from '../figures';

const titles = new Map(privilegePaths.map(({ id, title }) => [id, title]));

/** A method in words. */
export const methodTitle = (id: string): string => titles.get(id) ?? id.replace(/^rule:/, 'general rule: ').replace(/^uses:/, 'may call ');

// A name longer than its box is cut; the whole ARN is in its title.
const ROOM = 26;

const nameOf = (arn: string): string => (arn.endsWith(':root') ? 'the whole account' : arn.split(':').slice(5).join(':').replace(/^(user|role)\/(?:.*\/)?/, ''));
const cut = (text: string) => (text.length > ROOM ? `${text.slice(0, ROOM - 1)}…` : text);
const accountOf = (arn: string) => arn.split(':')[4] ?? '';
const kindOf = ({ kind, administrator }: Placed) => `${kind}${administrator ? ', administrator' : ''}`;

function node(placed: Placed): Html {
  const { id, x, y, kind, administrator } = placed;
  const [name, sub] = [cut(nameOf(id)), [kindOf(placed), accountOf(id)].filter(Boolean).join(' · ')];
  const place = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  return html`<g class="node ${kind}${administrator ? ' administrator' : ''}" data-id="${id}" transform="${place}" tabindex="0" role="button" aria-pressed="false" aria-label="${name} ${sub}">
<title>${id}</title><rect width="${box.width}" height="${box.height}" rx="${kind === 'user' ? box.height / 2 : 6}"></rect>
<text x="14" y="17">${name}</text> <text class="sub" x="14" y="31">${sub}</text></g>
`;
}

/** A curve from the right side of one box to the left side of the next; back to the same column it bends out. */
function curve(from: Placed, to: Placed): string {
  const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x, to.y + box.height / 2];
  if (from.id === to.id) return `M${x1 - 20} ${from.y} c 0 -22 -50 -22 -50 0`;
  const bend = x2 > x1 ? (x2 - x1) / 2 : box.across;
  return `M${x1.toFixed(1)} ${y1.toFixed(1)} C${(x1 + bend).toFixed(1)} ${y1.toFixed(1)} ${(x2 - bend).toFixed(1)} ${y2.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`;
}

function edge({ from, to, methods, status, edge: kind }: PictureEdge, nodes: ReadonlyMap<string, Placed>): Html {
  const words = `${nameOf(from)} to ${nameOf(to)}: ${methods.map(methodTitle).join('; ')} (${status})`;
  return html`<path class="edge ${status}" data-from="${from}" data-to="${to}" data-kind="${kind}" d="${curve(nodes.get(from)!, nodes.get(to)!)}" marker-end="url(#arrow)"><title>${words}</title></path>
`;
}

/** The graph as a drawing, with the same in words below it. */
export function drawn(picture: Picture): Html {
  const { nodes, width, height } = layOut(picture);
  const left = picture.of - picture.shown;
  return html`<figure class="graph" aria-labelledby="graph-caption">
<div class="tools" hidden><button type="button" data-zoom="in" aria-label="Zoom in">+</button><button type="button" data-zoom="out" aria-label="Zoom out">−</button><button type="button" data-zoom="all">Whole picture</button></div>
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Who leads to administrators and sensitive resources" tabindex="0">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="10" markerHeight="10" orient="auto"><path d="M0 0 L8 4 L0 8 z"></path></marker></defs>
<g class="edges">${picture.edges.map((each) => edge(each, nodes))}</g><g class="nodes">${[...nodes.values()].sort((a, b) => a.x - b.x || a.y - b.y).map(node)}</g></svg>
<figcaption id="graph-caption">${number(picture.shown)} ${picture.shown === 1 ? 'path' : 'paths'}, each step from left to right; dashed where it also hangs on what cannot be seen.${
  left > 0 && ` ${number(left)} more do not fit in here: access --lake lists all.`}<span class="hint" hidden> Choose somebody to see the paths through them; drag, or use the arrow keys and + and −, to move.</span></figcaption>
<p class="chosen" role="status" aria-live="polite"></p>
<details class="words"><summary>The same in words</summary><ul>${picture.edges.map(inWords)}</ul></details>
</figure>
`;
}

const inWords = ({ from, to, methods, status }: PictureEdge): Html =>
  html`<li><code>${from}</code> ${from === to ? 'makes itself an administrator' : html`→ <code>${to}</code>`}: ${methods.map(methodTitle).join('; ')}${status === 'possible' && ' (possible)'}</li>
`;
