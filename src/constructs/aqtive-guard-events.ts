import type { SecretValue } from 'aws-cdk-lib/core';
import type { ForwarderEvents } from './forwarder-events';

/** Where AQtive Guard takes events. */
export interface AqtiveGuardEvents {
  /** HTTPS address that AQtive Guard shows for this customer. */
  readonly endpoint: string;

  /** API token of AQtive Guard with at least the permission Uploader, from AWS Secrets Manager: `SecretValue.secretsManager('name')`. */
  readonly apiKey: SecretValue;

  /**
   * Which events are forwarded.
   *
   * @default - those of the services whose cryptographic assets AQtive Guard inventories, and of those that use them
   */
  readonly events?: ForwarderEvents;
}
