/** The style of the chapter on cryptography. */
export const cryptoStyle = `
.kinds { margin: 1rem 0 2rem; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); }
.strip.kinds li { grid-column: auto; color: inherit; font-weight: 400; }
.kinds .figure { font-size: 2rem; }
.months { display: block; width: 100%; height: auto; margin: .4rem 0 1rem; }
.months rect { fill: var(--tone); }
.months text { font: 11px var(--text); fill: var(--soft); text-anchor: middle; }
.months .amount { fill: var(--ink); font-size: 12px; }
.months line { stroke: var(--line); stroke-width: 1; }
.facts { border-spacing: 0; width: 100%; margin: .6rem 0 1.6rem; font-size: .9rem; }
.facts { min-width: 46rem; overflow-wrap: normal; }
.facts th, .facts td { text-align: left; padding: .45rem 1rem .45rem 0; border-top: 1px solid var(--line); vertical-align: top; white-space: normal; }
.facts thead th { position: static; background: none; border: 0; text-align: left; padding-left: 0; }
.facts tbody th { position: static; font-size: .9rem; max-width: none; }
.facts .number { text-align: right; white-space: nowrap; }
.facts .bar { width: 9rem; }
.facts .tone { color: var(--tone); font-weight: 600; white-space: nowrap; }
.facts .tone::before { content: ''; display: inline-block; width: .55em; height: .55em; margin-right: .5em; border-radius: 50%; background: var(--tone); }
.table { overflow-x: auto; }
.use { border-top: 1px solid var(--line); padding: .55rem .25rem; }
.use > summary { display: grid; grid-template-columns: 7.6rem 1fr auto; gap: .2rem 1rem; align-items: baseline; cursor: pointer; list-style: none; }
.use > summary:hover b { text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 1px; }
.pairs { list-style: none; margin: .4rem 0 1.4rem; padding: 0; }
.pairs li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .2rem 2rem; padding: .6rem 0; border-top: 1px solid var(--line); }
.use > p { max-width: none; margin: .5rem 0; padding-left: 8.6rem; }
.use ul { list-style: none; margin: 0 0 .6rem; padding: 0 0 0 8.6rem; font-size: .9rem; }
.use li { padding: .2rem 0; }
.use li code { color: var(--soft); }
@media (max-width: 760px) {
  .use > summary { grid-template-columns: 1fr auto; }
  .use > summary b { grid-column: 1 / -1; grid-row: 2; }
  .use ul, .use > p { padding-left: 0; }
  .pairs li { grid-template-columns: minmax(0, 1fr); }
  .strip.kinds { grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); }
  .months .odd { display: none; }
}
@media print { .use, .facts tr, .pairs li { break-inside: avoid; } .facts { min-width: 0; } .months { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
