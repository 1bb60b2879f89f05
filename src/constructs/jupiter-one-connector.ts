import type { Construct } from 'constructs';
import { ScannerConnector } from './scanner-connector';
import type { ScannerConnectorOptions } from './scanner-connector-props';
import { ScannerPreset } from './scanner-preset';

/** Properties of a `JupiterOneConnector`. */
export interface JupiterOneConnectorProps extends ScannerConnectorOptions {
  /** External id that JupiterOne gives to this customer. */
  readonly externalId: string;

  /**
   * ARNs that JupiterOne enters from, the parameter `JupiterOneAwsAccountArns` of its template.
   *
   * @default - account 612791702201
   */
  readonly principalArns?: string[];
}

/**
 * Connects to JupiterOne: SecurityAudit and a policy with what it lacks.
 *
 * @see https://github.com/jupiterone/jupiterone-aws-integration
 */
export class JupiterOneConnector extends ScannerConnector {
  constructor(scope: Construct, id: string, props: JupiterOneConnectorProps) {
    super(scope, id, { ...props, preset: ScannerPreset.JUPITERONE });
  }
}
