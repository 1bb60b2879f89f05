import { existsSync } from 'node:fs';
import { WrongInput } from './errors';
import { table } from './table';
import { severities, type Severity } from '../catalogue/model/check';
import type { Change } from '../derive/event-patterns';
import { LogReader } from '../engine/activity/reader/read';
import type { Finding } from '../engine/contracts';
import type { Reread } from '../engine/sync/reread';

const TEXTS = ['eventSource', 'eventName', 'awsRegion', 'recipientAccountId'];

/**
 * The changes that a file of events tells of: events of CloudTrail, bare, in `Records`, or in the envelope of EventBridge.
 * @throws WrongInput when there is none in it
 */
export async function changesIn(file: string): Promise<Change[]> {
  if (!existsSync(file)) throw new WrongInput(`There is no file '${file}'.`);
  const changes: Change[] = [];
  const reader = new LogReader();
  for await (const records of reader.read(file)) {
    for (const { event } of records) {
      if (TEXTS.every((name) => typeof event[name] === 'string')) changes.push(event as unknown as Change);
    }
  }
  if (changes.length === 0) {
    const why = reader.summary.places[0]?.reason;
    throw new WrongInput(`'${file}' holds no event of CloudTrail with ${TEXTS.join(', ')}${why ? ` (${why})` : ''}.`);
  }
  return changes;
}

/** How many findings there are of each severity. */
function bySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Prints the units that were read again, for a person or as JSON for a machine. */
export function printReread({ ledger, accounts }: Reread, events: number, json: boolean): void {
  const failed = bySeverity(accounts.flatMap(({ findings }) => findings).filter(({ status }) => status === 'fail'));
  const units = ledger.map(({ accountId, region, service, status, entities }) => ({ accountId, region, service, status, entities }));
  if (json) {
    process.stdout.write(`${JSON.stringify({ events, units, findings: failed })}\n`);
    return;
  }
  const told = units.length === 0 ? 'Nothing to read again: no event changes what is scanned.' : table(units);
  process.stdout.write(`${told}\n${severities.map((severity) => `${failed[severity]} ${severity}`).join(', ')}\n`);
}
