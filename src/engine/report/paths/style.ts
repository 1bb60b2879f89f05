/** The style of the chapter on attack paths. */
export const style = `
.attack { border-top: 1px solid var(--line); padding: 0 .25rem; }
.attack:last-of-type { border-bottom: 1px solid var(--line); }
.attack > summary { display: grid; grid-template-columns: 1fr auto; gap: 1rem; align-items: baseline; padding: .95rem 0; cursor: pointer; list-style: none; }
.attack h3 { margin: 0; font-size: 1.02rem; }
.attack h3::before { content: ''; display: inline-block; width: .6em; height: .6em; margin-right: .6em; border-radius: 50%; background: var(--tone); }
.attack > summary:hover h3 { text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 1px; }
.attack .because { max-width: none; }
.attack .scroll { overflow-x: auto; padding: .4rem 0; }
.route { display: block; max-width: 100%; min-width: 640px; height: auto; font-family: var(--text); }
.route rect { fill: var(--panel); stroke: var(--line); stroke-width: 1.5; }
.route .source { fill: var(--fill); stroke: var(--soft); }
.route .goal { stroke: var(--tone); stroke-width: 2.5; }
.route .name { fill: var(--ink); font-size: 13px; font-weight: 600; }
.route .kind { fill: var(--soft); font-size: 12px; }
.route path { fill: none; stroke: var(--soft); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.attack .hops { margin: .6rem 0 1.6rem; padding-left: 1.3rem; }
.attack .hops li { padding: .15rem 0; }
.attack .hops code, .further code { color: var(--soft); font-size: .78rem; }
.further { list-style: none; padding: 0; }
@media print {
  .attack { break-inside: avoid; }
  .attack .scroll { overflow: visible; }
  .route { min-width: 0; }
}
`;
