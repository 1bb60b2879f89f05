import type { Duration } from 'aws-cdk-lib/core';

/** How a `SecurityScanner` learns of changes: by the events of CloudTrail that `EventBridgeForwarder`s of the accounts and Regions send to its bus. */
export interface ScannerChanges {
  /**
   * Organisation whose accounts may send events.
   *
   * @default - none
   */
  readonly organizationId?: string;

  /**
   * Accounts that may send events.
   *
   * @default - none but its own
   */
  readonly memberAccountIds?: string[];

  /**
   * Name of the bus: the `hubBusName`, or else `ruleName`, of the forwarders.
   *
   * @default 'SecurityScannerEvents'
   */
  readonly busName?: string;

  /**
   * A service of an account and Region is read again at most once in this time, 10 seconds to 5 minutes, after it.
   *
   * @default Duration.minutes(1)
   */
  readonly debounce?: Duration;

  /**
   * Accounts that are read again at the same time, 2 to 1,000.
   *
   * @default 5
   */
  readonly accountsAtOnce?: number;
}
