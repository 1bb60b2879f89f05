import type { CloudTrailIngestPipeline } from './cloud-trail-ingest-pipeline';

/** What a `SecurityScanner` does with the log files of CloudTrail: a `CloudTrailConsumer` brings them into its lake. */
export interface ScannerActivity {
  /** Whose log files are consumed. Its queue must be in the account and Region of the scanner. */
  readonly pipeline: CloudTrailIngestPipeline;

  /**
   * Ids of the accounts of the organisation: what others are let in is then told apart from what strangers are.
   *
   * @default - `accountIds` of the scanner; without them every other account counts as a stranger
   */
  readonly organizationAccounts?: string[];

  /**
   * Networks that everybody may come from, as ranges such as `203.0.113.0/24`.
   *
   * @default - none
   */
  readonly trustedNetworks?: string[];

  /**
   * How many batches of log files are consumed at the same time, 2 to 1,000.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;
}
