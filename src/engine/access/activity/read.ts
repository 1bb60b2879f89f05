import { Gatherer, type SeenActivity } from './seen';
import { DAY } from '../../../catalogue/model/day';
import { findLogs } from '../../activity/reader/files';
import { LogReader } from '../../activity/reader/read';
import type { ObjectStore } from '../../store/objects';
import { fromParquet } from '../../store/parquet';

/** Which activity is read. */
export interface Window {
  readonly now: Date;
  /** days before that are read, @default 90 */
  readonly unusedDays?: number;
  /** bytes of Parquet that are read at most, the newest days first, @default 512 MiB */
  readonly bytes?: number;
}

const MOST_BYTES = 512 * 1024 * 1024;
const KEY = /^activity\/account=(\d{12})\/region=([a-z0-9-]+)\/day=(\d{4}-\d\d-\d\d)\/[^/]+\.parquet$/;
const COLUMNS = ['eventSource', 'eventName', 'principal', 'errorCode'];

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The activity that `CloudTrailConsumer` left in a lake, day by day from the newest on; undefined where there is none. */
export async function activityInLake(objects: ObjectStore, { now, unusedDays = 90, bytes = MOST_BYTES }: Window): Promise<SeenActivity | undefined> {
  const [first, today] = [dayOf(now.getTime() - unusedDays * DAY), dayOf(now.getTime())];
  const files = (await objects.list('activity/')).flatMap((key) => {
    const [, account, region, day] = KEY.exec(key) ?? [];
    return day !== undefined && day >= first && day <= today ? [{ key, account, region, day }] : [];
  }).sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  const gatherer = new Gatherer();
  let [read, lastDay] = [0, today];
  for (const { key, account, region, day } of files) {
    // A day is known when it was read to its end.
    if (read > bytes && day !== lastDay) break;
    lastDay = day;
    const content = await objects.read(key);
    read += content?.length ?? 0;
    for (const row of content ? await fromParquet(content, COLUMNS) : []) {
      const [eventSource, eventName] = [text(row.eventSource), text(row.eventName)];
      if (eventSource === undefined || eventName === undefined || eventSource === 'eks-audit') continue;
      gatherer.add({ account, region, day, eventSource, eventName, principal: text(row.principal), errorCode: text(row.errorCode) });
    }
  }
  return gatherer.accounts.size > 0 ? gatherer : undefined;
}

/**
 * The same from log files of CloudTrail, or folders of them.
 * @throws where a path cannot be read
 */
export async function activityInFiles(paths: readonly string[], { now, unusedDays = 90 }: Window): Promise<SeenActivity> {
  const [first, to] = [dayOf(now.getTime() - unusedDays * DAY), now.getTime()];
  const [gatherer, reader] = [new Gatherer(), new LogReader()];
  for (const file of (await findLogs(paths)).files) {
    for await (const records of reader.read(file)) {
      for (const { accountId, time, region, eventSource, eventName, principal, errorCode, kind } of records) {
        if (kind !== 'cloudtrail' || accountId === undefined || Number.isNaN(time) || time > to) continue;
        const day = dayOf(time);
        if (day >= first) gatherer.add({ account: accountId, region, day, eventSource, eventName, principal, errorCode });
      }
    }
  }
  return gatherer;
}
