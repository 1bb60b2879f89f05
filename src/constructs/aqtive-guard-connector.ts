import type { Construct } from 'constructs';
import type { AqtiveGuardEvents } from './aqtive-guard-events';
import { aqtiveGuardEvents } from './private/aqtive-guard-events';
import { ScannerConnector } from './scanner-connector';
import type { ScannerConnectorOptions } from './scanner-connector-props';
import { ScannerPreset } from './scanner-preset';

/** Properties of an `AqtiveGuardConnector`. */
export interface AqtiveGuardConnectorProps extends ScannerConnectorOptions {
  /** AWS account that AQtive Guard enters from. */
  readonly trustedAccountId: string;

  /**
   * External id that AQtive Guard presents. Its document mentions none: ask for one.
   *
   * @default - none, for which `withoutExternalId` must be set
   */
  readonly externalId?: string;

  /**
   * Asks for no external id, as the document does. Whoever makes AQtive Guard act for them can then have it enter this account.
   *
   * @default false
   */
  readonly withoutExternalId?: boolean;

  /**
   * Forwards events of CloudTrail, which keep the inventory current.
   *
   * @default - AQtive Guard learns of changes when it next reads
   */
  readonly events?: AqtiveGuardEvents;

  /**
   * Region that has the role and delivers the events, where this stack is deployed to more Regions of an account.
   *
   * @default - the Region of this stack, or that of `organization`
   */
  readonly primaryRegion?: string;
}

/**
 * Connects to AQtive Guard: the role AQtiveGuardReadOnlyAccessRole with the thirteen actions of its document, and the rule, the API destination and
 * the connection that forward events to it.
 *
 * @see https://docs.aqtiveguard.com/data-sources/aws
 */
export class AqtiveGuardConnector extends ScannerConnector {
  constructor(scope: Construct, id: string, props: AqtiveGuardConnectorProps) {
    const { events, ...options } = props;
    super(scope, id, { ...options, preset: ScannerPreset.AQTIVE_GUARD, _further: events && aqtiveGuardEvents(events) });
  }
}
