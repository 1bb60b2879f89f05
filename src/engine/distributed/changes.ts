import { createHash } from 'node:crypto';
import type { SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { Service } from '../../catalogue/model/service';
import { staleUnits, type Change } from '../../derive/event-patterns';
import type { Unit } from '../contracts';
import { isObject } from '../json';

/** A message of a queue, as far as it is looked at. */
export interface Message { readonly messageId: string; readonly body: string }

/** The units that messages make stale, each once, and the messages that are no event of CloudTrail. */
export interface Changed { readonly units: readonly Unit[]; readonly broken: readonly string[] }

const SENT_AT_ONCE = 8;

/** The `detail` of an event of EventBridge that holds one of CloudTrail, undefined for anything else. */
function changeIn(body: string): Change | undefined {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    if (!isObject(detail)) return undefined;
    const { eventSource, eventName, awsRegion, recipientAccountId } = detail as Partial<Record<keyof Change, string>>;
    const named = [eventSource, eventName].every((text) => typeof text === 'string');
    const isChange = named && /^[a-z0-9-]+$/.test(awsRegion ?? '') && /^\d{12}$/.test(recipientAccountId ?? '');
    return isChange ? detail as unknown as Change : undefined;
  } catch {
    return undefined;
  }
}

/** What events of CloudTrail, in the envelope of EventBridge, make stale. */
export function changedUnits(services: readonly Service[], messages: readonly Message[]): Changed {
  const units = new Map<string, Unit>();
  const broken: string[] = [];
  for (const { messageId, body } of messages) {
    const change = changeIn(body);
    if (!change) broken.push(messageId);
    for (const { accountId, region, service } of change ? staleUnits(services, change) : []) {
      units.set(`${accountId} ${region} ${service.id}`, { accountId, region, service: service.id });
    }
  }
  return { units: [...units.values()], broken };
}

/**
 * Queues units to be read again, each at most once in `seconds`: what changes within a span of that length is one message, which the delay of the
 * queue keeps back until the span is over. So no change is left out: what comes later is a message of the next span.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
 * @param queueUrl of a FIFO queue whose messages are delayed by `seconds`
 * @param seconds at most 300, as long as Amazon SQS knows a message again
 */
export async function queueUnits(client: Pick<SQSClient, 'send'>, queueUrl: string, units: readonly Unit[], seconds: number, now: Date): Promise<void> {
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const [span, limit] = [Math.floor(now.getTime() / 1000 / seconds), pLimit(SENT_AT_ONCE)];
  await Promise.all(units.map((unit) => limit(async () => {
    const MessageBody = JSON.stringify(unit);
    const MessageDeduplicationId = createHash('sha256').update(`${span} ${MessageBody}`).digest('hex');
    // One account after the other: what is read of it is linked under its lock.
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, MessageGroupId: unit.accountId, MessageDeduplicationId }));
  })));
}

/** The units of messages by account, with the messages that ask for them. */
export function unitsByAccount(messages: readonly Message[]): Map<string, { readonly units: readonly Unit[]; readonly messageIds: readonly string[] }> {
  const accounts = new Map<string, { units: Unit[]; messageIds: string[] }>();
  for (const { messageId, body } of messages) {
    const unit = JSON.parse(body) as Unit;
    const { units, messageIds } = accounts.get(unit.accountId) ?? { units: [], messageIds: [] };
    accounts.set(unit.accountId, { units: [...units, unit], messageIds: [...messageIds, messageId] });
  }
  return accounts;
}
