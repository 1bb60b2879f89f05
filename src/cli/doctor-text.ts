import type { Examined, Repair } from '../engine/doctor/contract';
import { plainText } from '../engine/report/escape';

const MARKS = { pass: 'ok', fail: 'FAIL', unknown: '?', skipped: '-' } as const;

/** The links as lines for a terminal: where, what was seen, and below what to do. */
export function doctorText(examined: readonly Examined[]): string {
  const failed = examined.filter(({ status }) => status === 'fail').length;
  const open = examined.filter(({ status }) => status === 'unknown').length;
  const lines = examined.flatMap((line) => {
    const [first, ...more] = line.evidence.split('\n').map(plainText);
    return [`${MARKS[line.status].padEnd(4)} ${line.check.padEnd(25)} ${placeOf(line)}: ${first}`, ...more.map((each) => `       ${each}`), ...line.fix ? [`     → ${plainText(line.fix)}`] : []];
  });
  const summary = failed + open === 0
    ? 'Every link holds.'
    : [...failed > 0 ? [`${failed} broken`] : [], ...open > 0 ? [`${open} not known`] : []].join(', ');
  return `${[...lines, summary.endsWith('.') ? summary : `${summary}.`].join('\n')}\n`;
}

const placeOf = ({ accountId, region, stack, resource }: Examined) => plainText([`${accountId}/${region}`, ...stack ? [stack] : [], ...resource ? [resource] : []].join(' '));

/** What can be repaired of a link, as a question and as what was done. */
export function repairOf({ repair }: Examined): (Repair & { readonly question: string }) | undefined {
  return repair && { ...repair, question: `${repair.does[0].toUpperCase()}${repair.does.slice(1)}` };
}
