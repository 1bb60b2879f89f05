import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyRecorded } from './recorded';

const NOT_RECORDS = ['index', 'recorded', 'collected', 'filled', 'pairs'];

/** The records of this folder by service id: `<id>.ts` exports its answers as its one export. */
export const records: Readonly<Record<string, AnyRecorded>> = Object.fromEntries(
  readdirSync(__dirname).map((file) => /^([\w-]+)\.ts$/.exec(file)?.[1]).filter((id): id is string => id !== undefined && !NOT_RECORDS.includes(id))
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    .map((id) => [id, Object.values(require(join(__dirname, id)) as Record<string, AnyRecorded>)[0]]),
);
