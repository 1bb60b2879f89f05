import Table from 'cli-table3';
import picocolors from 'picocolors';
import { severities } from '../../catalogue/model/check';
import type { Severity } from '../../catalogue/model/check';
import type { Finding, ScanSummary } from '../contracts';
import { accountsByScore, scoredRegions } from './charts';
import { plainText } from './escape';
import { count, deniedActions, duration, gaps, number, overall, shownScore, unitCounts, wholeAccount } from './figures';
import type { TrendPoint, Trends } from '../posture/trend';

type Colors = ReturnType<typeof picocolors.createColors>;
interface Page { readonly colors: Colors; readonly width: number; readonly trends: Trends }

// Rows a terminal shows without scrolling; the HTML report has them all.
const MOST_ACCOUNTS = 20;
const ACCOUNT_WIDTH = 24;
const CHANGE_WIDTH = 7;

const tones = {
  critical: 'magenta', high: 'red', medium: 'yellow', low: 'blue', informational: 'gray',
} as const satisfies Record<Severity, keyof Colors>;
const borders = [
  'top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid',
];
const blank = Object.fromEntries(borders.map((name) => [name, '']));

function table(colWidths: readonly number[], rows: string[][], aligns: readonly ('left' | 'right')[] = []): string {
  const drawn = new Table({
    chars: { ...blank, middle: ' ' }, style: { 'padding-left': 0, 'padding-right': 1, 'head': [], 'border': [] }, colWidths: [...colWidths], colAligns: [...aligns],
  });
  drawn.push(...rows);
  return drawn.toString().split('\n').map((line) => `  ${line.trimEnd()}`).join('\n');
}

/** The scan for a terminal of `width` columns: totals, scores with their change since the run before (where `trends` know it), findings by severity, the worst findings, and what could not be read. */
export function consoleReport(summary: ScanSummary, worst: readonly Finding[], options: { color: boolean; width: number; trends?: Trends }): string {
  const page: Page = { colors: picocolors.createColors(options.color), width: Math.max(60, options.width), trends: options.trends ?? new Map() };
  return [totals(summary, page), scores(summary, page), findings(summary, page), worstFindings(worst, page), unread(summary, page)]
    .filter((part) => part !== undefined).join('\n\n') + '\n';
}

/** Text on indented lines within the width; a longer word (an ARN) is cut over lines. */
function wrap(text: string, width: number): string {
  const room = width - 2;
  const lines: string[] = [];
  for (const word of text.match(new RegExp(`\\S{1,${room}}`, 'gu')) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `  ${line}`).join('\n');
}

function totals(summary: ScanSummary, { colors, width }: Page): string {
  const { score } = overall(summary.scores);
  const calls = summary.ledger.reduce((sum, unit) => sum + unit.calls, 0);
  const { complete, partial, failed } = unitCounts(summary.ledger);
  const facts = [
    count(summary.accounts.length, 'account'), count(summary.regions.length, 'Region'), count(summary.entities, 'entity', 'entities'),
    count(summary.relationships, 'relationship'), count(calls, 'call'), duration(summary.milliseconds),
  ].join(', ');
  const units = [`${number(complete)} complete`, partial > 0 && `${number(partial)} partial`, failed > 0 && `${number(failed)} failed`].filter(Boolean).join(', ');
  const title = score === undefined ? 'unknown: nothing was checked' : `${paintScore(score, colors)} of 100`;
  return `${colors.bold(`Score ${title}`)}\n${wrap(facts, width)}\n${wrap(`Units: ${units}`, width)}`;
}

function paintScore(score: number | undefined, colors: Colors): string {
  if (score === undefined) return colors.dim('–');
  const shown = shownScore(score);
  return (shown < 40 ? colors.red : shown < 80 ? colors.yellow : colors.green)(String(shown));
}

/** Change of a score since the run before, as whole numbers show it; empty where there is no run before. */
function change(points: readonly TrendPoint[], colors: Colors): string {
  const [before, now] = points.slice(-2).map(({ score }) => shownScore(score));
  if (now === undefined) return '';
  if (now === before) return colors.dim('=');
  return now > before ? colors.green(`▲ ${now - before}`) : colors.red(`▼ ${before - now}`);
}

function scores(summary: ScanSummary, { colors, width, trends }: Page): string | undefined {
  if (summary.scores.length === 0) return undefined;
  const found = new Map(summary.scores.map((score) => [`${score.accountId}|${score.region}`, score.score]));
  const changes = [...trends.values()].some(({ length }) => length > 1) ? ['Change'] : [];
  const { shown: regions, left } = fittingRegions(summary, width - changes.length * (CHANGE_WIDTH + 1));
  const accounts = accountsByScore(summary).slice(0, MOST_ACCOUNTS);
  const rows = accounts.map(({ accountId, name }) => [
    name ? `${accountId} ${plainText(name)}` : accountId,
    ...changes.map(() => change(trends.get(accountId) ?? [], colors)), ...regions.map((region) => paintScore(found.get(`${accountId}|${region}`), colors)),
  ]);
  const head = ['Account', ...changes, ...regions.map((region) => region === wholeAccount ? 'All' : region)].map((text) => colors.dim(text));
  const more = summary.accounts.length - accounts.length;
  const right = [...changes, ...regions].map(() => 'right' as const);
  return [
    colors.bold('Scores'),
    table([ACCOUNT_WIDTH, ...changes.map(() => CHANGE_WIDTH), ...regions.map(columnWidth)], [head, ...rows], ['left', ...right]),
    ...more > 0 ? [colors.dim(`  and ${count(more, 'account')} with a better score`)] : [],
    ...left > 0 ? [colors.dim(`  and ${count(left, 'Region')} with better scores`)] : [],
  ].join('\n');
}

const columnWidth = (region: string) => Math.max(4, region.length + 1);

/** Whole accounts, then the Regions with the lowest scores as far as there is room. */
function fittingRegions(summary: ScanSummary, width: number): { shown: string[]; left: number } {
  const lowest = (region: string) => Math.min(...summary.scores.filter((score) => score.region === region).map(({ score }) => score ?? 101));
  const all = scoredRegions(summary);
  const byScore = all.filter((region) => region !== wholeAccount).sort((a, b) => lowest(a) - lowest(b));
  const shown: string[] = all.filter((region) => region === wholeAccount);
  let room = width - 2 - ACCOUNT_WIDTH - shown.length * (columnWidth(wholeAccount) + 1);
  for (const region of byScore) {
    room -= columnWidth(region) + 1;
    if (room < 0) break;
    shown.push(region);
  }
  return { shown, left: all.length - shown.length };
}

function findings(summary: ScanSummary, { colors, width }: Page): string {
  const failed = severities.filter((severity) => summary.findings[severity] > 0);
  const none = overall(summary.scores).pass > 0 ? 'No check failed.' : 'No check applied to what was read.';
  if (failed.length === 0) return `${colors.bold('Findings')}\n  ${none}`;
  const line = failed.map((severity) => `${number(summary.findings[severity])} ${severity}`).join(', ');
  return `${colors.bold('Findings')}\n${wrap(line, width).replace(/[a-z]+/g, (severity) => colors[tones[severity as Severity]](severity))}`;
}

function worstFindings(worst: readonly Finding[], { colors, width }: Page): string | undefined {
  if (worst.length === 0) return undefined;
  const place = 16;
  const level = Math.max(...worst.map(({ severity }) => severity.length)) + 2;
  const rows = worst.map((finding) => [
    colors[tones[finding.severity]](finding.severity),
    `${plainText(finding.title)}\n${colors.dim(plainText(`${finding.resourceName || finding.resource[0]}: ${finding.reason}`))}`,
    `${plainText(finding.accountId)}\n${colors.dim(plainText(finding.region))}`,
  ]);
  return `${colors.bold('Worst findings: the rule that is broken, and what was seen')}\n${table([level, width - 2 - level - place - 2, place], rows)}`;
}

function unread(summary: ScanSummary, { colors, width }: Page): string | undefined {
  const denied = deniedActions(summary);
  const others = gaps(summary.ledger, false);
  if (denied.length + others.length + summary.refused.length === 0) return undefined;
  const units = (value: number) => count(value, 'unit');
  const listed = (rows: string[][]) => table([width - 2 - 13, 12], rows, ['left', 'right']);
  return [
    colors.bold(colors.yellow('What could not be read')),
    ...summary.refused.map(({ accountId, reason }) => wrap(`${plainText(accountId)}: ${plainText(reason)}`, width)),
    ...denied.length > 0 ? [
      listed(denied.map((each) => [plainText(each.action), units(each.units)])),
      wrap('Next: allow these actions to the role of the scan (the HTML report has the policy), then scan again. Checks that need them are unknown.', width),
    ] : [],
    ...others.length > 0 ? [
      listed(others.map((gap) => [plainText(`${gap.action} ${gap.code}`), units(gap.units.length)])),
      wrap('Next: these failed for another reason than permissions; scan again.', width),
    ] : [],
  ].join('\n');
}
