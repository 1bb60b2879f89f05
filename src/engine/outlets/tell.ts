import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { Mail } from './notice';

/** Who is told of what was found; what is undefined is left out. */
export interface Listeners {
  readonly topic?: { readonly client: SNSClient; readonly arn: string };
  readonly bus: { readonly client: EventBridgeClient; readonly name: string };
}

/** `source` of the events of a scan. */
export const EVENT_SOURCE = 'cdk-security-scanner';

/** Puts an event on the bus. */
export async function sendEvent({ bus }: Listeners, detailType: string, detail: object): Promise<void> {
  const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  const entry = { Source: EVENT_SOURCE, DetailType: detailType, Detail: JSON.stringify(detail), EventBusName: bus.name };
  const { Entries: [sent] = [] } = await bus.client.send(new PutEventsCommand({ Entries: [entry] }));
  if (sent?.ErrorCode) throw new Error(`The event was refused: ${sent.ErrorCode} ${sent.ErrorMessage}`);
}

/** Publishes a mail to the topic, if there is one. */
export async function sendMail({ topic }: Listeners, { subject, text }: Mail): Promise<void> {
  const { PublishCommand } = await import('@aws-sdk/client-sns');
  await topic?.client.send(new PublishCommand({ TopicArn: topic.arn, Subject: subject, Message: text }));
}
