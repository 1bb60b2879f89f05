/** The style of the chapter on activity. */
export const activityStyle = `
.story { border-top: 1px solid var(--line); }
.story > summary { display: grid; grid-template-columns: 7.6rem 1fr auto; gap: .2rem 1rem; align-items: baseline; padding: .95rem .25rem; cursor: pointer; list-style: none; }
.story > summary:hover h3 { text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 1px; }
.story h3 { margin: 0; font-size: 1.02rem; font-weight: 400; }
.story h3 b { font-weight: 600; margin-right: .4em; }
.timeline { display: block; width: 100%; height: auto; margin: .3rem 0 1rem; }
.timeline text { font: 12px var(--text); fill: var(--ink); }
.timeline .tick { fill: var(--soft); font-size: 11px; }
.timeline line { stroke: var(--line); stroke-width: 1; }
.timeline .span { stroke: var(--tone); stroke-width: 4; stroke-linecap: round; opacity: .35; }
.timeline circle { fill: var(--tone); stroke: var(--paper); stroke-width: 2; }
.actor { max-width: none; margin-bottom: .5rem; }
.raised { border-left: 3px solid var(--tone); padding-left: .8rem; max-width: none; }
.hops { margin: 0 0 1rem; padding-left: 1.4rem; font-size: .88rem; color: var(--soft); }
.steps { list-style: none; margin: 0; padding: 0; }
.steps li { display: grid; grid-template-columns: 6.2rem minmax(0, 1fr); gap: 1rem; padding: .55rem 0; border-top: 1px solid var(--line); }
.steps .when { color: var(--soft); font-size: .85rem; }
.steps .when::before { content: ''; display: inline-block; width: .55em; height: .55em; margin-right: .6em; border-radius: 50%; background: var(--tone); }
.steps .what b { display: inline; }
.steps .where { display: block; }
@media (max-width: 760px) {
  .story > summary { grid-template-columns: 1fr auto; }
  .story h3 { grid-column: 1 / -1; grid-row: 2; }
  .timeline { display: none; }
}
@media print { .story > summary, .steps li { break-inside: avoid; } .timeline { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
