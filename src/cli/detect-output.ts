import { table } from './table';
import { severities, type Severity } from '../catalogue/model/check';
import type { ReadSummary } from '../engine/activity/reader/read';
import type { ActivityFinding, EventPlace } from '../engine/contracts';
import { plainText } from '../engine/report/escape';

/** A finding as `detect --json` prints it: what other commands call check is called detection here, and the evidence stands beside it. */
export function detectJson({ id, check, severity, title, reason, accountId, region, resource, firstSeen, lastSeen, frameworks, evidence }: ActivityFinding): object {
  const { attack, events, ...seen } = evidence;
  return { detection: check, id, severity, attack, title, reason, accountId, region, resource, firstSeen, lastSeen, frameworks, events, ...seen };
}

interface Row { readonly severity: Severity; readonly title: string; readonly author?: string; findings: number; first: string; last: string; readonly actors: Set<string> }

const ACTORS = 3;
const PLACES = 10;

/** Findings by detection: what a person reads. It holds a row a detection, however many findings there are. */
export class DetectTable {
  private readonly rows = new Map<string, Row>();

  add({ check, severity, title, firstSeen, lastSeen, evidence }: ActivityFinding): void {
    const row = this.rows.get(check) ?? { severity, title, author: evidence.author, findings: 0, first: firstSeen, last: lastSeen, actors: new Set<string>() };
    this.rows.set(check, row);
    row.findings++;
    if (firstSeen < row.first) row.first = firstSeen;
    if (lastSeen > row.last) row.last = lastSeen;
    if (evidence.actor !== undefined && row.actors.size <= ACTORS) row.actors.add(evidence.actor);
  }

  /** The table, worst first. */
  toString(): string {
    if (this.rows.size === 0) return 'Nothing detected.';
    const worstFirst = [...this.rows].sort(([a, x], [b, y]) => severities.indexOf(x.severity) - severities.indexOf(y.severity) || y.findings - x.findings || (a < b ? -1 : 1));
    return table(worstFirst.map(([detection, { severity, title, author, findings, first, last, actors }]) => ({
      severity,
      detection: plainText(detection),
      title: plainText(author === undefined ? title : `${title} (rule by ${author})`),
      findings,
      first: shortTime(first),
      last: shortTime(last),
      by: `${[...actors].slice(0, ACTORS).map(plainText).join('\n')}${actors.size > ACTORS ? '\n…' : ''}`,
    })));
  }
}

const shortTime = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

const placeText = ({ file, line, index }: EventPlace): string => `${file}${line === undefined ? '' : ` line ${line}`}${index === undefined ? '' : ` record ${index}`}`;

/** What was read and what was not, for standard error. */
export function readText({ files, events, repeated, skipped, broken, places }: ReadSummary): string {
  const told = [`${events} events in ${files} files`, repeated > 0 && `${repeated} repeated ones left out`, skipped > 0 && `${skipped} values skipped`,
    broken > 0 && `${broken} files broken`].filter(Boolean).join(', ');
  const rest = skipped + broken - PLACES;
  return [`${told}.`, ...places.slice(0, PLACES).map(({ reason, ...place }) => plainText(`  ${placeText(place)}: ${reason}`)), ...rest > 0 ? [`  and ${rest} more`] : []].join('\n');
}
