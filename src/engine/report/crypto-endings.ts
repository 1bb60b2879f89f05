import { html, type Html } from './escape';
import { count, number } from './figures';
import type { Ending } from '../crypto/picture';

const MONTHS = 24;
const [WIDTH, HEIGHT, TOP, BOTTOM] = [900, 162, 22, 34];
const names = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

interface Column { readonly label: string; readonly year?: number; readonly ends: number; readonly tone: string }

/** Months from one day to another, by the calendar. */
const monthsTo = (from: Date, iso: string) => {
  const to = new Date(iso);
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
};

/** What has ended, each month to come, and what ends after them. */
function columnsOf(endings: readonly Ending[], now: Date): Column[] {
  const over = endings.filter(({ days }) => days < 0);
  const ahead = endings.filter(({ days }) => days >= 0);
  const months = Array.from({ length: MONTHS }, (_, month): Column => {
    const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1));
    const year = month === 0 || day.getUTCMonth() === 0 ? day.getUTCFullYear() : undefined;
    return { label: names.format(day), year, ends: ahead.filter(({ ends }) => monthsTo(now, ends) === month).length, tone: month < 2 ? 'high' : month < 4 ? 'medium' : 'low' };
  });
  const later = ahead.filter(({ ends }) => monthsTo(now, ends) >= MONTHS).length;
  return [{ label: 'over', ends: over.length, tone: 'critical' }, ...months, { label: 'later', ends: later, tone: 'low' }];
}

/** A column for each month of the next two years, as high as many end in it. */
export function endingChart(endings: readonly Ending[], now: Date): Html {
  const columns = columnsOf(endings, now);
  const most = Math.max(...columns.map(({ ends }) => ends), 1);
  const [step, floor] = [WIDTH / columns.length, HEIGHT - BOTTOM];
  const soon = endings.filter(({ days }) => days >= 0 && days <= 90).length;
  const told = `${count(columns[0].ends, 'asset has', 'assets have')} ended, ${count(soon, 'ends', 'end')} within 90 days, ${number(endings.length)} in all have an end`;
  return html`<svg class="months" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${told}">
<line x1="0" x2="${WIDTH}" y1="${floor}" y2="${floor}"></line>
${columns.map(({ label, year, ends, tone }, at) => {
  const height = ends / most * (floor - TOP);
  const middle = (at + 0.5) * step;
  return html`<g class="s-${tone}"><title>${`${label}: ${ends}`}</title><rect x="${(at * step + 3).toFixed(1)}" y="${(floor - height).toFixed(1)}" width="${(step - 6).toFixed(1)}" height="${height.toFixed(1)}" rx="2"></rect>
${ends > 0 && html`<text class="amount" x="${middle.toFixed(1)}" y="${(floor - height - 5).toFixed(1)}">${number(ends)}</text>`}<text class="${at % 2 === 1 ? 'even' : 'odd'}" x="${middle.toFixed(1)}" y="${floor + 15}">${label}</text>${year !== undefined && html`<text x="${middle.toFixed(1)}" y="${floor + 29}">${year}</text>`}</g>
`;
})}</svg>
<p class="explain">${told}.</p>`;
}
