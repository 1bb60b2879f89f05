import { severities } from '../../catalogue/model/check';
import type { Severity } from '../../catalogue/model/check';
import type { ScanSummary, UnitLedger } from '../contracts';
import { unitCounts } from './figures';

/** What `scan --json` prints; its JSON Schema is `docs/reference/schemas/scan.schema.json`. */
export interface ScanJson {
  readonly run: string;
  /** Units of account, Region and service by what became of them. */
  readonly units: Readonly<Record<UnitLedger['status'], number>>;
  readonly entities: number;
  readonly relationships: number;
  /** Failed findings by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Region `all` is the account as a whole; `score` is null where nothing was checked. */
  readonly scores: readonly { readonly accountId: string; readonly region: string; readonly score: number | null }[];
  /** Over the results of the checks that answer to a framework, such as `CIS 7.0`, in all accounts. */
  readonly frameworks: readonly { readonly framework: string; readonly score: number | null }[];
  readonly denied: readonly { readonly action: string; readonly units: number }[];
  readonly lake: string;
}

/** A scan for machines, in the order and with the names of its JSON Schema. */
export function scanJson(summary: ScanSummary): ScanJson {
  return {
    run: summary.run,
    units: unitCounts(summary.ledger),
    entities: summary.entities,
    relationships: summary.relationships,
    findings: Object.fromEntries(severities.map((severity) => [severity, summary.findings[severity]])) as Record<Severity, number>,
    scores: summary.scores.map(({ accountId, region, score }) => ({ accountId, region, score: score ?? null })),
    frameworks: (summary.frameworks ?? []).map(({ framework, score }) => ({ framework, score: score ?? null })),
    denied: summary.denied.map(({ action, units }) => ({ action, units })),
    lake: summary.lake,
  };
}
