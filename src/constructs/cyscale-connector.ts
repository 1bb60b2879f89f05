import type { Construct } from 'constructs';
import { ScannerConnector } from './scanner-connector';
import type { ScannerConnectorOptions } from './scanner-connector-props';
import { ScannerPreset } from './scanner-preset';

/** Properties of a `CyscaleConnector`. */
export interface CyscaleConnectorProps extends ScannerConnectorOptions {
  /** External id that Cyscale shows in the first step of adding a cloud account. */
  readonly externalId: string;
}

/**
 * Connects to Cyscale: SecurityAudit and a policy with what it lacks, for Cyscale's account 789815788242. Cyscale's document warns that it can read
 * logs; the deny of data access takes that back.
 *
 * @see https://docs.cyscale.com
 */
export class CyscaleConnector extends ScannerConnector {
  constructor(scope: Construct, id: string, props: CyscaleConnectorProps) {
    super(scope, id, { ...props, preset: ScannerPreset.CYSCALE });
  }
}
