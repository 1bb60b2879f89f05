import type { Correlator } from './correlate/correlator';
import { findingOf } from './findings';
import { Matcher } from './matcher';
import type { ActivityFinding } from '../contracts';
import { LogReader, type ReadSummary } from './reader/read';
import type { Rule } from './rule';
import { Known } from './state/known';
import { readMemory, writeMemory } from './state/memory';

/** How a run goes. */
export interface DetectOptions {
  readonly rules: readonly Rule[];
  /** In the order they are to be read: that of their time is best, as what is remembered is bounded. */
  readonly files: readonly string[];
  /** Folder with what runs before remembered, where this one leaves what it remembers; without it each run begins anew. */
  readonly state?: string;
  /** Joins the findings with what is known, and tells the stories behind them at the end. */
  readonly correlator?: Correlator;
  /** Called before each file, with what was read up to then. */
  readonly onFile?: (file: string, summary: ReadSummary) => void;
  /** Told when all is read. */
  readonly onEnd?: (summary: ReadSummary) => void;
}

/** Runs rules over log files and gives the findings as they are made. */
export async function* detect({ rules, files, state, correlator, onFile, onEnd }: DetectOptions): AsyncGenerator<ActivityFinding> {
  const [reader, matcher] = [new LogReader(), new Matcher(rules)];
  const known = state === undefined ? undefined : await Known.of(state);
  if (state !== undefined) matcher.load(await readMemory(state));
  for (const file of files) {
    onFile?.(file, reader.summary);
    const isKnownFile = known?.isKnownFile(file) ?? false;
    for await (const records of reader.read(file)) {
      for (const record of records) {
        correlator?.note(record);
        const isAgain = (known?.isKnownEvent(record.eventId) ?? false) || isKnownFile;
        for (const match of matcher.match(record, isAgain)) yield correlator ? correlator.add(findingOf(match), record) : findingOf(match);
      }
    }
  }
  if (correlator) yield* correlator.end();
  if (state !== undefined) {
    await writeMemory(state, matcher.save());
    await known!.write(state);
  }
  onEnd?.(reader.summary);
}
