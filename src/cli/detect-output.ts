import { once } from 'node:events';
import { table } from './table';
import { severities } from '../catalogue/model/check';
import type { ReadSummary } from '../engine/activity/reader/read';
import type { ActivityFinding, EventPlace } from '../engine/contracts';
import { plainText } from '../engine/report/escape';
import { detectionFinding } from '../engine/report/ocsf/detection-finding';

/** A finding as `detect --json` prints it: what other commands call check is called detection here, and the evidence stands beside it. */
export function detectJson(finding: ActivityFinding): object {
  const { id, check, severity, title, reason, accountId, region, resource, firstSeen, lastSeen, frameworks, evidence } = finding;
  const { attack, events, ...seen } = evidence;
  return { detection: check, id, severity, attack, title, reason, accountId, region, resource, firstSeen, lastSeen, frameworks, events, ...seen };
}

/** How findings are printed. */
export type Format = 'table' | 'json' | 'ocsf';

/** Prints findings as they come, or all at the end. */
export interface Printer { readonly add: (finding: ActivityFinding) => Promise<void> | void; readonly end: () => void }

/** A printer to standard output. */
export function printerOf(format: Format): Printer {
  if (format === 'table') {
    const [rows, stories] = [new DetectTable(), new StoryList()];
    return { add: (finding) => (finding.check === 'story' ? stories : rows).add(finding), end: () => { process.stdout.write(`${rows}\n${stories}`); } };
  }
  const shown = format === 'json' ? detectJson : detectionFinding;
  return {
    // A slow reader of the output must not fill the memory.
    add: async (finding) => { if (!process.stdout.write(`${JSON.stringify(shown(finding))}\n`)) await once(process.stdout, 'drain'); },
    end: () => undefined,
  };
}

interface Row { readonly finding: ActivityFinding; findings: number; last: string; readonly actors: Set<string> }

const ACTORS = 100;
const PLACES = 10;
const [TITLE, ACTOR] = [48, 36];

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** Findings by detection: what a person reads. It holds a row a detection, however many findings there are. */
export class DetectTable {
  private readonly rows = new Map<string, Row>();

  add(finding: ActivityFinding): void {
    const { check, lastSeen, evidence: { actor } } = finding;
    const row = this.rows.get(check) ?? { finding, findings: 0, last: lastSeen, actors: new Set<string>() };
    this.rows.set(check, row);
    row.findings++;
    if (lastSeen > row.last) row.last = lastSeen;
    if (actor !== undefined && row.actors.size < ACTORS) row.actors.add(actor);
  }

  /** The table, worst first. */
  toString(): string {
    if (this.rows.size === 0) return 'Nothing detected.';
    const rank = ({ finding }: Row) => severities.indexOf(finding.severity);
    const worstFirst = [...this.rows.values()].sort((x, y) => rank(x) - rank(y) || y.findings - x.findings || (x.finding.check < y.finding.check ? -1 : 1));
    return table(worstFirst.map(shownRow));
  }
}

const STORIES = 20;

/** Stories, the worst first, as they come. */
class StoryList {
  private readonly lines: string[] = [];
  private count = 0;

  add({ severity, title, reason, firstSeen }: ActivityFinding): void {
    if (this.count++ < STORIES) this.lines.push(`${severity.toUpperCase()} ${firstSeen.slice(0, 16).replace('T', ' ')} ${plainText(title)}\n  ${plainText(reason)}`);
  }

  toString(): string {
    if (this.count === 0) return '';
    const rest = this.count - this.lines.length;
    return `\nStories\n\n${this.lines.join('\n')}\n${rest > 0 ? `and ${rest} more; --json tells them all\n` : ''}`;
  }
}

function shownRow({ finding: { severity, check, title, evidence: { author } }, findings, last, actors }: Row) {
  const [first = ''] = [...actors].map((actor) => plainText(actor).replace(/^arn:[^:]*:[^:]*:[^:]*:/, ''));
  const others = actors.size > 1 ? ` +${actors.size === ACTORS ? `${ACTORS}…` : actors.size - 1}` : '';
  return {
    severity,
    findings,
    detection: plainText(check),
    // The licence of shared rules wants the author wherever a match is shown.
    title: author === undefined ? cut(plainText(title), TITLE) : `${cut(plainText(title), TITLE)}, rule by ${plainText(author)}`,
    last: last.slice(0, 16).replace('T', ' '),
    by: `${cut(first, ACTOR)}${others}`,
  };
}

const placeText = ({ file, line, index }: EventPlace): string => `${file}${line === undefined ? '' : ` line ${line}`}${index === undefined ? '' : ` record ${index}`}`;

/** What was read and what was not, for standard error. */
export function readText({ files, events, repeated, skipped, broken, places }: ReadSummary): string {
  const told = [
    `${events} events in ${files} files`, repeated > 0 && `${repeated} repeated ones left out`, skipped > 0 && `${skipped} values skipped`, broken > 0 && `${broken} files broken`,
  ].filter(Boolean).join(', ');
  const rest = skipped + broken - PLACES;
  const named = places.slice(0, PLACES).map(({ reason, ...place }) => `  ${plainText(`${placeText(place)}: ${reason}`)}`);
  return [`${told}.`, ...named, ...rest > 0 ? [`  and ${rest} more`] : []].join('\n');
}
