/** The style of the report: system fonts, light and dark, narrow and wide, screen and paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --panel: #ffffff; --ink: #1d1c1a; --soft: #5d5953; --line: #e5e0d8; --fill: #f1ede6; --accent: #0c5c58;
  --critical: #a50e3a; --high: #b23c07; --medium: #865700; --low: #2a628f; --informational: #59636d;
  --heat-0: #f2b8b5; --heat-1: #f6cdb4; --heat-2: #f5e0ae; --heat-3: #dfe6b5; --heat-4: #c3e2c6; --heat-5: #a4d8bf;
  --arc-0: #c42b35; --arc-1: #c9581b; --arc-2: #b98400; --arc-3: #7a8f1e; --arc-4: #2f8f57; --arc-5: #0c7a63;
  --warn: #fdf3df; --warn-line: #e2bd6c;
  --display: 'Iowan Old Style', 'Palatino Linotype', Palatino, P052, 'URW Palladio L', Georgia, serif;
  --text: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Open Sans', sans-serif;
  --code: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121416; --panel: #191c1f; --ink: #ece9e3; --soft: #a8a49c; --line: #2d3135; --fill: #22262a; --accent: #6fc7bd;
    --critical: #ff7d98; --high: #ff9c63; --medium: #e5b54b; --low: #83bbea; --informational: #a9b3bd;
    --heat-0: #6b2530; --heat-1: #67391f; --heat-2: #5a4718; --heat-3: #414c1e; --heat-4: #21492f; --heat-5: #115040;
    --arc-0: #f0606c; --arc-1: #ec8a4e; --arc-2: #dfb044; --arc-3: #b4c552; --arc-4: #63c288; --arc-5: #4fc9a8;
    --warn: #262014; --warn-line: #6f5a27;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 var(--text); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.masthead, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 32px; }
h1, h2, .lead, .figure { font-family: var(--display); font-weight: 500; }
h1 { font-size: clamp(2.1rem, 5vw, 3.3rem); line-height: 1.06; letter-spacing: -.015em; margin: .15em 0 .4em; }
h2 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; margin: 0 0 .35em; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.4em 0 .3em; }
h4, h5 { font-size: .8rem; font-weight: 600; color: var(--soft); margin: 0 0 .4rem; }
p { margin: 0 0 .8em; max-width: 70ch; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
code, pre { font-family: var(--code); font-size: .82rem; unicode-bidi: isolate; }
b, .title, .name { unicode-bidi: isolate; }
button, select, input { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 16px; background: var(--panel); padding: .5em 1em; z-index: 2; }
.quiet, .eyebrow { font: 600 .8rem/1.4 var(--text); color: var(--soft); letter-spacing: 0; }
.eyebrow { color: var(--accent); margin: 0; }
.explain { color: var(--soft); }
.empty { padding: 2.2rem 1.5rem; margin: 1rem 0; max-width: none; text-align: center; border: 1px dashed var(--line); border-radius: 12px; font: 500 1.15rem/1.5 var(--display); }
section { margin: 0 0 4.5rem; }

.masthead { display: grid; grid-template-columns: 1fr auto; gap: 32px 72px; align-items: center; padding-top: 72px; padding-bottom: 48px; }
.lead { font-size: 1.2rem; line-height: 1.5; max-width: 56ch; margin-bottom: 1.2em; }
.lead strong { font-weight: 500; color: var(--high); }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; }
.score { margin: 0; width: 230px; text-align: center; color: var(--soft); font-size: .87rem; }
.score figcaption { margin-top: .9rem; }
.score span { white-space: nowrap; }
.score b { color: var(--ink); font-weight: 600; }
.ring { display: block; width: 190px; height: 190px; margin: 0 auto; fill: none; }
.ring circle { stroke-width: 7; }
.ring .track { stroke: var(--line); }
.ring .arc { stroke: currentColor; stroke-linecap: round; }
.ring text { fill: var(--ink); font: 500 38px var(--display); }
.ring .of { fill: var(--soft); font: 400 10px var(--text); }
.ring.heat-0 { color: var(--arc-0); } .ring.heat-1 { color: var(--arc-1); } .ring.heat-2 { color: var(--arc-2); }
.ring.heat-3 { color: var(--arc-3); } .ring.heat-4 { color: var(--arc-4); } .ring.heat-5 { color: var(--arc-5); }

.s-critical { --tone: var(--critical); } .s-high { --tone: var(--high); } .s-medium { --tone: var(--medium); }
.s-low { --tone: var(--low); } .s-informational { --tone: var(--informational); }
.strip { list-style: none; margin: .6rem 0 0; padding: 1.3rem 0 0; display: grid; grid-template-columns: repeat(5, 1fr); gap: 1.5rem; border-top: 1px solid var(--line); }
.strip li { display: grid; color: var(--tone); font-size: .9rem; font-weight: 600; }
.strip .figure { font-size: 2.6rem; line-height: 1.1; }
.strip .none { color: var(--soft); font-weight: 400; }
.bar { display: block; width: 100%; height: 5px; margin-top: .55rem; }
.bar rect { fill: var(--line); }
.bar .part { fill: var(--tone, var(--accent)); }
.none .bar .part { fill: none; }

.unread { background: var(--warn); border: 1px solid var(--warn-line); border-radius: 14px; padding: 28px 32px 18px; }
.gaps { list-style: none; padding: 0; margin: 0 0 1rem; columns: 2; column-gap: 2.5rem; }
.gaps > li { break-inside: avoid; padding: .3rem 0; }
.gaps summary, .check > summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.gaps summary::after { content: ' ›'; color: var(--soft); }
.units { margin: .3rem 0 .6rem; padding-left: 1.1rem; font-size: .85rem; color: var(--soft); }
.count { color: var(--soft); font-size: .88rem; }
pre { margin: 0; padding: .9rem 1.1rem; overflow-x: auto; background: var(--fill); border-radius: 8px; line-height: 1.5; overflow-wrap: normal; tab-size: 2; }
.unread pre { background: var(--panel); max-height: 22rem; }
.copyable { position: relative; margin-bottom: 1rem; }
.copy { position: absolute; right: 0; top: -.5rem; padding: .1rem .7rem; font-size: .8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); cursor: pointer; }
.tabbed .copy { top: -2.5rem; }

.trend { display: block; width: 96px; height: 24px; margin: 0 8px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round; }
.trend .base { stroke: var(--line); stroke-width: 1; }
.trend circle { fill: currentColor; stroke: none; }
.grid { overflow: auto; max-height: 34rem; margin: 0 -4px; padding: 4px; }
table { border-collapse: separate; border-spacing: 3px; }
th { font-weight: 500; text-align: left; font-size: .82rem; color: var(--soft); white-space: nowrap; padding: 0 .5rem; }
thead th { text-align: center; position: sticky; top: -4px; padding-top: 4px; background: var(--paper); z-index: 1; }
thead th:first-child { text-align: left; padding-left: 4px; }
tbody th { position: sticky; left: -4px; background: var(--paper); color: var(--ink); font-size: .92rem; padding: .25rem 1.2rem .25rem 4px; max-width: 17rem; }
tbody th .name, tbody th small { display: block; overflow: hidden; text-overflow: ellipsis; line-height: 1.35; }
tbody th small { color: var(--soft); font-weight: 400; }
.cell { display: grid; place-items: center; min-width: 5.2rem; height: 2.6rem; border-radius: 6px; color: var(--ink); text-decoration: none; }
a.cell:hover { box-shadow: inset 0 0 0 2px var(--ink); }
.unsure { text-decoration: underline dotted 2px; text-underline-offset: .3em; }
.cell.heat-none { background: var(--fill); color: var(--soft); }
.cell.heat-0 { background: var(--heat-0); } .cell.heat-1 { background: var(--heat-1); } .cell.heat-2 { background: var(--heat-2); }
.cell.heat-3 { background: var(--heat-3); } .cell.heat-4 { background: var(--heat-4); } .cell.heat-5 { background: var(--heat-5); }

.filters { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .9rem 1rem; padding: 1.2rem 0 .9rem; align-items: end; border-top: 1px solid var(--line); }
.filters label span, legend { display: block; font-size: .8rem; color: var(--soft); padding: 0; margin-bottom: .25rem; }
.filters .search { grid-column: span 2; }
.filters fieldset { grid-column: span 3; border: 0; margin: 0; padding: 0; min-width: 0; }
.filters input, .filters select { width: 100%; height: 2.4rem; padding: 0 .7rem; border: 1px solid var(--edge, #8d877d); border-radius: 8px; background: var(--panel); }
.filters ::placeholder { color: var(--soft); opacity: 1; }
.filters button { height: 2.4rem; padding: 0 .85rem; margin: 0 .3rem .3rem 0; border: 1px solid var(--line); border-radius: 999px; background: var(--panel); cursor: pointer; }
.filters fieldset button { color: var(--tone); }
.filters button[aria-pressed=true] { background: var(--tone); border-color: var(--tone); color: var(--paper); }
.filters button:disabled { color: var(--soft); opacity: .55; cursor: default; }
.filters .result { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .3rem; align-items: center; }
.result output { flex: 1; font: 500 1.15rem var(--display); }
.filters .result button { height: 2.1rem; margin: 0; }
.filters:not(.active) [type=reset] { visibility: hidden; }

.check { border-top: 1px solid var(--line); }
.check:last-of-type { border-bottom: 1px solid var(--line); }
.check > summary { display: grid; grid-template-columns: 7.6rem 1fr auto; gap: .2rem 1rem; align-items: baseline; padding: .95rem .25rem; }
.check > summary:hover h3 { text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 1px; }
.check h3 { margin: 0; font-size: 1.02rem; }
.severity { color: var(--tone); font-size: .88rem; font-weight: 600; white-space: nowrap; }
.severity::before { content: ''; display: inline-block; width: .6em; height: .6em; margin-right: .6em; border-radius: 50%; background: var(--tone); }
.check .count::after { content: ''; display: inline-block; width: .45em; height: .45em; margin: 0 .2em .2em .9em; border: solid; border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
.check[open] .count::after { transform: rotate(225deg); margin-bottom: -.05em; }
.body { padding: 0 .25rem 1.8rem 8.85rem; }
.badges { display: flex; flex-wrap: wrap; gap: .35rem; max-width: none; }
.badge { padding: .08rem .55rem; border-radius: 5px; background: var(--fill); font-size: .8rem; }
.badge b { font-weight: 600; }
.remedy { margin: 1.1rem 0 1.3rem; }
.tabs { display: flex; gap: 1.2rem; margin-bottom: .5rem; }
.tabs button { padding: .2rem 0; border: 0; border-bottom: 2px solid transparent; background: none; color: var(--soft); font-size: .88rem; cursor: pointer; }
.tabs [aria-selected=true] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
.tabbed h5 { display: none; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows > li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 2rem; align-content: start; padding: .85rem 0; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 4.6rem; overflow: clip; }
.what b { display: block; font-weight: 600; }
.what .title { display: block; font-weight: 600; }
.what code { display: block; color: var(--soft); font-size: .78rem; }
.what { grid-row: span 2; }
.reason { margin: 0 0 .15rem; }
.where { color: var(--soft); font-size: .85rem; }
.where span + span::before { content: '· '; }
.rows .remedy { grid-column: 1 / -1; margin: .8rem 0 0; }
.refused { padding-left: 1.1rem; }

.inventory { list-style: none; margin: 1.1rem 0 0; padding: 0; columns: 3; column-gap: 3rem; }
.inventory li { display: grid; grid-template-columns: 1fr auto; align-items: baseline; break-inside: avoid; padding: .35rem 0 .55rem; }
.inventory .figure { font-size: 1.1rem; }
.inventory .bar { grid-column: 1 / -1; height: 3px; margin-top: .2rem; }
dl { margin: 1rem 0 0; }
dl div { display: grid; grid-template-columns: 7.6rem 1fr; gap: 1rem; padding: .5rem 0; border-top: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; }
footer { padding-bottom: 3rem; color: var(--soft); font-size: .87rem; }

@media (max-width: 760px) {
  .masthead, main, footer { padding-left: 20px; padding-right: 20px; }
  .masthead { grid-template-columns: 1fr; padding-top: 36px; padding-bottom: 36px; }
  .score { width: auto; display: grid; grid-template-columns: 120px 1fr; gap: 1.2rem; align-items: center; text-align: left; }
  .ring { width: 120px; height: 120px; }
  section { margin-bottom: 3.2rem; }
  .strip { grid-template-columns: repeat(6, 1fr); gap: 1.2rem 1rem; }
  .strip li { grid-column: span 2; }
  .strip li:nth-child(n + 4) { grid-column: span 3; }
  .strip .figure { font-size: 2.1rem; }
  .unread { padding: 22px 18px 8px; margin-left: -8px; margin-right: -8px; }
  .gaps, .inventory { columns: 1; }
  tbody th { max-width: 8.5rem; }
  .filters { grid-template-columns: 1fr 1fr; }
  .filters .search, .filters fieldset, .filters .result { grid-column: 1 / -1; }
  .check > summary { grid-template-columns: 1fr auto; }
  .check h3 { grid-column: 1 / -1; grid-row: 2; }
  .body { padding-left: .25rem; }
  .rows > li { grid-template-columns: minmax(0, 1fr); row-gap: .2rem; contain-intrinsic-size: auto 7rem; }
  dl div { grid-template-columns: 1fr; gap: 0; }
}
@media (prefers-reduced-motion: no-preference) { .copy, .cell, .filters button { transition: background-color .15s, box-shadow .15s; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media screen { .tabbed .away { display: none; } }
@page { margin: 15mm 12mm; }
@media print {
  :root {
    color-scheme: light; --paper: #fff; --panel: #fff; --ink: #000; --soft: #4a4a4a; --line: #ccc; --fill: #f4f4f4; --accent: #0c5c58;
    --critical: #a50e3a; --high: #b23c07; --medium: #865700; --low: #2a628f; --informational: #59636d; --warn: #fff;
    --heat-0: #f2b8b5; --heat-1: #f6cdb4; --heat-2: #f5e0ae; --heat-3: #dfe6b5; --heat-4: #c3e2c6; --heat-5: #a4d8bf;
    --arc-0: #c42b35; --arc-1: #c9581b; --arc-2: #b98400; --arc-3: #7a8f1e; --arc-4: #2f8f57; --arc-5: #0c7a63;
  }
  body { font-size: 10pt; }
  .masthead { padding-top: 0; }
  .filters, .tabs, .copy, .skip, nav { display: none; }
  .tabbed h5 { display: block; }
  .rows > li { content-visibility: visible; }
  .check > summary, .rows > li, .copyable { break-inside: avoid; }
  .check > summary, h2, h3, h4, h5, section > h2 + p { break-after: avoid; }
  .check .count::after, .gaps summary::after, .framework h3::after { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  .body { padding-left: .25rem; }
  .grid, .unread pre { max-height: none; overflow: visible; }
  .cell { min-width: 3.4rem; }
  thead th { padding: 0 .15rem; }
  .trend { width: 64px; margin: 0 4px; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .cell, .bar, .ring { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
