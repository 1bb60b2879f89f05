/** The style of the chapter on frameworks. */
export const style = `
.o-failed { --tone: var(--critical); } .o-unknown { --tone: var(--medium); } .o-accepted { --tone: var(--low); } .o-passed { --tone: var(--arc-5); }
.o-nothing, .o-needs, .o-no { --tone: var(--informational); }
.framework { border-top: 1px solid var(--line); }
.framework:last-of-type { border-bottom: 1px solid var(--line); }
.framework > summary { display: grid; grid-template-columns: 1fr auto 112px; gap: .2rem 1.4rem; align-items: center; padding: .95rem .25rem; cursor: pointer; list-style: none; }
.framework > summary:hover h3 { text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 1px; }
.framework h3 { margin: 0; font-size: 1.02rem; }
.framework h3::after { content: ' ›'; color: var(--soft); }
.mark { padding: .1rem .8rem; border-radius: 6px; font-weight: 600; color: var(--ink); background: var(--fill); }
.mark .quiet { color: inherit; font-weight: 400; }
.mark.heat-0 { background: var(--heat-0); } .mark.heat-1 { background: var(--heat-1); } .mark.heat-2 { background: var(--heat-2); }
.mark.heat-3 { background: var(--heat-3); } .mark.heat-4 { background: var(--heat-4); } .mark.heat-5 { background: var(--heat-5); }
.overview { padding: 0 .25rem 1.2rem; }
.outcomes { display: block; width: 100%; height: 9px; border-radius: 5px; }
.outcomes rect { fill: var(--tone); }
.outcomes .o-nothing, .outcomes .o-needs, .outcomes .o-no { fill: var(--line); }
.told { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: .6rem 0 0; padding: 0; font-size: .9rem; }
.outcome { color: var(--tone); font-weight: 600; white-space: nowrap; }
.requirements { padding: 0 .25rem 1.6rem; overflow-x: auto; }
.requirements table { width: 100%; border-spacing: 0; }
.requirements caption { text-align: left; color: var(--soft); font-size: .88rem; padding-bottom: .4rem; }
.requirements thead th { position: static; text-align: left; overflow-wrap: normal; }
.requirements th, .requirements td { padding: .5rem 1.2rem .5rem 0; vertical-align: top; text-align: left; border-top: 1px solid var(--line); white-space: normal; }
.requirements tbody th { position: static; max-width: none; white-space: nowrap; font-variant-numeric: tabular-nums; padding-left: 0; }
.requirements ul { list-style: none; margin: 0; padding: 0; }
.requirements .open { margin: .2rem 0 0; color: var(--soft); font-size: .88rem; }
@media (max-width: 760px) {
  .framework > summary { grid-template-columns: 1fr auto; }
  .framework > summary .trend { grid-column: 2; }
  .requirements th, .requirements td { padding-right: .7rem; }
}
@media print {
  .framework > summary, .requirements tr { break-inside: avoid; }
  .requirements { overflow: visible; }
  .requirements td:last-child { width: 85%; }
  .requirements li { display: inline; }
  .requirements li + li::before { content: ' · '; }
  .requirements th, .requirements td { padding-top: .25rem; padding-bottom: .25rem; }
  .outcomes, .mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
