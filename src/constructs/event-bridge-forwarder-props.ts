import type { Duration } from 'aws-cdk-lib/core';
import type { aws_sns } from 'aws-cdk-lib/interfaces';
import type { ForwarderAuthorization } from './forwarder-authorization';
import type { ForwarderEvents } from './forwarder-events';

/** Properties of an `EventBridgeForwarder`. */
export interface EventBridgeForwarderProps {
  /**
   * Which events to forward. Calls that only read need `readOnlyEvents` too.
   *
   * @default ForwarderEvents.changes()
   */
  readonly events?: ForwarderEvents;

  /**
   * Forwards management events that only read too, many times the others: rules are in the state `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   */
  readonly readOnlyEvents?: boolean;

  /**
   * Forwards console sign-ins too.
   *
   * @default false
   */
  readonly signInEvents?: boolean;

  /**
   * HTTPS address that events are sent to. It must answer within 5 seconds.
   *
   * @default - this stack only sends events to the hub of `hubAccountId`
   */
  readonly endpoint?: string;

  /**
   * How the endpoint is told who sends.
   *
   * @default - this stack only sends events to the hub of `hubAccountId`
   */
  readonly authorization?: ForwarderAuthorization;

  /**
   * HTTP method of a delivery.
   *
   * @default 'POST'
   */
  readonly httpMethod?: string;

  /**
   * The most deliveries a second, 1 to 300. What comes faster waits; what waits longer than `maxEventAge` goes to the dead-letter queue.
   *
   * @default 300
   */
  readonly invocationsPerSecond?: number;

  /**
   * How long a delivery is tried, 1 minute to 24 hours.
   *
   * @default Duration.hours(24)
   */
  readonly maxEventAge?: Duration;

  /**
   * How often a delivery is tried again, 0 to 185.
   *
   * @default 185
   */
  readonly retryAttempts?: number;

  /**
   * What the endpoint gets in place of the event; values stand in it as `<name>`.
   *
   * @default - the event as EventBridge has it
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
   */
  readonly inputTemplate?: string;

  /**
   * Values of `inputTemplate` by their names, as paths into the event: `{ who: '$.detail.userIdentity.arn' }`.
   *
   * @default - none
   */
  readonly inputPaths?: { [name: string]: string };

  /**
   * Region of the hub: the same template, deployed to other Regions, sends the events there. May be a parameter of the template; one that is left
   * empty makes each Region deliver by itself. Events of global services, such as IAM, are in us-east-1 only.
   *
   * @default - this Region delivers by itself, and is no hub
   */
  readonly primaryRegion?: string;

  /**
   * Account of the hub.
   *
   * @default - the account of this stack
   */
  readonly hubAccountId?: string;

  /**
   * Organisation whose accounts may send to the hub.
   *
   * @default - none
   */
  readonly organizationId?: string;

  /**
   * Accounts that may send to the hub.
   *
   * @default - none but its own
   */
  readonly memberAccountIds?: string[];

  /**
   * Name of the rule; further rules, where the patterns need them, have a number after it. Another forwarder in the same account and Region needs
   * another name.
   *
   * @default 'SecurityScannerEvents'
   */
  readonly ruleName?: string;

  /**
   * Name of the connection, which holds the authorisation.
   *
   * @default - `ruleName`
   */
  readonly connectionName?: string;

  /**
   * Name of the API destination, which holds the endpoint.
   *
   * @default - `ruleName`
   */
  readonly apiDestinationName?: string;

  /**
   * Name of the event bus at the hub: the same in every template that sends to it.
   *
   * @default - `ruleName`
   */
  readonly hubBusName?: string;

  /**
   * Sends one event through the whole path after each deployment: CloudFormation's own, that the stack is complete.
   *
   * @default true
   */
  readonly hello?: boolean;

  /**
   * Alarms on undelivered events.
   *
   * @default true
   */
  readonly alarms?: boolean;

  /**
   * Topic in the same Region that alarms are sent to.
   *
   * @default - alarms are seen in CloudWatch only
   */
  readonly alarmTopic?: aws_sns.ITopicRef;
}
