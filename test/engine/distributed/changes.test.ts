import type { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as fc from 'fast-check';
import { kms } from '../../../src/catalogue/services/kms';
import { s3 } from '../../../src/catalogue/services/s3';
import { changedUnits, queueUnits, unitsByAccount } from '../../../src/engine/distributed/changes';

const ACCOUNT = '222222222222';
const event = (detail: object) => JSON.stringify({ 'source': 'aws.kms', 'detail-type': 'AWS API Call via CloudTrail', detail });
const created = { eventSource: 'kms.amazonaws.com', eventName: 'CreateKey', awsRegion: 'eu-west-1', recipientAccountId: ACCOUNT };
const message = (body: string, messageId = 'm') => ({ messageId, body });
const key = { accountId: ACCOUNT, region: 'eu-west-1', service: 'kms' };

describe('events', () => {
  test('of one service, account and Region are one unit; that of a global service has no Region', () => {
    const bucket = { ...created, eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy' };
    const { units, broken } = changedUnits([kms, s3], [created, { ...created, eventName: 'ScheduleKeyDeletion' }, bucket].map((each) => message(event(each))));
    expect(units).toEqual([key, { ...key, region: 'global', service: 's3' }]);
    expect(broken).toEqual([]);
  });

  test.each([['failed', { ...created, errorCode: 'AccessDenied' }], ['only read', { ...created, eventName: 'ListKeys' }]])('that %s make nothing stale', (_, detail) => {
    expect(changedUnits([kms], [message(event(detail))])).toEqual({ units: [], broken: [] });
  });

  test.each([
    '', 'not JSON', '[]', 'null', '"text"', '{}', '{"detail":[]}', event({}), event({ ...created, recipientAccountId: '../../x' }), event({ ...created, awsRegion: '../x' }), event({ ...created, eventName: 7 }),
  ])('that are none are named, and the others are taken: %s', (body) => {
    expect(changedUnits([kms], [message(body, 'poison'), message(event(created))])).toEqual({ units: [key], broken: [message(body, 'poison')] });
  });
});

/** A FIFO queue: it forgets after five minutes, and a message is seen after the delay. */
function fifo(delay: number) {
  const seen = new Map<string, number>();
  const visible: { at: number; body: string; group: string }[] = [];
  const at = { now: 0 };
  const send = async ({ input: { MessageBody, MessageGroupId, MessageDeduplicationId } }: SendMessageCommand) => {
    const id = `${MessageGroupId} ${MessageDeduplicationId}`;
    if (at.now - (seen.get(id) ?? -Infinity) < 300) return {};
    seen.set(id, at.now);
    visible.push({ at: at.now + delay, body: MessageBody!, group: MessageGroupId! });
    return {};
  };
  return { client: { send } as never, visible, at };
}

describe('a unit that changes again and again', () => {
  test('is read at most once in the time, and after every change', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 10, max: 300 }), fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 60 }), async (seconds, times) => {
      const { client, visible, at } = fifo(seconds);
      const changes = [...times].sort((a, b) => a - b);
      for (const time of changes) {
        at.now = time;
        await queueUnits(client, 'queue', [key], seconds, new Date(time * 1000));
      }
      const reads = visible.map((each) => each.at);
      for (const time of changes) expect(reads.some((read) => read >= time && read <= time + 2 * seconds)).toBe(true);
      expect(reads.length).toBeLessThanOrEqual((changes.at(-1)! - changes[0]) / seconds + 2);
    }), { numRuns: 200 });
  });

  test('is a message of its account', async () => {
    const { client, visible } = fifo(60);
    const units = Array.from({ length: 25 }, (_, at) => ({ ...key, service: `s${at}`, accountId: at % 2 ? ACCOUNT : '333333333333' }));
    await queueUnits(client, 'queue', units, 60, new Date(0));
    expect(visible.map(({ body }) => JSON.parse(body))).toEqual(units);
    expect(visible.every(({ body, group }) => JSON.parse(body).accountId === group)).toBe(true);
  });

  test('is not lost when the queue refuses it: the events come again', async () => {
    const client = { send: async () => { throw new Error('InternalError'); } } as never;
    await expect(queueUnits(client, 'queue', [key], 60, new Date(0))).rejects.toThrow('InternalError');
  });
});

test('messages are read account by account', () => {
  const other = { ...key, accountId: '333333333333' };
  const all = unitsByAccount([message(JSON.stringify(key), 'a'), message(JSON.stringify(other), 'b'), message(JSON.stringify({ ...key, service: 's3' }), 'c')]);
  expect([...all.accounts]).toEqual([[ACCOUNT, { units: [key, { ...key, service: 's3' }], messageIds: ['a', 'c'] }], [other.accountId, { units: [other], messageIds: ['b'] }]]);
  expect(all.broken).toEqual([]);
});

test.each(['', 'not JSON', 'null', '[]', '{}', JSON.stringify({ ...key, accountId: '../../x' }), JSON.stringify({ ...key, region: '../x' }), JSON.stringify({ ...key, service: 7 })])(
  'a message that asks for no unit is named, and the others are read: %s', (body) => {
    expect(unitsByAccount([message(body, 'poison'), message(JSON.stringify(key), 'a')])).toEqual({ accounts: new Map([[ACCOUNT, { units: [key], messageIds: ['a'] }]]), broken: ['poison'] });
  });
