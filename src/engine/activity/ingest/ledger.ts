import type { GivenUp, ObjectReport, Watcher } from './consumer';

/** Where structured lines go. */
export interface LogLines {
  info(message: string, fields: Record<string, unknown>): void;
  warn(message: string, fields: Record<string, unknown>): void;
}

/** Counts what becomes of a batch, and logs it object by object. */
export class Ledger implements Watcher {
  /** Sums, by the name of their metric. */
  readonly counts = { Objects: 0, Events: 0, Findings: 0, FaultyRecords: 0, Bytes: 0, GivenUp: 0, Retries: 0, LiveEvents: 0 };

  constructor(private readonly lines: LogLines, readonly isLate: () => boolean) {}

  onObject({ object, events, findings, faulty, bytes }: ObjectReport): void {
    this.counts.Objects++;
    this.counts.Events += events;
    this.counts.Findings += findings;
    this.counts.FaultyRecords += faulty;
    this.counts.Bytes += bytes;
    this.lines[faulty > 0 ? 'warn' : 'info']('consumed', { key: object.key, events, findings, faulty, bytes });
  }

  onEvent(findings: number): void {
    this.counts.LiveEvents++;
    this.counts.Findings += findings;
  }

  onGivenUp({ reason, object }: GivenUp): void {
    this.counts.GivenUp++;
    this.lines.warn('given up', { reason, object: object ?? null });
  }

  onRetry(messageId: string, { name, message }: Error): void {
    this.counts.Retries++;
    this.lines.warn('has to come again', { messageId, error: name, reason: message });
  }
}
