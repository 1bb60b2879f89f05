import type { Construct } from 'constructs';
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
}

/**
 * Connects to AQtive Guard: the role AQtiveGuardReadOnlyAccessRole with the thirteen actions of its document.
 *
 * @see https://docs.aqtiveguard.com/data-sources/aws
 */
export class AqtiveGuardConnector extends ScannerConnector {
  constructor(scope: Construct, id: string, props: AqtiveGuardConnectorProps) {
    super(scope, id, { ...props, preset: ScannerPreset.AQTIVE_GUARD });
  }
}
