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
export interface Changed { readonly units: readonly Unit[]; readonly broken: readonly Message[] }

const SENT_AT_ONCE = 8;
// What comes by a queue gets into paths of the lake.
const [ACCOUNT, NAME] = [/^\d{12}$/, /^[a-z0-9-]+$/];

const isText = (value: unknown, pattern: RegExp) => typeof value === 'string' && pattern.test(value);

/** The `detail` of an event of EventBridge that holds one of CloudTrail, undefined for anything else. */
function changeIn(body: string): Change | undefined {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    if (!isObject(detail)) return undefined;
    const { eventSource, eventName, awsRegion, recipientAccountId } = detail as Partial<Record<keyof Change, string>>;
    const isChange = [eventSource, eventName].every((text) => isText(text, /./)) && isText(awsRegion, NAME) && isText(recipientAccountId, ACCOUNT);
    return isChange ? detail as unknown as Change : undefined;
  } catch {
    return undefined;
  }
}

/** What events of CloudTrail, in the envelope of EventBridge, make stale. */
export function changedUnits(services: readonly Service[], messages: readonly Message[]): Changed {
  const units = new Map<string, Unit>();
  const broken: Message[] = [];
  for (const message of messages) {
    const change = changeIn(message.body);
    if (!change) broken.push(message);
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

/** The unit that a message asks for, undefined for anything else. */
function unitIn(body: string): Unit | undefined {
  try {
    const { accountId, region, service } = JSON.parse(body) as Partial<Unit>;
    const isUnit = isText(accountId, ACCOUNT) && [region, service].every((name) => isText(name, NAME));
    return isUnit ? { accountId: accountId!, region: region!, service: service! } : undefined;
  } catch {
    return undefined;
  }
}

/** Messages of one account, and the units that they ask for. */
interface Asked { readonly units: readonly Unit[]; readonly messageIds: readonly string[] }

/** The units of messages by account, with the messages that ask for them; and those that ask for none. */
export function unitsByAccount(messages: readonly Message[]): { readonly accounts: ReadonlyMap<string, Asked>; readonly broken: readonly string[] } {
  const accounts = new Map<string, Asked>();
  const broken: string[] = [];
  for (const { messageId, body } of messages) {
    const unit = unitIn(body);
    if (!unit) {
      broken.push(messageId);
      continue;
    }
    const { units, messageIds } = accounts.get(unit.accountId) ?? { units: [], messageIds: [] };
    accounts.set(unit.accountId, { units: [...units, unit], messageIds: [...messageIds, messageId] });
  }
  return { accounts, broken };
}
