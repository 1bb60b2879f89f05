import { activity, dayOf, partitionOf, placeInKey, type ActivityRow } from './table';
import { DAY } from '../../../catalogue/model/day';
import type { ActivityFinding } from '../../contracts';
import { QuickWriter } from '../../store/quick-writer';
import { findings as findingsTable } from '../../store/tables';
import { findingOf } from '../findings';
import type { Matcher } from '../matcher';
import type { ActivityRecord } from '../record';

/** A file of the lake. */
export interface LakeFile { readonly key: string; readonly content: Uint8Array }

/** Rows that are held, with their records, before they become bytes. */
const HELD = 4_000;

/** Nearly all objects have their records in the order of time. */
const inOrder = (records: readonly ActivityRecord[]): readonly ActivityRecord[] =>
  (records.some((record, at) => at > 0 && record.time < records[at - 1].time) ? [...records].sort((a, b) => a.time - b.time) : records);

/** The rows of one log object as files of the lake. They have the same names and content whenever the object is read. */
export class ObjectRows {
  findings = 0;
  private readonly files = new Map<string, QuickWriter<ActivityRow>>();
  private readonly findingFiles = new Map<string, QuickWriter<ActivityFinding>>();
  private readonly inKey: ReturnType<typeof placeInKey>;
  private held = 0;
  private last?: { readonly account: string | undefined; readonly region: string; readonly day: number; readonly file: QuickWriter<ActivityRow> };

  /**
   * @param object URL of the object
   * @param name name of its files, without ending
   * @param matcher rules that remember nothing of other objects: these must not decide
   */
  constructor(private readonly object: string, private readonly name: string, private readonly matcher: Matcher) {
    this.inKey = placeInKey(object);
  }

  add(records: readonly ActivityRecord[]): void {
    for (const record of records) {
      this.fileFor(record).add({ record, object: this.object });
      if (++this.held >= HELD) this.flush();
    }
    this.judge(records);
  }

  /** Looks for findings alone. */
  judge(records: readonly ActivityRecord[]): readonly ActivityFinding[] {
    // In the order of time, so that a second object of the same events tells the same.
    const found: ActivityFinding[] = [];
    for (const record of inOrder(records)) for (const match of this.matcher.match(record)) found.push(findingOf(match));
    for (const finding of found) this.addFinding(finding);
    return found;
  }

  /** The files, each whole. */
  finish(): LakeFile[] {
    return [...this.files, ...this.findingFiles].map(([folder, file]) => ({ key: `${folder}/${this.name}.parquet`, content: file.finish() }));
  }

  private fileFor(record: ActivityRecord): QuickWriter<ActivityRow> {
    const account = record.accountId ?? this.inKey.account;
    const region = record.region === 'global' ? this.inKey.region ?? record.region : record.region;
    const day = Math.floor(record.time / DAY);
    // Nearly all records of an object have the same.
    if (this.last && this.last.account === account && this.last.region === region && this.last.day === day) return this.last.file;
    const folder = `${activity.name}/${partitionOf(account, region)}/${dayOf(record.time)}`;
    const file = this.files.get(folder) ?? new QuickWriter(activity);
    this.files.set(folder, file);
    this.last = { account, region, day, file };
    return file;
  }

  private addFinding(finding: ActivityFinding): void {
    this.findings++;
    const folder = `${findingsTable.name}/source=activity/${partitionOf(finding.accountId, finding.region)}`;
    const file = this.findingFiles.get(folder) ?? new QuickWriter<ActivityFinding>(findingsTable, 8 * 1024);
    this.findingFiles.set(folder, file);
    file.add(finding);
  }

  private flush(): void {
    for (const file of this.files.values()) file.flush();
    for (const file of this.findingFiles.values()) file.flush();
    this.held = 0;
  }
}
