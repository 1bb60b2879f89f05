/** The style of the chapter on access. */
export const accessStyle = `
.graph { margin: 1.2rem 0 2rem; }
.graph svg { display: block; max-width: 100%; height: auto; margin: 0 auto; border: 1px solid var(--line); border-radius: 12px; background: var(--panel); }
.graph.live svg { width: 100%; height: min(640px, 80vh); touch-action: pan-y; cursor: grab; }
.graph.live svg.low { height: 320px; }
.graph .tools { display: flex; gap: .4rem; justify-content: flex-end; margin-bottom: .4rem; }
.graph .tools button { min-width: 2.2rem; padding: .25rem .7rem; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); cursor: pointer; }
.graph text { font: 600 12px var(--text); fill: var(--ink); }
.graph .sub { font-weight: 400; font-size: 10.5px; fill: var(--soft); }
.graph .node { cursor: pointer; }
.graph .node rect { fill: var(--fill); stroke: var(--line); stroke-width: 1.2; }
.graph .node.administrator rect { stroke: var(--critical); stroke-width: 2; }
.graph .node.resource rect { stroke: var(--accent); stroke-width: 2; stroke-dasharray: 2 2; }
.graph .node:focus { outline: none; }
.graph .node:focus-visible rect, .graph .node[aria-pressed='true'] rect { stroke: var(--accent); stroke-width: 3; stroke-dasharray: none; }
.graph .edge { fill: none; stroke: var(--soft); stroke-width: 1.4; opacity: .75; }
.graph .edge.possible { stroke-dasharray: 5 4; }
.graph marker path { fill: var(--soft); }
.graph .choosing .node:not(.lit), .graph .choosing .edge:not(.lit) { opacity: .18; }
.graph .edge.lit { stroke: var(--critical); stroke-width: 2.4; opacity: 1; }
.graph figcaption, .graph .chosen { color: var(--soft); font-size: .88rem; max-width: none; margin: .6rem 0 0; }
.graph .words ul { padding-left: 1.2rem; font-size: .88rem; }
.entitlements { list-style: none; margin: 0; padding: 0; }
.entitlements > li > details { border-top: 1px solid var(--line); }
.entitlements summary { display: grid; grid-template-columns: 7.6rem 1fr auto; gap: .2rem 1rem; align-items: baseline; padding: .8rem .25rem; cursor: pointer; list-style: none; }
.entitlements h4 { margin: 0; font-size: 1rem; font-weight: 400; color: var(--ink); }
.entitlements .where-list { margin: 0 0 1rem; padding-left: 1.4rem; font-size: .9rem; }
.cutting { padding-left: 1.4rem; font-size: .9rem; }
@media (max-width: 760px) { .entitlements summary { grid-template-columns: 1fr auto; } .entitlements h4 { grid-column: 1 / -1; grid-row: 2; } }
@media print { .graph .tools { display: none; } .graph svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
