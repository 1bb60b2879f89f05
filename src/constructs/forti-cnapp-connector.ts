import type { Construct } from 'constructs';
import { ScannerConnector } from './scanner-connector';
import type { ScannerConnectorOptions } from './scanner-connector-props';
import { ScannerPreset } from './scanner-preset';

/** Properties of a `FortiCnappConnector`. */
export interface FortiCnappConnectorProps extends ScannerConnectorOptions {
  /** External id that FortiCNAPP gives to this customer. */
  readonly externalId: string;
}

/**
 * Connects to FortiCNAPP (Lacework): the cross-account role with which it reads configuration and identities, for CSPM and CIEM.
 *
 * @see https://docs.fortinet.com/product/forticnapp
 */
export class FortiCnappConnector extends ScannerConnector {
  constructor(scope: Construct, id: string, props: FortiCnappConnectorProps) {
    super(scope, id, { ...props, preset: ScannerPreset.FORTICNAPP });
  }
}
