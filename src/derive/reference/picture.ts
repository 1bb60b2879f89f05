import { checks } from '../../catalogue/checks';
import { detections } from '../../catalogue/detections';
import dataAccess from '../../catalogue/policies/data-access.json';
import { presets } from '../../catalogue/presets';
import { services } from '../../catalogue/services';
import { operationsOf } from '../operations';

type Scheme = 'light' | 'dark';

interface Text { readonly title: string; readonly lines?: readonly string[]; readonly gap?: number }
interface Box extends Text { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The colours of the report. */
const COLOURS = {
  light: { paper: '#fbfaf7', panel: '#ffffff', ink: '#1d1c1a', soft: '#5d5953', line: '#d9d2c6', accent: '#0c5c58' },
  dark: { paper: '#121416', panel: '#191c1f', ink: '#ece9e3', soft: '#a8a49c', line: '#3a3f44', accent: '#6fc7bd' },
} as const;

const [WIDTH, HEIGHT] = [980, 470];
const TEXT = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";

const count = (value: number) => value.toLocaleString('en');
const column = (x: number, width: number, top: number, height: number, gap: number, texts: readonly Text[]): Box[] =>
  texts.map((text, at) => ({ ...text, x, width, height, y: top + at * (height + gap) }));

function boxes(): { catalogue: Box; yours: Box[]; readers: Box[] } {
  return {
    catalogue: {
      x: 24,
      y: 76,
      width: 214,
      height: 300,
      title: 'One catalogue',
      gap: 29,
      lines: [
        `${count(services.length)} services`, `${count(operationsOf(services).length)} API calls, each with its`, 'IAM action and what it feeds', '',
        `${count(checks.length)} checks`, `${count(detections.length)} detections`, `${count(presets.length)} presets`, `${count(dataAccess.actions.length)} reads of data, denied`,
      ],
    },
    yours: column(334, 286, 76, 66, 12, [
      { title: 'ReadOnlyScannerRole', lines: ['the actions of the calls, and no data'] },
      { title: 'OrgStackSetDeployment', lines: ['the role in every account'] },
      { title: 'CloudTrailIngestPipeline', lines: ['log files to a queue and a lake'] },
      { title: 'EventBridgeForwarder', lines: ['events of all Regions within seconds'] },
    ]),
    readers: column(716, 240, 76, 66, 12, [
      { title: 'A platform', lines: ['by its own document'] },
      { title: 'collect', lines: ['one graph of every account'] },
      { title: 'analyse', lines: ['posture · access · crypto · activity'] },
      { title: 'tell', lines: ['lake · report · SQL · OCSF · ASFF'] },
    ]),
  };
}

const drawn = ({ x, y, width, height, title, lines = [], gap = 22 }: Box) => `<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>
<text class="title" x="${x + 16}" y="${y + 28}">${title}</text>
${lines.map((line, at) => (line ? `<text class="line" x="${x + 16}" y="${y + 49 + at * gap}">${line}</text>\n` : '')).join('')}`;

const arrow = (d: string, label: string, x: number, y: number, more = '') =>
  `<path class="arrow" d="${d}" marker-end="url(#head)"${more}/>\n${label && `<text class="label" text-anchor="middle" x="${x}" y="${y}">${label}</text>\n`}`;

const heading = (x: number, text: string) => `<text class="heading" x="${x}" y="52">${text}</text>\n`;

/** The architecture as a picture of its own, in the colours of the report. */
export function architecturePicture(scheme: Scheme): string {
  const { paper, panel, ink, soft, line, accent } = COLOURS[scheme];
  const { catalogue, yours, readers } = boxes();
  return `<!-- Generated from src/catalogue: change that, then run "npx projen docs". -->

<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title">
<title id="title">One catalogue of API calls gives the role in your accounts its actions; a platform or the scanner enters by the role, and sends no call that the catalogue does not declare.</title>
<style>
text { font: 13px ${TEXT}; fill: ${soft}; }
.title { font-size: 15px; font-weight: 600; fill: ${ink}; }
.heading { font-size: 12px; letter-spacing: .04em; text-transform: uppercase; }
.label { fill: ${accent}; }
.box { fill: ${panel}; stroke: ${line}; }
.arrow { fill: none; stroke: ${accent}; stroke-width: 1.5; }
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="${accent}"/></marker></defs>
<rect width="${WIDTH}" height="${HEIGHT}" rx="10" fill="${paper}"/>
${heading(24, 'This package')}${heading(334, 'Your AWS accounts')}${heading(716, 'Who reads')}${[catalogue, ...yours, ...readers].map(drawn).join('')}${
  arrow('M238 109 H328', 'computes', 283, 100)}${arrow('M710 109 H626', 'assumes', 668, 100)}${arrow('M710 187 C660 187 660 125 626 121', '', 0, 0)}${
  arrow('M620 265 H710', 'records', 665, 256)}${arrow('M620 343 C660 343 660 281 710 274', '', 0, 0)}${
  arrow('M836 220 V226', '', 0, 0)}${arrow('M836 298 V304', '', 0, 0)}${
  arrow('M836 376 V420 H131 V382', 'every call that is sent is declared, granted and needed: proven by tests', 483, 440, ' stroke-dasharray="5 4"')}</svg>
`;
}
